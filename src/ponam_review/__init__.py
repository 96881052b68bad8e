"""Workbench for revising a national policy."""

__version__ = "0.1.0"
