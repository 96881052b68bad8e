"""Returned Word copies: which edition they answer, which paragraph is which, and what they ask to change."""
