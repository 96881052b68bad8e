"""Sentences about dispositions that the report and the letters say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..register.values import Comment
from ..register.vocabulary import Suite
from .report_facts import by_suite
from .report_words import Speech


def suites_told(comments: Sequence[Comment], said: Speech) -> Iterator[str]:
    """How many were decided, and how."""
    counts = by_suite(comments)
    pending = counts.pop(Suite.PENDING, 0)
    decided = sum(counts.values())
    if not decided:
        yield said("none_decided")
        return
    told = suites_counted(counts, said)
    if pending:
        yield said("decided", decided, all=said.number(len(comments)), suites=told)
        yield said("pending", pending)
    else:
        yield said("all_decided", suites=told)


def suites_counted(counts: Mapping[Suite, int], said: Speech) -> str:
    """« 3 retenues, 1 non retenue et 2 prises en note »."""
    return said.listed([said(f"s_{suite.value}", count) for suite, count in counts.items()])


def uncapital(words: str) -> str:
    """Words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
