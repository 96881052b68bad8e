"""E-mails as files (`.eml`, `.mbox`): who sent them, when, what they say, what is attached; whatever their charset.

Headers and charsets are often wrong in practice: nothing here trusts them more than the bytes allow.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePath

from ..text.errors import FileError, PonamError
from ..text.notices import Notice
from .page_text import text_of_page

MAX_ATTACHMENTS = 200
DEEPEST = 12
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_ORNAMENTS = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/x-vcard", "text/vcard")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it was received."""

    id: str
    sender: str
    address: str
    sent: str
    """ISO 8601; empty where the message does not say."""
    subject: str
    body: str
    attachments: tuple[Attached, ...] = ()
    thread: tuple[str, ...] = ()
    """Ids of the messages that it follows."""
    notices: tuple[Notice, ...] = field(default=())


def read_mail(content: bytes, name: str) -> Letter:
    """The message in an `.eml` file."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        return _letter(message, name)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise FileError("{file}: this message is damaged; ask for it again", file=name) from error


def looks_like_mail(content: bytes) -> bool:
    """Whether a file begins like a message: header fields that only messages have."""
    head = content[:4096].lstrip(b"\xef\xbb\xbf\r\n")
    fields = {found.lower() for found in re.findall(rb"(?m)^([A-Za-z][A-Za-z0-9-]{1,40}):", head.split(b"\n\n")[0].split(b"\r\n\r\n")[0])}
    known = {b"from", b"date", b"subject", b"to", b"mime-version", b"message-id", b"received", b"return-path", b"content-type"}
    return re.match(rb"[A-Za-z][A-Za-z0-9-]*:", head) is not None and len(fields & known) >= 3


def looks_like_mailbox(content: bytes) -> bool:
    return content.startswith(b"From ") and looks_like_mail(content.partition(b"\n")[2])


def split_mailbox(content: bytes) -> Iterator[bytes]:
    """The messages of an `.mbox` file: each begins with a `From ` line after an empty one (RFC 4155); `>From` is a guarded word."""
    starts = [found.start() for found in re.finditer(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S*[^\n]*\n(?=[A-Za-z-]+:)", content)]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        message = content[start:end].partition(b"\n")[2]
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", message).rstrip(b"\r\n") + b"\n"


# ------------------------------------------------------------------ a message


def _letter(message: Message, name: str) -> Letter:
    parts = _Parts(name)
    parts.take(message)
    display, address = parseaddr(header(message, "From"))
    follows = re.findall(r"<[^<>\s]+>", f"{header(message, 'References')} {header(message, 'In-Reply-To')}")
    return Letter(
        id=_identity(header(message, "Message-ID")),
        sender=display,
        address=address.lower(),
        sent=_date(header(message, "Date")),
        subject=header(message, "Subject"),
        body=parts.body(),
        attachments=tuple(parts.attachments),
        thread=tuple(dict.fromkeys(map(_identity, follows))),
        notices=tuple(parts.notices),
    )


def header(message: Message, field_: str) -> str:
    """A header field as text, its encoded words decoded; bytes that should not be there are read as what they most likely are."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == field_.lower()), "")
    raw = re.sub(r"\r?\n[ \t]*", " ", raw)
    if not raw.isascii():
        return _unknown(raw.encode("utf-8", "surrogateescape")).strip()
    try:
        pieces = decode_header(raw)
    except (MessageError, ValueError):
        return raw.strip()
    return "".join(piece if isinstance(piece, str) else decoded(piece, charset or "") for piece, charset in pieces).strip()


def _identity(text: str) -> str:
    return text.strip().strip("<>").strip()[:250]


def _date(text: str) -> str:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


_WIDER = {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "unknown-8bit": "cp1252",
}


def decoded(content: bytes, charset: str) -> str:
    """Bytes as text: as declared where that can be, else as UTF-8, else as Windows writes French."""
    charset = charset.strip().strip("\"'").lower()
    if charset in _WIDER or not charset:
        return _unknown(content)
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return _unknown(content)


