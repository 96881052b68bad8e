"""`LISEZMOI.txt`: what each file is, and how anybody verifies the folder without this program."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.model import Cover
from ..workspace.dates import long_date
from ..workspace.editions import Edition
from .files import PublishedFile, title_of

NAME = {"fr": "LISEZMOI.txt", "en": "README.txt"}
_WORDS = {
    "fr": (
        "Version : {edition}",
        "Statut : {status}",
        "Date : {date}",
        "Révision : {commit}",
        "Fichiers",
        "Vérifier que rien n’a été modifié",
        """Sous Linux ou macOS, dans ce dossier :

    sha256sum -c SHA256SUMS            (macOS : shasum -a 256 -c SHA256SUMS)

Sous Windows, pour un fichier, puis comparer avec SHA256SUMS :

    certutil -hashfile FICHIER SHA256

Avec ponam : « ponam verify DOSSIER ».

Si le fichier manifest.json.sig est présent, manifest.json est signé (Ed25519). Avec la clé publique du secrétariat, reçue par une
autre voie que ce dossier :

    ponam verify DOSSIER --key CLE.pub
    openssl pkeyutl -verify -pubin -inkey CLE.pub -rawin -in manifest.json -sigfile manifest.json.sig""",
    ),
    "en": (
        "Edition: {edition}",
        "Status: {status}",
        "Date: {date}",
        "Revision: {commit}",
        "Files",
        "Verify that nothing was changed",
        """On Linux or macOS, in this folder:

    sha256sum -c SHA256SUMS            (macOS: shasum -a 256 -c SHA256SUMS)

On Windows, for one file, then compare with SHA256SUMS:

    certutil -hashfile FILE SHA256

With ponam: “ponam verify FOLDER”.

If there is a file manifest.json.sig, manifest.json is signed (Ed25519). With the public key of the secretariat, received by another way
than this folder:

    ponam verify FOLDER --key KEY.pub
    openssl pkeyutl -verify -pubin -inkey KEY.pub -rawin -in manifest.json -sigfile manifest.json.sig""",
    ),
}


def write_readme(files: Sequence[PublishedFile], edition: Edition, *, title: str, cover: Cover, language: str) -> PublishedFile:
    """The readme, with line ends that Windows' Notepad shows too."""
    words = _WORDS.get(language, _WORDS["fr"])
    values = {
        "edition": cover.edition or edition.name,
        "status": cover.status,
        "date": long_date(edition.day, language),
        "commit": edition.commit,
    }
    lines = [title, "=" * len(title), ""]
    lines += (f"    {cover.mark}", "") if cover.mark else ()
    lines += (line.format(**values).replace(" :", "\u00a0:") for line, value in zip(words[:4], values.values(), strict=True) if value)
    lines += ("", words[4], "-" * len(words[4]), "")
    shown = [file for file in files if file.kind != "picture"]
    width = max((len(file.path) for file in shown), default=0)
    lines += (f"{file.path:{width}}  {file.title}" for file in shown)
    lines += ("", words[5], "-" * len(words[5]), "", words[6], "")
    content = "\r\n".join("\n".join(lines).split("\n")).encode("utf-8-sig")
    return PublishedFile(NAME.get(language, NAME["fr"]), content, "readme", title_of("readme", language))
