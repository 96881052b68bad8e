"""What can go wrong, one class a kind. The class tells the code, the sentence tells the user what to do.

The template is an English sentence, translated by the command line (`ponam_review.messages`); `values` fill it.
"""

from __future__ import annotations


class PonamError(Exception):
    """Base of all refusals. `exit_code` follows CONTRACT.md."""

    exit_code = 3

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


class UsageError(PonamError):
    """Options that do not go together, a file name without a known ending."""

    exit_code = 2


class StateError(PonamError):
    """Refused by the state of things: an edition that exists, a closed consultation, a conflict."""

    exit_code = 4


class FileError(PonamError):
    """A file that is not there, or cannot be read or written."""


class MarkdownError(PonamError):
    """A section file that cannot be read; the sentence starts with `file:line:`."""


class WordFileError(PonamError):
    """A .docx that is not one, is damaged, protected or dangerous."""


class SheetError(PonamError):
    """A spreadsheet or CSV file that cannot be read."""


class ActionsFileError(PonamError):
    """An actions.csv that cannot be read; the sentence starts with `file:line:`."""


class RevisionError(PonamError):
    """A REV that names nothing."""


class WorkspaceError(PonamError):
    """A workspace that is not one, or is damaged."""


class RegisterError(PonamError):
    """A register that cannot be opened or does not fit this version."""


class PublicationError(PonamError):
    """A manifest, a key or a signature that is not one, or is damaged."""


class ProofError(PonamError):
    """A redline that does not prove itself. It is our defect, so it is not released."""

    exit_code = 70


class LeakError(PonamError):
    """A public file in which something internal could be read. It is our defect, so it is not released."""

    exit_code = 70
