"""EPUB 3: the text as a book for phones and reading devices, which need neither a network nor Word."""
