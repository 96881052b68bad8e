"""Akoma Ntoso (OASIS LegalDocML 1.0): the text as XML that archives, parliaments and other programs read."""
