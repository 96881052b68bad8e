"""The files of a publication, and how each is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["text", "redline", "picture", "matrix", "plan", "readme"]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file by its path in the publication's folder (with `/`). `title` says in French or English what it is."""

    path: str
    content: bytes
    kind: Kind
    title: str = ""


MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "xml": "application/akn+xml",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}


def media_of(path: str) -> str:
    """What kind of file a name says it is."""
    return MEDIA.get(path.rpartition(".")[2], "application/octet-stream")


TITLES = {
    "fr": {
        "docx": "Texte, Word",
        "html": "Texte, page web d’un seul fichier",
        "pdf": "Texte, PDF accessible (PDF/UA-1) et d’archive (PDF/A-2a)",
        "epub": "Texte, livre pour téléphone et liseuse",
        "xml": "Texte, Akoma Ntoso (XML)",
        "txt": "Texte brut",
        "md": "Texte, Markdown",
        "redline": "Version comparée avec {previous}",
        "matrix": "Matrice de prise en compte des observations",
        "plan": "Plan d’action, Excel",
        "picture": "Image du texte",
        "readme": "Comment lire et vérifier ces fichiers",
    },
    "en": {
        "docx": "Text, Word",
        "html": "Text, web page of one file",
        "pdf": "Text, accessible (PDF/UA-1) and archival (PDF/A-2a) PDF",
        "epub": "Text, book for phones and reading devices",
        "xml": "Text, Akoma Ntoso (XML)",
        "txt": "Plain text",
        "md": "Text, Markdown",
        "redline": "Redline against {previous}",
        "matrix": "Matrix of comments and dispositions",
        "plan": "Action plan, Excel",
        "picture": "Picture of the text",
        "readme": "How to read and verify these files",
    },
}


def title_of(what: str, language: str, **values: object) -> str:
    """What a file is, in words."""
    return TITLES.get(language, TITLES["fr"])[what].format(**values)
