"""The fixed words of a kit's files, in French and English: they are read by people who have nothing but the file."""

from __future__ import annotations

from collections.abc import Mapping

from ...intake.kit_files import COPY_TITLE, GUIDE_SHEET, PLACES_SHEET
from .ordering import Order

Said = Mapping[str, tuple[str, str]]


def words(table: Said, order: Order) -> dict[str, str]:
    """The words of a table in the kit's language, its blanks filled in from the order."""
    english = order.language == "en"
    values = {
        "edition": order.edition,
        "subject": order.subject,
        "contact": order.contact or ("the secretariat" if english else "secrétariat de la révision"),
        "until": (f"before {order.last_day}" if english else f"avant le {order.last_day}") if order.until else "",
        "before": (f" before {order.last_day}" if english else f" avant le {order.last_day}") if order.until else "",
        "who": order.receiver.name or order.receiver.code,
    }
    return {key: both[english].format(**values) for key, both in table.items()}


MATRIX: Said = {
    "title": ("Matrice des observations", "Matrix of remarks"),
    "sheet": ("Observations", "Remarks"),
    "guide": GUIDE_SHEET,
    "places": PLACES_SHEET,
    "edition": ("Version visée", "Edition"),
    "answer": ("À renvoyer{before} à\u00a0: {contact}", "Return{before} to: {contact}"),
    "place_title": ("Repère de l’alinéa", "Address of the paragraph"),
    "place_tip": (
        "Choisissez dans la liste, ou recopiez le repère imprimé dans la marge (axe-3 ¶4).",
        "Choose from the list, or copy the address printed in the margin (axe-3 ¶4).",
    ),
    "address": ("Repère", "Address"),
    "under": ("Titre", "Heading"),
    "begins": ("Premiers mots", "First words"),
    "steps": (
        "Une ligne par observation, dans la feuille « Observations ».\n"
        "Partie / ¶\u00a0: le repère de l’alinéa. Choisissez-le dans la liste, ou recopiez celui de la marge du texte (axe-3 ¶4). La "
        "feuille "
        "« Repères » donne les premiers mots de chaque alinéa. Laissez vide pour une observation générale.\n"
        "Passage cité\u00a0: les mots visés, recopiés tels quels, si l’observation ne porte pas sur tout l’alinéa.\n"
        "Observation\u00a0: ce que vous constatez ou demandez, et pourquoi.\n"
        "Proposition de rédaction\u00a0: les mots que vous proposez à la place, prêts à être repris.\n"
        "Nature\u00a0: choisissez dans la liste. Auteur\u00a0: la personne qui fait l’observation, si vous êtes plusieurs.\n"
        "Les en-têtes sont protégés, sans mot de passe. Vous pouvez trier, filtrer, élargir les colonnes, ajouter et supprimer des "
        "lignes.\n"
        "Renvoyez ce fichier{before} à\u00a0: {contact}. Il vous reviendra avec la réponse à chaque ligne.",
        "One row a remark, in the sheet “Remarks”.\n"
        "Part / ¶: the address of the paragraph. Choose it from the list, or copy the one in the margin of the text (axe-3 ¶4). The sheet "
        "“Addresses” gives the first words of each paragraph. Leave it empty for a general remark.\n"
        "Quoted passage: the words you mean, copied as they stand, where the remark is not about the whole paragraph.\n"
        "Comment: what you see or ask, and why.\n"
        "Proposed wording: the words you propose instead, ready to be taken over.\n"
        "Nature: choose from the list. Author: the person who makes the remark, where you are several.\n"
        "The headings are protected, without a password. You may sort, filter, widen columns, add and delete rows.\n"
        "Return this file{before} to: {contact}. It will come back to you with the answer to each row.",
    ),
}

COPY: Said = {
    "title": COPY_TITLE,
    "steps": (
        "Le suivi des modifications est activé\u00a0: écrivez, effacez, corrigez directement dans le texte\u00a0; chaque changement "
        "sera lu "
        "comme une proposition de rédaction.\n"
        "Pour une remarque sans rédaction\u00a0: sélectionnez le passage, puis Révision › Nouveau commentaire (dans LibreOffice\u00a0: "
        "Insertion "
        "› Commentaire).\n"
        "Les repères de la marge (axe-3 ¶4) désignent chaque alinéa\u00a0; ne les effacez pas. Les styles sont protégés\u00a0: la mise "
        "en forme "
        "n’est pas l’objet de la consultation.\n"
        "N’acceptez ni ne refusez aucune modification, et ne recopiez pas le texte dans un autre document. Vous pouvez renommer le "
        "fichier et "
        "le faire circuler\u00a0: chacun y signe ses propres changements.\n"
        "Renvoyez-le{before} à\u00a0: {contact}.",
        "Change tracking is on: write, delete and correct directly in the text; each change will be read as proposed wording.\n"
        "For a remark without wording: select the passage, then Review › New Comment (in LibreOffice: Insert › Comment).\n"
        "The addresses in the margin (axe-3 ¶4) name each paragraph; do not delete them. Styles are protected: the layout is not what "
        "you are "
        "asked about.\n"
        "Accept and reject no change, and do not copy the text into another document. You may rename the file and pass it on: each person "
        "signs their own changes.\n"
        "Return it{before} to: {contact}.",
    ),
}

