"""Word files in: what a .docx holds (`words.read_word`) and the model of its text (`document.read_document`).

Nothing here trusts the file: sizes are checked before anything is inflated, no entity is expanded, no tree is walked by recursion.
"""
