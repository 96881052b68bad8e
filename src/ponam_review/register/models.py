"""The register's tables. The words are DESIGN.md's; only `store` and its services read them.

A comment's number is its primary key: given once, in one sequence across all rounds, without gaps.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Sequence(models.Model):
    """The last number given in a sequence. Whoever writes takes this row first, so that writers queue."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.BigIntegerField(default=0)


class Stakeholder(models.Model):
    """An institution or a person consulted. `key` is the code as people type it, without case or accents."""

    code = models.CharField(max_length=60)
    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=250)
    category = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=80, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    email = models.CharField(max_length=250, blank=True)


class Round(models.Model):
    """A consultation on an edition; at most one is open."""

    number = models.PositiveIntegerField(unique=True)
    edition = models.CharField(max_length=120)
    revision = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=160)
    until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=160, blank=True)
    running = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["running"], condition=Q(running=True), name="one_round_open"),)


class ReceivedFile(models.Model):
    """A file as it came, byte for byte, stored once. In the database: file and remarks are recorded together
    or not at all, and whoever shares the register has both."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    content = models.BinaryField()


class Submission(models.Model):
    """One thing received from one stakeholder in one round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="submissions")
    file = models.ForeignKey(ReceivedFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    channel = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=160)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "stakeholder", "file"], name="same_file_once"),)


class Comment(models.Model):
    """One remark. `fingerprint` is what makes two remarks of one stakeholder in one round the same."""

    number = models.BigIntegerField(primary_key=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="comments")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="comments", db_index=False)
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="comments", db_index=False)
    kind = models.CharField(max_length=10)
    edit = models.CharField(max_length=12, blank=True)
    nature = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    author = models.CharField(max_length=250, blank=True)
    written_at = models.CharField(max_length=40, blank=True)
    # where: a W3C selector (text.remarks.Selector), or nothing but the sender's words
    revision = models.CharField(max_length=120, blank=True)
    section = models.CharField(max_length=120, blank=True)
    block = models.IntegerField(null=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    start = models.IntegerField(default=0)
    certainty = models.CharField(max_length=10)
    score = models.FloatField(default=0.0)
    place = models.CharField(max_length=250, blank=True)
    place_as_written = models.CharField(max_length=250, blank=True)
    position = models.IntegerField(default=-1)
    # whence: where in the file or message
    source = models.JSONField(default=dict)
    extras = models.JSONField(default=dict)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    resolved = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)
    # derived from the history by `decisions`, kept here so that a filter on a million rows needs no join
    suite = models.CharField(max_length=24, blank=True)
    decision = models.OneToOneField("Disposition", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "stakeholder", "fingerprint"], name="same_remark_once"),)
        indexes = (
            models.Index(fields=["round", "number"], name="comment_round"),
            models.Index(fields=["stakeholder", "number"], name="comment_stakeholder"),
            models.Index(fields=["section", "number"], name="comment_section"),
            models.Index(fields=["suite", "number"], name="comment_suite"),
            models.Index(fields=["round", "position", "start"], name="comment_place"),
            models.Index(fields=["certainty", "number"], name="comment_certainty"),
        )


class Disposition(models.Model):
    """One decision in a comment's history; rows are added, never changed."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="history", db_index=False)
    rank = models.PositiveIntegerField()
    suite = models.CharField(max_length=24)
    reason = models.TextField()
    where = models.CharField(max_length=250, blank=True)
    duplicate_of = models.ForeignKey(Comment, on_delete=models.PROTECT, null=True, related_name="+")
    author = models.CharField(max_length=160)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["comment", "rank"], name="disposition_rank"),
            models.CheckConstraint(condition=~Q(reason=""), name="disposition_has_a_reason"),
        )


class AuditEntry(models.Model):
    """One line of the audit log; `hash` covers the line and the hash before it."""

    rank = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    author = models.CharField(max_length=160)
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=160)
    detail = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
