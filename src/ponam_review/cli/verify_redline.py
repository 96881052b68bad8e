"""`ponam verify-redline`: does a redline, ours or another's, hold exactly the two texts?"""

from __future__ import annotations

from pathlib import Path

import click

from .common import Context, common_options, show_notices
from .common import translate as _


@click.command(help=_("Check that FILE.docx reads as NEW when all its changes are accepted, and as OLD when all are rejected."))
@click.argument("old")
@click.argument("new")
@click.argument("file", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def command(context: Context, old: str, new: str, file: Path) -> int:
    from ..word.proof import prove
    from ..word.writing.pictures import readable
    from .texts import load

    before, after = load(context, old), load(context, new)

    def shown(section: str, source: str) -> bool:
        return readable(after.images(section, source)) or readable(before.images(section, source))

    wrong = prove(file.read_bytes(), before.flow, after.flow, shown, name=str(file))
    show_notices((*before.notices, *after.notices), context)
    for difference in wrong:
        reading = _("accepting all") if difference.reading == "accepted" else _("rejecting all")
        click.echo(_("{reading}, paragraph {at}:").format(reading=reading, at=difference.at))
        click.echo(f"  - {difference.wanted if difference.wanted is not None else '∅'}")
        click.echo(f"  + {difference.found if difference.found is not None else '∅'}")
    if not wrong:
        click.echo(_("proven: accepting all gives the new text, rejecting all gives the old one"))
    return 1 if wrong else 0
