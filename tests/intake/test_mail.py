"""E-mails in: whatever their charset and program, the sender's own words become remarks, the rest stays in the file."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from ponam_review.intake.desk import Desk, Taken
from ponam_review.intake.history import split_body
from ponam_review.intake.mail import read_mail, split_mailbox
from ponam_review.intake.outlook import looks_like_outlook
from ponam_review.intake.readers import take
from ponam_review.intake.receiving import read_arrivals, record
from ponam_review.intake.rich_text import expanded, text_of_rich
from ponam_review.register.store import Register
from ponam_review.register.values import Stakeholder
from ponam_review.register.vocabulary import Channel
from ponam_review.text.errors import FileError, PonamError
from tests.register.conftest import NOW

from .books import book
from .compound import outlook_message
from .editions import Copy, layout, on, p
from .letters import HISTORY, POINTS, letter, winmail

LAYOUT = layout()
KNOWN = (
    Stakeholder("DGME", "Délégation générale", email="contact@dgme.exemple.ml"),
    Stakeholder("OIM", "Organisation internationale", email="mission@oim.exemple.ml; bureau@oim.exemple.ml"),
)


def taken(content: bytes, name: str = "message.eml", known: tuple[Stakeholder, ...] = KNOWN) -> Taken:
    return take(content, name, Desk(LAYOUT, known))


def said(read: Taken) -> list[str]:
    return [comment.text for submission in read.submissions for comment in submission.comments]


def test_numbered_points_become_remarks_in_their_places() -> None:
    (submission,) = taken(letter()).submissions
    assert (submission.stakeholder, submission.channel, submission.message) == ("OIM", Channel.EMAIL, "m1@oim.exemple.ml")
    assert submission.received_at is not None and submission.received_at.isoformat() == "2026-03-09T10:12:00+00:00"
    assert [comment.text for comment in submission.comments] == [
        "Axe 3 ¶4 : préciser le nombre de postes à ouvrir dans les deux premières années.",
        "Page 12 – le chiffre est à vérifier.",
        "Sur le contexte : ajouter les transporteurs ;",
        "Sur le contexte : supprimer la dernière phrase.",
    ]
    places = [comment.place.selector and (comment.place.selector.section, comment.place.selector.block) for comment in submission.comments]
    assert places == [("axe-3", 4), None, ("contexte", 0), ("contexte", 0)]
    assert submission.comments[1].place.as_written == "Page 12"
    assert submission.comments[0].author == "Awa"
    assert submission.comments[0].source == {"message": "m1@oim.exemple.ml", "paragraph": 5}


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252", "mac-roman"])
def test_any_charset_reads_the_same(charset: str) -> None:
    body = POINTS.replace("–", "-")
    assert said(taken(letter(body, charset=charset))) == said(taken(letter(body)))


def test_a_charset_that_lies_is_found_out() -> None:
    content = letter("1. Préciser l’été.\n2. Axe 3 : à revoir.", charset="utf-8").replace(b'charset="utf-8"', b'charset="iso-8859-1"')
    assert said(taken(content)) == ["Préciser l’été.", "Axe 3 : à revoir."]
    unknown = content.replace(b'charset="iso-8859-1"', b'charset="x-nothing"')
    assert said(taken(unknown)) == ["Préciser l’été.", "Axe 3 : à revoir."]


def test_quoted_history_and_signature_are_no_remarks() -> None:
    read = taken(letter(POINTS + HISTORY))
    assert said(read) == said(taken(letter()))
    assert any("earlier messages" in notice.template for notice in read.notices)


@pytest.mark.parametrize(
    "opening",
    [
        "-----Message d'origine-----\nDe : Secrétariat\nEnvoyé : lundi\nÀ : OIM\nObjet : Consultation\n",
        "De : Secrétariat\nEnvoyé : lundi 2 mars 2026\nÀ : OIM\nObjet : Consultation\n",
        "________________________________\nFrom: Secretariat\nSent: Monday\nTo: IOM\nSubject: Consultation\n",
        "On Mon, Mar 2, 2026 at 9:00 AM Secretariat <s@exemple.ml>\nwrote:\n",
        "-------- Original Message --------\n",
    ],
)
def test_history_is_known_however_programs_introduce_it(opening: str) -> None:
    body = split_body(f"Axe 3 : à revoir.\n\n{opening}\n1. Merci de répondre.")
    assert (body.words.strip(), "Merci de répondre" in body.history) == ("Axe 3 : à revoir.", True)


def test_answers_below_quoted_lines_stand_on_the_lines() -> None:
    body = (
        "Bonjour,\n\nLe 2 mars 2026, Secrétariat a écrit :\n> Ouvrir ou renforcer douze postes consulaires dans les bassins\n\n"
        "Pourquoi douze ?\n\n> Postes ouverts\n\nLe chiffre est faux.\n"
    )
    (submission,) = taken(letter(body)).submissions
    first, second = submission.comments
    assert (first.text, second.text) == ("Pourquoi douze ?", "Le chiffre est faux.")
    assert first.place.selector is not None and (first.place.selector.section, first.place.selector.block) == ("axe-3", 4)
    assert second.place.selector is not None and second.place.selector.block == 6


def test_a_message_passed_on_comes_from_who_wrote_it() -> None:
    body = (
        "Pour suite à donner.\n\n---------- Message transféré ---------\nDe : Point focal <contact@dgme.exemple.ml>\nDate : 5 mars 2026\n"
        "Objet : Nos observations\n\nBonjour,\n1. Axe 3 ¶5 : chiffrer le fonds.\n2. Contexte : trop court.\n"
    )
    read = taken(letter(body, sender="Secrétariat <s@secretariat.exemple.ml>", subject="TR: Nos observations"))
    assert [submission.stakeholder for submission in read.submissions] == ["DGME"]
    assert said(read) == ["Axe 3 ¶5 : chiffrer le fonds.", "Contexte : trop court."]


def test_a_page_is_read_where_there_is_no_plain_text() -> None:
    page = (
        "<html><head><style>p{color:red}</style></head><body><p>Bonjour,</p><ol><li>Axe&nbsp;3 &para;4&nbsp;: trop <b>long</b>.</li>"
        "<li>Contexte : à revoir.</li></ol><p>Cordialement</p><blockquote><p>Le formulaire est joint.</p></blockquote></body></html>"
    )
    assert said(taken(letter(page, page=True))) == ["Axe 3 ¶4 : trop long.", "Contexte : à revoir."]


def test_flowed_lines_are_one_paragraph_again() -> None:
    content = letter("X").replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    content = content.replace(b"X\n", "1. Axe 3 : préciser \nle délai \net le coût.\n2. Contexte : court.\n".encode())
    content = content.replace(b"Content-Transfer-Encoding: 7bit", b"Content-Transfer-Encoding: 8bit")
    assert said(taken(content)) == ["Axe 3 : préciser le délai et le coût.", "Contexte : court."]


def test_attachments_are_taken_in_turn_with_their_provenance() -> None:
    matrix = book([["Section", "Observation"], ["Axe 3", "À revoir"]])
    copy = Copy({"Cible": p(on("Cible", 0))}, [("A", "Pour 2030 ?")]).bytes()
    files = {"matrice.xlsx": matrix, "copie.docx": copy, "scan.pdf": b"%PDF-1.7"}
    read = taken(letter("Bonjour,\n\nVeuillez trouver ci-joint nos observations.\n\nCordialement", attachments=files))
    assert [(one.file_name, one.channel, len(one.comments)) for one in read.submissions] == [
        ("message.eml", Channel.EMAIL, 0),
        ("matrice.xlsx", Channel.MATRIX, 1),
        ("copie.docx", Channel.WORD, 1),
    ]
    source = read.submissions[1].comments[0].source
    assert (source["attachment"], source["message"], source["cell"]) == ("matrice.xlsx", "m1@oim.exemple.ml", "B2")
    assert [str(refusal) for refusal in read.refused] == [
        "message.eml › scan.pdf: a scan or a PDF is not read; enter its remarks with “ponam intake --paper”"
    ]


def test_a_winmail_dat_is_unwrapped() -> None:
    inside = winmail("1. Axe 3 ¶4 : trop long.\n2. Contexte : court.", {"matrice.csv": b"Observation;Partie\nBien;Axe 3\n"})
    read = taken(letter("", attachments={"winmail.dat": inside}))
    assert said(read) == ["Axe 3 ¶4 : trop long.", "Contexte : court.", "Bien"]
    beside = taken(letter("Voir pièce jointe.\n", attachments={"winmail.dat": inside}))
    assert said(beside) == said(read), "what stands beside it says less"
    twice = taken(letter("1. Axe 3 ¶4 : trop long.\n2. Contexte : court.\n", attachments={"winmail.dat": inside}))
    assert said(twice) == said(read), "Outlook says the same beside it"
    broken = taken(letter(attachments={"winmail.dat": inside[:40]}))
    assert len(said(broken)) == 4
    assert "winmail.dat is damaged" in broken.notices[0].template


def test_an_outlook_message_is_read() -> None:
    texts = {0x1000: POINTS, 0x37: "Observations", 0xC1A: "Awa", 0x5D01: "AWA@oim.exemple.ml", 0x1035: "<m2@x>", 0x1A: "IPM.Note"}
    content = outlook_message(texts, {"matrice.csv": b"Observation;Partie\nBien;Axe 3\n"})
    assert looks_like_outlook(content)
    read = taken(content, "m.msg")
    assert (read.submissions[0].stakeholder, read.submissions[0].message, len(said(read))) == ("OIM", "m2@x", 5)
    assert said(read)[-1] == "Bien"
    with pytest.raises(PonamError, match=r"m\.msg: "):
        taken(content[:900], "m.msg")


def test_rich_text_is_unpacked() -> None:
    words = b"{\\rtf1\\ansi\\ansicpg1252 1. Axe 3 : \\'e0 revoir.\\par 2. Contexte : court.\\par}"
    stored = len(words).to_bytes(4, "little") + len(words).to_bytes(4, "little") + b"MELA" + b"\0" * 4 + words
    assert "1. Axe 3 : à revoir." in text_of_rich(stored)
    # the example of MS-OXRTFCP §4.1
    packed = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")
    assert expanded(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_a_mailbox_is_its_messages() -> None:
    one, two = letter("1. Axe 3 : a\n2. Axe 3 : b"), letter("Axe 3 : >From ici.", id="<m2@x>", sender="inconnu@ailleurs.exemple")
    box = b"From a@b Mon Mar  9 10:12:00 2026\n" + one + b"\nFrom c@d Mon Mar  9 10:13:00 2026\n" + two
    assert len(list(split_mailbox(box))) == 2
    arrivals = list(read_arrivals(box, "boite.mbox", Desk(LAYOUT, KNOWN)))
    assert [arrival.name for arrival in arrivals] == ["boite.mbox (1)", "boite.mbox (2)"]
    assert arrivals[0].refusal is None
    assert "nobody in the register has the address inconnu@ailleurs.exemple" in str(arrivals[1].refusal)


@pytest.mark.parametrize(
    ("sender", "stakeholder"),
    [
        ("bureau@oim.exemple.ml", "OIM"),
        ("quelqu.un@antenne.oim.exemple.ml", "OIM"),
        ("Cellule DGME <x@gmail.com>", "DGME"),
        ("x@gmail.com", ""),
        ("x@exemple.ml", ""),
    ],
)
def test_senders_are_known_by_address_domain_or_name(sender: str, stakeholder: str) -> None:
    if stakeholder:
        assert taken(letter(sender=sender)).submissions[0].stakeholder == stakeholder
    else:
        with pytest.raises(PonamError, match="nobody in the register has the address"):
            taken(letter(sender=sender))


def test_a_message_without_remarks_is_refused() -> None:
    with pytest.raises(FileError, match="no remark was found in this message"):
        taken(letter("Bonjour,\n\nBien reçu, merci.\n\nCordialement,\nAwa"))


def test_the_same_message_saved_twice_adds_nothing(register: Register) -> None:
    for number, content in enumerate((letter(), b"Received: from x by y\n" + letter())):
        (arrival,) = read_arrivals(content, f"{number}.eml", Desk(LAYOUT, KNOWN))
        outcome = record(register, arrival, author="Secrétariat", now=NOW)
        assert [len(one.numbers) for one in outcome.entered] == [4 if number == 0 else 0]
        assert outcome.entered[0].known_file == bool(number)
    assert register.count() == 4


@pytest.mark.parametrize(
    "content", [b"From: x\nDate: y\nSubject: z\nContent-Type: multipart/mixed; boundary=a\n\n--a\n", b"From: \xff\nTo: x\nDate: z\n\n\xff"]
)
def test_damaged_messages_are_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(PonamError, match=r"m\.eml: "):
        taken(content, "m.eml")


def test_headers_are_read_whatever_was_done_to_them() -> None:
    message = EmailMessage()
    message["Subject"] = "Réponse à l’été"
    message["From"] = "É <e@x.ml>"
    message.set_content("x")
    read = read_mail(message.as_bytes().replace(b"To:", b"X:"), "a.eml")
    assert (read.subject, read.sender, read.address) == ("Réponse à l’été", "É", "e@x.ml")
    raw = read_mail("From: Élu <e@x.ml>\nSubject: Été\nDate: hier\n\nx".encode("latin-1"), "a.eml")
    assert (raw.subject, raw.sender, raw.sent) == ("Été", "Élu", "")
