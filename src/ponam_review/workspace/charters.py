"""A graphic charter: a folder with `charte.toml` and, where wanted, styles for Word, CSS, Typst, fonts and the emblem.

It is read from where the revision stands: an edition keeps the look that it was frozen with.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from ..text.charter import CHARTER, Charter, Colours
from ..text.errors import WorkspaceError
from ..text.model import ListKind
from ..text.pictures import media_type
from .folders import TEXT_LIMIT, Folder, inside, joined

FILE = "charte.toml"
REFERENCE, STYLE, THEME, FONTS = "reference.docx", "style.css", "theme.typ", "polices"
_COLOURS = {"accent": "accent", "fond": "tint", "filet": "line", "gris": "soft", "avertissement": "warning", "lien": "link"}
_LISTS: dict[str, ListKind] = {"sigles": "sigles", "tableaux": "tables", "figures": "figures"}
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
_FAMILY = re.compile(r"[\w .'-]{1,60}")
_COUNTRY = re.compile(r"[a-z]{2}")
_LIMIT = 16 << 20
_FONT_ENDINGS = (".ttf", ".otf")


def charter_of(folder: Folder, path: str) -> Charter:
    """The charter in a folder of the workspace; the shipped look where the workspace names none."""
    if not path:
        return CHARTER
    place = joined(path, FILE)
    content = folder.read(place, TEXT_LIMIT)
    if content is None:
        sentence = "{file}: the graphic charter that ponam.toml names is not there; copy templates/charte of the program to that folder"
        raise WorkspaceError(sentence, file=folder.shown(place))
    return _Reader(folder, path, folder.shown(place)).charter(content)


class _Reader:
    """One charte.toml, checked word by word: what is misspelt would else be missed on the day of printing."""

    def __init__(self, folder: Folder, path: str, file: str) -> None:
        self._folder, self._path, self._file = folder, path, file

    def charter(self, content: bytes) -> Charter:
        table = self._parsed(content)
        self._only(table, "nom", "pays", "couleurs", "polices", "couverture", "mise-en-page")
        colours = self._table(table, "couleurs", *_COLOURS)
        fonts = self._table(table, "polices", "texte", "titres")
        cover = self._table(table, "couverture", "institution", "etat", "embleme", "description")
        layout = self._table(table, "mise-en-page", "listes", "alineas-numerotes")
        return Charter(
            name=self._text(table, "nom"),
            country=self._text(table, "pays", _COUNTRY, "two small letters, as in “ml”") or CHARTER.country,
            colours=Colours(**{field: self._colour(colours, key, field) for key, field in _COLOURS.items()}),
            text_font=self._text(fonts, "texte", _FAMILY, "the name of a font"),
            title_font=self._text(fonts, "titres", _FAMILY, "the name of a font"),
            institution=self._lines(cover, "institution"),
            state=self._lines(cover, "etat"),
            emblem=self._emblem(self._text(cover, "embleme")),
            emblem_words=self._text(cover, "description") or self._text(table, "nom"),
            lists=self._lists(layout),
            numbered=self._flag(layout, "alineas-numerotes"),
            style=self._style(),
            theme=(self._bytes(THEME) or b"").decode("utf-8-sig", "replace"),
            reference=self._bytes(REFERENCE),
            fonts=tuple(self._fonts()),
        )

    def _parsed(self, content: bytes) -> dict[str, Any]:
        try:
            return tomllib.loads(content.decode("utf-8-sig"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            sentence = "{file}: this is not valid TOML; look for a missing quote, bracket or equals sign, or a key written twice"
            raise WorkspaceError(sentence, file=self._file) from error

    def _only(self, table: dict[str, Any], *known: str) -> None:
        for key in table:
            if key not in known:
                sentence = "{file}: “{field}” is not a known setting; known here: {known}"
                raise WorkspaceError(sentence, file=self._file, field=key, known=", ".join(known))

    def _table(self, table: dict[str, Any], key: str, *known: str) -> dict[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            raise WorkspaceError("{file}: “{field}” must be a table", file=self._file, field=key)
        self._only(value, *known)
        return value

    def _text(self, table: dict[str, Any], key: str, form: re.Pattern[str] | None = None, wanted: str = "") -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise WorkspaceError("{file}: “{field}” must be a text in quotes", file=self._file, field=key)
        plain = " ".join(value.split())
        if plain and form is not None and not form.fullmatch(plain):
            sentence = "{file}: “{field}” must be {wanted}, not “{value}”"
            raise WorkspaceError(sentence, file=self._file, field=key, wanted=wanted, value=plain)
        return plain

    def _lines(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise WorkspaceError("{file}: “{field}” must be a list of texts in quotes", file=self._file, field=key)
        return tuple(" ".join(line.split()) for line in value)

    def _flag(self, table: dict[str, Any], key: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise WorkspaceError("{file}: “{field}” must be true or false", file=self._file, field=key)
        return value

    def _colour(self, table: dict[str, Any], key: str, field: str) -> str:
        text = self._text(table, key, _HEX, "a colour like “#1D5B3A”")
        default: str = getattr(CHARTER.colours, field)
        return text.removeprefix("#").upper() or default

    def _lists(self, table: dict[str, Any]) -> tuple[ListKind, ...]:
        if "listes" not in table:
            return CHARTER.lists
        names = self._lines(table, "listes")
        for name in names:
            if name not in _LISTS:
                sentence = "{file}: “{field}” must be one of: {known}"
                raise WorkspaceError(sentence, file=self._file, field="listes", known=", ".join(_LISTS))
        return tuple(dict.fromkeys(_LISTS[name] for name in names))

    def _emblem(self, name: str) -> bytes:
        if not name:
            return b""
        content = self._bytes(name)
        if content is None or media_type(content) not in ("image/png", "image/jpeg"):
            sentence = "{file}: the emblem “{name}” must be a PNG or JPEG picture in the folder of the charter"
            raise WorkspaceError(sentence, file=self._file, name=name)
        return content

    def _style(self) -> str:
        """CSS may ask nothing of any network, and may not end the page's style element."""
        text = (self._bytes(STYLE) or b"").decode("utf-8-sig", "replace")
        if re.search(r"</|@import|url\(\s*[\"']?(?!data:)", text, re.IGNORECASE):
            sentence = "{file}: {name} may load nothing (@import, url) and hold no “</”: pages are one file"
            raise WorkspaceError(sentence, file=self._file, name=STYLE)
        return text

    def _fonts(self) -> list[tuple[str, bytes]]:
        names = [name for name in self._folder.files(joined(self._path, FONTS)) if name.lower().endswith(_FONT_ENDINGS)]
        found = ((name, self._bytes(joined(FONTS, name))) for name in names)
        return [(name, content) for name, content in found if content]

    def _bytes(self, name: str) -> bytes | None:
        plain = inside(name)
        return self._folder.read(joined(self._path, plain), _LIMIT) if plain else None
