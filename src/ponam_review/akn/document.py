"""A prepared revision as one Akoma Ntoso file: the first document, its annexes and the documents after it as attachments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ..text.flow import Flow, Placed
from ..text.front import is_generated
from ..text.model import Cover, Heading
from ..text.notices import Result
from ..text.plain import fold, inline_text
from .blocks import write_note, write_placed
from .identity import Identity, meta, slug
from .inlines import Pen, write_inlines
from .markup import attribute, escaped, quoted
from .places import Names, Part, is_annex, tree_of

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_PROLOGUE = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}">\n'


def write_akn(flow: Flow, *, date: str, work_date: str = "", edition: str = "", country: str = "ml") -> Result[str]:
    """The whole file. `date` is that of the edition, `work_date` that of the first one (ISO dates).

    Pictures stand where their sources say: put them there, or in the sources themselves (`text.gathering`).
    """
    text = [item for item in flow.items if not is_generated(item.block)]
    documents = [list(members) for _, members in groupby(text, key=lambda item: item.document)]
    first = documents[0] if documents else []
    cover = flow.cover or Cover()
    identity = Identity(
        document=(first[0].document if first else "") or slug(flow.title or flow.name) or "document",
        title=flow.title or _first_heading(first) or flow.name or "document",
        author=" ".join(cover.institution),
        language=flow.language,
        work_date=work_date or date,
        date=date,
        edition=edition,
        status=cover.status,
        country=country,
    )
    pen = Pen(Names(), write_note)
    main, attachments = _divided(first)
    attachments += documents[1:]
    trees = [tree_of(main, pen.names)]
    eids = [pen.names.claim(f"att_{number}") for number in range(1, len(attachments) + 1)]
    trees += (tree_of(_body(members), pen.names, f"{eid}__") for members, eid in zip(attachments, eids, strict=True))
    for members, eid in zip(attachments, eids, strict=True):
        _remember_title(members[0], pen, eid)
    # Notes are numbered in the order of the text: the main body is written before its attachments.
    body = _main_body(trees[0], pen)
    inside = "".join(
        _attachment(members, eid, tree, identity, pen) for members, eid, tree in zip(attachments, eids, trees[1:], strict=True)
    )
    whole = f"<attachments>\n{inside}</attachments>\n" if inside else ""
    page = f"{_PROLOGUE}{_doc(identity, _preface(identity, cover), body, whole)}</akomaNtoso>\n"
    return Result(page, tuple(pen.notices.values()))


def _first_heading(items: Sequence[Placed]) -> str:
    return next((fold(inline_text(item.block.content)) for item in items if isinstance(item.block, Heading)), "")


def _divided(items: Sequence[Placed]) -> tuple[list[Placed], list[list[Placed]]]:
    """The body of a document, and its annexes."""
    main: list[Placed] = []
    annexes: list[list[Placed]] = []
    for section, members in groupby(items, key=lambda item: item.section):
        group = list(members)
        if section and is_annex(group):
            annexes.append(group)
        else:
            main += group
    return main, annexes


def _body(members: Sequence[Placed]) -> Sequence[Placed]:
    """What stands under the title of an attachment."""
    return members[1:] if _titled(members) else members


def _titled(members: Sequence[Placed]) -> bool:
    return isinstance(members[0].block, Heading) and not members[0].number


def _remember_title(first: Placed, pen: Pen, eid: str) -> None:
    if isinstance(first.block, Heading):
        pen.names.remember(first.block.id, eid)
    if first.file:
        pen.names.remember(first.file.replace("\\", "/").rpartition("/")[2], eid)


def _doc(identity: Identity, preface: str, body: str, attachments: str = "") -> str:
    name = slug(identity.component or identity.document) or "document"
    return f'<doc name="{quoted(name)}" contains="originalVersion">\n{meta(identity)}{preface}{body}{attachments}</doc>\n'


def _preface(identity: Identity, cover: Cover) -> str:
    """The title page."""
    rows = [f'<p class="institution">{escaped(line)}</p>' for line in cover.institution]
    rows += (f'<p class="state">{escaped(line)}</p>' for line in cover.state)
    rows.append(f"<p><docTitle>{escaped(identity.title)}</docTitle></p>")
    rows += (f"<p>{escaped(line)}</p>" for line in (cover.subtitle, cover.period, cover.edition) if line)
    rows += (f"<p><docStatus>{escaped(line)}</docStatus></p>" for line in (cover.status,) if line)
    rows += (f'<p><docDate date="{quoted(identity.date)}">{escaped(line)}</docDate></p>' for line in (cover.date,) if line)
    rows += (f'<p class="mark">{escaped(line)}</p>' for line in (cover.mark,) if line)
    return f"<preface>\n<longTitle>\n{chr(10).join(rows)}\n</longTitle>\n</preface>\n"


def _attachment(members: Sequence[Placed], eid: str, tree: Part, identity: Identity, pen: Pen) -> str:
    heading = members[0].block if _titled(members) else None
    title = fold(inline_text(heading.content)) if isinstance(heading, Heading) else identity.title
    number = heading.number if isinstance(heading, Heading) else ""
    own = identity.part(slug(f"annexe {number}") if number else slug(members[0].document or title) or eid, title)
    head = f"<num>{escaped(number)}</num>" if number else ""
    if isinstance(heading, Heading):
        head += f"<heading>{write_inlines(heading.content, pen)}</heading>"
    wid = attribute("wId", members[0].section)
    return f'<attachment eId="{eid}"{wid}>{head}\n{_doc(own, "", _main_body(tree, pen))}</attachment>\n'


def _main_body(root: Part, pen: Pen) -> str:
    lead = f"{root.eid}__" if root.eid else ""
    inside = write_placed(root.blocks, pen, lead) + "".join(_parts(root.parts, pen))
    return f"<mainBody>\n{inside or '<p/>'}</mainBody>\n"


def _parts(parts: Iterable[Part], pen: Pen) -> Iterable[str]:
    for part in parts:
        yield _part(part, pen)


def _part(part: Part, pen: Pen) -> str:
    assert part.heading is not None
    heading = part.heading.block
    assert isinstance(heading, Heading)
    pen.file = part.heading.file
    wid = attribute("wId", part.heading.section if not part.heading.number else "")
    number = f"<num>{escaped(heading.number)}</num>" if heading.number else ""
    words = f"<heading>{write_inlines(heading.content, pen)}</heading>\n"
    lead = f"{part.eid}__"
    blocks = write_placed(part.blocks, pen, lead)
    if part.parts:
        intro = f'<intro eId="{pen.names.claim(lead + "intro")}">\n{blocks}</intro>\n' if blocks else ""
        inside = intro + "".join(_parts(part.parts, pen))
    else:
        inside = f'<content eId="{pen.names.claim(lead + "content")}">\n{blocks}</content>\n'
    name = attribute("name", part.name) if part.element == "hcontainer" else ""
    return f'<{part.element} eId="{quoted(part.eid)}"{wid}{name}>\n{number}{words}{inside}</{part.element}>\n'
