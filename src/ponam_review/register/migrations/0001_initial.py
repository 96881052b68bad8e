import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("rank", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=40)),
                ("author", models.CharField(max_length=160)),
                ("action", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=160)),
                ("detail", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="ReceivedFile",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.BigIntegerField()),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Sequence",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("value", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Stakeholder",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=250)),
                ("category", models.CharField(blank=True, max_length=80)),
                ("region", models.CharField(blank=True, max_length=80)),
                ("country", models.CharField(blank=True, max_length=80)),
                ("contact", models.CharField(blank=True, max_length=160)),
                ("email", models.CharField(blank=True, max_length=250)),
            ],
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("edit", models.CharField(blank=True, max_length=12)),
                ("nature", models.CharField(blank=True, max_length=12)),
                ("text", models.TextField(blank=True)),
                ("proposal", models.TextField(blank=True)),
                ("quote", models.TextField(blank=True)),
                ("author", models.CharField(blank=True, max_length=250)),
                ("written_at", models.CharField(blank=True, max_length=40)),
                ("revision", models.CharField(blank=True, max_length=120)),
                ("section", models.CharField(blank=True, max_length=120)),
                ("block", models.IntegerField(null=True)),
                ("exact", models.TextField(blank=True)),
                ("prefix", models.CharField(blank=True, max_length=200)),
                ("suffix", models.CharField(blank=True, max_length=200)),
                ("start", models.IntegerField(default=0)),
                ("certainty", models.CharField(max_length=10)),
                ("score", models.FloatField(default=0.0)),
                ("place", models.CharField(blank=True, max_length=250)),
                ("place_as_written", models.CharField(blank=True, max_length=250)),
                ("position", models.IntegerField(default=-1)),
                ("source", models.JSONField(default=dict)),
                ("extras", models.JSONField(default=dict)),
                ("resolved", models.BooleanField(default=False)),
                ("fingerprint", models.CharField(max_length=64)),
                ("suite", models.CharField(blank=True, max_length=24)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="register.comment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Disposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("rank", models.PositiveIntegerField()),
                ("suite", models.CharField(max_length=24)),
                ("reason", models.TextField()),
                ("where", models.CharField(blank=True, max_length=250)),
                ("author", models.CharField(max_length=160)),
                ("decided_at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="history",
                        to="register.comment",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.comment",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="decision",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.disposition",
            ),
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("edition", models.CharField(max_length=120)),
                ("revision", models.CharField(blank=True, max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.CharField(max_length=160)),
                ("until", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.CharField(blank=True, max_length=160)),
                ("running", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(condition=models.Q(("running", True)), fields=("running",), name="one_round_open")],
            },
        ),
        migrations.AddField(
            model_name="comment",
            name="round",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="register.round",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="stakeholder",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comments",
                to="register.stakeholder",
            ),
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("channel", models.CharField(max_length=12)),
                ("received_at", models.DateTimeField()),
                ("entered_at", models.DateTimeField()),
                ("entered_by", models.CharField(max_length=160)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.receivedfile",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="register.round",
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="register.stakeholder",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="submission",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="register.submission"),
        ),
        migrations.AddConstraint(
            model_name="disposition",
            constraint=models.UniqueConstraint(fields=("comment", "rank"), name="disposition_rank"),
        ),
        migrations.AddConstraint(
            model_name="disposition",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="disposition_has_a_reason"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("round", "stakeholder", "file"), name="same_file_once"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["round", "number"], name="comment_round"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["stakeholder", "number"], name="comment_stakeholder"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["section", "number"], name="comment_section"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["suite", "number"], name="comment_suite"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["round", "position", "start"], name="comment_place"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["certainty", "number"], name="comment_certainty"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(fields=("round", "stakeholder", "fingerprint"), name="same_remark_once"),
        ),
    ]
