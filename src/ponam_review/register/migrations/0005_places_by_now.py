"""Lists in the order in which comments stand by now; indexes that hold what lists filter by."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import F

CODES = ["suite", "kind", "nature", "certainty", "standing", "group", "untracked"]
BATCH = 1000


def fill(apps: Any, schema_editor: Any) -> None:
    """Where each comment stands by now: where it was received, or where it was carried last."""
    comment, carried = apps.get_model("register", "Comment"), apps.get_model("register", "Carried")
    comment.objects.update(position_now=F("position"), start_now=F("start"))
    rows = carried.objects.filter(block__isnull=False).order_by("comment_id", "rank").values_list("comment_id", "position", "start")
    last = {number: (position, start) for number, position, start in rows.iterator(chunk_size=BATCH)}
    numbers = sorted(last)
    for begin in range(0, len(numbers), BATCH):
        found = list(comment.objects.filter(number__in=numbers[begin : begin + BATCH]).only("number"))
        for row in found:
            row.position_now, row.start_now = last[row.number]
        comment.objects.bulk_update(found, ["position_now", "start_now"], batch_size=200)


def help_postgresql(apps: Any, schema_editor: Any) -> None:
    """What comments are told by, beside their numbers; and the trigger of new comments looks for no tags any more: they come later."""
    from ..counters import NARROW, triggers

    if schema_editor.connection.vendor == "postgresql":
        for statement in (NARROW, *triggers()):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0004_lists_of_a_million"),
    ]

    operations = [
        migrations.AddField(model_name="comment", name="position_now", field=models.IntegerField(default=-1)),
        migrations.AddField(model_name="comment", name="start_now", field=models.IntegerField(default=0)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="comment", name="comment_sender"),
        migrations.RemoveIndex(model_name="comment", name="comment_section_place"),
        migrations.RemoveIndex(model_name="comment", name="comment_place"),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["sender", "number"],
                include=[*CODES, "round", "section", "assignee"],
                name="comment_of_sender",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["section", "round", "position_now", "start_now", "number"],
                include=[*CODES, "sender", "assignee"],
                name="comment_in_section",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["round", "position_now", "start_now", "number"],
                include=[*CODES, "sender", "section", "assignee"],
                name="comment_in_place",
            ),
        ),
        migrations.RunPython(help_postgresql, migrations.RunPython.noop),
    ]
