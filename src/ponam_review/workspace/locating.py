"""What a REV of the command line names, and its text.

In order: nothing or `.` is the working copy; `….md` and `….docx` are files; then an edition of the workspace;
then a file or folder that exists; then any git revision. An edition comes before a folder of the same name,
because `ponam publish projet-0 -o projet-0` must not change what `projet-0` means; `./projet-0` is always the
folder.
"""

from __future__ import annotations

import difflib
import os
import posixpath
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..text.errors import RevisionError
from .dates import long_date
from .finding import SETTINGS_FILE, Workspace, find_workspace, workspace_above
from .folders import DiskFolder, Folder, joined
from .loading import ACTIONS_FILE, section_files
from .settings import DocumentSettings
from .sources import MARKDOWN_ENDINGS, Source, working_copy_name
from .statuses import edition_words, status_words

if TYPE_CHECKING:
    from .history import History

FindWorkspace: TypeAlias = Callable[[], Workspace | None]

# ------------------------------------------------------------------ locating


def locate(rev: str = "", *, workspace: Workspace | FindWorkspace | None, here: Path | None = None) -> Source:
    """Where `rev` stands; a sentence with near names when it names nothing.

    `workspace` may be a function, called only when `rev` is no file: what reads loose files needs no workspace, not even a sound one.
    """
    start = here if here is not None else Path.cwd()
    loose = _loose_file(rev, start)
    if loose is not None:
        return loose
    if callable(workspace):
        workspace = workspace()
    if rev in ("", "."):
        if workspace is not None:
            return _working_copy(workspace)
        if rev == "":
            raise RevisionError("here is no workspace: name a file or folder, or create a workspace with “ponam init”")
        return _folder_source(rev, start)
    plain_name = "/" not in rev and os.sep not in rev
    there = _exists(start / rev)
    if workspace is not None and plain_name:
        edition = _edition_source(rev, workspace)
        if edition is not None:
            return edition
    if there:
        return _folder_source(rev, start) if (start / rev).is_dir() else _file_source(rev, start / rev)
    return _commit_source(rev, workspace)


def _loose_file(rev: str, start: Path) -> Source | None:
    file, mark, reading = rev.rpartition("#")
    if mark and reading == "original" and file.lower().endswith(".docx"):
        return _file_source(rev, start / file, rejected=True)
    return _file_source(rev, start / rev) if rev.lower().endswith((*MARKDOWN_ENDINGS, ".docx")) else None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _working_copy(workspace: Workspace) -> Source:
    settings = workspace.settings
    name = working_copy_name(settings)
    cover = replace(settings.cover, edition=name.capitalize())
    return Source(name, "documents", workspace.folder, settings=settings, documents=settings.documents, cover=cover)


def _file_source(rev: str, path: Path, *, rejected: bool = False) -> Source:
    ending = path.suffix.lower()
    if not _exists(path):
        raise RevisionError("{file}: there is no such file", file=rev.removesuffix("#original") if rejected else rev)
    if path.is_dir():
        return _folder_source(rev, path.parent, path.name)
    if ending == ".docx":
        return Source(rev, "word", DiskFolder(path.parent), path=path, rejected=rejected)
    if ending not in MARKDOWN_ENDINGS:
        sentence = "{file}: a text is read from .md and .docx files, not from this kind of file; convert it first"
        raise RevisionError(sentence, file=rev)
    root = workspace_above(path.parent) or path.parent.resolve()
    base = path.parent.resolve().relative_to(root).as_posix()
    return Source(rev, "markdown", DiskFolder(root), "" if base == "." else base, path)


def _folder_source(rev: str, start: Path, name: str | None = None) -> Source:
    path = (start / (rev if name is None else name)).resolve()
    if (path / SETTINGS_FILE).is_file():
        workspace = find_workspace(path, path)
        assert workspace is not None
        shown = DiskFolder(path, rev)
        settings = workspace.settings
        cover = replace(settings.cover, edition=working_copy_name(settings).capitalize())
        return Source(rev, "documents", shown, settings=settings, documents=settings.documents, cover=cover)
    root = workspace_above(path)
    if root is None:
        return _loose_folder(rev, DiskFolder(path, rev), "")
    around = find_workspace(root, root)
    assert around is not None
    base = path.relative_to(root).as_posix()
    return _described_folder(rev, around, base) or _loose_folder(rev, DiskFolder(root), base)


