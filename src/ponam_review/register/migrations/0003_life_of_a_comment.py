"""What a comment lives through: standing, groups, tags, notes, anchors in later editions, the changes that answer it."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def fold(apps: Any, schema_editor: Any) -> None:
    """Older comments get their words to search in."""
    from ..vocabulary import folded

    comment = apps.get_model("register", "Comment")
    rows = []
    for row in comment.objects.only("number", "text", "proposal", "quote").iterator(chunk_size=1000):
        row.folded = folded(row.text, row.proposal, row.quote)
        rows.append(row)
        if len(rows) == 1000:
            comment.objects.bulk_update(rows, ["folded"])
            rows.clear()
    comment.objects.bulk_update(rows, ["folded"])


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_sequences_and_seal"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveIntegerField()),
                ("commit", models.CharField(db_index=True, max_length=64)),
                ("before", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("author", models.CharField(max_length=160)),
                ("part", models.CharField(max_length=10)),
                ("text", models.TextField(blank=True)),
                ("state", models.CharField(blank=True, max_length=12)),
            ],
        ),
        migrations.CreateModel(
            name="Carried",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveIntegerField()),
                ("edition", models.CharField(max_length=120)),
                ("revision", models.CharField(blank=True, max_length=64)),
                ("section", models.CharField(blank=True, max_length=120)),
                ("block", models.IntegerField(null=True)),
                ("exact", models.TextField(blank=True)),
                ("prefix", models.CharField(blank=True, max_length=200)),
                ("suffix", models.CharField(blank=True, max_length=200)),
                ("start", models.IntegerField(default=0)),
                ("fate", models.CharField(max_length=10)),
                ("score", models.FloatField(default=0.0)),
                ("label", models.CharField(blank=True, max_length=250)),
                ("position", models.IntegerField(default=-1)),
                ("state", models.CharField(max_length=12)),
                ("previous", models.TextField(blank=True)),
                ("confirmed_by", models.CharField(blank=True, max_length=160)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signature", models.CharField(max_length=64)),
                ("mapping", models.JSONField(default=dict)),
                ("saved_by", models.CharField(max_length=160)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveIntegerField()),
                ("author", models.CharField(max_length=160)),
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
                ("internal", models.BooleanField(default=True)),
                ("addressed_to", models.CharField(blank=True, max_length=160)),
            ],
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_by", models.CharField(max_length=160)),
                ("sent_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True)),
                ("text_fr", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("suite", models.CharField(blank=True, max_length=24)),
            ],
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="WorkshopDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=60, unique=True)),
                ("date", models.DateField()),
                ("text", models.TextField()),
                ("author", models.CharField(blank=True, max_length=160)),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="assignee",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="comment",
            name="folded",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="group",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="comment",
            name="standing",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="comment",
            name="superseded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="supersedes", to="register.comment"
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="untracked",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="receivedfile",
            name="erased_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="anonymous",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="gathers",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="merged_into",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="register.stakeholder"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="message",
            field=models.CharField(blank=True, db_index=True, max_length=250),
        ),
        migrations.AddField(
            model_name="submission",
            name="replaces",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced_by", to="register.submission"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="reviewer",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(condition=models.Q(("assignee", ""), _negated=True), fields=["assignee", "number"], name="comment_assignee"),
        ),
        migrations.AddField(
            model_name="application",
            name="comment",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="register.comment"
            ),
        ),
        migrations.AddField(
            model_name="carried",
            name="comment",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="carried", to="register.comment"
            ),
        ),
        migrations.AddField(
            model_name="columnmapping",
            name="stakeholder",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="mappings", to="register.stakeholder"
            ),
        ),
        migrations.AddField(
            model_name="note",
            name="comment",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="register.comment"
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="round",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="positions", to="register.round"),
        ),
        migrations.AddField(
            model_name="position",
            name="stakeholder",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="positions", to="register.stakeholder"),
        ),
        migrations.AddField(
            model_name="submission",
            name="position",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="register.position"
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="comment",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="tags", to="register.comment"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("comment", "rank"), name="application_rank"),
        ),
        migrations.AddIndex(
            model_name="carried",
            index=models.Index(fields=["edition", "state", "position", "comment"], name="carried_state"),
        ),
        migrations.AddConstraint(
            model_name="carried",
            constraint=models.UniqueConstraint(fields=("comment", "edition"), name="carried_once"),
        ),
        migrations.AddConstraint(
            model_name="columnmapping",
            constraint=models.UniqueConstraint(fields=("stakeholder", "signature"), name="one_mapping"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(fields=("comment", "rank"), name="note_rank"),
        ),
        migrations.AddIndex(
            model_name="tag",
            index=models.Index(fields=["name", "comment"], name="tag_name"),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(fields=("comment", "name"), name="tag_once"),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
