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
    anonymous = models.BooleanField(default=False)
    """Nothing is known but the category: no name of a person is ever stored with it."""
    gathers = models.BooleanField(default=False)
    """Its contact point sends one consolidated position: what its reviewers write is in preparation until then."""
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="aliases")
    """It turned out to be another one: its code still leads there."""


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
    erased_at = models.DateTimeField(null=True)
    """A person had it erased (law 2013-015): its fingerprint stays, its content is gone."""


class Position(models.Model):
    """What an institution sends as its own in a round: its reviewers' remarks, gathered by its contact point."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="positions")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="positions")
    sent_by = models.CharField(max_length=160)
    sent_at = models.DateTimeField()
    note = models.TextField(blank=True)


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
    reviewer = models.CharField(max_length=160, blank=True)
    """Who in the institution wrote it, where several do."""
    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, related_name="submissions")
    message = models.CharField(max_length=250, blank=True, db_index=True)
    """Message-ID of the e-mail it came by."""
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "stakeholder", "file"], name="same_file_once"),)


CODES = ("suite", "kind", "nature", "certainty", "standing", "group", "untracked")
"""Beside the keys of an index, PostgreSQL keeps what lists filter by: a page is found without reading the wide rows."""


class Comment(models.Model):
    """One remark. `fingerprint` is what makes two remarks of one stakeholder in one round the same."""

    number = models.BigIntegerField(primary_key=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="comments")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="comments", db_index=False)
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="comments", db_index=False)
    sender = models.CharField(max_length=60, blank=True)
    """The stakeholder's key, kept here so that a list in its order reads one index."""
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
    # where it stands by now, for sorting: in the last edition it was carried to, as long as its passage stands there (`standing`)
    position_now = models.IntegerField(default=-1)
    start_now = models.IntegerField(default=0)
    # whence: where in the file or message
    source = models.JSONField(default=dict)
    extras = models.JSONField(default=dict)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    resolved = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)
    # who works on it and who may read it
    group = models.CharField(max_length=40, blank=True)
    assignee = models.CharField(max_length=160, blank=True)
    untracked = models.BooleanField(default=False)
    """A change the sender made without tracking it: found by comparison with what was sent out."""
    standing = models.CharField(max_length=12, blank=True)
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supersedes")
    folded = models.TextField(blank=True)
    """The words to search in: text, proposal and quote without case, accents or punctuation, a space before each word. PostgreSQL
    keeps them in an index of words as well (migration 0004)."""
    # derived from the history by `decisions`, kept here so that a filter on a million rows needs no join
    suite = models.CharField(max_length=24, blank=True)
    decision = models.OneToOneField("Disposition", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "stakeholder", "fingerprint"], name="same_remark_once"),)
        indexes = (
            models.Index(fields=["round", "number"], name="comment_round"),
            models.Index(fields=["sender", "number"], include=[*CODES, "round", "section", "assignee"], name="comment_of_sender"),
            models.Index(
                fields=["section", "round", "position_now", "start_now", "number"],
                include=[*CODES, "sender", "assignee"],
                name="comment_in_section",
            ),
            models.Index(fields=["suite", "number"], name="comment_suite"),
            models.Index(
                fields=["round", "position_now", "start_now", "number"],
                include=[*CODES, "sender", "section", "assignee"],
                name="comment_in_place",
            ),
            models.Index(fields=["certainty", "number"], name="comment_certainty"),
            models.Index(fields=["assignee", "number"], name="comment_assignee", condition=~Q(assignee="")),
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


class Counter(models.Model):
    """How many comments there are of each sort, kept by triggers of PostgreSQL; embedded registers count when asked. `dimension`
    is one of section, sender, assignee, channel and tag with its value, or nothing: all comments."""

    dimension = models.CharField(max_length=10, blank=True)
    value = models.CharField(max_length=160, blank=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    standing = models.CharField(max_length=12, blank=True)
    suite = models.CharField(max_length=24, blank=True)
    kind = models.CharField(max_length=10)
    nature = models.CharField(max_length=12, blank=True)
    certainty = models.CharField(max_length=10)
    group = models.CharField(max_length=40, blank=True)
    untracked = models.BooleanField(default=False)
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dimension", "value", "round", "standing", "suite", "kind", "nature", "certainty", "group", "untracked"],
                name="one_counter",
            ),
        )


