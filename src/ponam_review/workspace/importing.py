"""What an import will write, known before anything is written: sections, pictures, glossary, cover."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..markdown.reader import read_section
from ..markdown.writer import write_section
from ..text.errors import FileError, PonamError, StateError, WordFileError
from ..text.importing.acronyms import Acronym
from ..text.importing.adopting import Adopted, adopt
from ..text.model import Cover, Section
from ..text.notices import Notice
from .acronym_rows import with_acronyms
from .creating import example_files
from .finding import SETTINGS_FILE, Workspace
from .import_pictures import PictureNames
from .origins import Origin
from .placing import Planned, write_together
from .settings import DocumentSettings

GLOSSARY = "glossaire.csv"
_NUMBERED = re.compile(r"(\d{1,4})")
_SAFE_NAME = re.compile(r"[0-9]{1,4}-[a-z0-9-]{1,80}\.md")
"""The name that a file of ours gives a section; anything else is named anew."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A section that stands in the folder already."""

    path: Path
    section: Section
    example: bool = False
    """Nobody has touched it since `ponam init` wrote it."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where sections go."""

    folder: Path
    standing: Mapping[str, Standing] = field(default_factory=dict)
    """Sections of the folder by id, examples left out."""
    examples: tuple[Path, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    """Ids of the other documents of the workspace."""
    workspace: Workspace | None = None


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section and its file. `fate`: "new", "same" (it stands there already, letter by letter), "replace"."""

    path: Path
    section: Section
    content: bytes
    fate: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that an import will do."""

    target: Target
    sections: tuple[PlannedSection, ...] = ()
    pictures: tuple[Planned, ...] = ()
    glossary: Planned | None = None
    acronyms: tuple[Acronym, ...] = ()
    settings: Planned | None = None
    removed: tuple[Planned, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def files(self) -> tuple[Planned, ...]:
        more = [planned for planned in (self.glossary, self.settings) if planned is not None]
        return (*(Planned(s.path, s.content) for s in self.sections), *self.pictures, *more, *self.removed)


# ------------------------------------------------------------------ where to


def folder_target(folder: Path) -> Target:
    """A folder that belongs to no workspace, or to none that matters here."""
    return Target(folder, {found.section.id: found for found in _standing(folder, {})})


def document_target(workspace: Workspace, document: DocumentSettings) -> Target:
    """A document of a workspace. Its untouched example gives way."""
    examples = {name: content for language in ("fr", "en") for name, content in example_files(workspace.root, language).items()}
    found = list(_standing(workspace.root / document.folder, {workspace.root / name: content for name, content in examples.items()}))
    elsewhere = {
        one.section.id
        for other in workspace.settings.documents
        if other.id != document.id
        for one in _standing(workspace.root / other.folder, {})
    } | {other.id for other in workspace.settings.documents}
    return Target(
        workspace.root / document.folder,
        {one.section.id: one for one in found if not one.example},
        tuple(one.path for one in found if one.example),
        frozenset(elsewhere),
        workspace,
    )


def _standing(folder: Path, examples: Mapping[Path, bytes]) -> Iterator[Standing]:
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        content = path.read_bytes()
        try:
            section = read_section(content.decode("utf-8-sig"), file=str(path), identified=True).value
        except (PonamError, UnicodeDecodeError):
            continue  # no section of a workspace; it is never written over, since new files have other numbers
        yield Standing(path, section, example=content.replace(b"\r\n", b"\n") == examples.get(path))


# ------------------------------------------------------------------ what


def plan_import(
    origins: Iterable[Origin], target: Target, *, level: int | None = None, guess: bool = True, replacing: bool = False
) -> ImportPlan:
    """The plan of an import. Refused with StateError where sections stand there already and `replacing` does not say what to do."""
    taken = set(target.elsewhere)
    planned: list[PlannedSection] = []
    pictures: dict[Path, bytes] = {}
    notices: list[Notice] = []
    acronyms: list[Acronym] = []
    fronts: list[Adopted] = []
    number = _last_number(target)
    for origin in origins:
        adopted = _adopted(origin, target, taken, level, guess)
        if not any(section.blocks for section in adopted.sections):
            raise WordFileError("{file}: it holds no text; nothing was imported", file=origin.file)
        taken |= {section.id for section in adopted.sections}
        naming = PictureNames(origin, target.folder, target.workspace.root if target.workspace else None, pictures)
        notices += adopted.notices
        acronyms += adopted.acronyms
        fronts.append(adopted)
        for section in adopted.sections:
            one = _planned(naming.placed(section), target, number, origin)
            number += one.fate == "new"
            planned.append(one)
        notices += naming.notices
    _refuse_overwriting(planned, pictures, replacing=replacing)
    settings, said = _settings(target, fronts)
    glossary, told = _glossary(target, acronyms, pristine=settings is not None)
    if target.examples:
        sentence = "example sections of “ponam init” that gave way, since nobody has changed them: {count}"
        notices.append(Notice(sentence, {"count": len(target.examples)}))
    return ImportPlan(
        target,
        tuple(planned),
        tuple(Planned(path, content) for path, content in pictures.items()),
        glossary,
        tuple(acronyms),
        settings,
        tuple(Planned(path, None) for path in target.examples if path not in {one.path for one in planned}),
        (*notices, *said, *told),
    )


def carry_out(plan: ImportPlan) -> None:
    """Write all of a plan, or nothing."""
    root = plan.target.workspace.root if plan.target.workspace else plan.target.folder
    write_together(plan.files, root)


def _adopted(origin: Origin, target: Target, taken: set[str], level: int | None, guess: bool) -> Adopted:
    """The sections of a file. An id that another section of the folder has, under another title, is not for them."""
    others: set[str] = set()
    for _ in range(20):
        adopted = adopt(
            origin.pieces,
            file=origin.file,
            title=origin.title,
            level=level,
            taken=taken | others,
            ours=origin.ours,
            named=origin.named,
            guess=guess,
            words=origin.words,
        )
        adopted = replace(adopted, sections=tuple(_with_own(adopted.sections, origin, taken | others)))
        clash = {s.id for s in adopted.sections if s.id in target.standing and not _same(s, target.standing[s.id].section, origin)}
        if not clash:
            return adopted
        others |= clash
    return adopted


def _same(new: Section, old: Section, origin: Origin) -> bool:
    return origin.ours or origin.own is not None or new.title.casefold() == old.title.casefold()


def _with_own(sections: Iterable[Section], origin: Origin, taken: set[str]) -> Iterator[Section]:
    """What a file says of its sections: Markdown's front matter belongs to the first, our own Word files name each."""
    for at, section in enumerate(sections):
        known = origin.sections.get(section.id) or (origin.own if not at else None)
        if known is None:
            yield section
            continue
        identity = known.id if known.id and known.id not in taken and not at and known is origin.own else section.id
        kind = known.kind if known.kind != "corps" else "corps" if known is origin.own and not section.title else section.kind
        yield replace(
            section,
            id=identity,
            title=known.title or section.title,
            kind=kind if known is origin.own else known.kind,
            owner=known.owner,
            status=known.status,
            alignments=known.alignments,
            meta=known.meta,
        )


def _planned(section: Section, target: Target, number: int, origin: Origin) -> PlannedSection:
    old = target.standing.get(section.id)
    if old is None:
        content = write_section(section).encode()
        known = origin.sections.get(section.id)
        name = posixpath.basename(known.file) if known is not None else ""
        if not _SAFE_NAME.fullmatch(name) or (target.folder / name).exists():
            name = f"{number + 1:02d}-{section.id}.md"
        return PlannedSection(target.folder / name, section, content, "new")
    kept = old.section
    section = replace(
        section,
        owner=section.owner or kept.owner,
        status=section.status or kept.status,
        alignments=section.alignments or kept.alignments,
        meta=section.meta or kept.meta,
    )
    content = write_section(section).encode()
    same = content in (old.path.read_bytes().replace(b"\r\n", b"\n"), write_section(kept).encode())
    return PlannedSection(old.path, section, old.path.read_bytes() if same else content, "same" if same else "replace")


def _last_number(target: Target) -> int:
    """The highest number in front of a section's file name; new ones go on from there. Examples do not count: they give way."""
    paths = [path for path in (target.folder.glob("[0-9]*.md") if target.folder.is_dir() else ()) if path not in target.examples]
    return max((int(found[1]) for path in paths if (found := _NUMBERED.match(path.name))), default=0)


def _refuse_overwriting(planned: Iterable[PlannedSection], pictures: Mapping[Path, bytes], *, replacing: bool) -> None:
    if replacing:
        return
    there = [one for one in planned if one.fate == "replace"]
    if there:
        names = ", ".join(one.section.id for one in there[:8]) + (", …" if len(there) > 8 else "")
        raise StateError(
            "{count} sections are there already with another text ({names}); nothing was written: --replace puts the new text in their "
            "place, -o puts it elsewhere",
            count=len(there),
            names=names,
        )
    for path, content in pictures.items():
        if path.exists() and path.read_bytes() != content:
            raise StateError("{file} is there already; nothing was written: import into another folder, or move it away", file=str(path))


# ------------------------------------------------------------------ glossary and cover


def _glossary(target: Target, acronyms: list[Acronym], *, pristine: bool) -> tuple[Planned | None, list[Notice]]:
    if not acronyms:
        return None, []
    workspace = target.workspace
    notices: list[Notice] = []
    path = target.folder / GLOSSARY
    if workspace is not None:
        path = workspace.root / (workspace.settings.glossary or GLOSSARY)
        if not workspace.settings.glossary and not pristine:
            sentence = "the acronyms went to {file}: write glossary = “{file}” in ponam.toml, so that the tool finds them"
            notices.append(Notice(sentence, {"file": GLOSSARY}))
    try:
        content = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise FileError("{file}: it cannot be read ({reason})", file=str(path), reason=error.strerror or str(error)) from error
    result = with_acronyms(content, acronyms, path.name)
    return Planned(path, result.value) if result.value is not None else None, [*notices, *result.notices]


def _settings(target: Target, fronts: Iterable[Adopted]) -> tuple[Planned | None, list[Notice]]:
    """`ponam.toml` with the title and cover of the file, where nobody has touched it since `ponam init`; else a notice."""
    front = next((one for one in fronts if one.title), None)
    workspace = target.workspace
    has_acronyms = any(one.acronyms for one in fronts)
    if workspace is None or (front is None and not has_acronyms):
        return None, []
    path = workspace.root / SETTINGS_FILE
    content = path.read_bytes().replace(b"\r\n", b"\n")
    if content not in [example_files(workspace.root, language)[SETTINGS_FILE] for language in ("fr", "en")]:
        if front is None or front.title.casefold() in (d.title.casefold() for d in workspace.settings.documents):
            return None, []
        return None, [Notice("the cover calls the document “{title}”: write that in ponam.toml where it is right", {"title": front.title})]
    text = _filled_in(content.decode(), front.title if front else "", front.cover if front else None, glossary=has_acronyms)
    return Planned(path, text.encode()), [Notice("ponam.toml got the title and the cover of the file; look them over", {})] if front else []


def _filled_in(toml: str, title: str, cover: Cover | None, *, glossary: bool) -> str:
    """The settings that `ponam init` writes, with what a cover says."""

    def put(name: str, value: object) -> None:
        nonlocal toml
        line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
        toml, count = re.subn(rf"^{name} = .*$", lambda _: line, toml, count=1, flags=re.MULTILINE)
        if not count:
            toml = toml.replace('mark = ""\n', f'{line}\nmark = ""\n')

    if title:
        put("title", title)
    if cover is not None:
        put("institution", list(cover.institution))
        put("state", list(cover.state))
        for name, value in (("subtitle", cover.subtitle), ("period", cover.period), ("mark", cover.mark)):
            if value:
                put(name, value)
    return toml.replace("[cover]\n", f'glossary = "{GLOSSARY}"\n\n[cover]\n', 1).replace("\n\n\n", "\n\n") if glossary else toml
