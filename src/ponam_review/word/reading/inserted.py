"""Whole files inserted in a document (`w:altChunk`, ECMA-376-1 §17.17.2): Word reads them when it opens it, and so must we."""

from __future__ import annotations

import re

from ...text.errors import WordFileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from html.parser import HTMLParser

    from .package import Package, Relationship

DEEPEST = 3
"""Files inserted in files inserted in files."""
LONGEST = 20 << 20

_BLOCKS = frozenset(
    "address article aside blockquote br body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HEADS = "\x0e"
_SILENT = frozenset(("head", "script", "style", "template", "title"))


class Inserted:
    """The paragraphs of an inserted file.

    `levels`: those of headings among the accepted; `remarks`: it holds comments or tracked changes too.
    """

    __slots__ = ("accepted", "levels", "rejected", "remarks")

    def __init__(
        self, accepted: tuple[str, ...], rejected: tuple[str, ...] | None = None, *, levels: tuple[int, ...] = (), remarks: bool = False
    ) -> None:
        self.accepted = accepted
        self.levels = levels or (0,) * len(accepted)
        self.rejected = accepted if rejected is None else rejected
        self.remarks = remarks


def paragraphs_of(package: Package, part: Relationship, depth: int) -> Inserted | None:
    """What an inserted file says; None where it is of a kind that we do not read, or not there."""
    if part.external or part.target not in package:
        return None
    try:
        content = package.read(part.target)
    except WordFileError:
        return None
    if len(content) > LONGEST:
        return None
    if content.startswith(b"PK"):
        return _word(content, package.file, depth)
    text = _decoded(content)
    if text.lstrip()[:5] == "{\\rtf":
        return Inserted(_rtf(text))
    if _is_mail(text):
        text = _page_in_mail(content) or ""
    if re.search(r"<(?:html|body|p|div|table|h[1-6]|!doctype html)\b", text[:20_000], re.IGNORECASE):
        return _page(text)
    return Inserted(tuple(_folded(text.splitlines()))) if "\0" not in text else None


def _word(content: bytes, file: str, depth: int) -> Inserted | None:
    if depth >= DEEPEST:
        return None
    from .telling import tell

    try:
        told = tell(content, name=file, depth=depth + 1)
    except WordFileError:
        return None
    return Inserted(told.accepted, told.rejected, remarks=bool(told.comments or told.changes))


def _decoded(content: bytes) -> str:
    """Inserted pages say what they are written in, or are what Word writes."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    said = re.search(rb"charset=[\"']?([\w-]{2,30})", content[:4096])
    for encoding in ((said[1].decode(),) if said else ()) + ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return content.decode("latin-1")


def _folded(lines: list[str]) -> list[str]:
    return [folded for line in lines if (folded := " ".join(line.split()))]


# ------------------------------------------------------------------ web pages


def _page(text: str) -> Inserted:
    parser = _parser()
    parser.feed(text)
    parser.close()
    lines: list[str] = parser.lines  # type: ignore[attr-defined]
    words: list[str] = []
    levels: list[int] = []
    for line in _folded("".join(lines).split("\f")):
        heads = line.startswith(_HEADS)
        rest = line[2:].strip() if heads else line
        if rest:
            words.append(rest)
            levels.append(int(line[1]) if heads else 0)
    return Inserted(tuple(words), levels=tuple(levels))


def _parser() -> HTMLParser:
    from html.parser import HTMLParser

    class Page(HTMLParser):
        """Words between tags; a form feed where a block begins or ends, a sign and its level before a heading."""

        def __init__(self) -> None:
            super().__init__(convert_charrefs=True)
            self.lines: list[str] = []
            self.silent = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in _SILENT:
                self.silent += 1
            elif tag == "body":
                self.silent = 0
            if tag in _BLOCKS:
                self.lines.append(f"\f{_HEADS}{tag[1]}" if tag in _HEADINGS else "\f")

        def handle_endtag(self, tag: str) -> None:
            if tag in _SILENT:
                self.silent = max(0, self.silent - 1)
            if tag in _BLOCKS:
                self.lines.append("\f")

        def handle_data(self, data: str) -> None:
            if not self.silent:
                self.lines.append(data.replace("\f", " ").replace(_HEADS, " "))

    return Page()


def _is_mail(text: str) -> bool:
    """A page with its pictures in one file (MHT) is written like a message."""
    return bool(re.match(r"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", text[:4096], re.IGNORECASE))


def _page_in_mail(content: bytes) -> str | None:
    from email import message_from_bytes

    for part in message_from_bytes(content.lstrip()).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml", "text/plain"):
            inner = part.get_payload(decode=True)
            if isinstance(inner, bytes):
                try:
                    return inner.decode(part.get_content_charset() or "utf-8")
                except (UnicodeError, LookupError):
                    return _decoded(inner)
    return None


# ------------------------------------------------------------------ Rich Text

_TOKEN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE)
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf listtable "
    "listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles fldinst operator title author".split()
)
_SIGNS = {"par": "\f", "line": "\f", "row": "\f", "cell": "\f", "sect": "\f", "page": "\f", "tab": " ", "emdash": "—", "endash": "–",
          "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " "}  # fmt: skip


def _rtf(text: str) -> tuple[str, ...]:
    """The words of a Rich Text file (RTF 1.9): groups that are no text are passed over."""
    out: list[str] = []
    silent: list[bool] = [False]
    skipped = 0
    for found in _TOKEN.finditer(text):
        word, number, code, sign, brace, plain = found.groups()
        if brace == "{":
            silent.append(silent[-1])
        elif brace == "}":
            if len(silent) > 1:
                silent.pop()
        elif (word and word in _ASIDE) or sign == "*":
            silent[-1] = True
        elif not silent[-1]:
            shown = _shown(word, number, code, sign, plain)
            if skipped and shown and word != "u":
                shown, skipped = shown[1:], 0
            if word == "u":
                skipped = 1
            out.append(shown)
    return tuple(_folded("".join(out).split("\f")))


def _shown(word: str | None, number: str | None, code: str | None, sign: str | None, plain: str | None) -> str:
    if plain:
        return plain
    if code:
        return bytes.fromhex(code).decode("cp1252", "replace")
    if sign:
        return {"~": "\u00a0", "_": "\u2011", "-": ""}.get(sign, sign if sign in "\\{}" else "")
    if word == "u" and number:
        point = int(number[:7]) % 0x10000
        return chr(point) if not 0xD800 <= point < 0xE000 else ""
    return _SIGNS.get(word or "", "")
