"""Small texts, and change sets built by hand, that show each thing a page can hold once."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace

from ponam_review.compare.changes import Added, CellEdit, ChangeSet, End, Kept, NoteEdit, Piece, Removed, Restyled, RowEdit, Step, TableEdit
from ponam_review.text.flow import Flow, Placed, prepare
from ponam_review.text.model import (
    Block,
    Break,
    Cell,
    Code,
    Cover,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Item,
    Mark,
    Note,
    Paragraph,
    Quote,
    Reference,
    Revision,
    Row,
    Rule,
    Run,
    Section,
    Table,
    Within,
)

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")
"""A PNG of one pixel."""
ADDRESS = 'https://example.org/?a=1&b="2'
COVER = Cover(
    institution=("Ministère de la Mobilité", "Secrétariat général"),
    state=("République de Démonstration", "Un mot, un geste"),
    subtitle="Document de consultation",
    period="2026-2030",
    date="juin 2026",
    edition="projet-1",
    status="provisoire",
    mark="EXEMPLE FICTIF – sans valeur officielle",
)


def images(file: str, source: str) -> bytes | None:
    return DOT if source.endswith(".png") else b"<svg/>" if source.endswith(".svg") else None


def para(text: str, *within: Quote | Item) -> Paragraph:
    return Paragraph((Run(text),), within)


def cell(text: str, *, columns: int = 1, rows: int = 1, head: bool = False) -> Cell:
    return Cell((para(text),), columns, rows, head)


def row(*texts: str) -> Row:
    return Row(tuple(cell(text) for text in texts))


def first(ordered: bool, start: int = 1) -> Item:
    return Item(ordered, True, start if ordered else 0)


def loose(*blocks: Block, language: str = "fr", name: str = "essai") -> Flow:
    return Flow(name, tuple(Placed(block, "", number, "essai.md") for number, block in enumerate(blocks, 1)), language=language, loose=True)


def workspace(*sections: Section, edition: str = "projet-1") -> Flow:
    cover = replace(COVER, edition=edition)
    return prepare(Revision(edition, (Document("politique", "Politique de mobilité", sections, cover=cover),)))


# ------------------------------------------------------------------ clean texts


def policy() -> Flow:
    """A workspace: cover, contents, numbers, references, notes."""
    context = (
        Paragraph((Run("Voir "), Reference("axe-1"), Run(", le "), Reference("tab-cibles"), Run(", non le "), Reference("rien"), Run("."))),
        Heading(2, (Run("Chiffres"),), id="chiffres"),
        Paragraph((Run("Le pays compte"), Note((para("Recensement général."), para("Chiffres arrondis."))), Run(" deux provinces."))),
        Table((row("Cible", "Valeur"), row("Un", "12")), align=("", "right"), caption=(Run("Cibles"),), id="tab-cibles"),
    )
    return workspace(
        Section("avant-propos", "Avant-propos", (para("Quelques mots."),), kind="liminaire", file="01.md"),
        Section("axe-1", "Axe 1 – Contexte & données", context, file="02.md"),
        Section("annexe-a", "Méthode", (para("Comment l’on a compté."),), kind="annexe", file="03.md"),
    )


def kinds() -> Flow:
    """Every kind of block and inline, in a loose file."""
    marks = (Run("gras", Mark.STRONG), Run(" et "), Run("italique", Mark.EMPHASIS), Run(" H"), Run("2", Mark.SUBSCRIPT), Run("O, m"))
    more = (Run("2", Mark.SUPERSCRIPT), Run(", "), Run("barré", Mark.STRIKE), Break(), Run("code <a>", Mark.CODE), Run(" & fin", 3))
    spans = Table(
        (
            Row((cell("Axe"), cell("Années", columns=2))),
            Row((cell("Un", rows=2, head=True), cell("1"), cell("2"))),
            Row((cell("3"), Cell((para("a", first(False)), para("b", Item(False, True))))), lines=(3, 3)),
        ),
        align=("", "center", "right"),
        widths=(2, 1, 1),
        landscape=True,
    )
    return loose(
        Heading(1, (Run("Titre"),)),
        Paragraph((*marks, *more)),
        Paragraph((Run("un "), Run("lien", 0, ADDRESS), Run(" gras", 1, ADDRESS), Run("."))),
        Paragraph((Run("https://example.org", 0, "https://example.org"), Run(" "), Run("écrire", 0, "mailto:nul@example.org"))),
        Paragraph((Run("ici", 0, "#titre"), Run(", "), Run("ailleurs", 0, "autre.md#x"), Run(" "), Run("piège", 0, "javascript:alert(1)"))),
        para("un", first(True, 3)),
        para("suite", Item(True, False)),
        para("sous", Item(True, False), first(False)),
        para("deux", Item(True, True)),
        para("cité", Quote(True)),
        para("cité encore", Quote(), first(False)),
        para("autre citation", Quote(True)),
        spans,
        Figure(Image("a.png", "Un point", "titre"), (Run("Légende"),), id="fig"),
        Paragraph((Image("b.svg", "Un dessin"), Image("c.png", "Lié", link="https://example.org"))),
        Code("si a < b:\n\n    fin", "python"),
        Rule(),
        Heading(7 - 1, (Run("Titre"),)),
    )


def english() -> Flow:
    """A loose file in English."""
    return loose(Heading(1, (Run("Aims"),)), Paragraph((Run("One"), Note((para("A note."),)))), language="en", name="aims")


# ------------------------------------------------------------------ change sets


def kept(text: str) -> Kept:
    return Kept(Run(text), Run(text))


def filled(pieces: tuple[Piece, ...], *, new: bool) -> tuple[Inline, ...]:
    """The content that pieces without ends say there is on one side."""
    out: list[Inline] = []
    for piece in pieces:
        thing = None if isinstance(piece, Removed if new else Added) else piece.new if new else piece.old  # type: ignore[union-attr]
        if thing is not None and not isinstance(thing, End):
            out.append(thing)
    return tuple(out)


def reworded(*pieces: Piece, within: Within = ()) -> Step:
    old, new = (Paragraph(filled(pieces, new=side), within) for side in (False, True))
    return Step("edit", (old,), (new,), pieces=pieces)


def same(block: Block) -> Step:
    return Step("same", (block,), (block,))


def changed(*steps: Step, language: str = "fr") -> ChangeSet:
    """The change set of some steps, the two texts and all indexes made from them."""
    old: list[Block] = []
    new: list[Block] = []
    out = []
    for step in steps:
        out.append(replace(step, old_at=len(old), new_at=len(new)))
        old += step.old if step.op not in ("insert", "move-to") else ()
        new += step.new
    places = {step.pair: index for step in out if step.op == "move-from" for index, block in enumerate(old) if block is step.old[0]}
    out = [replace(step, old_at=places[step.pair]) if step.op == "move-to" else step for step in out]
    return ChangeSet(loose(*old, language=language, name="ancien"), loose(*new, language=language, name="nouveau"), tuple(out))


def words() -> ChangeSet:
    """Words, notes, formatting, whole paragraphs."""
    note, other = Note((para("Selon le recensement de 2009."),)), Note((para("Selon le recensement de 2022."),))
    inside = reworded(kept("Selon le recensement de "), Removed(Run("2009")), Added(Run("2022")), kept("."))
    return changed(
        same(Heading(1, (Run("Axe 1"),), id="axe-1")),
        reworded(kept("Les "), Removed(Run("gens")), Added(Run("habitants")), kept(" d’ici"), Added(Note((para("Ajoutée."),))), kept(".")),
        reworded(kept("Le pays compte "), NoteEdit(note, other, (inside,)), kept(" dix régions"), Removed(Note((para("Retirée."),)))),
        reworded(Restyled(Run("Important", 1), Run("Important", 2)), kept(" et "), Restyled(Run("site"), Run("site", 0, "https://example.org"))),
        Step("insert", new=(Heading(2, (Run("Neuf"),)),)),
        Step("insert", new=(para("Un alinéa neuf."),)),
        Step("insert", new=(para("Un autre."),)),
        same(para("Inchangé.")),
        Step("delete", old=(para("Un alinéa retiré."),)),
    )


def moves() -> ChangeSet:
    """A block moved as it is, another moved and edited, with links both ways."""
    still, was = para("Ce passage est déplacé tel quel."), para("Ce passage est déplacé puis changé.")
    pieces = (kept("Ce passage est déplacé puis "), Removed(Run("changé")), Added(Run("modifié")), kept("."))
    now = Paragraph(filled(pieces, new=True))
    return changed(
        same(Heading(1, (Run("Première"),), number="1", id="a")),
        Step("move-from", old=(still,), pair=1),
        Step("move-to", (was,), (now,), pieces=pieces, pair=2),
        same(Heading(1, (Run("Seconde"),), number="2", id="b")),
        Step("move-from", old=(was,), pair=2),
        Step("move-to", (still,), (still,), pair=1),
    )


def lists() -> ChangeSet:
    """Items inserted and deleted without breaking the list, and forms changed."""
    return changed(
        Step("delete", old=(para("premier", first(True)),)),
        Step("edit", (para("deuxième", Item(True)),), (para("deuxième", first(True)),), pieces=(kept("deuxième"),)),
        Step("insert", new=(para("inséré", Item(True)),)),
        same(para("troisième", Item(True))),
        Step("edit", (para("simple"),), (para("simple", first(False)),), pieces=(kept("simple"),)),
        Step("edit", (para("titre"),), (Heading(2, (Run("titre"),)),), pieces=(kept("titre"),)),
    )


def splits() -> ChangeSet:
    """A paragraph split in two, two joined."""
    one, two = para("Première phrase."), para("Seconde phrase.")
    whole = para("Première phrase. Seconde phrase.")
    cut = (kept("Première phrase."), Removed(Run(" ")), Added(End(one)), kept("Seconde phrase."))
    joined = (kept("Première phrase."), Removed(End(one)), Added(Run(" ")), kept("Seconde phrase."))
    return changed(
        Step("edit", (whole,), (one, two), pieces=cut),
        Step("edit", (one, two), (whole,), pieces=joined),
    )


def tables() -> ChangeSet:
    """A row inserted, one deleted, a cell edited, a column deleted; then a cell that spans rows of both texts."""
    old = Table((row("Code", "Base", "Cible"), row("R1", "40", "400"), row("R2", "0", "180")), align=("", "right", "right"))
    new = Table((row("Code", "Cible"), row("R1", "500"), row("R3", "12")), align=("", "right"), caption=(Run("Cibles"),))
    added = (CellEdit(None, new.rows[2].cells[0], ()), CellEdit(None, None, ()), CellEdit(None, new.rows[2].cells[1], ()))
    number = reworded(Removed(Run("400")), Added(Run("500")))
    edit = TableEdit(
        old,
        new,
        (
            RowEdit("edit", old.rows[0], new.rows[0], laid(old.rows[0], new.rows[0])),
            RowEdit("edit", old.rows[1], new.rows[1], laid(old.rows[1], new.rows[1], number)),
            RowEdit("delete", old.rows[2], None, tuple(CellEdit(place, None, ()) for place in old.rows[2].cells)),
            RowEdit("insert", None, new.rows[2], added),
        ),
        (Added(Run("Cibles")),),
    )
    tall = Table((row("Axe", "Mesure"), Row((cell("Un", rows=2, head=True), cell("a"))), row("b")))
    taller = Table((row("Axe", "Mesure"), Row((cell("Un", rows=2, head=True), cell("a"))), row("c")))
    across = TableEdit(
        tall,
        taller,
        (
            RowEdit("same", tall.rows[0], taller.rows[0]),
            RowEdit("same", tall.rows[1], taller.rows[1]),
            RowEdit("delete", tall.rows[2], None),
            RowEdit("insert", None, taller.rows[2]),
        ),
    )
    return changed(Step("edit", (old,), (new,), table=edit), Step("edit", (tall,), (taller,), table=across))


def laid(old: Row, new: Row, number: Step | None = None) -> tuple[CellEdit, ...]:
    """Code and Cible in both, Base in the old table only."""
    gone = old.cells[1]
    last = (number,) if number else (same(new.cells[1].blocks[0]),)
    return (
        CellEdit(old.cells[0], new.cells[0], (same(new.cells[0].blocks[0]),)),
        CellEdit(gone, None, (Step("delete", old=gone.blocks),)),
        CellEdit(old.cells[2], new.cells[1], last),
    )


def others() -> ChangeSet:
    """Code, figures and rules; in English."""
    old, new = Figure(Image("a.png", "One dot"), (Run("Dots"),)), Figure(Image("b.png", "Two dots"), (Run("Dots"),))
    about = Figure(Image("b.png", "Three dots"), (Run("Dots"),))
    exchanged = (Removed(old.image), Added(new.image), kept("Dots"))
    return changed(
        Step("edit", (Code("a\nb"),), (Code("a\nc"),), pieces=(kept("a"), Kept(Break(), Break()), Removed(Run("b")), Added(Run("c")))),
        Step("edit", (old,), (new,), pieces=exchanged),
        Step("edit", (new,), (about,), pieces=(Removed(new.image), Added(about.image), kept("Dots"))),
        Step("delete", old=(Rule(),)),
        Step("insert", new=(Figure(Image("none.gif", "Nothing")),)),
        language="en",
    )


def identical() -> ChangeSet:
    """Two texts that are the same."""
    return changed(same(para("Rien ne change.")))


CLEAN = {"policy": policy, "kinds": kinds, "english": english}
REDLINES = {"words": words, "moves": moves, "lists": lists, "splits": splits, "tables": tables, "others": others, "identical": identical}
