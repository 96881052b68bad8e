"""Two edits of one text brought together: what both say, what only one says, and where they contradict each other."""
