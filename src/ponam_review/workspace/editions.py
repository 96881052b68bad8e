"""Editions: the text frozen under a name, an annotated git tag whose message carries the status."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import pygit2
from pygit2.enums import ObjectType

from ..text.errors import RevisionError, StateError, UsageError
from .history import History, reference_names, refuse_unfinished
from .objects import damage
from .saving import Signer, save, written_message
from .trailers import split_trailers

STATUS = "Status"
_NAME = re.compile(r"[^\W_][\w.-]{0,63}")
_LIKE_A_COMMIT = re.compile(r"[0-9a-f]{4,40}")


@dataclass(frozen=True, slots=True)
class Edition:
    """A frozen text. `commit` is the id of the state it names."""

    name: str
    commit: str
    when: datetime
    author: str
    status: str = ""
    message: str = ""

    @property
    def day(self) -> date:
        return self.when.date()


def create_edition(history: History, name: str, status: str, signer: Signer) -> Edition:
    """Record what is not recorded yet, and give it a name for ever.

    Refused when the name is taken; nothing is then changed.
    """
    plain = checked_name(name)
    refuse_unfinished(history)
    if find_edition(history, plain) is not None or history.edition_ref(plain) in reference_names(history):
        sentence = "the edition “{name}” exists already, and editions never change; choose another name"
        raise StateError(sentence, name=plain)
    trailers = {STATUS: status} if status.strip() else {}
    text = written_message(plain, trailers)
    save(history, plain, signer)
    with damage(history.root):
        repository, head = history.repository, history.head()
        assert head is not None
        ref = history.edition_ref(plain).removeprefix("refs/tags/")
        try:
            repository.create_tag(ref, head.id, ObjectType.COMMIT, signer.signature(), text)
        except ValueError as error:  # `a` cannot be a tag where `a/b` is one
            sentence = "the name “{name}” collides with another tag of the repository; choose another name"
            raise StateError(sentence, name=plain) from error
    return get_edition(history, plain)


def checked_name(name: str) -> str:
    """The name in its one Unicode form; refused when it could be taken for a commit, a file or an option."""
    plain = unicodedata.normalize("NFC", name)
    file_like = plain.lower().endswith((".md", ".markdown", ".docx", ".lock", "."))
    unclear = file_like or ".." in plain or plain.upper() == "HEAD" or _LIKE_A_COMMIT.fullmatch(plain)
    if not _NAME.fullmatch(plain) or unclear:
        sentence = "“{name}” cannot name an edition; use letters, digits, hyphens and dots, as in projet-0 or version-provisoire-1"
        raise UsageError(sentence, name=name)
    return plain


def list_editions(history: History | None) -> tuple[Edition, ...]:
    """The editions, oldest first."""
    if history is None:
        return ()
    start = history.edition_ref("")
    found = (_edition(history, ref) for ref in reference_names(history) if ref.startswith(start))
    return tuple(sorted((e for e in found if e is not None), key=lambda e: (e.when, e.name)))


def edition_names(history: History | None) -> tuple[str, ...]:
    return tuple(edition.name for edition in list_editions(history))


def find_edition(history: History, name: str) -> Edition | None:
    """The edition of exactly that name."""
    plain = unicodedata.normalize("NFC", name)
    return _edition(history, history.edition_ref(plain)) if _NAME.fullmatch(plain) else None


def get_edition(history: History | None, name: str) -> Edition:
    """The same; a sentence where there is none."""
    found = find_edition(history, name) if history is not None else None
    if found is None:
        known = ", ".join(edition_names(history))
        if known:
            raise RevisionError("there is no edition “{name}”; there are: {known}", name=name, known=known)
        raise RevisionError("there is no edition “{name}”; none was created yet", name=name)
    return found


def _edition(history: History, ref: str) -> Edition | None:
    """The edition behind a tag;
    None for a lightweight tag, one of another folder, or one of a time before the workspace.
    """
    name = ref.removeprefix(history.edition_ref(""))
    try:
        target = history.repository.lookup_reference(ref).resolve().target
    except (KeyError, ValueError, pygit2.GitError):
        return None
    tag = history.store.object(target) if isinstance(target, pygit2.Oid) else None
    if not isinstance(tag, pygit2.Tag) or "/" in name:
        return None
    commit = history.store.commit(tag.target)
    if commit is None or history.subtree(commit) is None:
        return None
    message, trailers = split_trailers(tag.message or "")
    by = tag.tagger or commit.committer
    return Edition(name, str(commit.id), moment(by), by.name, dict(trailers).get(STATUS, ""), message)


def moment(signature: pygit2.Signature) -> datetime:
    """When a commit or tag was signed, in the zone of who signed it."""
    return datetime.fromtimestamp(signature.time, timezone(timedelta(minutes=signature.offset)))
