"""Acronyms, terms, legal references, spelling: the words of the text, each where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ponam_review.checks.dictionary import Dictionary
from ponam_review.checks.fixing import corrected
from ponam_review.checks.prose import prose_of
from ponam_review.text.model import Document

from .building import FIRST_LINE, found, subject, told

GLOSSARY = "OIM;Organisation internationale pour les migrations;;sigle\nCT;Collectivité territoriale;;sigle\nCT;Conseiller technique;;sigle\n"
EXPLAINED = "L’Organisation internationale pour les migrations (OIM) aide. L’OIM paie.\n"


def rules(source: str, *names: str, glossary: str = GLOSSARY) -> list[str]:
    return [rule for rule, *_ in told(subject(source, glossary=glossary), *names)]


# ------------------------------------------------------------------ acronyms


def test_an_acronym_is_explained_by_the_glossary_or_the_text() -> None:
    assert rules("La CT et l’OIM, le XXI siècle, l’action A3.2, la RÉPUBLIQUE DU MALI.\n", "acronyms/undefined") == []
    assert rules("Le Haut Conseil des Maliens de l’Extérieur (HCME) et le HCME.\n", "acronyms/undefined") == []
    assert rules("Le CSDM (Conseil supérieur de la diaspora malienne) et le CSDM.\n", "acronyms/undefined") == []
    (one,) = found(subject("Le CNRM. Le CNRM.\n", glossary=GLOSSARY), "acronyms/undefined")
    assert (one.notice.line, one.column, one.notice.values["acronym"]) == (FIRST_LINE, 4, "CNRM")


def test_an_acronym_is_explained_where_it_first_stands() -> None:
    assert rules(EXPLAINED, "acronyms/late") == []
    (one,) = told(subject("Avec l’OIM.\n", EXPLAINED, glossary=GLOSSARY), "acronyms/late")
    assert one[1:3] == ("s1.md", FIRST_LINE)
    assert f"s2.md:{FIRST_LINE}" in one[3]
    assert told(subject("Avec l’OIM.\n", EXPLAINED, glossary=GLOSSARY, kinds=("liminaire",)), "acronyms/late") == []
    assert rules("## L’OIM\n\n" + EXPLAINED, "acronyms/late") == []


def test_an_acronym_is_explained_once_and_homonyms_are_two() -> None:
    assert rules(EXPLAINED * 2, "acronyms/twice") == ["acronyms/twice"]
    assert rules("La collectivité territoriale (CT). Le conseiller technique (CT).\n", "acronyms/twice", "acronyms/disagree") == []


def test_text_and_glossary_explain_alike() -> None:
    (one,) = told(subject("L’Office ivoirien de migration (OIM).\n", glossary=GLOSSARY), "acronyms/disagree")
    assert "“Office ivoirien de migration” here, and for “Organisation internationale pour les migrations” in the glossary" in one[3]
    assert rules("La décision (OIM) attendue.\n", "acronyms/disagree") == []


def test_rows_of_the_glossary_are_used_and_printed_lists_agree() -> None:
    listed = "| Sigle | Sens |\n|---|---|\n| OIM\\* | Organisation internationale pour les migrations (sigle) |\n| CT | Comité des transports |\n| XYZ | Rien |\n"
    assert told(subject(listed, "Texte.\n", glossary=GLOSSARY), "acronyms/unused")[0][:3] == ("acronyms/unused", "glossaire.csv", 2)
    assert told(subject("L’OIM et la CT.\n", glossary=GLOSSARY), "acronyms/unused") == []
    disagree, absent = told(subject(listed, glossary=GLOSSARY), "acronyms/list")
    assert (disagree[2], absent[2]) == (FIRST_LINE + 3, FIRST_LINE + 4)
    assert "“XYZ” is not in the glossary" in absent[3]


# ------------------------------------------------------------------ terms


def test_a_word_has_one_spelling() -> None:
    text = "La réinsertion, puis la réinsertion. La ré-insertion.\n"
    (one,) = found(subject(text), "terms/spelling")
    assert one.notice.values == {"here": "ré-insertion", "common": "réinsertion"}
    assert one.column == text.index("ré-insertion") + 1
    assert rules("Vient-il ? Il vient. Le plan d’action, les plans d’action.\n", "terms/spelling") == []
    (two,) = found(subject("Le plan d’action, le plan d'action. Le plan d’actions.\n"), "terms/spelling")
    assert two.notice.values["here"] == "plan d’actions"


def test_terms_are_written_as_in_the_glossary() -> None:
    glossary = "fonds de concours territorial;;Dotation.;terme\nbassin de départ;;Communes.;terme\n"
    assert rules("Les bassins de départ et les fonds de concours territoriaux.\n", "terms/glossary", glossary=glossary) == []
    (one,) = told(subject("Un bassin de départs.\n", glossary=glossary), "terms/glossary")
    assert "“bassin de départs” is written “bassin de départ”" in one[3]


# ------------------------------------------------------------------ legal references


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("loi n° 2013-015 du 21 mai 2013", "loi n°2013-015 du 21 mai 2013"),
        ("Loi N°2013 – 015 du 21 Mai 2013", "Loi n°2013-015 du 21 mai 2013"),
        ("décret no 2021-610 / PT du 13 sept. 2021", "décret n°2021-610/PT du 13 septembre 2021"),
        ("décret n°2025-0101/pt-rm en date du 14 février 2025", "décret n°2025-0101/PT-RM du 14 février 2025"),
        ("ordonnance numéro 2015-038/P-RM du 01 décembre 2015", "ordonnance n°2015-038/P-RM du 1er décembre 2015"),
    ],
)
def test_a_legal_reference_is_read_however_it_is_typed(typed: str, usual: str) -> None:
    source = f"Vu la {typed} :\n"
    (one,) = found(subject(source), "legal/form")
    assert one.fix is not None
    whole = prose_of("---\nid: s1\ntitle: Partie 1\n---\n\n" + source).source
    assert usual in corrected(whole, [one]).text
    assert found(subject(f"Vu la {usual} :\n"), "legal/form") == []


def test_no_break_spaces_in_a_date_are_right() -> None:
    assert found(subject("La loi n°2013-015 du 21\u00a0mai\u00a02013.\n"), "legal/form") == []


def test_an_act_has_one_date() -> None:
    texts = ("La loi n°2013-015 du 21 mai 2013.\n", "La loi n° 2013-015 du 20 mai 2013.\n")
    (one,) = told(subject(*texts), "legal/dates")
    assert one[1:] == ("s2.md", FIRST_LINE, "“loi n°2013-015” is dated 20 mai 2013 here and 21 mai 2013 in s1.md:6")
    (two,) = told(subject("La loi n°2013-015 du 21 mai 2023.\n"), "legal/dates")
    assert "do not go together" in two[3]


# ------------------------------------------------------------------ spelling, hints


def test_words_that_no_dictionary_has() -> None:
    class Known(Dictionary):
        def unknown(self, words: object) -> frozenset[str]:
            return frozenset(words) & {"diaspra", "Bamako", "réinsersion"}  # type: ignore[call-overload,no-any-return]

    checked = replace(subject("La diaspra de Bamako.\n\nL’réinsersion.\n"), dictionary=Known("", ""), words=frozenset({"Bamako"}))
    assert [(f.notice.values["word"], f.notice.line, f.column, f.level) for f in found(checked, "spelling")] == [
        ("diaspra", FIRST_LINE, 4, "hint"), ("réinsersion", FIRST_LINE + 2, 3, "hint"),
    ]  # fmt: skip
    assert found(subject("La diaspra.\n"), "spelling") == []


def test_hints_are_off_unless_asked_for() -> None:
    long = "Un " + "très " * 50 + "long texte. CECI EST UNE PHRASE ÉCRITE EN CAPITALES. Les migrants illégaux, les citoyens, [ici](https://exemple.ml).\n"
    checked = subject(long)
    assert found(checked) == []
    families = {rule for rule, *_ in told(checked, "readability", "wording", "accessibility")}
    assert families == {"readability/sentences", "wording/persons", "wording/gender", "accessibility/capitals", "accessibility/links"}


def test_french_rules_leave_other_languages_alone() -> None:
    checked = subject("Is it so? It's \"so\".\n")
    revision = replace(checked.revision, documents=(Document("politique", "Policy", checked.revision.documents[0].sections, "en"),))
    assert found(replace(checked, revision=revision), "typography", "wording") == []
