"""Characters that Markdown would read as marks, escaped where they would be, and only there: so git shows what a drafter changed."""

from __future__ import annotations

import re

from markdown_it.common.utils import MD_TRIM_CHARS, isWhiteSpace

_SPECIAL = re.compile(r"[\\`*_~\[\]<&{!]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)")
# Two dashes are enough for a rule: behind the marker of a list item ("- --") they are three.
_MARKER = re.compile(
    r"""(?P<sign>[-+*](?=[ \t]|$))|(?P<hash>\#)(?=\#{0,5}(?:[ \t]|$))|(?P<quote>>)|(?P<digits>\d{1,9})[.)](?=[ \t]|$)
    |(?P<rule>[-_*])(?=[ \t]*(?P=rule)[-_* \t]*$)|(?P<wave>~)(?=~~)""",
    re.VERBOSE,
)
_UNDERLINE = re.compile(r"(?:=+|-+|[|:-][|:\- \t]*)[ \t]*$")
_DEFINITION = re.compile(r"\[(?:[^\\\[\]]|\\.)*\]:", re.DOTALL)
_CAPTION = re.compile(r"(?:Table|Tableau)[ \u00a0\u202f]*(?=:)")
_EDGE_NAMES = {"\u00a0": "&nbsp;"}


def escape(text: str, *, in_brackets: bool = False) -> str:
    """The text of a run. `in_brackets`: inside the text of a link or the description of a picture."""
    if _SPECIAL.search(text) is None:
        return text

    def replaced(match: re.Match[str]) -> str:
        place = match.start()
        before = text[place - 1] if place else ""
        after = text[place + 1] if place + 1 < len(text) else ""
        return "\\" + match[0] if _needed(match[0], before, after, text, place, in_brackets) else match[0]

    return _SPECIAL.sub(replaced, text)


def _needed(sign: str, before: str, after: str, text: str, place: int, in_brackets: bool) -> bool:
    match sign:
        case "\\":
            return not after or after in _PUNCTUATION or (_is_blank(after) and place + 2 == len(text))
        case "`":
            return True
        case "*":
            return not (_is_blank(before) and _is_blank(after))
        case "_":
            return not ((before.isalnum() and after.isalnum()) or (_is_blank(before) and _is_blank(after)))
        case "~":
            return not before or not after or "~" in (before, after)
        case "[":
            return in_brackets or after == "^"
        case "]":
            return in_brackets or after == "("
        case "<":
            return not after or after.isalpha() or after in "/!?"
        case "&":
            return _ENTITY.match(text, place) is not None
        case "{":
            return after in ("", ":", "#", ".") or text.startswith("widths=", place + 1)
        case _:
            return after == "["


def _is_blank(sign: str) -> bool:
    return bool(sign) and isWhiteSpace(ord(sign))


def defuse(text: str) -> str:
    """A paragraph that begins like a link definition, `[a]: b`."""
    return "\\" + text if _DEFINITION.match(text) else text


def guard(line: str, *, first: bool, before_table: bool = False) -> str:
    """A line of a paragraph whose beginning would start another kind of block. `first`: the paragraph's first line."""
    if match := _MARKER.match(line):
        place = match.end("digits") if match["digits"] else 0
        return f"{line[:place]}\\{line[place:]}"
    if not first and _UNDERLINE.match(line):
        return "\\" + line
    if before_table and (match := _CAPTION.match(line)):
        return f"{line[: match.end()]}\\{line[match.end() :]}"
    return line


def keep_edges(text: str) -> str:
    """A blank at either end that the parser would trim, a no-break space above all, as a character reference."""
    if text and text[0] in MD_TRIM_CHARS:
        text = _reference(text[0]) + text[1:]
    if text and text[-1] in MD_TRIM_CHARS:
        text = text[:-1] + _reference(text[-1])
    return text


def _reference(blank: str) -> str:
    return _EDGE_NAMES.get(blank, f"&#{ord(blank)};")


def code_span(text: str) -> str:
    """A code span, its fence longer or shorter than any run of backticks inside."""
    runs = {len(run) for run in re.findall("`+", text)}
    size = next(size for size in range(1, len(runs) + 2) if size not in runs)
    fence = "`" * size
    blank = text.startswith(" ") and text.endswith(" ") and text.strip(" ")
    pad = " " if text.startswith("`") or text.endswith("`") or blank else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def destination(address: str) -> str:
    """The address of a link or picture."""
    escaped = escape_info(address)
    if re.search(r"[\s<>]", escaped) or not _balanced(escaped):
        return "<" + re.sub(r"[<>]", lambda match: "\\" + match[0], escaped) + ">"
    return escaped


def _balanced(address: str) -> bool:
    depth = 0
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def title(text: str) -> str:
    """The title of a picture, in quotes."""
    return '"' + escape_info(text).replace('"', '\\"') + '"'


def escape_info(text: str) -> str:
    """Text in which nothing but escapes and character references is read: addresses, titles, the language of code."""
    escaped = _BACKSLASH.sub(r"\\\\", text)
    return _ENTITY.sub(lambda match: "\\" + match[0], escaped)
