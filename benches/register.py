#!/usr/bin/env python3
"""The register with a million remarks: what each list and filter costs in the database, counts included.

  DATABASE_URL=postgres://… benches/register.py [--rows N] [--fill] [--plans]

`--fill` makes the rows, of made-up words, in an empty database (a superuser's: constraints are not checked meanwhile).
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ponam_review.register.counters import REBUILD, SEARCH_INDEX
from ponam_review.register.store import Register, open_register
from ponam_review.register.values import Comment, Stakeholder, Wanted
from ponam_review.register.vocabulary import Certainty, Channel, Kind, Nature, Suite

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STAKEHOLDERS, SECTIONS, PAGE, TIMES = 60, 25, 50, 5

WORDS = """
CREATE TEMP TABLE words AS SELECT i, (SELECT string_agg(substr('bcdfglmnprstv', 1 + (random() * 12)::int, 1)
 || substr('aeiou', 1 + (random() * 4)::int, 1), '') FROM generate_series(1, 2 + (random() * 3)::int + 0 * i)) AS word
FROM generate_series(1, 3000) AS i;
CREATE FUNCTION pg_temp.said(n int) RETURNS text LANGUAGE sql VOLATILE AS $$
 SELECT string_agg(word, ' ') FROM (SELECT (SELECT word FROM words WHERE i = 1 + (2999 * r ^ 3)::int) AS word
 FROM (SELECT random() AS r FROM generate_series(1, n)) AS draws) AS drawn $$;
CREATE INDEX ON words (i); ANALYZE words;
"""
TEXTS = "CREATE TEMP TABLE said AS SELECT i, pg_temp.said(25 + (random() * 30)::int + 0 * i) AS text FROM generate_series(1, 20000) AS i"
SUBMISSIONS = """
INSERT INTO register_submission (round_id, stakeholder_id, file_name, channel, received_at, entered_at, entered_by, reviewer, message)
SELECT r.id, s.id, 'observations-' || n || '.xlsx', CASE WHEN n % 3 = 0 THEN 'word' ELSE 'matrix' END, now(), now(), 'x', '', ''
FROM register_round r, register_stakeholder s, generate_series(1, 4) n
"""
COMMENTS = """
INSERT INTO register_comment (number, submission_id, round_id, stakeholder_id, sender, kind, edit, nature, text, proposal, quote, author,
 written_at, revision, section, block, exact, prefix, suffix, start, certainty, score, place, place_as_written, position, position_now,
 start_now, source,
 extras, resolved, fingerprint, "group", assignee, untracked, standing, folded, suite, decision_id)
SELECT d.i, s.id, s.round_id, s.stakeholder_id, s.key, CASE WHEN d.a < 0.3 THEN 'proposal' ELSE 'remark' END, '',
 (ARRAY['', 'substance', 'form', 'fact', 'translation', 'general'])[1 + (5 * d.b)::int], t.text || ' ' || d.i, '', left(t.text, 60),
 'X. Y.',
 '2026-02-27', 'projet-1', 'section-' || (1 + (24 * d.c)::int), (d.e * 40)::int, left(t.text, 60), '', '', (d.f * 200)::int,
 CASE WHEN d.g < 0.9 THEN 'certain' WHEN d.g < 0.96 THEN 'doubtful' ELSE 'unplaced' END, 1, 'Axe ' || (1 + (24 * d.c)::int), '',
 ((24 * d.c)::int * 60 + (d.e * 40)::int), ((24 * d.c)::int * 60 + (d.e * 40)::int), (d.f * 200)::int, '{"paragraph": 12}', '{}',
 false, md5(d.i::text) || md5(d.i::text), CASE WHEN d.k < 0.02 THEN 'internal' ELSE '' END,
 CASE WHEN d.k < 0.4 THEN '' ELSE 'Rapporteur ' || (10 * d.e)::int END, d.f < 0.03,
 CASE WHEN d.f > 0.99 THEN 'superseded' WHEN d.f > 0.985 THEN 'preparing' ELSE '' END, ' ' || t.text || ' ' || left(t.text, 60),
 (ARRAY['', '', '', '', 'accepted', 'accepted', 'accepted', 'rejected', 'partly-accepted', 'noted', 'duplicate'])[1 + (10 * d.h)::int],
 CASE WHEN 1 + (10 * d.h)::int > 4 THEN d.i END
