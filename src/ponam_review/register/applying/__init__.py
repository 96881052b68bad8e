"""Accepted proposals, written into the text: one commit each, through the three-way merge of `compare`."""

from .. import engine

__all__ = ["engine"]  # it sets Django up, which the models behind these modules need
