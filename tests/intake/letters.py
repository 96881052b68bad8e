"""E-mails to test with, as programs write them."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from email.message import EmailMessage

POINTS = """Bonjour Madame,

Veuillez trouver ci-après nos observations :

1. Axe 3 ¶4 : préciser le nombre de postes à ouvrir dans les deux
premières années.
2) Page 12 – le chiffre est à vérifier.
3. Sur le contexte :
   a) ajouter les transporteurs ;
   b) supprimer la dernière phrase.

Cordialement,
La cheffe de mission
"""
HISTORY = """
Le lun. 2 mars 2026 à 09:00, Secrétariat <secretariat@exemple.ml> a écrit :
> 1. Merci de répondre avant le 31 mars.
> 2. Le formulaire est joint.
"""


def letter(
    body: str = POINTS,
    *,
    charset: str = "utf-8",
    sender: str = "Awa <awa@oim.exemple.ml>",
    subject: str = "Observations",
    id: str = "<m1@oim.exemple.ml>",
    page: bool = False,
    attachments: Mapping[str, bytes] = {},
) -> bytes:
    """A message as most programs write it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "secretariat@exemple.ml", subject
    message["Date"], message["Message-ID"] = "Mon, 09 Mar 2026 10:12:00 +0000", id
    message.set_content(body, charset=charset, subtype="html" if page else "plain")
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def winmail(text: str, attachments: Mapping[str, bytes]) -> bytes:
    """A TNEF stream: its signature, a key, attributes with their checksums."""
    out = b"\x78\x9f\x3e\x22\x00\x01" + _attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    body = text.encode("utf-16-le") + b"\0\0"
    out += _attribute(1, 0x00069003, struct.pack("<IHHII", 1, 0x1F, 0x1000, 1, len(body)) + body + b"\0" * (-len(body) % 4))
    for name, content in attachments.items():
        out += _attribute(2, 0x00069002, b"\0" * 14)
        out += _attribute(2, 0x00018010, name.encode("cp1252") + b"\0")
        out += _attribute(2, 0x0006800F, content)
    return out


def _attribute(level: int, identifier: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, identifier, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
