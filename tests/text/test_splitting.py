"""One text cut into sections."""

from __future__ import annotations

import pytest

from ponam_review.text.model import Block, Cell, Code, Heading, Mark, Note, Paragraph, Reference, Row, Run, Section, Table
from ponam_review.text.splitting import slug, split, tidy, title_of, unnumbered


def heading(level: int, text: str, identity: str = "") -> Heading:
    return Heading(level, (Run(text),), id=identity)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def cut(*blocks: Block, level: int = 1, taken: tuple[str, ...] = (), named: bool = False) -> tuple[Section, ...]:
    return split(blocks, title="Politique", level=level, taken=taken, named=named).value


class TestCutting:
    def test_each_heading_of_the_level_begins_a_section(self) -> None:
        first, second = cut(heading(1, "Contexte"), paragraph("a"), heading(2, "Cadre"), heading(1, "Vision"), paragraph("b"))
        assert (first.id, first.title, first.blocks) == ("contexte", "Contexte", (paragraph("a"), heading(2, "Cadre")))
        assert (second.id, second.title, second.blocks) == ("vision", "Vision", (paragraph("b"),))

    def test_what_stands_before_the_first_one_is_a_section_too(self) -> None:
        first, second = cut(paragraph("a"), heading(1, "Contexte"))
        assert (first.id, first.title, first.kind, second.id) == ("politique", "Politique", "liminaire", "contexte")

    def test_a_deeper_level_cuts_smaller_and_lifts_what_is_inside(self) -> None:
        found = cut(heading(1, "A"), heading(2, "B"), heading(3, "C"), level=2)
        assert [s.title for s in found] == ["A", "B"]
        assert found[1].blocks == (heading(2, "C"),)

    def test_headings_that_skip_levels_are_lifted_below_the_one_they_stand_under(self) -> None:
        result = split([heading(1, "A"), heading(4, "B"), heading(6, "C"), heading(4, "D"), heading(2, "E")], title="x")
        assert [b.level for b in result.value[0].blocks if isinstance(b, Heading)] == [2, 3, 2, 2]
        assert [n.text() for n in result.notices] == ["headings that skipped a level and were lifted: 3"]

    def test_cover_and_contents_are_left_out_and_said(self) -> None:
        generated = Paragraph((Run("1 Contexte"),), role="contents", level=1)
        result = split([generated, generated, heading(1, "Contexte")], title="x")
        assert [s.title for s in result.value] == ["Contexte"]
        assert [n.text() for n in result.notices] == ["2 lines of cover and contents were left out: the tool makes them"]

    def test_a_note_in_a_title_goes_to_the_first_paragraph(self) -> None:
        note = Note((paragraph("n"),))
        (found,) = cut(Heading(1, (Run("Contexte"), note)), paragraph("a"))
        assert found.blocks == (Paragraph((Run("a"), note)),)

    def test_a_note_in_a_title_with_nothing_below_is_said_to_be_lost(self) -> None:
        result = split([Heading(1, (Run("Contexte"), Note((paragraph("n"),))))], title="x")
        assert result.value[0].title == "Contexte"
        assert len(result.notices) == 1

    def test_nothing_gives_nothing(self) -> None:
        assert cut() == ()