FROM (SELECT i, random() a, random() b, random() c, random() e, random() f, random() g, random() h, random() k,
 1 + (19999 * random())::int text,
 1 + ((SELECT count(*) - 1 FROM register_submission) * random())::int sub FROM generate_series(1, %s) AS i) AS d
JOIN said t ON t.i = d.text JOIN (SELECT b.*, key, row_number() OVER (ORDER BY b.id) AS row
 FROM register_submission b JOIN register_stakeholder h ON h.id = b.stakeholder_id) s ON s.row = d.sub
"""
DISPOSITIONS = """
INSERT INTO register_disposition (id, comment_id, rank, suite, reason, "where", author, decided_at)
SELECT number, number, 1, suite, 'Retenu, comme le demande l’atelier.', '', 'Rapporteur', now() FROM register_comment WHERE suite <> ''
"""
TAGS = """
INSERT INTO register_tag (comment_id, name) SELECT number, tag FROM register_comment,
 LATERAL (VALUES ('juridique', 10), ('budget', 7), ('atelier', 50), ('urgent', 13)) AS t (tag, every) WHERE number % every = 0
"""
REST = "UPDATE register_sequence SET value = %s WHERE name = 'comment'"

FILTERS = {
    "everything": Wanted(),
    "everything, whatever its standing": Wanted(standing=None),
    "one stakeholder": Wanted(stakeholder="S07"),
    "one round": Wanted(round=2),
    "one edition": Wanted(edition="projet-2"),
    "one section": Wanted(section="section-3"),
    "pending": Wanted(decided=False),
    "decided": Wanted(decided=True),
    "rejected": Wanted(suite=Suite.REJECTED),
    "proposals": Wanted(kind=Kind.PROPOSAL),
    "nature": Wanted(nature=Nature.FORM),
    "doubtful": Wanted(certainty=Certainty.DOUBTFUL),
    "certain": Wanted(certainty=Certainty.CERTAIN),
    "tag": Wanted(tags=("juridique",)),
    "assignee": Wanted(assignee="Rapporteur 3"),
    "internal": Wanted(group="internal"),
    "public": Wanted(group=""),
    "untracked": Wanted(untracked=True),
    "channel": Wanted(channel=Channel.WORD),
    "stakeholder, pending": Wanted(stakeholder="S07", decided=False),
    "stakeholder, section": Wanted(stakeholder="S07", section="section-3"),
    "section, pending, substance": Wanted(section="section-3", decided=False, nature=Nature.SUBSTANCE),
    "round, pending": Wanted(round=2, decided=False),
    "pending, form": Wanted(decided=False, nature=Nature.FORM),
    "pending, proposals, certain": Wanted(decided=False, kind=Kind.PROPOSAL, certainty=Certainty.CERTAIN),
    "tag, pending": Wanted(tags=("budget",), decided=False),
    "two tags": Wanted(tags=("budget", "urgent")),
    "assignee, pending": Wanted(assignee="Rapporteur 3", decided=False),
    "round, stakeholder, suite": Wanted(round=1, stakeholder="S11", suite=Suite.ACCEPTED),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--plans", action="store_true", help="show what the database did for the slow ones")
    chosen = parser.parse_args()
    with open_register(os.environ["DATABASE_URL"]) as register:
        if chosen.fill:
            fill(register, chosen.rows)
        measure(register, plans=chosen.plans)


def fill(register: Register, rows: int) -> None:
    from django.db import connection, transaction

    begun = time.perf_counter()
    for i in range(STAKEHOLDERS):
        register.add_stakeholder(Stakeholder(f"S{i:02d}", f"Structure {i}"), author="x", now=NOW)
    for i in range(3):
        register.open_round(f"projet-{i + 1}", author="x", now=NOW)
        register.close_round(author="x", now=NOW)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in (*WORDS.split(";\n"), TEXTS, SUBMISSIONS):
            if statement.strip():
                cursor.execute(statement)
        cursor.execute("DROP INDEX comment_search")
        cursor.execute(COMMENTS, [rows])
        for statement in (SEARCH_INDEX, DISPOSITIONS, TAGS, *REBUILD):
            cursor.execute(statement)
        cursor.execute(REST, [rows])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{rows} remarks made in {time.perf_counter() - begun:.0f} s")


# ------------------------------------------------------------------ measuring


class Spent:
    """Milliseconds in the database, and the statements."""

    def __init__(self) -> None:
        self.ms = 0.0
        self.statements: list[tuple[str, Any]] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.ms += 1000 * (time.perf_counter() - begun)
            self.statements.append((sql, params))


@contextmanager
def watched() -> Iterator[Spent]:
    from django.db import connection

    spent = Spent()
    with connection.execute_wrapper(spent):
        yield spent


def measure(register: Register, *, plans: bool) -> None:
    words = _words()
    asked = {**FILTERS, **{f"search: {name}": Wanted(words=word) for name, word in words.items()}}
    asked["search: two words"] = Wanted(words=f"{words['usual word']} {words['common word']}")
    asked["search, section, pending"] = Wanted(words=words["usual word"], section="section-3", decided=False)
    medians: list[float] = []
    print(
        f"{'filter':42} {'count':>9} {'counting':>9} {'number':>8} {'place':>8} {'stakehld':>8} {'next page':>9}"
        f"  (ms in the database, median of {TIMES})"
    )
    for name, wanted in asked.items():
        count, counting = _time(partial(register.counted, wanted), plans)
        orders = (replace(wanted, order=order, limit=PAGE) for order in ("number", "place", "stakeholder"))
        pages = [_time(partial(_page, register, page), plans)[1] for page in orders]
        first = list(register.comments(replace(wanted, order="place", limit=PAGE)))
        later = replace(wanted, order="place", limit=PAGE, after=first[-1].number) if first else wanted
        pages.append(_time(partial(_page, register, replace(later, limit=PAGE)), plans)[1])
        medians += [counting + page for page in pages]
        print(
            f"{name:42} {count.number:>8}{' ' if count.exact else '+'} {counting:>9.1f} " + " ".join(f"{page:>8.1f}" for page in pages),
            flush=True,
        )
    slow = sum(value > 150 for value in medians)
    middle, worst = statistics.median(medians), max(medians)
    print(f"lists with their count: median {middle:.1f} ms, slowest {worst:.1f} ms, over 150 ms: {slow} of {len(medians)}")


def _page(register: Register, wanted: Wanted) -> list[Comment]:
    return list(register.comments(wanted))


def _time(call: Any, plans: bool) -> tuple[Any, float]:
    runs: list[Spent] = []
    answer: Any = None
    for _ in range(TIMES):
        with watched() as spent:
            answer = call()
        runs.append(spent)
    ms = statistics.median(run.ms for run in runs)
    if plans and ms > 100:
        _explain(runs[-1])
    return answer, ms


def _explain(spent: Spent) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in spent.statements:
            if sql.startswith("SELECT"):
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + sql, params)
                print("   ", sql[:1500], "\n     ".join(("", *(row[0] for row in cursor.fetchall()))))


def _words() -> dict[str, str]:
    """Words by how many remarks hold them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w, count(*) AS n FROM (SELECT DISTINCT number, unnest(string_to_array(folded, ' ')) AS w FROM register_comment "
            "WHERE number <= 20000) AS s WHERE length(w) > 3 GROUP BY w ORDER BY n"
        )
        found = [row[0] for row in cursor.fetchall()]
    return {"rare word": found[0], "usual word": found[len(found) // 2], "common word": found[-1]}


if __name__ == "__main__":
    main()
