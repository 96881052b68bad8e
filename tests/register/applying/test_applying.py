"""Accepted proposals go into the text: one commit each, and nothing but the lines they touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ponam_review.register.applying import record
from ponam_review.register.applying.others import proposal_standing
from ponam_review.register.applying.service import Already, Applied, Collided, Refused, accepted_numbers
from ponam_review.register.vocabulary import Edit, Part, Suite
from ponam_review.text.plain import fold
from ponam_review.workspace import section_of
from ponam_review.workspace.following import log_entries
from ponam_review.workspace.saving import changed_files

from ..lives import AXE, Life, begin

POSTS = "Ouvrir huit postes consulaires dans les pays de forte présence."
PARCOURS = "Le parcours de réintégration dure six mois au moins."
AXE_FILE = "texte/02-axe-3.md"


def lines_changed(before: str, after: str) -> tuple[set[str], set[str]]:
    old, new = before.splitlines(), after.splitlines()
    return {line for line in old if line not in new}, {line for line in new if line not in old}


def reword(life: Life, quote: str, proposal: str, **words: str) -> int:
    return life.decide(life.says(proposal=proposal, quote=quote, edit=Edit.REWORD, **words))


def test_a_proposal_becomes_one_commit_that_says_why(life: Life) -> None:
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))

    result = life.apply(number)

    assert isinstance(result, Applied)
    entry = next(log_entries(life.history))
    assert (entry.commit, entry.author) == (result.commit, "Awa")
    assert entry.trailers == (("Observation", "OBS-0001"), ("Contribution", "DGME"), ("Décidé-par", "Rapporteur"))
    assert lines_changed(AXE, life.read(AXE_FILE)) == ({f"1. {POSTS}"}, {f"1. {POSTS}".replace("huit", "douze")})
    (applied,) = record.applications([number])
    assert (applied.commit, applied.before, applied.part) == (result.commit, life.history.commit_of("HEAD~1"), Part.WHOLE)
    life.agrees()


def test_what_is_set_in_the_words_that_stay_stays(life: Life) -> None:
    number = reword(life, PARCOURS, "Le parcours de réintégration dure six mois au moins, et douze pour les mineurs.", at="axe-3 ¶1")

    assert isinstance(life.apply(number), Applied)
    assert "dure **six mois** au moins[^suivi], et douze pour les mineurs." in life.read(AXE_FILE)


@pytest.mark.parametrize(
    ("edit", "quote", "proposal", "gone", "come"),
    [
        (Edit.DELETE, "Elle est revue tous les cinq ans.", "", {"Elle est revue tous les cinq ans."}, set()),
        (Edit.INSERT_AFTER, "Elle est revue tous les cinq ans.", "Elle est publiée.", set(), {"Elle est publiée."}),
        (Edit.FREE, "tous les cinq ans", "Remplacer « cinq » par « trois ».", {"Elle est revue tous les cinq ans."}, {"Elle est revue tous les trois ans."}),
        (Edit.FREE, "Elle est revue tous les cinq ans.", "Elle est revue tous les deux ans.", {"Elle est revue tous les cinq ans."}, {"Elle est revue tous les deux ans."}),
        (Edit.FREE, "Elle est revue tous les cinq ans.", "Supprimer « tous ».", {"Elle est revue tous les cinq ans."}, {"Elle est revue les cinq ans."}),
        (Edit.REWORD, "Elle est revue tous les cinq ans.", "Elle est revue.\nTous les cinq ans.", {"Elle est revue tous les cinq ans."}, {"Elle est revue.", "Tous les cinq ans."}),
    ],
)  # fmt: skip
def test_what_proposals_ask_for(life: Life, edit: Edit, quote: str, proposal: str, gone: set[str], come: set[str]) -> None:
    before = life.read("texte/01-vision.md")
    number = life.decide(life.says(proposal=proposal, quote=quote, edit=edit))

    assert isinstance(life.apply(number), Applied)
    assert lines_changed(before, life.read("texte/01-vision.md")) == (gone, come)
    life.agrees()


def test_titles_tables_notes_and_items(life: Life) -> None:
    for edit, at, quote, proposal in (
        (Edit.REWORD, "axe-3", "Protection", "Protéger"),
        (Edit.REWORD, "axe-3 ¶5", "5 jours", "48 heures"),
        (Edit.INSERT_AFTER, "axe-3 ¶5", "8", "Langues | 4"),
        (Edit.INSERT_AFTER, "axe-3 ¶4", "", "Installer une cellule des disparus."),
    ):
        result = life.apply(life.decide(life.says(proposal=proposal, quote=quote, edit=edit, at=at)))
        assert isinstance(result, Applied), result
    text = life.read(AXE_FILE)
    assert 'title: "Protéger"' in text
    assert "| Délai moyen de réponse | 48 heures |\n| Postes ouverts | 8 |\n| Langues | 4 |" in text
    assert "\n3. Installer une cellule des disparus.\n" in text
    life.agrees()


NUMBER = "Tenir un numéro d’urgence en français, joignable à toute heure."


@pytest.mark.parametrize(
    ("quote", "proposal", "after", "order"),
    [
        (PARCOURS, PARCOURS, 2, ["## Mesures", "Le parcours", "1. Ouvrir", "2. Tenir"]),
        ("Les crédits sont inscrits au budget national chaque année.", "", 0, ["Les crédits", "Le parcours", "## Mesures", "1. Ouvrir", "2. Tenir"]),
        (POSTS, POSTS, 4, ["## Mesures", "1. Tenir", "2. Ouvrir"]),
        (NUMBER, NUMBER, 2, ["## Mesures", "1. Tenir", "2. Ouvrir"]),
        (NUMBER, NUMBER.replace("joignable", "répondant"), 1, ["Le parcours", "1. Tenir un numéro d’urgence en français, répondant", "## Mesures", "1. Ouvrir"]),
        (f"{POSTS}\n{NUMBER}", f"{POSTS}\n{NUMBER}", 6, ["## Mesures", "Les crédits", "1. Ouvrir", "2. Tenir"]),
    ],
)  # fmt: skip
def test_a_passage_that_is_moved_goes_there(life: Life, quote: str, proposal: str, after: int, order: list[str]) -> None:
    source = {"paragraph": 3, "after_section": "axe-3", "after_block": after}
    at = "" if "\n" not in quote else "axe-3 ¶3"
    number = life.sure(life.decide(life.says(proposal=proposal, quote=quote, edit=Edit.MOVE, at=at, source=source)))

    assert isinstance(life.apply(number), Applied), life.apply(number)
    text = life.read(AXE_FILE)
    places = [text.index(words) for words in order]
    assert places == sorted(places), text
    assert text.count("Le parcours de réintégration dure **six mois** au moins[^suivi].") == 1, "notes and bold go along"
    assert isinstance(life.apply(number), Already)
    life.agrees()


@pytest.mark.parametrize(
    ("source", "quote", "words"),
    [
        ({"after_section": "vision", "after_block": 1}, PARCOURS, "into another section (“vision”)"),
        ({"after_section": "axe-3", "after_block": 1}, "Cible 2030", "a part of a table"),
        ({}, PARCOURS, "does not say where its passage goes"),
    ],
)
def test_a_move_that_cannot_be_made_says_why(life: Life, source: dict[str, str | int], quote: str, words: str) -> None:
    number = life.decide(life.says(proposal=quote, quote=quote, edit=Edit.MOVE, source=source, at="axe-3 ¶5" if "Cible" in quote else ""))
    refused = life.apply(number)
    assert isinstance(refused, Refused) and words in str(refused.refusal)
    assert life.read(AXE_FILE) == AXE


def test_a_passage_moved_since_reworded_takes_the_new_words_along(life: Life) -> None:
    source: dict[str, str | int] = {"after_section": "axe-3", "after_block": 2}
    number = life.decide(life.says(proposal=PARCOURS, quote=PARCOURS, edit=Edit.MOVE, source=source))
    life.write(AXE_FILE, "au moins[^suivi]", "à un an[^suivi]")
    life.save()

    assert isinstance(life.apply(number), Applied)
    assert "## Mesures\n\nLe parcours de réintégration dure **six mois** à un an[^suivi].\n" in life.read(AXE_FILE)


@pytest.mark.parametrize(
    ("at", "quote", "proposal", "part", "come"),
    [
        ("axe-3 ¶5", "5 jours", "Langues | 4", "row", "| Délai moyen de réponse | 5 jours |\n| Langues | 4 |\n| Postes ouverts | 8 |"),
        ("axe-3 ¶5", "Cible 2030", "Langues | 4", "row", "|---|---|\n| Langues | 4 |\n| Délai"),
        ("axe-3 ¶5", "8", "Langues | 4 | 5", "row", ""),
        ("axe-3 ¶5", "8", "Langues", "table", ""),
        ("axe-3 ¶1", "", "Langues | 4", "row", ""),
    ],
)
def test_a_row_goes_into_its_table_or_one_sentence_says_why_not(
    life: Life, at: str, quote: str, proposal: str, part: str, come: str
) -> None:
    number = life.decide(life.says(proposal=proposal, quote=quote, edit=Edit.INSERT_AFTER, at=at, source={"part": part}))
    result = life.apply(number)
    if come:
        assert isinstance(result, Applied), result
        assert come in life.read(AXE_FILE), life.read(AXE_FILE)
    else:
        assert isinstance(result, Refused) and "by hand" in str(result.refusal)
        assert life.read(AXE_FILE) == AXE


def test_a_note_is_reworded_where_it_stands(life: Life) -> None:
    from dataclasses import replace

    from ponam_review.register.applying.asking import Asked
    from ponam_review.register.applying.proposing import base_of, propose_on

    number = life.says("?", at="axe-3 ¶1")
    selector = life.comment(number).place.selector
    section = section_of(life.texts.revision("v1"), "axe-3")
    assert selector is not None and section is not None
    base = base_of(section, life.texts.flow("v1"))

    made = propose_on(base, replace(selector, exact=""), Asked(Edit.REWORD, "Suivi compris.", "Suivi médical compris."), "OBS", french=True)

    changed = [(a, b) for a, b in zip(section.blocks, made.section.blocks, strict=True) if a != b]
    assert len(changed) == 1
    assert "Suivi médical compris." in str(changed[0][1])


def test_the_action_plan_is_changed_in_its_row(life: Life) -> None:
    for quote, proposal, line in (
        ("Former les relais", "Former et équiper les relais", "A2;axe-3;Former et équiper les relais;Relais formés;12;600;OIM;20;30"),
        ("12 → 600", "12 → 800", "A2;axe-3;Former et équiper les relais;Relais formés;12;800;OIM;20;30"),
        ("DGME", "DGME et HCME", "A1;axe-3;Ouvrir un guichet à Kayes;Guichets ouverts;0;4;DGME et HCME;10;PM"),
    ):
        number = life.decide(life.says(proposal=proposal, quote=quote, edit=Edit.REWORD, at="plan-actions ¶3"))
        result = life.apply(number)
        assert isinstance(result, Applied), result
        assert line in life.read("plan/actions.csv").splitlines()
    life.agrees()


def test_applying_twice_says_that_it_is_done(life: Life) -> None:
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))
    first = life.apply(number)
    assert isinstance(first, Applied)

    assert life.apply(number) == Already(number, first.commit)
    assert list(accepted_numbers(life.history)) == []


def test_a_text_that_says_it_already_is_left_alone(life: Life) -> None:
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))
    life.write(AXE_FILE, "huit", "douze")
    commit = life.save()

    assert life.apply(number) == Already(number)
    assert life.history.commit_of("HEAD") == commit


def test_both_changes_are_brought_together(life: Life) -> None:
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))
    life.write(AXE_FILE, "Ouvrir huit", "Ouvrir ou renforcer huit")
    life.write(AXE_FILE, "## Mesures", "Un alinéa nouveau.\n\n## Mesures")
    life.save()

    assert isinstance(life.apply(number), Applied)
    assert "1. Ouvrir ou renforcer douze postes" in life.read(AXE_FILE)


def test_collisions_show_both_texts_and_change_nothing(life: Life) -> None:
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))
    life.write(AXE_FILE, "huit", "dix")
    commit = life.save()
    before = life.read(AXE_FILE)

    result = life.apply(number)

    assert isinstance(result, Collided)
    (place,) = result.places
    assert (place.base, place.ours, place.theirs) == (POSTS, POSTS.replace("huit", "dix"), POSTS.replace("huit", "douze"))
    assert (life.read(AXE_FILE), life.history.commit_of("HEAD")) == (before, commit)
    assert record.applications([number]) == ()


def test_a_drafters_unsaved_work_stays_and_stays_unsaved(life: Life) -> None:
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))
    life.write(AXE_FILE, "chaque année", "chaque exercice")
    life.write("texte/01-vision.md", "cinq", "six")

    result = life.apply(number)

    assert isinstance(result, Applied) and result.unsaved
    assert "douze postes" in life.read(AXE_FILE) and "chaque exercice" in life.read(AXE_FILE)
    committed = life.history.folder(result.commit, "HEAD").read(AXE_FILE)
    assert committed is not None and "chaque année" in committed.decode() and "douze" in committed.decode()
    assert changed_files(life.history) == ("texte/01-vision.md", AXE_FILE)


def test_unsaved_work_on_the_same_words_collides(life: Life) -> None:
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))
    life.write(AXE_FILE, "huit", "neuf")

    result = life.apply(number)

    assert isinstance(result, Collided) and result.unsaved
    assert "neuf" in life.read(AXE_FILE)


def test_parts_of_a_proposal(life: Life) -> None:
    new = "Tenir deux numéros d’urgence en français et en bamanankan, joignables à toute heure."
    number = life.says(proposal=new, quote="Tenir un numéro d’urgence en français, joignable à toute heure.", edit=Edit.REWORD)
    life.decide(number, Suite.PARTLY_ACCEPTED)

    assert isinstance(life.apply(number), Refused), "nobody said which part"
    assert isinstance(life.apply(number, parts=(9,)), Refused)
    assert isinstance(life.apply(number, parts=(2,)), Applied)
    assert "2. Tenir un numéro d’urgence en français et en bamanankan, joignable à toute heure." in life.read(AXE_FILE)
    assert record.applications([number])[0].part is Part.PARTIAL


def test_another_wording_decided_on(life: Life) -> None:
    number = life.says(proposal=POSTS.replace("huit", "vingt"), quote=POSTS, edit=Edit.REWORD)
    life.decide(number, Suite.ACCEPTED_WITH_CHANGES)

    assert isinstance(life.apply(number), Refused)
    assert isinstance(life.apply(number, text=POSTS.replace("huit", "dix")), Applied)
    assert "dix postes" in life.read(AXE_FILE)


@pytest.mark.parametrize(
    ("suite", "proposal", "quote", "sentence"),
    [
        (Suite.REJECTED, "Autre.", POSTS, "only what was accepted"),
        (Suite.ACCEPTED, "", POSTS, "carries no wording"),
        (
            Suite.ACCEPTED,
            "Il conviendrait de revoir entièrement cette mesure avec les ministères concernés.",
            POSTS,
            "a sentence about the text",
        ),
        (Suite.ACCEPTED, "Elle est revue tous les deux ans.", "Elle est revue", "a sentence about the text"),
        (
            Suite.ACCEPTED,
            "les migrants et leurs enfants",
            "La politique protège les migrants et leurs familles.",
            "a sentence about the text",
        ),
        (Suite.ACCEPTED, "Autre.", "des mots qui ne sont nulle part ici", "place in the text is not certain"),
    ],
)
def test_what_cannot_be_applied_is_one_sentence(life: Life, suite: Suite, proposal: str, quote: str, sentence: str) -> None:
    number = life.decide(life.says("Remarque", proposal=proposal, quote=quote), suite)

    result = life.apply(number)

    assert isinstance(result, Refused) and sentence in str(result.refusal)
    life.agrees()


def test_a_rehearsal_writes_nothing(life: Life) -> None:
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))
    commit = life.history.commit_of("HEAD")

    result = life.apply(number, rehearse=True)

    assert isinstance(result, Applied) and result.commit == ""
    assert (life.read(AXE_FILE), life.history.commit_of("HEAD")) == (AXE, commit)


def test_a_file_that_is_not_canonical_keeps_its_other_lines(life: Life) -> None:
    life.write(AXE_FILE, "## Mesures\n", "## Mesures\n\n<!-- à revoir -->\n")
    life.write(AXE_FILE, "|---|---|", "| :--- | --- |")
    life.save()
    before = life.read(AXE_FILE)
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))

    assert isinstance(life.apply(number), Applied)
    assert lines_changed(before, life.read(AXE_FILE)) == ({f"1. {POSTS}"}, {f"1. {POSTS}".replace("huit", "douze")})


def test_line_ends_of_windows_stay(life: Life) -> None:
    file = life.root / AXE_FILE
    file.write_bytes(AXE.replace("\n", "\r\n").encode())
    life.save()
    number = reword(life, POSTS, POSTS.replace("huit", "douze"))

    assert isinstance(life.apply(number), Applied)
    assert file.read_bytes() == AXE.replace("huit", "douze").replace("\n", "\r\n").encode()


def test_inside_a_larger_repository_and_off_any_branch(tmp_path: Path) -> None:
    inner = tmp_path / "projets" / "politique"
    (inner / "texte").mkdir(parents=True)
    life = begin(inner, repository=tmp_path)
    try:
        (tmp_path / "autre.txt").write_text("Un autre projet.")
        repository = life.history.repository
        repository.set_head(repository.head.target)
        assert repository.head_is_detached

        result = life.apply(reword(life, POSTS, POSTS.replace("huit", "douze")))

        assert isinstance(result, Applied) and "douze" in life.read(AXE_FILE)
        assert life.history.commit_of("HEAD") == result.commit
        tree = repository[repository.head.target].tree
        assert "autre.txt" not in tree and "projets/politique/texte/01-vision.md" in tree
        life.agrees()
    finally:
        life.register.close()


@given(st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_reads_as_merged(data: st.DataObject) -> None:
    """Whatever paragraph is reworded, whatever the layout of the file: it reads as wanted, and no other line changes."""
    from dataclasses import replace

    from ponam_review.markdown.reader import read_section
    from ponam_review.register.applying.sources import rewritten
    from ponam_review.text.model import Paragraph, Run

    source = data.draw(
        st.sampled_from([AXE, AXE.replace("|---|---|", "| --- | :-- |"), AXE.replace("## Mesures", "<!-- x -->\n\n## Mesures")])
    )
    section = read_section(source, file="a.md", identified=True).value
    places = [at for at, block in enumerate(section.blocks) if isinstance(block, Paragraph)]
    at = data.draw(st.sampled_from(places))
    block = section.blocks[at]
    assert isinstance(block, Paragraph)
    words = data.draw(st.text(st.sampled_from("abcé ’*_[]#-1.|&<\\`"), min_size=1).map(str.strip).filter(bool))
    edit = data.draw(st.sampled_from(["reword", "insert", "delete"]))
    new = replace(block, content=(Run(words),))
    blocks = {
        "reword": (*section.blocks[:at], new, *section.blocks[at + 1 :]),
        "insert": (*section.blocks[: at + 1], replace(new, within=()), *section.blocks[at + 1 :]),
        "delete": (*section.blocks[:at], *section.blocks[at + 1 :]),
    }[edit]
    wanted = replace(section, blocks=blocks)
    from ponam_review.markdown.writer import write_section
    from ponam_review.text.errors import StateError

    again = read_section(write_section(wanted), file="a.md", identified=True).value
    try:
        written = rewritten(source, "a.md", wanted)
    except StateError:
        assert again.blocks != wanted.blocks or source != AXE, "canonical files are always written"
        return
    assert read_section(written, file="a.md", identified=True).value.blocks == wanted.blocks


def test_history_tells_what_the_register_does_not_know(life: Life) -> None:
    number = life.decide(life.says("Douze.", quote=POSTS))
    life.write(AXE_FILE, "huit", "douze")
    commit = life.save("Porter les postes à douze", (("Observation", "OBS-0001"), ("Décidé-par", "Comité")))

    from django.db import transaction

    with transaction.atomic():
        assert record.adopt(life.history, author="Awa", now=life.now) == 1
        assert record.adopt(life.history, author="Awa", now=life.now) == 0
    (applied,) = record.applications([number])
    assert (applied.commit, applied.author) == (commit, "Comité")
    life.write(AXE_FILE, "douze", "huit")
    life.save(f'Revert "Porter"\n\nThis reverts commit {commit}.')
    with transaction.atomic():
        record.adopt(life.history, author="Awa", now=life.now)
    assert record.applications([number])[0].state.value == "reverted"
    life.agrees()


def test_other_proposals_are_put_on_the_new_text(life: Life) -> None:
    ten = life.says(proposal=POSTS.replace("huit", "dix"), quote=POSTS, edit=Edit.REWORD)
    same = life.says(proposal=POSTS.replace("huit", "douze"), quote=POSTS, edit=Edit.REWORD, who="OIM")
    beside = life.says(proposal=POSTS.replace("Ouvrir", "Ouvrir ou renforcer"), quote=POSTS, edit=Edit.REWORD)
    life.apply(reword(life, POSTS, POSTS.replace("huit", "douze")))

    from ponam_review.register.applying.others import others_after

    assert {other.number: other.standing for other in others_after(life.desk(), [4])} == {ten: "conflict", same: "met", beside: "stands"}


def test_a_deleted_passage_is_met_or_in_conflict(life: Life) -> None:
    line = "Elle est revue tous les cinq ans."
    delete = life.says(quote=line, edit=Edit.DELETE)
    change = life.says(proposal=line.replace("cinq", "trois"), quote=line, edit=Edit.REWORD)
    life.write("texte/01-vision.md", f"\n{line}\n", "")
    life.save()
    now = section_of(life.texts.revision(""), "vision")

    assert fold(life.read("texte/01-vision.md")).endswith("familles.")
    assert proposal_standing(life.comment(delete), life.texts, now) == "met"
    assert proposal_standing(life.comment(change), life.texts, now) == "conflict"