class Tag(models.Model):
    """A word of the secretariat's own on a comment (`juridique`, `à traduire`)."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="tags", db_index=False)
    name = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["comment", "name"], name="tag_once"),)
        indexes = (models.Index(fields=["name", "comment"], name="tag_name"),)


class Note(models.Model):
    """One message in the discussion under a comment; never changed, never deleted. Internal ones stay in the office."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="notes", db_index=False)
    rank = models.PositiveIntegerField()
    author = models.CharField(max_length=160)
    at = models.DateTimeField()
    text = models.TextField()
    internal = models.BooleanField(default=True)
    addressed_to = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["comment", "rank"], name="note_rank"),)


class Reason(models.Model):
    """A reason used again and again, called by its code."""

    code = models.CharField(max_length=40, unique=True)
    text_fr = models.TextField()
    text_en = models.TextField(blank=True)
    suite = models.CharField(max_length=24, blank=True)
    """The disposition it usually goes with."""


class Carried(models.Model):
    """Where a comment stands in a later edition: its anchor, carried there."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="carried", db_index=False)
    rank = models.PositiveIntegerField()
    edition = models.CharField(max_length=120)
    revision = models.CharField(max_length=64, blank=True)
    section = models.CharField(max_length=120, blank=True)
    block = models.IntegerField(null=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    start = models.IntegerField(default=0)
    fate = models.CharField(max_length=10)
    score = models.FloatField(default=0.0)
    label = models.CharField(max_length=250, blank=True)
    position = models.IntegerField(default=-1)
    state = models.CharField(max_length=12)
    previous = models.TextField(blank=True)
    """The passage as it read before, for whoever confirms."""
    confirmed_by = models.CharField(max_length=160, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["comment", "edition"], name="carried_once"),)
        indexes = (models.Index(fields=["edition", "state", "position", "comment"], name="carried_state"),)


class Application(models.Model):
    """The change of the text that answers a comment: one commit."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="applications", db_index=False)
    rank = models.PositiveIntegerField()
    commit = models.CharField(max_length=64, db_index=True)
    before = models.CharField(max_length=64, blank=True)
    """The commit it was made on."""
    at = models.DateTimeField()
    author = models.CharField(max_length=160)
    part = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    """The wording that went in."""
    state = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["comment", "rank"], name="application_rank"),)


class Alike(models.Model):
    """Which group of remarks that say nearly the same a comment belongs to. Made from the comments, and made anew at will: no part of what
    is kept, sealed or archived."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, primary_key=True, related_name="alike")
    first = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    """The first of the group; itself where it says what nobody else says."""
    score = models.FloatField(default=1.0)
    print = models.CharField(max_length=16)
    """Of the words compared: changed words are compared anew."""
    keys = models.BinaryField(default=b"")
    """By which others find the first of a group."""


class WorkshopDecision(models.Model):
    """A decision of a workshop or meeting that explains changes no comment asked for."""

    reference = models.CharField(max_length=60, unique=True)
    date = models.DateField()
    text = models.TextField()
    author = models.CharField(max_length=160, blank=True)


class ColumnMapping(models.Model):
    """How the columns of a stakeholder's own matrix are read, once a person confirmed it."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="mappings", db_index=False)
    signature = models.CharField(max_length=64)
    """Of the headings it is for."""
    mapping = models.JSONField(default=dict)
    saved_by = models.CharField(max_length=160)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["stakeholder", "signature"], name="one_mapping"),)


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