def _described_folder(rev: str, workspace: Workspace, base: str) -> Source | None:
    """A folder inside a workspace whose subfolders (or itself) are called like the workspace's documents:
    an earlier state kept as a folder.
    """
    settings, folder = workspace.settings, workspace.folder
    documents: list[DocumentSettings] = []
    for document in settings.documents:
        for name in dict.fromkeys((posixpath.basename(document.folder), document.id)):
            if _holds_text(folder, joined(base, name)):
                documents.append(replace(document, folder=name))
                break
    where, edition = base, posixpath.basename(base)
    if not documents:
        own = [d for d in settings.documents if edition in (posixpath.basename(d.folder), d.id)]
        if not own or not _holds_text(folder, base):
            return None
        where, edition = posixpath.dirname(base), posixpath.basename(posixpath.dirname(base))
        documents = [replace(own[0], folder=posixpath.basename(base))]
    kept = tuple(_as_found(folder, where, document) for document in documents)
    language = settings.language
    cover = replace(settings.cover, edition=edition_words(edition, language), status=status_words("", edition, language), date="")
    return Source(rev, "documents", folder, where, settings=settings, documents=kept, cover=cover)


def _as_found(folder: Folder, base: str, document: DocumentSettings) -> DocumentSettings:
    """An earlier action plan may have been plain text: without `actions.csv` it is read as a policy."""
    if document.kind == "plan" and ACTIONS_FILE not in folder.files(joined(base, document.folder)):
        return replace(document, kind="policy")
    return document


def _loose_folder(rev: str, folder: Folder, base: str) -> Source:
    if _holds_text(folder, base):
        return Source(rev, "folders", folder, base, folders=("",))
    inner = tuple(name for name in folder.folders(base) if _holds_text(folder, joined(base, name)))
    if not inner:
        raise RevisionError("{folder}: this folder holds no section (no .md file)", folder=rev)
    return Source(rev, "folders", folder, base, folders=inner)


def _holds_text(folder: Folder, path: str) -> bool:
    return bool(section_files(folder, path)) or ACTIONS_FILE in folder.files(path)


# ------------------------------------------------------------------ the history


def _edition_source(rev: str, workspace: Workspace) -> Source | None:
    from .editions import find_edition
    from .history import find_history

    history = find_history(workspace.root)
    edition = find_edition(history, rev) if history is not None else None
    if history is None or edition is None:
        return None
    source = _from_commit(rev, history, edition.commit)
    assert source.cover is not None and source.settings is not None
    language = source.settings.language
    cover = replace(
        source.cover,
        edition=edition_words(edition.name, language),
        status=status_words(edition.status, edition.name, language),
        date=source.cover.date or long_date(edition.day, language),
    )
    return replace(source, cover=cover, edition=edition.name)


def _commit_source(rev: str, workspace: Workspace | None) -> Source:
    if workspace is None:
        sentence = "“{rev}” is no file and no folder, and here is no workspace in whose history to look for it"
        raise RevisionError(sentence, rev=rev)
    from .editions import edition_names
    from .history import find_history, revision_names

    history = find_history(workspace.root)
    commit = history.commit_of(rev) if history is not None else None
    if history is not None and commit is not None:
        source = _from_commit(rev, history, commit)
        assert source.cover is not None and source.settings is not None
        short = commit[:7]
        words = f"{rev} ({short})" if not commit.startswith(rev) else short
        return replace(source, cover=replace(source.cover, edition=words))
    known = (*edition_names(history), *revision_names(history)) if history is not None else ()
    near = difflib.get_close_matches(rev, known, n=3, cutoff=0.5) or list(edition_names(history) if history else ())[:5]
    if near:
        sentence = "“{rev}” names no edition, revision, file or folder; near it: {near}"
        raise RevisionError(sentence, rev=rev, near=", ".join(near))
    raise RevisionError("“{rev}” names no edition, revision, file or folder", rev=rev)


def _from_commit(rev: str, history: History, commit: str) -> Source:
    folder = history.folder(commit, rev)
    settings = history.settings(commit, rev)
    return Source(
        rev,
        "documents",
        folder,
        settings=settings,
        documents=settings.documents,
        cover=settings.cover,
        commit=commit,
    )
