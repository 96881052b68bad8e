"""The three sequences, and an audit log that the database itself refuses to change."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_{act} BEFORE {act} ON register_auditentry
BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
"""
POSTGRESQL = """
CREATE FUNCTION register_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON register_auditentry
FOR EACH STATEMENT EXECUTE FUNCTION register_audit_only_grows()
"""


def seal(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        schema_editor.execute(POSTGRESQL_TRIGGER)
    else:
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(act=act))


def number(apps: Any, schema_editor: Any) -> None:
    sequence = apps.get_model("register", "Sequence")
    for name in ("comment", "audit", "round"):
        sequence.objects.create(name=name, value=0)


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
