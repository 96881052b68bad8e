"""Write `policy/exemples/messages/`: what reaches the secretariat beside Word copies and matrices, in two rounds of consultation.

    python tools/make_messages.py

Answers as the kit's page saves them (on the very characters of the edition that was read), e-mails, a message to paste, a corrected table.
What they say stands in `tools/contributions/messages.toml`; the same content gives the same bytes.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "contributions"))
from matrices import LAYOUTS, Edition

from ponam_review.intake.kit_answer import SCHEMA, checksum
from ponam_review.intake.layout import Layout, lay_out
from ponam_review.text.flow import prepare
from ponam_review.workspace.locating import locate
from ponam_review.workspace.revisions import read_source

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "tools" / "contributions"
TARGET = ROOT / "policy" / "exemples" / "messages"
EDITIONS = {"projet-0": ROOT / "policy" / "historique" / "projet-0", "version-provisoire-1": ROOT}
Content = Mapping[str, Any]


def layout(folder: Path) -> Layout:
    return lay_out(prepare(read_source(locate(str(folder), workspace=lambda: folder)).value))


# ------------------------------------------------------------------ answers of the kit's page


def kit_answer(said: Content, text: Layout) -> str:
    """An answer under its checksum, as the page saves it."""
    remarks = [_remark(remark, number, said["saved"], text) for number, remark in enumerate(said["remark"], start=1)]
    inside = {
        "kit": {"id": f"kit-{said['edition']}", "edition": said["edition"], "revision": "", "copy": ""},
        "id": said["id"],
        "sequence": 1,
        "saved": said["saved"],
        "who": {"stakeholder": "", "structure": said["structure"], "name": said["name"], "role": said["role"], "contact": ""},
        "remarks": remarks,
        "reviewed": [],
    }
    return json.dumps({"schema": SCHEMA, "sha256": checksum(inside), "answer": inside}, ensure_ascii=False, indent=1) + "\n"


def _remark(remark: Content, number: int, written: str, text: Layout) -> dict[str, Any]:
    proposal = remark.get("proposal", "")
    return {
        "id": f"r{number}",
        "place": _place(remark["quote"], remark.get("section", ""), text) if "quote" in remark else None,
        "text": remark["text"],
        "edit": "reword" if proposal else "",
        "proposal": proposal,
        "nature": remark.get("nature", ""),
        "written": written,
    }


def _place(quote: str, section: str, text: Layout) -> dict[str, Any]:
    """The one place where the words stand, counted as the page counts: from the beginning of their block."""
    firsts = [first for (name, _), first in text.addresses.items() if section in ("", name)]
    found = [first for first in firsts if quote in text.block_text(text.lines[first])]
    if len(found) != 1:
        msg = f"“{quote}” stands in {len(found)} blocks"
        raise ValueError(msg)
    line = text.lines[found[0]]
    block = text.block_text(line)
    start, end = block.index(quote), block.index(quote) + len(quote)
    return {
        "section": line.section,
        "block": line.block,
        "whole": False,
        "exact": quote,
        "start": start,
        "prefix": block[max(0, start - 64) : start],
        "suffix": block[end : end + 64],
        "address": f"{line.section} ¶{line.block}",
    }


# ------------------------------------------------------------------ e-mails, a message, a corrected table


def mail(said: Content) -> bytes:
    letter = EmailMessage(policy=SMTP)
    letter["From"] = said["from"]
    letter["To"] = "Secrétariat de la révision <secretariat@exemple.invalid>"
    letter["Subject"] = said["subject"]
    letter["Date"] = said["date"]
    letter["Message-ID"] = f"<{Path(said['file']).stem}@exemple.invalid>"
    letter.set_content(said["text"].strip() + "\n", cte="8bit")
    return letter.as_bytes()


def corrected(said: Content) -> bytes:
    """The table that a stakeholder sent, with some of its rows written anew."""
    first = tomllib.loads((CONTENT / said["of"]).read_text(encoding="utf-8"))
    changes = {change["quote"]: change for change in said["change"]}
    rows = [{**row, "at": said["at"], **changes.get(row["quote"], {})} for row in first["remark"]]
    return LAYOUTS[first["layout"]]({**first, "remark": rows}, Edition.read(EDITIONS["projet-0"]))


def written() -> dict[str, bytes]:
    """Every file, by its name under `policy/exemples/messages/`."""
    content = tomllib.loads((CONTENT / "messages.toml").read_text(encoding="utf-8"))
    texts = {name: layout(folder) for name, folder in EDITIONS.items()}
    files = {said["file"]: kit_answer(said, texts[said["edition"]]).encode() for said in content["answer"]}
    files |= {said["file"]: mail(said) for said in content["mail"]}
    files |= {said["file"]: said["text"].lstrip().encode() for said in content["message"]}
    return files | {content["corrected"]["file"]: corrected(content["corrected"])}


def main() -> None:
    for name, content in written().items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