def _unknown(content: bytes) -> str:
    """UTF-8 declared as Latin-1 is common; Latin-1 that reads as UTF-8 by chance is not."""
    for charset in ("utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


# ------------------------------------------------------------------ its parts


class _Parts:
    """The parts of a message sorted: words, pages, files."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.plain: list[str] = []
        self.pages: list[str] = []
        self.attachments: list[Attached] = []
        self.notices: list[Notice] = []

    def body(self) -> str:
        """Plain text where it says as much as the page; some programs write "your program cannot show HTML" there."""
        plain = "\n\n".join(text.strip("\n") for text in self.plain if text.strip())
        page = "\n\n".join(filter(None, map(text_of_page, self.pages)))
        letters = len(re.sub(r"\W+", "", plain))
        return plain if letters * 3 >= len(re.sub(r"\W+", "", page)) else page

    def take(self, part: Message, depth: int = 0) -> None:
        if depth > DEEPEST or len(self.attachments) > MAX_ATTACHMENTS:
            raise FileError("{file}: this message holds messages in messages, or more files than anybody attaches", file=self.name)
        kind = part.get_content_type()
        if kind == "message/rfc822":
            self._keep_message(part)
        elif part.is_multipart():
            inner = part.get_payload()
            for one in inner if isinstance(inner, list) else ():
                if isinstance(one, Message):
                    self.take(one, depth + 1)
        elif kind not in _ORNAMENTS:
            self._keep(part, kind)

    def _keep_message(self, part: Message) -> None:
        inner = part.get_payload()
        for one in inner if isinstance(inner, list) else ():
            if isinstance(one, Message):
                title = re.sub(r"[^\w -]+", "", header(one, "Subject"))[:60].strip() or "message"
                self.attachments.append(Attached(f"{title}.eml", one.as_bytes()))

    def _keep(self, part: Message, kind: str) -> None:
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        name = _file_name(part)
        attached = part.get_content_disposition() == "attachment"
        if kind in _TNEF or name.lower() == "winmail.dat":
            self._unwrap(content, name or "winmail.dat")
        elif kind == "text/plain" and not attached and not name:
            text = decoded(content, str(part.get_content_charset() or ""))
            self.plain.append(_flowed(text, part) if part.get_param("format", "") == "flowed" else text)
        elif kind == "text/html" and not attached and not name:
            self.pages.append(decoded(content, str(part.get_content_charset() or "")))
        elif kind.startswith("image/") and (part.get("Content-ID") or not attached):
            return  # a logo in a signature
        elif content:
            self.attachments.append(Attached(name or f"sans-nom.{kind.rsplit('/', maxsplit=1)[-1]}", content))

    def _says(self, words: str) -> bool:
        """Outlook sends its message beside the winmail.dat as well, more or less in the same words, or a word of courtesy only."""
        said = _words(" ".join((*self.plain, *map(text_of_page, self.pages))))
        wrapped = _words(words)
        return len(wrapped - said) * 10 <= len(wrapped)

    def _unwrap(self, content: bytes, name: str) -> None:
        from .rich_text import text_of_rich
        from .tnef import read_tnef

        try:
            found = read_tnef(content, f"{self.name} ({name})")
        except PonamError as refusal:
            self.notices.append(Notice(refusal.template, refusal.values))
            return
        inside = found.text or (text_of_page(found.html) if found.html else text_of_rich(found.rtf))
        if not self._says(inside):
            self.plain.append(inside)
        self.attachments += (Attached(PurePath(inner).name, data) for inner, data in found.attachments)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _file_name(part: Message) -> str:
    """The name of a file, however it was encoded; folders in it are left out."""
    try:
        raw = part.get_filename("") or ""
    except (MessageError, ValueError, LookupError, TypeError):
        return ""
    if "=?" in raw:
        try:
            raw = "".join(piece if isinstance(piece, str) else decoded(piece, charset or "") for piece, charset in decode_header(raw))
        except (MessageError, ValueError):
            return raw
    if not raw.isascii() and any(0xDC80 <= ord(letter) <= 0xDCFF for letter in raw):
        raw = _unknown(raw.encode("utf-8", "surrogateescape"))
    return PurePath(raw.replace("\\", "/").replace("\0", "")).name[:200]


def _flowed(text: str, part: Message) -> str:
    """format=flowed (RFC 3676): a line that ends in a space goes on in the next one of the same depth of quotation."""
    apart = str(part.get_param("delsp", "")).lower() != "yes"
    out: list[str] = []
    depth_before, goes_on = -1, False
    for line in text.replace("\r\n", "\n").split("\n"):
        marks = len(line) - len(line.lstrip(">"))
        words = line[marks:].removeprefix(" ")
        signature = words == "-- "
        if goes_on and marks == depth_before and not signature:
            out[-1] += words
        else:
            out.append("> " * marks + words)
        goes_on = words.endswith(" ") and not signature
        depth_before = marks
        if goes_on and not apart:
            out[-1] = out[-1][:-1]
    return "\n".join(line.rstrip() if line != "-- " else line for line in out)


def named(letter: Letter, **values: str) -> Letter:
    """The same message under another sender: of a message passed on, the one who wrote it."""
    return replace(letter, **values)  # type: ignore[arg-type]
