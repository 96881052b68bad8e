"""Remarks that say nearly the same: form letters of a campaign, one remark sent by several institutions.

Each group is named by its first remark. Deciding stays a person's: groups only spare reading the same words again.
"""
