"""Copies of a generated edition with known edits in them: what was done, and what the intake must say of it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from ponam_review.intake.layout import Layout, lay_out
from ponam_review.register.vocabulary import Edit
from ponam_review.text.flow import Flow, prepare
from ponam_review.text.model import Block, Cell, Document, Heading, Paragraph, Revision, Row, Run, Section, Table

from ..editions import W, gone, ins, on, p, package, run

WORDS = (
    "accueil appui bassin budget commune conseil cercle données diaspora emploi étude famille fonds formation frontière jeunes langue "
    "mesure migrants ministère mobilité parcours partenaire poste programme protection région registre retour santé service suivi village"
).split()
VERBS = "Créer Ouvrir Renforcer Publier Former Adapter Doter Suivre Évaluer Étendre".split()


def sentence(chance: random.Random, length: int = 0) -> str:
    words = chance.choices(WORDS, k=length or chance.randint(7, 18))
    return f"{chance.choice(VERBS)} {' '.join(words)}."


def edition(seed: int, sections: int = 3, name: str = "projet-1") -> Flow:
    """Sections of paragraphs, with headings and cells that stand several times."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    made = []
    for number in range(1, sections + 1):
        blocks: list[Block] = []
        for part in range(2):
            blocks.append(Heading(2, (Run(("Constat", "Mesures")[part]),), id=f"part-{number}-{part}"))
            blocks += (Paragraph((Run(sentence(chance)),)) for _ in range(chance.randint(3, 6)))
            blocks.append(Paragraph((Run("Sans objet."),)))
        rows = [Row((_cell("Cible"), _cell("Année")))]
        rows += (Row((_cell(sentence(chance, 3)), _cell("2030"))) for _ in range(3))
        blocks.append(Table(tuple(rows)))
        made.append(Section(f"section-{number}", f"Partie {number}", tuple(blocks)))
    return prepare(Revision(name, (Document("texte", "Texte d’essai", tuple(made)),)), contents=False, cover=False)


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Run(text),)),))


@dataclass
class Done:
    """One thing done to the copy: what kind of proposal or remark must come of it, on which words, with which wording."""

    edit: Edit
    line: int
    quote: str
    proposal: str = ""
    untracked: bool = False
    comment: str = ""


@dataclass
class Made:
    """A copy being made: a piece of XML for each line of the edition."""

    layout: Layout
    xml: list[str]
    done: list[Done] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)

    def bytes(self, shows: str = "projet-1") -> bytes:
        comments = "".join(
            f'<w:comment w:id="{n}" w:author="{who}" w:date="2026-02-27T10:00:00Z"><w:p>{run(text)}</w:p></w:comment>'
            for n, (who, text) in enumerate(self.comments)
        )
        document = f"<w:document {W}><w:body>{''.join(self._rows())}</w:body></w:document>"
        return package(document, f"<w:comments {W}>{comments}</w:comments>", shows)

    def _rows(self) -> list[str]:
        """Cells in their tables."""
        out: list[str] = []
        before = (-1, -1)
        for line, xml in zip(self.layout.lines, self.xml, strict=True):
            here = (line.position, line.row) if line.row >= 0 else (-1, -1)
            if here != before:
                out.append("</w:tr>" if before[0] >= 0 else "")
                out.append("</w:tbl>" if before[0] >= 0 and here[0] != before[0] else "")
                out.append("<w:tbl>" if here[0] >= 0 and here[0] != before[0] else "")
                out.append("<w:tr>" if here[0] >= 0 else "")
            out.append(f"<w:tc>{xml or p()}</w:tc>" if here[0] >= 0 else xml)
            before = here
        out.append("</w:tr></w:tbl>" if before[0] >= 0 else "")
        return out


def untouched(flow: Flow) -> Made:
    layout = lay_out(flow)
    return Made(layout, [p(run(line.text)) for line in layout.lines])


