"""How the columns of each stakeholder's own matrices are read, once a person confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from . import audit, models, sequences, stakeholders


def saved_forms() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Stakeholder → signature of the headings → heading → field (empty: kept as it is)."""
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in models.ColumnMapping.objects.select_related("stakeholder"):
        found.setdefault(row.stakeholder.code, {})[row.signature] = row.mapping
    return found


def save_form(code: str, signature: str, mapping: Mapping[str, str], *, author: str, now: datetime) -> None:
    """Keep how a form is read; what was kept of it before gives way."""
    sequences.hold("comment")
    stakeholder = stakeholders.row_of(code)
    said = {"mapping": dict(mapping), "saved_by": author[:160], "at": now}
    models.ColumnMapping.objects.update_or_create(stakeholder=stakeholder, signature=signature, defaults=said)
    audit.record("columns.saved", str(stakeholder.pk), {"signature": signature, "columns": dict(mapping)}, author=author, now=now)


def known_message(message: str, code: str) -> bool:
    """Whether this very message of that stakeholder was taken in before, in whatever round."""
    return models.Submission.objects.filter(message=message, stakeholder=stakeholders.row_of(code)).exists()
