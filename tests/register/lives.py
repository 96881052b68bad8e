"""A workspace with a register beside it: what tests of carrying, applying and proving start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ponam_review.intake.layout import lay_out
from ponam_review.intake.locating import place_written
from ponam_review.register import carrying
from ponam_review.register.applying.service import Desk, Result, Wish, apply_proposal
from ponam_review.register.store import Register, open_register
from ponam_review.register.texts import Texts
from ponam_review.register.values import Comment, Disposition, NewComment, NewSubmission, Stakeholder
from ponam_review.register.vocabulary import Channel, Edit, Kind, Suite
from ponam_review.workspace.editions import create_edition
from ponam_review.workspace.finding import Workspace, open_workspace
from ponam_review.workspace.history import History, create_history, find_history
from ponam_review.workspace.saving import Signer, save
from ponam_review.workspace.trailers import Trailers

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOML = """\
title = "Politique"
language = "fr"
[[documents]]
id = "politique"
title = "Politique nationale"
folder = "texte"
[[documents]]
id = "plan-action"
title = "Plan d’action"
folder = "plan"
kind = "plan"
"""
VISION = '---\nid: vision\ntitle: "Vision"\n---\n\nLa politique protège **les migrants** et leurs familles.\n\nElle est revue tous les cinq ans.\n'
AXE = """\
---
id: axe-3
title: "Protection"
---

Le parcours de réintégration dure **six mois** au moins[^suivi].

## Mesures

1. Ouvrir huit postes consulaires dans les pays de forte présence.
2. Tenir un numéro d’urgence en français, joignable à toute heure.

| Indicateur | Cible 2030 |
|---|---|
| Délai moyen de réponse | 5 jours |
| Postes ouverts | 8 |

Les crédits sont inscrits au budget national chaque année.

[^suivi]: Suivi compris.
"""
ACTIONS = (
    "id;axe;activite;indicateur;base;cible;responsable;cout_2026;cout_2027\n"
    "A1;axe-3;Ouvrir un guichet à Kayes;Guichets ouverts;0;4;DGME;10;PM\n"
    "A2;axe-3;Former les relais;Relais formés;12;600;OIM;20;30\n"
)


@dataclass
class Life:
    """A workspace, its register and a clock."""

    root: Path
    register: Register
    now: datetime = NOW + timedelta(days=1)
    texts: Texts = field(init=False)

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        self.texts = Texts(open_workspace(self.root, self.root))

    @property
    def workspace(self) -> Workspace:
        return self.texts.workspace

    @property
    def history(self) -> History:
        found = find_history(self.root)
        assert found is not None
        return found

    def signer(self) -> Signer:
        self.now += timedelta(hours=1)
        return Signer("Awa", "awa@example.org", self.now)

    def write(self, name: str, old: str, new: str) -> None:
        file = self.root / name
        content = file.read_text(encoding="utf-8")
        assert old in content
        file.write_text(content.replace(old, new), encoding="utf-8")

    def save(self, message: str = "Travail", trailers: Trailers = ()) -> str:
        commit = save(self.history, message, self.signer(), trailers)
        assert commit is not None
        return commit

    def freeze(self, name: str) -> None:
        create_edition(self.history, name, "", self.signer())
        self.refresh()

    def says(
        self,
        text: str = "",
        *,
        proposal: str = "",
        at: str = "",
        quote: str = "",
        edit: Edit = Edit.FREE,
        edition: str = "",
        who: str = "DGME",
        source: Mapping[str, str | int] | None = None,
    ) -> int:
        """A remark of a stakeholder, entered in the open round; its number."""
        layout = lay_out(self.texts.flow(edition or self.register.open_now().edition))
        place = place_written(layout, [at], quote, as_written=at)
        kind = Kind.PROPOSAL if proposal or edit is Edit.DELETE else Kind.REMARK
        comment = NewComment(text, proposal, kind, edit, quote=quote, place=place, source=source or {})
        (entered,) = self.register.enter(NewSubmission(who, Channel.MEETING, (comment,)), author="Awa", now=self.now)
        assert entered.numbers, "the register held it already"
        return entered.numbers[0]

    def decide(self, number: int, suite: Suite = Suite.ACCEPTED, reason: str = "Oui.", where: str = "") -> int:
        self.register.decide([number], Disposition(suite, reason, "Rapporteur", self.now, where), now=self.now)
        return number

    def sure(self, number: int) -> int:
        """A person confirms its place in the edition it was made on."""
        carrying.confirm(self.register, number, self.comment(number).made_on, author="Awa", now=self.now)
        return number

    def apply(self, number: int, *, text: str = "", parts: tuple[int, ...] = (), rehearse: bool = False) -> Result:
        return apply_proposal(self.desk(), number, Wish(text, parts), rehearse=rehearse)

    def desk(self) -> Desk:
        return Desk(self.register, self.texts, self.history, self.signer(), "Awa", self.now)

    def comment(self, number: int) -> Comment:
        return self.register.comment(number)

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def agrees(self) -> None:
        """Register, history and working copy say the same."""
        from ponam_review.workspace.saving import changed_files

        assert self.register.findings() == ()
        assert changed_files(self.history) == ()


def begin(root: Path, register: Register | None = None, *, repository: Path | None = None) -> Life:
    """A workspace with the edition `v1`, and a round open on it; `repository`: a larger one around it."""
    for name, content in {
        "ponam.toml": TOML,
        ".gitignore": ".ponam/\n",
        "texte/01-vision.md": VISION,
        "texte/02-axe-3.md": AXE,
        "plan/actions.csv": ACTIONS,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode())
    create_history(repository or root)
    life = Life(root, register or open_register(root / ".ponam/register.sqlite3"), NOW)
    life.freeze("v1")
    for code in ("DGME", "OIM"):
        life.register.add_stakeholder(Stakeholder(code, code), author="Awa", now=NOW)
    life.register.open_round("v1", revision="0" * 40, author="Awa", now=NOW)
    return life
