"""A register in which everything happened once, and short ways to write it out and read it back."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

from ponam_review.register.exchange.reading import reading
from ponam_review.register.exchange.restoring import Restored
from ponam_review.register.store import Register, open_register
from ponam_review.register.values import Note, Place, Reason, Stakeholder
from ponam_review.register.vocabulary import Certainty, Edit, Kind, Nature, Suite
from ponam_review.text.remarks import Selector

from ..conftest import NOW
from ..sending import remark, send, yes

BY = {"author": "Secrétariat", "now": NOW}
PLACE = Place(Selector("projet-1", "axe-3", 4, "douze postes", "renforcer ", " consulaires", 10), Certainty.CERTAIN, 0.97, "¶4", 57, "p. 31")


def fill(register: Register) -> Register:
    """Files, replies, corrections, decisions changed, tags, notes, positions, persons erased, codes merged, two rounds."""
    said = remark("Dire pourquoi « douze ».", proposal="quinze\npostes", kind=Kind.PROPOSAL, edit=Edit.REWORD, nature=Nature.SUBSTANCE, place=PLACE, local_id="a")
    send(register, said, remark("Tout à fait.", answers="a"), file=b"\x00\xff un fichier " * 90_000, message="<m1@exemple.ml>")
    send(register, remark("Par téléphone", author="Fanta Traoré", tags=("juridique",), extras={"Priorité": "haute"}), by="OIM", file=b"")
    send(register, remark("Vu.", group="interne", untracked=True, source={"sheet": "Feuil1", "row": 5}), by="OIM", reviewer="Awa", file=b"deux")
    register.add_stakeholder(Stakeholder("MEF", "Économie et finances", "État", region="Bamako"), **BY)  # type: ignore[arg-type]
    register.add_anonymous("diaspora", country="France", **BY)  # type: ignore[arg-type]
    register.decide([1], yes(), now=NOW)
    register.decide([1], yes("Après\nréflexion…", suite=Suite.REJECTED, where="¶5"), now=NOW + timedelta(days=1, microseconds=7))
    register.decide([4], yes("Déjà dit.", suite=Suite.DUPLICATE, duplicate_of=3), now=NOW)
    register.tag([1, 2], add=("à traduire",), **BY)  # type: ignore[arg-type]
    register.add_note(1, Note("Awa", NOW, "À voir avec le MEF.", addressed_to="Moussa"), now=NOW)
    register.keep_reason(Reason("déjà", "Le texte le dit.", "Said.", Suite.ALREADY_MET), **BY)  # type: ignore[arg-type]
    register.assign([2], "Moussa", **BY)  # type: ignore[arg-type]
    register.withdraw([2], "Par courrier.", **BY)  # type: ignore[arg-type]
    register.save_form("MEF", "f" * 64, {"Remarque": "text"}, **BY)  # type: ignore[arg-type]
    register.gather("MEF", **BY)  # type: ignore[arg-type]
    send(register, remark("Pas encore envoyé"), by="MEF")
    register.send_position("MEF", by="Directrice", note="Voici.", **BY)  # type: ignore[arg-type]
    register.erase_person("Fanta Traoré", **BY)  # type: ignore[arg-type]
    register.merge_stakeholders("MEF", "DGME", **BY)  # type: ignore[arg-type]
    register.close_round(**BY)  # type: ignore[arg-type]
    register.open_round("projet-2", until=date(2026, 6, 1), **BY)  # type: ignore[arg-type]
    send(register, remark("Encore une fois."))
    return register


def exported(register: Register, form: str, *, files: bool = True) -> bytes:
    out = io.BytesIO()
    register.export(out, form, program="ponam-review 0", title="Politique", now=NOW, files=files)
    return out.getvalue()


def restored(content: bytes, place: Path | str, file: Path) -> Restored:
    """`content` taken into the register at `place`, by way of `file`."""
    file.write_bytes(content)
    with reading(file) as source, open_register(place) as register:
        return register.restore(source)
