"""Moves, rows, columns, notes, boxes, authors: each told as what it is, once."""

from __future__ import annotations

from ponam_review.intake.word import read_copy
from ponam_review.register.values import NewComment
from ponam_review.register.vocabulary import Edit, Kind

from ..editions import DAY, NOTE_TEXT, Copy, gone, ins, layout, p, run, shown
from .copies import edition, untouched

LAYOUT = layout()
POSTS = "Ouvrir ou renforcer douze postes consulaires dans les bassins de forte présence."
FUND = "Créer un fonds d’assistance juridique pour les personnes détenues."
LAST = "Les mesures valent pour tous, Maliens ou étrangers."
BY = f'w:id="9" w:author="Chef de division" w:date="{DAY}"'


def read(copy: Copy) -> list[NewComment]:
    return list(read_copy(copy.bytes(), "copie.docx", LAYOUT).value)


def moved(text: str, name: str) -> str:
    tag = "delText" if name == "moveFrom" else "t"
    return p(f"<w:{name} {BY}>{run(text, tag)}</w:{name}>").replace("<w:p>", f"<w:p><w:pPr><w:rPr><w:{name} {BY}/></w:rPr></w:pPr>", 1)


def test_a_tracked_move_is_one_proposal_that_says_where_to() -> None:
    (found,) = read(Copy({POSTS: moved(POSTS, "moveFrom"), LAST: p(run(LAST)) + moved(POSTS, "moveTo")}))
    assert (found.kind, found.edit, found.quote, found.proposal) == (Kind.PROPOSAL, Edit.MOVE, POSTS, POSTS)
    assert (found.source["after_section"], found.source["after_block"]) == ("axe-3", 7)
    assert found.text == f"Déplacer ce passage après «\u00a0{LAST}\u00a0»."


def test_a_paragraph_cut_here_and_pasted_there_without_tracking_is_a_move() -> None:
    texts = [text for text in shown() if text != POSTS]
    (found,) = read_copy(Copy().bytes([*texts, POSTS]), "copie.docx", LAYOUT).value
    assert (found.edit, found.quote, found.untracked) == (Edit.MOVE, POSTS, True)


def test_a_change_in_a_note_is_a_proposal_on_the_note_and_leaves_its_paragraph_alone() -> None:
    (found,) = read(Copy({NOTE_TEXT: p(run("Décret relatif aux consulats"), ins(" et aux ambassades"), run("."))}))
    assert (found.edit, found.quote, found.proposal) == (Edit.REWORD, NOTE_TEXT, "Décret relatif aux consulats et aux ambassades.")
    assert found.place.selector is not None
    assert (found.place.selector.section, found.place.selector.block, found.place.selector.exact) == ("axe-3", 2, NOTE_TEXT)
    assert found.source["part"] == "note"


def test_a_deleted_row_is_one_proposal_on_all_of_its_cells() -> None:
    made = untouched(edition(1))
    line = next(i for i, line in enumerate(made.layout.lines) if line.row == 2)
    first, second = made.layout.lines[line : line + 2]
    made.xml[line] = p(gone(first.text), mark="del")
    made.xml[line + 1] = p(gone(second.text), mark="del")
    (found,) = read_copy(made.bytes(), "copie.docx", made.layout).value
    assert (found.edit, found.quote, found.source["part"]) == (Edit.DELETE, f"{first.text}\n{second.text}", "row")
    assert found.place.selector is not None
    assert found.place.selector.exact == f"{first.text}\t{second.text}"


def test_a_deleted_column_is_told_in_words() -> None:
    made = untouched(edition(1))
    table = [i for i, line in enumerate(made.layout.lines) if line.row >= 0 and line.section == "section-1"]
    for place in table[1::2]:
        made.xml[place] = f"<w:tcPr><w:cellDel {BY}/></w:tcPr>{p(gone(made.layout.lines[place].text))}"
    (found,) = read_copy(made.bytes(), "copie.docx", made.layout).value
    assert (found.edit, found.source["part"], found.author) == (Edit.FREE, "column", "Chef de division")
    assert found.text == "Supprimer la colonne du tableau\u00a0: Année ; 2030 ; 2030 ; 2030."


def test_each_reviewer_keeps_his_name_and_only_his_changes() -> None:
    changed = p(run("Ouvrir "), gone("ou renforcer ", "A"), run("douze"), ins(" nouveaux", "B"), run(POSTS.partition("douze")[2]))
    first, second = read(Copy({POSTS: changed}))
    assert {first.author: first.proposal, second.author: second.proposal} == {
        "A": POSTS.replace("ou renforcer ", ""),
        "B": POSTS.replace("douze", "douze nouveaux"),
    }


def test_words_put_in_and_taken_out_again_are_told_and_ask_for_nothing() -> None:
    twice = f"<w:ins {BY}><w:del {BY}>{run('peut-être ', 'delText')}</w:del></w:ins>"
    found = read_copy(Copy({POSTS: p(run("Ouvrir "), twice, run(POSTS[len("Ouvrir ") :]))}).bytes(), "copie.docx", LAYOUT)
    assert found.value == ()
    assert found.notices[0].text() == "9 characters that one person inserted and another deleted were left out"


def test_the_same_words_changed_with_and_without_tracking_are_one_proposal() -> None:
    changed = p(run("Ouvrir ou renforcer "), gone("treize"), ins("quinze"), run(POSTS.partition("douze")[2]))
    (found,) = read(Copy({POSTS: changed}))
    assert (found.quote, found.proposal, found.untracked) == (POSTS, POSTS.replace("douze", "quinze"), True)


def test_typography_is_counted_and_asks_for_nothing() -> None:
    found = read_copy(Copy({FUND: p(run(FUND.replace("’", "'").replace("un fonds", "un\u00a0fonds")))}).bytes(), "copie.docx", LAYOUT)
    assert found.value == ()
    assert [notice.template.partition(",")[0] for notice in found.notices] == [
        "paragraphs whose typography alone was changed without tracking"
    ]


def test_spaces_inside_the_edition_s_words_stay_as_they_were() -> None:
    made = untouched(edition(2))
    made.layout = layout()
    copy = Copy({"4 000": p(run("4\u00a0000"), ins(" environ"))})
    (found,) = read(copy)
    assert found.proposal == "4 000 environ"
