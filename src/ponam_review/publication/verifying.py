"""Whether a publication is what was published: what misses, what was changed, what was added, and whose signature it bears."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

from ..text.errors import PublicationError
from .folder import paths_of
from .manifest import MANIFEST, MOST, OWN, SIGNATURE, SUMS, Listed, Manifest, read_manifest
from .signing import holds

Fault: TypeAlias = Literal["missing", "changed", "extra"]
Signed: TypeAlias = Literal["valid", "invalid", "absent", "unchecked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a folder found. `faults` are in the order of paths."""

    manifest: Manifest
    faults: tuple[tuple[Fault, str], ...]
    signed: Signed

    @property
    def sound(self) -> bool:
        return not self.faults and self.signed in ("valid", "unchecked")


def verify(folder: Path, *, public: bytes | None = None, key_file: str = "") -> Verdict:
    """Compare a folder with its manifest; with a public key, the manifest with its signature. Without one a signature is not looked at."""
    place = folder / MANIFEST
    try:
        if place.stat().st_size > MOST:
            raise PublicationError("{file}: it is far too big for a manifest", file=str(place))
        content = place.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PublicationError("{folder}: this is no publication (it holds no {file})", folder=str(folder), file=MANIFEST) from error
    manifest = read_manifest(content, str(place))
    found = set(paths_of(folder))
    faults: list[tuple[Fault, str]] = []
    for row in manifest.files:
        if row.path not in found:
            faults.append(("missing", row.path))
        elif not _same(folder / row.path, row):
            faults.append(("changed", row.path))
    faults += (("extra", path) for path in found - OWN - {row.path for row in manifest.files})
    faults += _sums(folder, manifest, content)
    return Verdict(manifest, tuple(sorted(faults, key=lambda fault: (fault[1], fault[0]))), _signature(folder, content, public, key_file))


def _same(place: Path, row: Listed) -> bool:
    if place.is_symlink() or not place.is_file() or place.stat().st_size != row.size:
        return False
    with place.open("rb") as stream:
        digest = sha256()
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest() == row.sha256


def _sums(folder: Path, manifest: Manifest, content: bytes) -> list[tuple[Fault, str]]:
    """The sums must say what the manifest says: people without this program go by them alone."""
    lines = [(row.path, row.sha256) for row in manifest.files] + [(MANIFEST, sha256(content).hexdigest())]
    wanted = "".join(f"{digest}  {path}\n" for path, digest in sorted(lines)).encode()
    try:
        with (folder / SUMS).open("rb") as stream:
            return [] if stream.read(len(wanted) + 1) == wanted else [("changed", SUMS)]
    except OSError:
        return [("missing", SUMS)]


def _signature(folder: Path, manifest: bytes, public: bytes | None, key_file: str) -> Signed:
    if public is None:
        return "unchecked"
    try:
        with (folder / SIGNATURE).open("rb") as stream:
            signature = stream.read(65)
    except OSError:
        return "absent"
    return "valid" if len(signature) == 64 and holds(manifest, signature, public, file=key_file) else "invalid"


