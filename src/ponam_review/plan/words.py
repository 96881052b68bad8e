"""The words that the tables of the plan print, in French and in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_AXIS = re.compile(r"axe-(\d+)", re.ASCII)
_NUMBERED = re.compile(r"(?:axe|axis)\s+\d+\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """Typography included: French sets a no-break space before a colon."""

    title: str
    empty: str
    columns: tuple[str, str, str, str]
    total: str
    funding: str
    recapitulation: str
    recapitulation_caption: str
    axis_word: str
    caption: str
    subtotal_word: str
    axis_column: str
    actions_column: str
    share: str
    grand_total: str
    colon: str
    labels: Mapping[str, str]
    unit_note: str
    pm_note: tuple[str, str]

    def axis(self, axe: str, title: str = "") -> str:
        """The full name of an axis: its title in the policy, else "Axe 1" for "axe-1", else its id."""
        found = _AXIS.fullmatch(axe)
        return title or (f"{self.axis_word}\u00a0{found[1]}" if found else axe)

    def short_axis(self, axe: str, title: str = "") -> str:
        """ "axe 4" for "Axe 4 – Valoriser …".

        The title comes first: an axis keeps its id when it is renumbered, so `axe-1` may be axis 4 elsewhere.
        """
        name = self.axis(axe, title)
        found = _NUMBERED.match(name)
        return found[0].lower() if found else name

    def axis_caption(self, axe: str, title: str = "") -> str:
        """Caption of the table of an axis."""
        return self.caption.format(axis=self.short_axis(axe, title))

    def subtotal(self, axe: str, title: str = "") -> str:
        """Label of the last row of the table of an axis."""
        return f"{self.subtotal_word}, {self.short_axis(axe, title)}"

    def label(self, name: str) -> str:
        """ "Source : ", with the colon of the language."""
        return f"{self.labels[name]}{self.colon} "

    def labelled(self, name: str, text: str) -> str:
        """A text under its label, nothing where there is no text."""
        return f"{self.label(name)}{text}" if text else ""

    def named(self, name: str, text: str) -> str:
        """The value of a column that only this ministry has."""
        return f"{name}{self.colon} {text}" if text else ""

    def reading(self, count: int, unpriced: int) -> str:
        """How to read the tables; the second half stands only where something is not costed."""
        note = self.unit_note.format(count=count, s="s" if count > 1 else "")
        if not unpriced:
            return note
        return f"{note} {self.pm_note[unpriced > 1].format(count=unpriced)}"


_FRENCH = Words(
    title="Tableau des actions",
    empty="Le plan ne comporte encore aucune action.",
    columns=("N°", "Activité", "Indicateur (base → cible)", "Responsable et partenaires"),
    total="Total",
    funding="Financement",
    recapitulation="Récapitulation par axe et par année",
    recapitulation_caption="Coût du plan d’action par axe et par année (millions de FCFA)",
    axis_word="Axe",
    caption="Actions et coûts (millions de FCFA), {axis}",
    subtotal_word="Sous-total",
    axis_column="Axe",
    actions_column="Actions",
    share="Part",
    grand_total="Total général",
    colon="\u00a0:",
    labels={
        "source": "Source",
        "partners": "Partenaires",
        "alignments": "Alignements",
        "sections": "Voir aussi",
    },
    unit_note="Le plan compte {count}\u00a0action{s}. Les coûts sont exprimés en millions de FCFA\u00a0; "
    "un tiret signale une année sans dépense prévue.",
    pm_note=(
        "La mention «\u00a0PM\u00a0» (pour mémoire) désigne une action non chiffrée, "
        "entièrement ou pour certaines années ({count}\u00a0action)\u00a0; "
        "elle compte pour zéro dans les totaux.",
        "La mention «\u00a0PM\u00a0» (pour mémoire) désigne une action non chiffrée, "
        "entièrement ou pour certaines années ({count}\u00a0actions)\u00a0; "
        "elle compte pour zéro dans les totaux.",
    ),
)

_ENGLISH = Words(
    title="Table of actions",
    empty="The plan holds no action yet.",
    columns=("No.", "Activity", "Indicator (baseline → target)", "Responsible and partners"),
    total="Total",
    funding="Funding",
    recapitulation="Summary by axis and year",
    recapitulation_caption="Cost of the action plan by axis and year (millions of FCFA)",
    axis_word="Axis",
    caption="Actions and costs (millions of FCFA), {axis}",
    subtotal_word="Subtotal",
    axis_column="Axis",
    actions_column="Actions",
    share="Share",
    grand_total="Grand total",
    colon=":",
    labels={
        "source": "Source",
        "partners": "Partners",
        "alignments": "Alignments",
        "sections": "See also",
    },
    unit_note="The plan holds {count}\u00a0action{s}. Costs are in millions of FCFA; a dash marks a year without planned expense.",
    pm_note=(
        "“PM” (pour mémoire) marks an action that is not costed, wholly or for some years "
        "({count}\u00a0action); it counts as zero in totals.",
        "“PM” (pour mémoire) marks an action that is not costed, wholly or for some years "
        "({count}\u00a0actions); it counts as zero in totals.",
    ),
)


def words_of(language: str) -> Words:
    """French unless English is asked for."""
    return _ENGLISH if language == "en" else _FRENCH
