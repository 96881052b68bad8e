"""What PostgreSQL itself keeps up to date for lists over very many comments: counters, and an index of words.

Counters change by triggers of each statement, inside its transaction: they cannot disagree with the comments, whoever writes.
"""

from __future__ import annotations

LOW = 'round_id, standing, suite, kind, nature, certainty, "group", untracked'
OF = ", ".join(f"c.{name}" for name in LOW.split(", "))

_ADD = f"""
INSERT INTO register_counter (dimension, value, {LOW}, count)
SELECT dimension, value, {LOW}, sum(sign) FROM ({{rows}}) AS found WHERE value <> '' OR dimension = ''
GROUP BY dimension, value, {LOW} HAVING sum(sign) <> 0
ON CONFLICT (dimension, value, {LOW}) DO UPDATE SET count = register_counter.count + EXCLUDED.count
"""  # noqa: S608 - our own columns
_NEW_COMMENTS = f"""
SELECT d.dimension, d.value, {OF}, {{sign}} AS sign
FROM {{table}} c JOIN register_submission s ON s.id = c.submission_id
CROSS JOIN LATERAL (VALUES ('', ''), ('section', c.section), ('sender', c.sender), ('assignee', c.assignee), ('channel', s.channel))
AS d (dimension, value)
"""  # noqa: S608
_COMMENTS = f"""{_NEW_COMMENTS}
UNION ALL SELECT 'tag', t.name, {OF}, {{sign}} FROM {{table}} c JOIN register_tag t ON t.comment_id = c.number
"""  # noqa: S608
_TAGS = f"""
SELECT 'tag' AS dimension, t.name AS value, {OF}, {{sign}} AS sign
FROM {{table}} t JOIN register_comment c ON c.number = t.comment_id
"""  # noqa: S608

SEARCH_INDEX = "CREATE INDEX comment_search ON register_comment USING gin (search)"
WORDS = (
    # a text of more than a megabyte of words is cut: PostgreSQL takes no longer list
    "ALTER TABLE register_comment ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', left(folded, 200000))) STORED",
    SEARCH_INDEX,
)
NARROW = (
    "CREATE INDEX IF NOT EXISTS comment_codes ON register_comment (number) "
    'INCLUDE (suite, kind, nature, certainty, standing, "group", untracked, round_id, sender, section, assignee)'
)
"""Comments named one by one (by tags, by words) are told from others by this, not by their wide rows."""
REBUILD = ("TRUNCATE register_counter", _ADD.format(rows=_COMMENTS.format(sign=1, table="register_comment")))


def triggers() -> tuple[str, ...]:
    """The functions and triggers that keep the counters."""
    return (
        *_trigger("comment", "INSERT", _NEW_COMMENTS),  # no tag is on a comment before it is there
        *_trigger("comment", "UPDATE", _COMMENTS),
        *_trigger("comment", "DELETE", _COMMENTS),
        *_trigger("tag", "INSERT", _TAGS),
        *_trigger("tag", "DELETE", _TAGS),
    )


def _trigger(table: str, act: str, rows: str) -> tuple[str, str]:
    sides = {"INSERT": ("added",), "UPDATE": ("added", "gone"), "DELETE": ("gone",)}[act]
    name = f"register_count_{table}_{act.lower()}"
    both = " UNION ALL ".join(rows.format(sign=1 if side == "added" else -1, table=side) for side in sides)
    tables = " ".join(f"{'NEW' if side == 'added' else 'OLD'} TABLE AS {side}" for side in sides)
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_ADD.format(rows=both)}; RETURN NULL; END $$",
        f"CREATE OR REPLACE TRIGGER {name} AFTER {act} ON register_{table} REFERENCING {tables} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    )
