"""`ponam kit`: what is sent to the stakeholders."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Context, common_options, open_workspace, progress, say, show_notices, write_output
from .common import translate as _
from .consultation import open_register

if TYPE_CHECKING:
    from ..publication.kit.making import KitFile
    from ..publication.kit.ordering import Order, Receiver
    from ..register.values import Round, Stakeholder
    from ..text.notices import Notice

RECORD = {"fr": "registre-des-exemplaires.csv", "en": "register-of-copies.csv"}
MOMENT = (1980, 1, 1, 0, 0, 0)


@click.command(
    help=_(
        "Make what is sent to the stakeholders: one page that works offline, a Word copy with addresses and change tracking, an Excel "
        "matrix to fill in, a paper form and the text to print. One common folder, or one for each stakeholder."
    )
)
@click.option("-o", "--output", default="kits", metavar=_("DIR"), type=click.Path(path_type=Path), help=_("Where the folders go."))
@click.option("--for", "receivers", multiple=True, metavar=_("STAKEHOLDER"), help=_("A folder for this stakeholder (may be repeated)."))
@click.option("--each", is_flag=True, help=_("A folder for each stakeholder of the register."))
@click.option("--edition", default="", metavar=_("EDITION"), help=_("Another edition than that of the open consultation."))
@click.option("--numbered", is_flag=True, help=_("Number the copies on every page, and list them."))
@click.option("--restricted", is_flag=True, help=_("Print “Restricted” on every page."))
@click.option("--contact", default="", metavar=_("TEXT"), help=_("Where answers are sent (default: what ponam.toml says)."))
@click.option("--zip", "zipped", is_flag=True, help=_("A .zip file instead of each folder."))
@common_options
@click.pass_obj
def command(
    context: Context,
    output: Path,
    receivers: tuple[str, ...],
    each: bool,
    edition: str,
    numbered: bool,
    restricted: bool,
    contact: str,
    zipped: bool,
) -> None:
    from ..publication.kit.making import make_kit

    found, chosen = _asked(context, receivers, edition, each=each)
    order = _order(context, edition or (found.edition if found else ""), found, contact, restricted=restricted)
    orders = [replace(order, receiver=receiver) for receiver in _receivers(chosen, numbered=numbered)]
    notices: dict[tuple[str, str], Notice] = {}
    rows: list[tuple[str, ...]] = []
    with progress(context, "Making {count} kits", len(orders), count=len(orders)) as step:
        for one in orders:
            made = make_kit(one)
            place = _put(output, one, made.value, zipped=zipped)
            rows += _rows(one, made.value)
            notices.update(((notice.template, str(notice.values)), notice) for notice in made.notices)
            say(context, "{folder}: {count} files", folder=place, count=len(made.value))
            step()
    if numbered:
        write_output(output / RECORD[context.lang], _record(rows, context.lang))
    show_notices(notices.values(), context)


def _asked(
    context: Context, receivers: tuple[str, ...], edition: str, *, each: bool
) -> tuple[Round | None, tuple[Stakeholder, ...]]:
    """The open consultation (none is needed for a named edition) and whom the kits are for; nobody: one for all."""
    if edition and not (receivers or each):
        return None, ()
    with open_register(context) as register:
        rounds = register.rounds()
        found = next((one for one in rounds if one.is_open and edition in ("", one.edition)), None) if edition else register.open_now()
        chosen = register.stakeholders() if each else tuple(map(register.stakeholder, receivers))
    return found, chosen


def _order(context: Context, edition: str, found: Round | None, contact: str, *, restricted: bool) -> Order:
    """The kit for anybody."""
    from ..publication.kit.ordering import Order
    from ..workspace.editions import get_edition
    from ..workspace.history import find_history
    from .texts import load, stamp

    workspace = open_workspace(context)
    frozen = get_edition(find_history(workspace.root), edition)
    text = load(context, frozen.name)
    settings = workspace.settings
    until = found.until.isoformat() if found and found.until and found.edition == frozen.name else ""
    return Order(
        flow=text.flow,
        images=text.images,
        edition=frozen.name,
        revision=frozen.commit,
        subject=settings.title,
        created=stamp(context),
        until=until,
        contact=contact or settings.consultation.contact,
        restricted=restricted,
        language=context.lang,
    )


def _receivers(chosen: tuple[Stakeholder, ...], *, numbered: bool) -> Iterator[Receiver]:
    from ..publication.kit.ordering import Receiver

    count = max(1, len(chosen))
    if not chosen:
        yield Receiver(number=1 if numbered else 0, all=count if numbered else 0)
    for number, one in enumerate(chosen, 1):
        yield Receiver(one.code, one.name, number if numbered else 0, count if numbered else 0)


def _put(output: Path, order: Order, files: tuple[KitFile, ...], *, zipped: bool) -> Path:
    from ..publication.kit.making import folder_name, plain_name
    from .output import reason

    name = f"{plain_name(order.edition)}-{folder_name(order)}" if zipped else folder_name(order)
    place = output / (f"{name}.zip" if zipped else name)
    try:
        (output if zipped else place).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from ..text.errors import FileError

        raise FileError("{file}: cannot be written: {reason}", file=str(place), reason=reason(error)) from error
    if zipped:
        write_output(place, _zip(name, files))
        return place
    for file in files:
        write_output(place / file.name, file.content)
    return place


def _zip(name: str, files: tuple[KitFile, ...]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(f"{name}/{file.name}", MOMENT), file.content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _rows(order: Order, files: tuple[KitFile, ...]) -> Iterator[tuple[str, ...]]:
    for file in files:
        yield (str(order.receiver.number), order.receiver.code, order.receiver.name, file.name, sha256(file.content).hexdigest())


def _record(rows: list[tuple[str, ...]], language: str) -> bytes:
    """Which copy went to whom, as a table that Excel opens."""
    from ..reports.spreadsheet import looks_like_formula

    heads = {
        "fr": ("Exemplaire", "Sigle", "Structure", "Fichier", "SHA-256"),
        "en": ("Copy", "Short name", "Institution", "File", "SHA-256"),
    }
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads[language])
    writer.writerows([f"'{cell}" if looks_like_formula(cell) else cell for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()
