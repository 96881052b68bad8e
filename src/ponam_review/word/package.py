"""The .docx package around a body: styles, numbering, notes, comments, pictures, properties, running heads.

Parts are strings put into a zip file: python-docx took 74 ms to import, open and save an empty file, this takes 32 (docs/adr/0002). The
order of the members, their dates and their compression are fixed, so that the same edition gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..text.charter import CHARTER, Charter
from . import page
from .markup import PROLOGUE, escaped, part
from .properties import Properties, app, core, custom
from .template import Template, dressed, reference_bytes, template_of

__all__ = ["Properties", "Relation", "reference_bytes", "write_package"]


@dataclass(frozen=True, slots=True)
class Relation:
    """What an `r:id` of the body, of a note or of a comment leads to. Ids beginning with `rIdPart` are taken."""

    id: str
    kind: Literal["hyperlink", "image"]
    target: str
    """An outside address, or the name of a picture in `media`."""


def write_package(
    *,
    body: str,
    properties: Properties,
    footnotes: str = "",
    numbering: str = "",
    comments: str = "",
    comments_extended: str = "",
    people: str = "",
    relations: Sequence[Relation] = (),
    media: Mapping[str, bytes] | None = None,
    reference: bytes | None = None,
    charter: Charter = CHARTER,
    source: str = "",
) -> bytes:
    """The bytes of a .docx.

    `body`: inner XML of `w:body`, its last `w:sectPr` included. `footnotes`: `w:footnote` elements, ids from 1. `numbering`: extra `w:num`
    elements, ids from `page.FIRST_ORDERED_NUM`. `comments`: `w:comment` elements; `comments_extended`: `w15:commentEx` elements (replies,
    resolved); `people`: `w15:person` elements. `reference`: another file to take the styles from. `source`: what the file says of the
    text it was made of (`word.source`).
    """
    return assemble(
        dressed(template_of(reference or reference_bytes()), charter),
        body=body,
        properties=properties,
        footnotes=footnotes,
        numbering=numbering,
        comments={"comments": comments, "commentsExtended": comments_extended, "people": people},
        relations=relations,
        media=media or {},
        source=source,
    )


def assemble(
    template: Template,
    *,
    body: str,
    properties: Properties,
    footnotes: str = "",
    numbering: str = "",
    comments: Mapping[str, str] | None = None,
    relations: Sequence[Relation] = (),
    media: Mapping[str, bytes] | None = None,
    source: str = "",
) -> bytes:
    """The same around a look that is at hand as XML; the shipped reference itself is made so."""
    members = _Package(relations)
    members.add("document", part("document", f"<w:body>{body}</w:body>"), body)
    members.add("styles", _in_language(template.styles, properties.language))
    members.add("numbering", template.numbering.replace("</w:numbering>", numbering + "</w:numbering>"))
    members.add("settings", _settings(template.settings, properties, notes=bool(footnotes)))
    members.add("fontTable", template.fonts)
    members.add("theme", template.theme)
    if footnotes:
        members.add("footnotes", part("footnotes", _SEPARATORS + footnotes), footnotes)
    for kind, inner in (comments or {}).items():
        if inner:
            members.add(kind, part(_COMMENT_ROOTS[kind], inner), inner if kind == "comments" else "")
    for layout in page.LAYOUTS:
        members.add(f"header-{layout}", page.header(layout, properties))
        members.add(f"footer-{layout}", page.footer(layout, properties))
    if source:
        members.add_source(source)
    return members.zipped(properties, media or {})


# ------------------------------------------------------------------ what each part is called

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships/"
_COMMENT_ROOTS = {"comments": "comments", "commentsExtended": "comments-extended", "people": "people"}
_PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}


def _kinds() -> dict[str, tuple[str, str, str]]:
    """For each part: its place, its content type, the type of the relationship that leads to it."""
    kinds = {
        name: (f"word/{name}.xml", f"{_WORD}{name}+xml", _OFFICE + name)
        for name in ("styles", "numbering", "settings", "fontTable", "footnotes", "comments")
    }
    kinds["document"] = ("word/document.xml", f"{_WORD}document.main+xml", "")
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    kinds["theme"] = ("word/theme/theme1.xml", theme, _OFFICE + "theme")
    for name in ("commentsExtended", "people"):
        kinds[name] = (f"word/{name}.xml", f"{_WORD}{name}+xml", _MICROSOFT + name)
    for number, layout in enumerate(page.LAYOUTS, 1):
        for name in ("header", "footer"):
            kinds[f"{name}-{layout}"] = (f"word/{name}{number}.xml", f"{_WORD}{name}+xml", _OFFICE + name)
    return kinds


_KINDS = _kinds()

# ------------------------------------------------------------------ settings, language, notes

_LANGUAGES = {"fr": ("fr-FR", ",", ";"), "en": ("en-GB", ".", ",")}
_DEFAULTS = re.compile(r"<w:docDefaults>.*?</w:docDefaults>", re.DOTALL)
_LANG = re.compile(r"<w:lang [^>]*/>")

# Word wants both separators in every notes part, and settings that name them (ECMA-376-1 §17.11.23, §17.11.9).
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for id, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_NAMED_SEPARATORS = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


def _in_language(styles: str, language: str) -> str:
    """Styles whose default language, which spelling and screen readers go by, is the document's."""
    tag = _LANGUAGES.get(language, _LANGUAGES["fr"])[0]
    lang = f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/>'
    return _DEFAULTS.sub(lambda found: _LANG.sub(lang, found[0]), styles, count=1)


