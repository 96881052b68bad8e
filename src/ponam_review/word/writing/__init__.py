"""The body of a .docx: the prepared flow, or a change set, as WordprocessingML written in bulk."""