def edited(flow: Flow, seed: int, count: int, *, apart: int = 1) -> Made:
    """A copy with `count` edits, each of its own paragraph, more than `apart` paragraphs from each other."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    made = untouched(flow)
    lines = made.layout.lines
    places = [i for i, line in enumerate(lines) if line.row < 0 and line.block and len(line.text.split()) > 6]
    chance.shuffle(places)
    chosen: list[int] = []
    for place in places:
        if len(chosen) < count and all(abs(place - other) > apart for other in chosen):
            chosen.append(place)
    for place in sorted(chosen):
        chance.choice(ACTS)(made, place, lines[place].text, chance)
    return made


# ------------------------------------------------------------------ what people do


def _cut(text: str, chance: random.Random) -> tuple[str, str, str]:
    words = text.split(" ")
    at = chance.randint(1, len(words) - 2)
    return " ".join(words[:at]) + " ", words[at], " " + " ".join(words[at + 1 :])


def _reworded(made: Made, place: int, text: str, chance: random.Random) -> None:
    before, word, after = _cut(text, chance)
    made.xml[place] = p(run(before), gone(word), ins("autre chose"), run(after))
    made.done.append(Done(Edit.REWORD, place, text, f"{before}autre chose{after}"))


def _silently(made: Made, place: int, text: str, chance: random.Random) -> None:
    before, _, after = _cut(text, chance)
    made.xml[place] = p(run(f"{before}tout autre chose{after}"))
    made.done.append(Done(Edit.REWORD, place, text, f"{before}tout autre chose{after}", untracked=True))


def _both(made: Made, place: int, text: str, chance: random.Random) -> None:
    """One word changed without tracking, more words tracked at the end: two proposals."""
    words = text.split(" ")
    silent = " ".join([words[0], "silencieusement", *words[1:]])
    made.xml[place] = p(run(silent), ins(" Sans délai."))
    made.done.append(Done(Edit.REWORD, place, text, f"{text} Sans délai."))
    made.done.append(Done(Edit.REWORD, place, text, silent, untracked=True))


def _deleted(made: Made, place: int, text: str, chance: random.Random) -> None:
    made.xml[place] = p(gone(text), mark="del")
    made.done.append(Done(Edit.DELETE, place, text))


def _left_out(made: Made, place: int, text: str, chance: random.Random) -> None:
    made.xml[place] = ""
    made.done.append(Done(Edit.DELETE, place, text, untracked=True))


def _added(made: Made, place: int, text: str, chance: random.Random) -> None:
    """As Word does it (the mark of the paragraph above is new), or as LibreOffice does (its own mark is)."""
    new = sentence(chance)
    if chance.random() < 0.5:
        made.xml[place] = p(run(text), mark="ins") + p(ins(new))
    else:
        made.xml[place] = p(run(text)) + p(ins(new), mark="ins")
    made.done.append(Done(Edit.INSERT_AFTER, place, "", new))


def _slipped_in(made: Made, place: int, text: str, chance: random.Random) -> None:
    new = sentence(chance, 12)
    made.xml[place] = p(run(text)) + p(run(new))
    made.done.append(Done(Edit.INSERT_AFTER, place, "", new, untracked=True))


def _replaced(made: Made, place: int, text: str, chance: random.Random) -> None:
    new = sentence(chance, 9)
    if chance.random() < 0.5:
        made.xml[place] = p(gone(text), mark="del") + p(ins(new), mark="ins")
    else:
        made.xml[place] = p(gone(text), ins(new))
    made.done.append(Done(Edit.REWORD, place, text, new))


def _commented(made: Made, place: int, text: str, chance: random.Random) -> None:
    before, word, after = _cut(text, chance)
    number = len(made.comments)
    made.comments.append(("Juriste", f"Observation {number}"))
    made.xml[place] = p(run(before), on(word, number), run(after))
    made.done.append(Done(Edit.FREE, place, word, comment=f"Observation {number}"))


def _commented_on_new_words(made: Made, place: int, text: str, chance: random.Random) -> None:
    number = len(made.comments)
    made.comments.append(("Juriste", f"Observation {number}"))
    made.xml[place] = p(run(text), on(ins(" Et sans attendre."), number))
    made.done.append(Done(Edit.REWORD, place, text, f"{text} Et sans attendre."))
    made.done.append(Done(Edit.FREE, place, " Et sans attendre.", comment=f"Observation {number}"))


ACTS = (
    _reworded,
    _silently,
    _both,
    _deleted,
    _left_out,
    _added,
    _slipped_in,
    _replaced,
    _commented,
    _commented_on_new_words,
)