_PROTECTION = '<w:documentProtection w:edit="trackedChanges" w:formatting="1" w:enforcement="1"/>'
"""Changes are tracked whatever the reader clicks, and formatting is out of reach (ECMA-376-1 §17.15.1.29)."""


def _settings(settings: str, properties: Properties, *, notes: bool) -> str:
    tag, decimal, separator = _LANGUAGES.get(properties.language, _LANGUAGES["fr"])
    if notes:
        settings = settings.replace("<w:compat>", f"{_NAMED_SEPARATORS}<w:compat>")
    if properties.track_changes:
        settings = settings.replace("<w:defaultTabStop", f"<w:trackRevisions/>{_PROTECTION}<w:defaultTabStop")
    settings = settings.replace('<w:themeFontLang w:val="fr-FR"/>', f'<w:themeFontLang w:val="{tag}"/>')
    settings = settings.replace('<w:decimalSymbol w:val=","/>', f'<w:decimalSymbol w:val="{decimal}"/>')
    return settings.replace('<w:listSeparator w:val=";"/>', f'<w:listSeparator w:val="{separator}"/>')


# ------------------------------------------------------------------ members and relationships

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_USED = re.compile(r'\sr:(?:id|embed|link)="([^"]+)"')
_SOURCE, _SOURCE_PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
_SOURCE_RELATION = f'<Relationship Id="{page.part_id("source")}" Type="{_OFFICE}customXml" Target="../{_SOURCE}"/>'
_SOURCE_PROPERTIES_RELATION = f'<Relationship Id="rId1" Type="{_OFFICE}customXmlProps" Target="itemProps1.xml"/>'
_SOURCE_PROPERTIES_XML = (
    f'{PROLOGUE}<ds:datastoreItem ds:itemID="{{6F8A2C14-3B7D-4E59-9A01-5C2E8D7B4F63}}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    '<ds:schemaRef ds:uri="urn:ponam-review:source"/></ds:schemaRefs></ds:datastoreItem>'
)
_COMPRESSED = frozenset({"png", "jpg", "jpeg", "gif"})