README: Said = {
    "text": (
        "{subject}\nVersion soumise à consultation\u00a0: {edition}\n\n"
        "Choisissez UN de ces moyens de répondre, celui qui vous convient\u00a0:\n\n"
        "  [html]\n      À ouvrir dans un navigateur, sur ordinateur ou téléphone, sans réseau. Lisez, écrivez vos observations,\n"
        "      puis « Envoyer »\u00a0: un petit fichier est enregistré\u00a0; c’est lui qu’il faut transmettre.\n"
        "  [docx]\n      Copie Word, suivi des modifications activé. Fonctionne aussi dans LibreOffice.\n"
        "  [xlsx]\n      Matrice Excel à remplir, une observation par ligne.\n"
        "  [form]\n      Fiche papier à imprimer et à remplir à la main, avec le texte imprimé et ses repères\u00a0:\n      [text]\n\n"
        "À renvoyer{before} à\u00a0: {contact}\n"
        "Par courriel, messagerie, clé USB ou porteur. Renvoyé deux fois, un fichier ne compte qu’une fois.\n",
        "{subject}\nEdition under consultation: {edition}\n\n"
        "Choose ONE of these ways to answer, whichever suits you:\n\n"
        "  [html]\n      Open it in a browser, on a computer or a telephone, without network. Read, write your remarks, then “Send”:\n"
        "      a small file is saved; that file is what you pass on.\n"
        "  [docx]\n      Word copy, change tracking on. Works in LibreOffice too.\n"
        "  [xlsx]\n      Excel matrix to fill in, one remark a row.\n"
        "  [form]\n      Paper form to print and fill in by hand, with the printed text and its addresses:\n      [text]\n\n"
        "Return{before} to: {contact}\n"
        "By e-mail, messaging, USB key or messenger. A file returned twice counts once.\n",
    ),
}

TICK = "[\u00a0\u00a0\u00a0]"

FORM: Said = {
    "title": ("Fiche d’observations", "Form for remarks"),
    "lead": (
        "{subject} – version «\u00a0{edition}\u00a0». Écrivez lisiblement, au stylo noir ou bleu. À remettre ou à renvoyer{before} "
        "à\u00a0: {contact}.",
        "{subject} – edition “{edition}”. Write legibly, in black or blue ink. Return{before} to: {contact}.",
    ),
    "identity": ("Qui êtes-vous\u00a0?", "Who are you?"),
    "structure": ("Structure, localité", "Institution, place"),
    "person": ("Prénom et nom", "Name"),
    "role": ("Fonction", "Function"),
    "contact": ("Téléphone ou courriel", "Telephone or e-mail"),
    "day": ("Date et signature", "Date and signature"),
    "how": ("Comment remplir", "How to fill in"),
    "how_text": (
        "Une case par observation. Recopiez le repère imprimé dans la marge du texte\u00a0: la partie, puis le numéro de l’alinéa "
        "(exemple\u00a0: axe-3 ¶4). Sans le texte sous les yeux, prenez la partie dans la liste de la dernière page. "
        "Photocopiez la page des cases s’il en faut davantage.",
        "One box a remark. Copy the address printed in the margin of the text: the part, then the number of the paragraph "
        "(for example: axe-3 ¶4). Without the text at hand, take the part from the list on the last page. "
        "Photocopy the page of boxes if you need more.",
    ),
    "box": ("Observation n°\u00a0{{number}}", "Remark no.\u00a0{{number}}"),
    "address": ("Repère\u00a0: partie ……………………………  ¶ …………", "Address: part ……………………………  ¶ …………"),
    "nature": (
        f"{TICK} fond   {TICK} forme   {TICK} erreur de fait   {TICK} général",
        f"{TICK} substance   {TICK} form   {TICK} factual error   {TICK} general",
    ),
    "remark": ("Votre observation", "Your remark"),
    "proposal": ("Rédaction proposée (si vous en avez une)", "Proposed wording (if you have one)"),
    "parts": ("Les parties du texte et leurs repères", "The parts of the text and their addresses"),
    "part": ("Partie", "Part"),
    "part_title": ("Titre", "Title"),
    "numbers": ("Alinéas", "Paragraphs"),
    "office": ("Cadre réservé au secrétariat", "For the secretariat"),
    "received": (
        "Reçue le …………………… par ……………………… N° ………………",
        "Received on …………………… by ……………………… No. ………………",
    ),
}
