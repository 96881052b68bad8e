"""Remarks that say nearly the same."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0005_places_by_now"),
    ]

    operations = [
        migrations.CreateModel(
            name="Alike",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="alike",
                        serialize=False,
                        to="register.comment",
                    ),
                ),
                ("score", models.FloatField(default=1.0)),
                ("print", models.CharField(max_length=16)),
                ("keys", models.BinaryField(default=b"")),
                (
                    "first",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.comment"),
                ),
            ],
        ),
    ]
