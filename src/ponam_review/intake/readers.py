"""Which reader a file is given to: by what it is where that shows, else by its ending."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import TypeAlias

from ..register.values import NewSubmission
from ..register.vocabulary import Channel
from ..text.errors import FileError, WordFileError
from ..word.returned.reading import identity_of
from .desk import Desk, Taken, base
from .foreign import as_word, foreign_ending
from .kit_answer import looks_like_answer, take_answer
from .letters import take_letter
from .mail import looks_like_mail, looks_like_mailbox, read_mail, split_mailbox
from .matrices import take_matrix, take_rows
from .outlook import OLE, looks_like_outlook, read_outlook
from .pasted import take_text
from .word import read_copy
from .word_tables import read_word_matrix

ENDINGS = (".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".eml", ".mbox", ".msg", ".txt", ".json")
Take: TypeAlias = Callable[[bytes, str, Desk], Taken]


def take(content: bytes, name: str, desk: Desk) -> Taken:
    """What one file holds; refused in a sentence where it cannot be taken in."""
    if not content.strip():
        raise FileError("{file}: the file is empty; ask for it again", file=name)
    return _reader(content, name)(content, name, desk)


def messages_of(content: bytes, name: str) -> Iterator[tuple[bytes, str]]:
    """A mailbox as its messages, each to be taken in by itself; any other file as it is."""
    if not looks_like_mailbox(content):
        yield content, name
        return
    for number, message in enumerate(split_mailbox(content), 1):
        yield message, f"{name} ({number})"


def _reader(content: bytes, name: str) -> Take:
    with suppress(zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        tops = {part.split("/")[0] for part in zipfile.ZipFile(io.BytesIO(content)).namelist()}
        if "word" in tops:
            return _word
        if foreign_ending(content, name):
            return _word
        if "xl" in tops or "content.xml" in tops:
            return take_matrix
    if looks_like_outlook(content):
        return _outlook
    if content.startswith(OLE):
        return _word if PurePath(name).suffix.lower() == ".doc" else take_matrix
    if looks_like_mailbox(content):
        return _mailbox
    if looks_like_answer(content):
        return take_answer
    ending = PurePath(name).suffix.lower()
    if ending not in (".csv", ".tsv") and looks_like_mail(content):
        return _mail
    found = _BY_ENDING.get(ending)
    if found is None:
        raise _not_taken(name, ending)
    return found


def _not_taken(name: str, ending: str) -> FileError:
    if ending in (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".gif"):
        return FileError("{file}: a scan or a PDF is not read; enter its remarks with “ponam intake --paper”", file=name)
    if ending in (".zip", ".rar", ".7z"):
        return FileError("{file}: unpack this archive first, and take in the folder", file=name)
    sentence = (
        "{file}: this kind of file is not taken in; Word copies and tables (.docx), matrices (.xlsx, .csv), e-mails (.eml, .msg, .mbox), "
        "answers of the kit (.json) and text (.txt) are"
    )
    return FileError(sentence, file=name)


def _word(content: bytes, name: str, desk: Desk) -> Taken:
    """A Word file is a returned copy of the text, unless it is a matrix in Word. A copy of ours says so itself."""
    readable = as_word(content, name, desk.environ)
    with suppress(WordFileError):  # the copy's reader says what is wrong
        matrix = None if identity_of(readable, name=name).edition else read_word_matrix(readable, name, desk.layout, desk.told())
        if matrix is not None:
            return take_rows(matrix, content, name, desk)
    read = read_copy(readable, name, desk.layout, desk.terms)
    who, notices = desk.sender_of(name)
    submission = NewSubmission(who.code, Channel.WORD, read.value, base(name), content)
    return Taken((submission,), notices=(*read.notices, *notices))


def _mail(content: bytes, name: str, desk: Desk) -> Taken:
    return take_letter(read_mail(content, name), content, name, desk, take)


def _outlook(content: bytes, name: str, desk: Desk) -> Taken:
    return take_letter(read_outlook(content, name), content, name, desk, take)


def _mailbox(content: bytes, name: str, desk: Desk) -> Taken:
    """A mailbox among attachments: all of its messages together."""
    parts = [_mail(message, f"{name} ({number})", desk) for number, message in enumerate(split_mailbox(content), 1)]
    return Taken(
        tuple(one for part in parts for one in part.submissions),
        tuple(one for part in parts for one in part.answers),
        tuple(one for part in parts for one in part.forms),
        tuple(one for part in parts for one in part.notices),
        tuple(one for part in parts for one in part.refused),
    )


_BY_ENDING: Mapping[str, Take] = {
    **dict.fromkeys((".docx", ".docm", ".doc", ".odt", ".rtf"), _word),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"), take_matrix),
    **dict.fromkeys((".txt", ".text", ".md"), take_text),
    ".json": take_answer,
    ".eml": _mail,
    ".mbox": _mailbox,
    ".msg": _outlook,
}
