"""How alike two remarks are, and which ones are worth comparing. No database here.

Five-letter pieces of the words without case or accents make a MinHash signature; bands of it name the remarks worth a closer look, which
counts the words that both say in the same order. Remarks are compared with the first one of each group only: a campaign of ten thousand
letters costs ten thousand comparisons, and no group drifts away from its first remark.
"""

from __future__ import annotations

import hashlib
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel
from rensa import RMinHash

from ..vocabulary import folded

ALIKE = ((20, 0.82), (40, 0.76))
"""Share of words that two remarks say alike, in order, from which they are one: below so many words, so much. In a short remark one word
may turn the meaning. Measured: benches/grouping.py."""
ALIKE_LONG = 0.7
SHORT = 6
"""Below so many words a remark says the same only of the same passage: “à supprimer” is said of many."""
PIECE = 5
PERMUTATIONS = 120
ROWS = 3
BANDS = PERMUTATIONS // ROWS
SEED = 20260302
MANY = 24
"""First remarks looked at closely, those that share most bands first."""
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers that spread the rows of a band over 64 bits."""
_WORD = (1 << 64) - 1
_BAND = struct.Struct(f"<{BANDS}Q")


@dataclass(frozen=True, slots=True)
class Said:
    """What is compared of a remark: its number, its words, and a print by which a changed text is noticed."""

    number: int
    words: str
    print: str
    short: bool = False
    """It says the same as another one only in the same words on the same passage."""


def said(number: int, text: str, proposal: str, quote: str, place: str) -> Said:
    """`place`: the passage it speaks of, which counts where its own words are few."""
    words = folded(text, proposal).strip()
    short = words.count(" ") + 1 < SHORT
    if short:
        words = f"{words} | {folded(quote).strip()} | {place}"
    return Said(number, words, hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16], short)


def keys_of(words: str) -> bytes:
    """The bands of a remark's signature, 8 bytes each."""
    pieces = [words[at : at + PIECE] for at in range(max(len(words) - PIECE + 1, 1))]
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(pieces)
    rows = zip(*[iter(minhash.digest())] * ROWS, strict=True)
    return _BAND.pack(*((a * _MIX[0] + b * _MIX[1] + c * _MIX[2]) & _WORD for a, b, c in rows))


def likeness(first: str, other: str) -> float:
    """From 0 to 1; 0 where they are not alike enough to be one."""
    if first == other:
        return 1.0
    return words_alike(first.split(), other.split())


def words_alike(first: Sequence[str], other: Sequence[str]) -> float:
    return float(Indel.normalized_similarity(first, other, score_cutoff=needed(min(len(first), len(other)))))


def needed(words: int) -> float:
    """How alike remarks of so many words must be."""
    return next((share for most, share in ALIKE if words < most), ALIKE_LONG)


@dataclass(frozen=True, slots=True)
class Joined:
    """Where a remark belongs: with `first`, itself where it is alone or the first of its group. `keys`: of first remarks only."""

    said: Said
    first: int
    score: float
    keys: bytes = b""


@dataclass(slots=True)
class Firsts:
    """The first remarks of all groups, found by their words or by their bands."""

    words: dict[int, str] = field(default_factory=dict)
    exact: dict[str, int] = field(default_factory=dict)
    bands: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, words: str, keys: bytes) -> None:
        self.words[number] = words
        self.exact.setdefault(words, number)
        for place, key in enumerate(_BAND.unpack(keys) if keys else ()):
            self.bands[key ^ place].append(number)

    def join(self, one: Said) -> Joined:
        """Its group; a new one where none is near enough."""
        same = self.exact.get(one.words)
        if same is not None:
            return Joined(one, same, 1.0)
        keys = b"" if one.short else keys_of(one.words)
        best, score = 0, 0.0
        words = one.words.split()
        for number in self._near(keys):
            found = words_alike(self.words[number].split(), words)
            if found > score:
                best, score = number, found
        if best:
            return Joined(one, best, round(score, 3))
        self.add(one.number, one.words, keys)
        return Joined(one, one.number, 1.0, keys)

    def _near(self, keys: bytes) -> Sequence[int]:
        met: Counter[int] = Counter()
        for place, key in enumerate(_BAND.unpack(keys) if keys else ()):
            known = self.bands.get(key ^ place)
            if known:
                met.update(known[:MANY])
        return [number for number, _ in met.most_common(MANY)]


def group(remarks: Iterable[Said]) -> Mapping[int, list[int]]:
    """Remarks by the first of each group, in their order."""
    firsts = Firsts()
    out: dict[int, list[int]] = {}
    for one in remarks:
        out.setdefault(firsts.join(one).first, []).append(one.number)
    return out


# ------------------------------------------------------------------ what differs


def differing(first: str, other: str) -> tuple[tuple[str, str], ...]:
    """The words of `first` that `other` replaces, and by what; either side may be empty."""
    old, new = first.split(), other.split()
    ops = Indel.opcodes([word.lower() for word in old], [word.lower() for word in new])
    out: list[tuple[str, str]] = []
    gone: list[str] = []
    come: list[str] = []
    for op in ops:
        if op.tag == "equal":
            if gone or come:
                out.append((" ".join(gone), " ".join(come)))
                gone, come = [], []
        else:
            gone += old[op.src_start : op.src_end] if op.tag in ("delete", "replace") else []
            come += new[op.dest_start : op.dest_end] if op.tag in ("insert", "replace") else []
    if gone or come:
        out.append((" ".join(gone), " ".join(come)))
    return tuple(out)
