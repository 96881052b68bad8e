"""Labels that Word prints before paragraphs, counted from the definitions."""

from __future__ import annotations

import pytest

from ponam_review.word.reading.number_forms import in_words

from .building import CHANGED, deleted, paragraph, row, table, words


def level(at: int, text: str, form: str = "decimal", *, start: int = 1, more: str = "") -> str:
    inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


def definition(*levels: str, identity: int = 0, before: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{before}{"".join(levels)}</w:abstractNum>'


def num(identity: int, abstract: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def item(text: str, at: int = 0, number: int = 1, mark: str = "") -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>', mark=mark)


def labels(body: str, numbering: str, styles: str = "") -> tuple[str, ...]:
    return words(body, numbering=numbering, styles=styles).labels


LEGAL = definition(level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))


class TestCounting:
    def test_levels_count_within_the_levels_above(self) -> None:
        body = item("a") + item("b", 1) + item("c", 1) + item("d", 2) + item("e") + item("f", 1)
        assert labels(body, LEGAL + num(1)) == ("1.", "1.1", "1.2", "(a)", "2.", "2.1")

    def test_a_paragraph_without_number_has_no_label_and_stops_nothing(self) -> None:
        assert labels(item("a") + paragraph("b") + item("c"), LEGAL + num(1)) == ("1.", "", "2.")

    def test_an_empty_item_counts_though_nothing_is_listed_of_it(self) -> None:
        assert labels(item("a") + item("") + item("c"), LEGAL + num(1)) == ("1.", "3.")

    def test_lists_of_one_definition_count_on(self) -> None:
        assert labels(item("a") + item("b", number=2), LEGAL + num(1) + num(2)) == ("1.", "2.")

    def test_a_start_of_its_own_begins_anew_once(self) -> None:
        override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
        body = item("a") + item("b", number=2) + item("c", number=2) + item("d")
        assert labels(body, LEGAL + num(1) + num(2, overrides=override)) == ("1.", "5.", "6.", "7.")

    def test_a_level_may_be_defined_anew_for_one_list(self) -> None:
        override = f'<w:lvlOverride w:ilvl="0">{level(0, "Article %1", "upperRoman", start=3)}</w:lvlOverride>'
        assert labels(item("a"), LEGAL + num(1, overrides=override)) == ("Article III",)

    def test_a_level_that_never_starts_anew_counts_through(self) -> None:
        numbering = definition(level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
        assert labels(item("a") + item("b", 1) + item("c") + item("d", 1), numbering + num(1)) == ("1.", "1)", "2.", "2)")

    def test_legal_numbering_writes_every_number_in_digits(self) -> None:
        numbering = definition(level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
        assert labels(item("a") + item("b", 1), numbering + num(1)) == ("I", "1.1")

    def test_a_level_that_was_skipped_counts_as_begun(self) -> None:
        numbering = definition(level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3")) + num(1)
        body = item("a", 1) + item("b") + item("c", 2) + item("d", 1)
        assert labels(body, numbering) == ("1.1", "2.", "2.1.1", "2.2")

    def test_a_number_that_no_definition_knows_prints_nothing(self) -> None:
        assert labels(item("a", number=7), LEGAL + num(1)) == ("",)

    def test_number_zero_takes_a_paragraph_out(self) -> None:
        numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        styles = f'<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/>{numbered}</w:style>'
        body = paragraph("a", style="L") + paragraph("b", style="L", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
        assert labels(body, LEGAL + num(1), styles) == ("1.", "")


class TestBullets:
    @pytest.mark.parametrize(
        ("sign", "font", "shown"),
        [("\uf0b7", "Symbol", "•"), ("o", "Courier New", "o"), ("–", "", "–"), ("\uf0d8", "Wingdings", "➢"), ("\uf0ff", "Wingdings", "•")],
    )
    def test_signs_of_symbol_fonts_become_letters(self, sign: str, font: str, shown: str) -> None:
        fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
        element = level(0, sign, "bullet").replace("</w:lvl>", f"{fonts}</w:lvl>")
        assert labels(item("a"), definition(element) + num(1)) == (shown,)


class TestStyles:
    def test_a_heading_style_brings_its_level_and_the_list_tells_which_by_name(self) -> None:
        numbering = definition(
            level(0, "%1", more='<w:pStyle w:val="H1"/>'), level(1, "%1.%2", more='<w:pStyle w:val="H2"/>')
        ) + num(1)  # fmt: skip
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/>{based}'
            f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            for n, based in ((1, ""), (2, '<w:basedOn w:val="H1"/>'))
        )
        file = words(paragraph("a", style="H1") + paragraph("b", style="H2") + paragraph("c"), numbering=numbering, styles=styles)
        assert (file.labels, file.levels) == (("1", "1.1", ""), (1, 2, 0))

    def test_an_outline_level_makes_a_heading_and_takes_it_away(self) -> None:
        styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 3"/></w:style>'
        body = paragraph("a", properties='<w:outlineLvl w:val="1"/>') + paragraph("b", style="H", properties='<w:outlineLvl w:val="9"/>')
        assert words(body, styles=styles).levels == (2, 0)

    def test_linked_list_styles_lead_to_the_definition(self) -> None:
        numbering = (
            definition(level(0, "%1)"), identity=0, before='<w:styleLink w:val="Liste"/>')
            + definition(identity=1, before='<w:numStyleLink w:val="Liste"/>')
            + num(1, 1)
        )
        assert labels(item("a"), numbering) == ("1)",)

    def test_styles_in_a_circle_end(self) -> None:
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA")
        )
        assert words(paragraph("a", style="A"), styles=styles).levels == (0,)


class TestReadings:
    def test_each_reading_counts_for_itself(self) -> None:
        gone = f"<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del {CHANGED}/></w:rPr></w:pPr>{deleted('b')}</w:p>"
        file = words(item("a") + gone + item("c"), numbering=LEGAL + num(1))
        assert (file.accepted, file.labels) == (("a", "c"), ("1.", "2."))
        assert (file.rejected, file.rejected_labels) == (("a", "b", "c"), ("1.", "2.", "3."))

    def test_a_number_given_by_a_tracked_change_stands_in_the_accepted_reading(self) -> None:
        body = paragraph("a", properties=f'<w:numPr><w:numId w:val="1"/></w:numPr><w:pPrChange {CHANGED}><w:pPr/></w:pPrChange>')
        file = words(body, numbering=LEGAL + num(1))
        assert (file.labels, file.rejected_labels) == (("1.",), ("",))

    def test_cells_say_where_they_stand(self) -> None:
        file = words(paragraph("x") + table(row("a", "b"), row("c", "d")))
        assert file.cells == (None, (1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2))


@pytest.mark.parametrize(
    ("form", "language", "shown"),
    [
        ("upperRoman", "fr", "XIV"), ("lowerRoman", "fr", "xiv"), ("upperLetter", "fr", "N"), ("decimalZero", "fr", "14"),
        ("ordinal", "fr", "14e"), ("ordinal", "en", "14th"), ("cardinalText", "fr", "Quatorze"), ("cardinalText", "en", "Fourteen"),
        ("ordinalText", "fr", "Quatorzième"), ("ordinalText", "en", "Fourteenth"), ("numberInDash", "fr", "- 14 -"),
        ("decimalEnclosedCircle", "fr", "⑭"), ("001, 002, 003, ...", "fr", "014"), ("hex", "fr", "E"), ("none", "fr", ""), ("unheard", "fr", "14"),
    ],
)  # fmt: skip
def test_fourteen_in_every_form(form: str, language: str, shown: str) -> None:
    assert in_words(14, form, language) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1, "Premier"), (5, "Cinquième"), (9, "Neuvième"), (21, "Vingt et unième"), (71, "Soixante et onzième"), (80, "Quatre-vingtième"),
     (200, "Deux centième"), (99, "Quatre-vingt-dix-neuvième")],
)  # fmt: skip
def test_french_ordinals(value: int, shown: str) -> None:
    assert in_words(value, "ordinalText", "fr") == shown


@pytest.mark.parametrize("value", [-5, 0, 27, 53, 10**6, 10**9])
def test_no_number_makes_a_label_longer_than_a_line(value: int) -> None:
    for form in ("upperRoman", "lowerLetter", "cardinalText", "ordinalText", "chicago", "russianLower", "hebrew2", "0001, 0002"):
        assert 0 < len(in_words(value, form, "fr")) < 100
    assert (in_words(27, "lowerLetter", "fr"), in_words(53, "upperLetter", "fr")) == ("aa", "AAA")
