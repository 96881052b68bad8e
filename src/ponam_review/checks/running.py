"""Rules run over a subject; what the workspace has silenced, with its reason, is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ..workspace.settings import CheckSettings, Silence
from .findings import Finding, finding
from .rules import RULES, Rule, rules_named, unknown_name
from .subject import Subject

SETTINGS = "ponam.toml"


def chosen_rules(settings: CheckSettings | None = None, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """The rules to run: those named, else those that run unasked and those that the workspace asks for; never those left out."""
    settings = settings or CheckSettings()
    if only:
        chosen = rules_named(only)
    else:
        also = rules_named(settings.also)
        left_out = rules_named(settings.without)
        chosen = tuple(rule for rule in RULES if (rule.default or rule in also) and rule not in left_out)
    never = rules_named(without)
    return tuple(rule for rule in chosen if rule not in never)


def check_subject(subject: Subject, rules: Iterable[Rule] | None = None) -> tuple[Finding, ...]:
    """Every finding that nobody has silenced, by file and line in the order of the text.

    A silence that silences nothing is a finding itself, so that reasons do not outlive what they excuse."""
    run = tuple(rules) if rules is not None else chosen_rules()
    found: list[Finding] = []
    used: set[Silence] = set()
    for rule in run:
        for one in rule.check(subject):
            silence = _silence(subject, replace(one, level=rule.level))
            if silence is None:
                found.append(replace(one, level=rule.level))
            else:
                used.add(silence)
    found += _about_silences(subject.silences, run, used)
    return tuple(sorted(found, key=_order(subject)))


def check_files(subject: Subject, files: Collection[str]) -> tuple[Finding, ...]:
    """What the rules that can look at a few files find in these, quickly: what a drafter wants to know on saving."""
    rules = tuple(rule for rule in chosen_rules() if not rule.whole and rule.family not in ("reading", "spelling"))
    found = check_subject(subject.only(files), rules)
    return tuple(one for one in found if one.notice.file in files and _silence(subject, one) is None)


def _order(subject: Subject) -> _Order:
    return _Order([section.file for _document, section in subject.sections()])


class _Order:
    """The place of a finding in the text; what belongs to no section comes first."""

    def __init__(self, files: Sequence[str]) -> None:
        self._ranks = {file: rank for rank, file in enumerate(files)}

    def __call__(self, one: Finding) -> tuple[int, str, int, int, str]:
        return self._ranks.get(one.notice.file, -1), one.notice.file, one.notice.line, one.column, one.rule


def _silence(subject: Subject, one: Finding) -> Silence | None:
    for silence in subject.silences:
        if silence.rule not in (one.rule, one.check):
            continue
        if silence.section and silence.section != _section_of(subject, one.notice.file):
            continue
        if not silence.about or silence.about in _words(one):
            return silence
    return None


def _section_of(subject: Subject, file: str) -> str:
    return next((section.id for _document, section in subject.sections() if section.file == file), "")


def _words(one: Finding) -> str:
    """What a finding speaks of: its values, which no language changes."""
    return " ".join(map(str, one.notice.values.values()))


def _about_silences(silences: Iterable[Silence], run: Sequence[Rule], used: set[Silence]) -> Iterator[Finding]:
    ran = {rule.id for rule in run} | {rule.family for rule in run}
    for silence in silences:
        if unknown_name((silence.rule,)):
            sentence = "[[checks.silence]]: there is no rule “{name}”; “ponam check --list-rules” names them"
            yield replace(finding("silence/unknown", sentence, SETTINGS, 0, name=silence.rule), level="error")
        elif silence.rule in ran and silence not in used:
            sentence = "[[checks.silence]]: “{name}” finds nothing more to silence here ({reason}); delete this entry"
            yield finding("silence/useless", sentence, SETTINGS, 0, name=silence.rule, reason=silence.reason)
