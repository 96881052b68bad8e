"""One kit: its files, made from the edition by the writers of each format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...html.kit import Kit, write_kit
from ...pdf.clean import write_pdf
from ...text.flow import Flow, Placed
from ...text.front import is_cover
from ...text.model import Item, Mark, Paragraph, Run
from ...text.notices import Notice, Result
from ...word.writing.clean import write_docx
from .matrix import write_matrix
from .ordering import EVERYBODY, Order
from .paper import form_of
from .pictures import lighter
from .wording import COPY, README, words

NAMES = {
    "fr": {
        "html": "lire-et-repondre", "docx": "copie-a-annoter", "xlsx": "matrice", "form": "fiche-papier",
        "text": "texte-a-imprimer", "readme": "LISEZ-MOI",
    },
    "en": {
        "html": "read-and-answer", "docx": "copy-to-annotate", "xlsx": "matrix", "form": "paper-form",
        "text": "text-to-print", "readme": "README",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KitFile:
    """One file of a kit."""

    name: str
    content: bytes


def folder_name(order: Order) -> str:
    """The folder of a kit: whom it is for."""
    return plain_name(order.receiver.code) or EVERYBODY[order.language]


def plain_name(text: str) -> str:
    """A name that every system and messaging service takes: letters, figures and hyphens of ASCII."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", bare).strip("-")[:60]


def file_name(order: Order, kind: str, ending: str) -> str:
    """`matrice-projet-0-DGME.xlsx`: the receiver's short name tells the intake who answers."""
    return "-".join(filter(None, (NAMES[order.language][kind], plain_name(order.edition), plain_name(order.receiver.code)))) + ending


def make_kit(order: Order) -> Result[tuple[KitFile, ...]]:
    """All files of one kit, the page that works offline first."""
    files: list[KitFile] = []
    notices: list[Notice] = []
    for make in (_page, _copy, _matrix, _form, _text, _readme):
        made = make(order)
        files += made.value
        notices += made.notices
    told = {(notice.template, str(notice.values), notice.file): notice for notice in notices}
    return Result(tuple(files), tuple(told.values()))


Made = Result[tuple[KitFile, ...]]


def _page(order: Order) -> Made:
    page = write_kit(order.labelled(), kit_of(order), images=lighter(order.images), language=order.language)
    return Result((KitFile(file_name(order, "html", ".html"), page.value.encode()),), page.notices)


def kit_of(order: Order) -> Kit:
    """What the page says of itself."""
    return Kit(
        id=order.id,
        edition=order.edition,
        revision=order.revision,
        subject=order.subject,
        until=order.until,
        contact=order.contact,
        stakeholder=order.receiver.code,
        stakeholder_name=order.receiver.name,
        copy=order.copy,
    )


def _copy(order: Order) -> Made:
    copy = write_docx(
        _instructed(order),
        images=order.images,
        created=order.created,
        watermark=order.watermark,
        addresses=True,
        tracked=True,
    )
    return Result((KitFile(file_name(order, "docx", ".docx"), copy.value),), copy.notices)


def _instructed(order: Order) -> Flow:
    """The text with a page of instructions behind its cover, by which the page numbers of its contents move on."""
    flow, said = order.labelled(), words(COPY, order)
    first = 1 + max((place for place, item in enumerate(flow.items) if is_cover(item.block)), default=-1)
    page = [Placed(Paragraph((Run(said["title"], Mark.STRONG),)))]
    for number, line in enumerate(said["steps"].split("\n")):
        page.append(Placed(Paragraph((Run(line),), within=(Item(ordered=True, start=None if number else 1),))))
    rest = (replace(item, block=_moved_on(item.block)) if isinstance(item.block, Paragraph) else item for item in flow.items[first:])
    return replace(flow, items=(*flow.items[:first], *page, *rest))


_PAGE = re.compile(r"\t(\d+)$")


def _moved_on(entry: Paragraph) -> Paragraph:
    only = entry.content[0] if len(entry.content) == 1 else None
    if entry.role != "contents" or not isinstance(only, Run):
        return entry
    return replace(entry, content=(replace(only, text=_PAGE.sub(lambda found: f"\t{int(found[1]) + 1}", only.text)),))


def _matrix(order: Order) -> Made:
    return Result((KitFile(file_name(order, "xlsx", ".xlsx"), write_matrix(order)),))


def _form(order: Order) -> Made:
    form = form_of(order)
    printed = write_pdf(form, images=order.images, created=order.created)
    written = write_docx(form, images=order.images, created=order.created)
    files = KitFile(file_name(order, "form", ".pdf"), printed.value), KitFile(file_name(order, "form", ".docx"), written.value)
    return Result(files, (*printed.notices, *written.notices))


def _text(order: Order) -> Made:
    printed = write_pdf(order.labelled(), images=order.images, created=order.created, addresses=True, watermark=order.watermark)
    return Result((KitFile(file_name(order, "text", ".pdf"), printed.value),), printed.notices)


def _readme(order: Order) -> Made:
    text = words(README, order)["text"]
    for kind, ending in _listed():
        text = text.replace(f"[{kind}]", file_name(order, kind, ending))
    lines = "\r\n".join(filter(None, (order.label, text.replace("\n", "\r\n"))))
    return Result((KitFile(f"{NAMES[order.language]['readme']}.txt", b"\xef\xbb\xbf" + lines.encode()),))


def _listed() -> Iterator[tuple[str, str]]:
    yield from (("html", ".html"), ("docx", ".docx"), ("xlsx", ".xlsx"), ("form", ".pdf"), ("text", ".pdf"))
