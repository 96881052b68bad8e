"""What turns a text written elsewhere into ours: its headings, lists, captions, cover and acronyms recognised, whatever program wrote it.

Everything here works on values (`Piece`: a block and how it looked) and says what it did: nothing is dropped without a notice.
"""