class TestTitles:
    @pytest.mark.parametrize(
        ("typed", "title"),
        [
            ("1. Contexte", "Contexte"),
            ("1.2 Contexte", "Contexte"),
            ("1.2. Contexte", "Contexte"),
            ("IV. Vision", "Vision"),
            ("2) Vision", "Vision"),
            ("A. Vision", "Vision"),
            ("3 – Vision", "Vision"),
            ("2026 : une année", "2026 : une année"),
            ("48 457 retours", "48 457 retours"),
            ("A posteriori", "A posteriori"),
            ("Axe 1 – Vivre", "Axe 1 – Vivre"),
            ("1.", "1."),
        ],
    )
    def test_typed_numbers_are_taken_off(self, typed: str, title: str) -> None:
        assert unnumbered(typed) == title

    @pytest.mark.parametrize(
        ("typed", "title", "kind"),
        [
            ("Annexe A – Textes", "Textes", "annexe"),
            ("Annexe 2 : Textes", "Textes", "annexe"),
            ("ANNEXES", "ANNEXES", "corps"),
            ("Annexe", "Annexe", "annexe"),
            ("Avant-propos", "Avant-propos", "liminaire"),
            ("Sigles et acronymes", "Sigles et acronymes", "liminaire"),
            ("II. Objectifs", "Objectifs", "corps"),
            ("𝐕𝐢𝐬𝐢𝐨𝐧  2030", "Vision 2030", "corps"),
        ],
    )
    def test_what_a_title_begins(self, typed: str, title: str, kind: str) -> None:
        assert title_of(typed) == (title, kind)

    def test_a_heading_all_bold_is_not_bold(self) -> None:
        (found,) = cut(heading(1, "A"), Heading(2, (Run("1.1 Cadre", int(Mark.STRONG)),)))
        assert found.blocks == (heading(2, "Cadre"),)


class TestIds:
    @pytest.mark.parametrize(
        ("title", "identity"),
        [
            ("Mise en œuvre", "mise-en-oeuvre"),
            ("L’État – « cadre »", "etat-cadre"),
            ("2030", "s-2030"),
            ("!?", "section"),
            ("a" * 60, "a" * 40),
            ("un titre beaucoup trop long pour un identifiant", "un-titre-beaucoup-trop-long-pour-un"),
        ],
    )
    def test_they_come_from_titles(self, title: str, identity: str) -> None:
        assert slug(title) == identity

    def test_they_are_unique(self) -> None:
        assert [s.id for s in cut(heading(1, "Vision"), heading(1, "Vision"), taken=("vision",))] == ["vision-2", "vision-3"]

    def test_an_id_of_ours_is_kept(self) -> None:
        assert [s.id for s in cut(heading(1, "Vivre ensemble", "axe-3"), named=True)] == ["axe-3"]
        assert [s.id for s in cut(heading(1, "Vivre ensemble", "Bookmark7"))] == ["vivre-ensemble"]

    def test_references_follow_their_target(self) -> None:
        table = Table((Row((Cell((Paragraph((Reference("_Ref1"),)),)),)),), caption=(Run("Envois"),), id="_Ref2")
        note = Note((Paragraph((Run("là", 0, "#_Ref2"),)),))
        found = cut(heading(1, "Vision", "_Ref1"), Paragraph((Reference("_Ref2"), note)), table)
        (section,) = found
        assert section.blocks[0] == Paragraph((Reference("tab-envois"), Note((Paragraph((Run("là", 0, "#tab-envois"),)),))))
        assert isinstance(section.blocks[1], Table)
        assert section.blocks[1].id == "tab-envois"
        assert section.blocks[1].rows[0].cells[0].blocks == (Paragraph((Reference("vision"),)),)

    def test_ids_of_another_form_that_nobody_points_at_are_dropped(self) -> None:
        (found,) = cut(heading(1, "A"), heading(2, "B", "_Ref9"), heading(2, "C", "cadre"), named=True)
        assert [b.id for b in found.blocks if isinstance(b, Heading)] == ["", "cadre"]


class TestTidying:
    STRONG = int(Mark.STRONG)

    def test_blanks_at_the_edge_of_a_formatting_go_outside(self) -> None:
        assert tidy((Run("a "), Run(" mot ", self.STRONG), Run("b"))) == (Run("a "), Run("mot", self.STRONG), Run(" b"))

    def test_letters_that_only_look_bold_become_letters(self) -> None:
        assert tidy((Run("𝑳𝒂 migration"),)) == (Run("La migration"),)

    def test_french_typography_and_code_are_left_as_found(self) -> None:
        kept = (Run("48\u202f457\u00a0: « oui »"), Run("a  b", int(Mark.CODE)))
        assert tidy(kept) == kept

    def test_other_blocks_pass(self) -> None:
        (found,) = cut(heading(1, "A"), Code("x  y"))
        assert found.blocks == (Code("x  y"),)
