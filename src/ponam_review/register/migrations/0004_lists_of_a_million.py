"""Lists over very many comments: the sender beside each comment, counters, an index of words."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def fill(apps: Any, schema_editor: Any) -> None:
    """Older comments get their sender and their words to search in."""
    from ..vocabulary import folded

    comment = apps.get_model("register", "Comment")
    keys = dict(apps.get_model("register", "Stakeholder").objects.values_list("pk", "key"))
    fields = ("number", "text", "proposal", "quote", "stakeholder_id")
    rows = []
    for row in comment.objects.only(*fields).iterator(chunk_size=1000):
        row.sender, row.folded = keys[row.stakeholder_id], folded(row.text, row.proposal, row.quote)
        rows.append(row)
        if len(rows) == 1000:
            comment.objects.bulk_update(rows, ["sender", "folded"])
            rows.clear()
    comment.objects.bulk_update(rows, ["sender", "folded"])


def keep_counters(apps: Any, schema_editor: Any) -> None:
    """PostgreSQL keeps counters and an index of words by itself."""
    from ..counters import REBUILD, WORDS, triggers

    if schema_editor.connection.vendor == "postgresql":
        for statement in (*WORDS, *REBUILD, *triggers()):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_life_of_a_comment"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dimension", models.CharField(blank=True, max_length=10)),
                ("value", models.CharField(blank=True, max_length=160)),
                ("standing", models.CharField(blank=True, max_length=12)),
                ("suite", models.CharField(blank=True, max_length=24)),
                ("kind", models.CharField(max_length=10)),
                ("nature", models.CharField(blank=True, max_length=12)),
                ("certainty", models.CharField(max_length=10)),
                ("group", models.CharField(blank=True, max_length=40)),
                ("untracked", models.BooleanField(default=False)),
                ("count", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="comment",
            name="comment_stakeholder",
        ),
        migrations.RemoveIndex(
            model_name="comment",
            name="comment_section",
        ),
        migrations.AddField(
            model_name="comment",
            name="sender",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["sender", "number"], name="comment_sender"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["section", "round", "position", "start", "number"], name="comment_section_place"),
        ),
        migrations.AddField(
            model_name="counter",
            name="round",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="counter",
            constraint=models.UniqueConstraint(
                fields=("dimension", "value", "round", "standing", "suite", "kind", "nature", "certainty", "group", "untracked"),
                name="one_counter",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(keep_counters, migrations.RunPython.noop),
    ]