@dataclass(slots=True)
class _Package:
    """Members as they come together. Notes and comments have relationships of their own: each gets those its text uses."""

    relations: Sequence[Relation]
    kinds: list[str] = field(default_factory=list)
    members: dict[str, bytes] = field(default_factory=dict)

    def add(self, kind: str, xml: str, linking: str = "") -> None:
        """`linking`: the text whose `r:id`s lead somewhere."""
        place = _KINDS[kind][0]
        self.members[place] = xml.encode()
        self.kinds.append(kind)
        if kind != "document" and linking:
            used = set(_USED.findall(linking))
            wanted = [relation for relation in self.relations if relation.id in used]
            if wanted:
                self.members[_relations_of(place)] = _rels(map(_relationship, wanted))

    def add_source(self, xml: str) -> None:
        """A Custom XML part with its properties, which Word wants beside it (ECMA-376-1 §15.2.5, §15.2.6)."""
        self.members[_SOURCE] = xml.encode()
        self.members[_relations_of(_SOURCE)] = _rels([_SOURCE_PROPERTIES_RELATION])
        self.members[_SOURCE_PROPERTIES] = _SOURCE_PROPERTIES_XML.encode()

    def zipped(self, properties: Properties, media: Mapping[str, bytes]) -> bytes:
        document = _KINDS["document"][0]
        inner = [_part_relationship(kind) for kind in self.kinds if kind != "document"]
        inner += [_SOURCE_RELATION] * (_SOURCE in self.members)
        self.members[_relations_of(document)] = _rels([*inner, *map(_relationship, self.relations)])
        self.members.update((f"docProps/{name}.xml", xml.encode()) for name, xml in _property_parts(properties).items())
        first = {
            "[Content_Types].xml": self._content_types(properties, media),
            "_rels/.rels": _rels(_root_relationships(properties)),
        }
        pictures = {f"word/media/{name}": content for name, content in media.items()}
        return _zip({**first, **self.members, **pictures})

    def _content_types(self, properties: Properties, media: Mapping[str, bytes]) -> bytes:
        package = "application/vnd.openxmlformats-package."
        kinds = {"rels": f"{package}relationships+xml", "xml": "application/xml"}
        kinds |= {ending: _PICTURES.get(ending, "application/octet-stream") for ending in sorted(map(_ending, media))}
        rows = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in kinds.items()]
        rows += [f'<Override PartName="/{_KINDS[kind][0]}" ContentType="{_KINDS[kind][1]}"/>' for kind in self.kinds]
        office = "application/vnd.openxmlformats-officedocument."
        if _SOURCE in self.members:
            rows.append(f'<Override PartName="/{_SOURCE_PROPERTIES}" ContentType="{office}customXmlProperties+xml"/>')
        types = {
            "core": f"{package}core-properties+xml",
            "app": f"{office}extended-properties+xml",
            "custom": f"{office}custom-properties+xml",
        }
        rows += [f'<Override PartName="/docProps/{name}.xml" ContentType="{types[name]}"/>' for name in _property_parts(properties)]
        root = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        return f"{PROLOGUE}{root}{''.join(rows)}</Types>".encode()


def _property_parts(properties: Properties) -> dict[str, str]:
    parts = {"core": core(properties), "app": app(), "custom": custom(properties)}
    return {name: xml for name, xml in parts.items() if xml}


def _root_relationships(properties: Properties) -> Iterator[str]:
    yield f'<Relationship Id="rId1" Type="{_OFFICE}officeDocument" Target="word/document.xml"/>'
    types = {
        "core": f"{_RELATIONSHIPS}/metadata/core-properties",
        "app": f"{_OFFICE}extended-properties",
        "custom": f"{_OFFICE}custom-properties",
    }
    for number, name in enumerate(_property_parts(properties), 2):
        yield f'<Relationship Id="rId{number}" Type="{types[name]}" Target="docProps/{name}.xml"/>'


def _part_relationship(kind: str) -> str:
    place, _, relation = _KINDS[kind]
    return f'<Relationship Id="{page.part_id(kind)}" Type="{relation}" Target="{place.removeprefix("word/")}"/>'


def _relationship(relation: Relation) -> str:
    if relation.kind == "image":
        return f'<Relationship Id="{relation.id}" Type="{_OFFICE}image" Target="media/{escaped(relation.target)}"/>'
    target = escaped(relation.target)
    return f'<Relationship Id="{relation.id}" Type="{_OFFICE}hyperlink" Target="{target}" TargetMode="External"/>'


def _rels(rows: Iterator[str] | Sequence[str] | map[str]) -> bytes:
    return f'{PROLOGUE}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(rows)}</Relationships>'.encode()


def _relations_of(place: str) -> str:
    folder, name = place.rsplit("/", 1)
    return f"{folder}/_rels/{name}.rels"


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower()


def _zip(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if _ending(name) in _COMPRESSED else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 0
            archive.writestr(info, content, compresslevel=6)
    return buffer.getvalue()
