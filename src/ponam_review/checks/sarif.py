"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which editors and forges show beside the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .. import __version__
from .findings import Finding
from .rules import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}


def sarif_log(findings: Sequence[Finding], rules: Sequence[Rule], say: Callable[[str], str]) -> dict[str, object]:
    """A log with one run (§3.14). `say` translates a sentence."""
    ids = sorted({rule.id for rule in rules} | {one.rule for one in findings})
    titles = {rule.id: rule for rule in rules}
    described = [_rule(id, titles.get(id), say) for id in ids]
    driver = {"name": "ponam-review", "semanticVersion": __version__, "rules": described}
    results = [_result(one, ids.index(one.rule), say) for one in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id: str, rule: Rule | None, say: Callable[[str], str]) -> dict[str, object]:
    """A reporting descriptor (§3.49)."""
    if rule is None:
        return {"id": id}
    return {"id": id, "shortDescription": {"text": say(rule.title)}, "defaultConfiguration": {"level": _LEVELS[rule.level]}}


def _result(one: Finding, index: int, say: Callable[[str], str]) -> dict[str, object]:
    """A result (§3.27); lines and columns count from 1, a finding about a whole file has no region."""
    message = say(one.notice.template).format(**one.notice.values)
    result: dict[str, object] = {"ruleId": one.rule, "ruleIndex": index, "level": _LEVELS[one.level], "message": {"text": message}}
    if one.notice.file:
        place: dict[str, object] = {"artifactLocation": {"uri": one.notice.file.replace("\\", "/")}}
        if one.notice.line:
            place["region"] = {"startLine": one.notice.line, **({"startColumn": one.column} if one.column else {})}
        result["locations"] = [{"physicalLocation": place}]
    return result
