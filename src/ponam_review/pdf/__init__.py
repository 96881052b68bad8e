"""The text as paged, tagged PDF, set by Typst."""
