"""A consultation of 5,000 remarks reported: CPU time and memory of each form, the public version's check included.

.venv/bin/python benches/report.py [COUNT]
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from ponam_review.register.values import Comment, Disposition, Place, Round, Stakeholder
from ponam_review.register.vocabulary import Certainty, Channel, Edit, Kind, Nature, Suite
from ponam_review.reports.report import write_report
from ponam_review.reports.report_facts import Hearing
from ponam_review.reports.report_flow import Report
from ponam_review.reports.report_public import public_comments, secrets_of
from ponam_review.text.model import Cover
from ponam_review.text.remarks import Selector

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
WORDS = "migrants réintégration diaspora santé climat région commune budget suivi données protection familles retour emploi".split()
SUITES = (Suite.PENDING, Suite.ACCEPTED, Suite.REJECTED, Suite.NOTED, Suite.PARTLY_ACCEPTED)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    people = tuple(Stakeholder(f"S{n:02d}", f"Structure {n}", f"Catégorie {n % 6}", f"Région {n % 9}", "Mali") for n in range(40))
    comments = tuple(_comments(count, random.Random(7)))
    secrets = secrets_of(comments, people, notes=["Une note interne, à ne pas montrer."], names=["Modibo Keïta"], unknown="?")
    round_ = Round(1, "projet-1", "", NOW, "Secrétariat", closed_at=NOW)
    for public in (False, True):
        shown = tuple(public_comments(comments, people, secrets, "?")) if public else comments
        hearing = Hearing(
            shown, people, frozenset(s.code for s in people[:33]), (round_,), {f"axe-{n}": f"Axe {n}" for n in range(12)}, None, 0,
            {Channel.WORD: 30},
        )  # fmt: skip
        report = Report(hearing, "Politique", Cover(), "fr", "1er mai 2026", public=public)
        for kind in ("docx", "html", "pdf"):
            started = time.process_time()
            content = write_report(report, secrets, kind, created="2026-05-01T10:00:00Z").value
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            print(f"{count} remarks, {'public ' if public else ''}{kind}: {time.process_time() - started:.1f} s CPU, "
                  f"{len(content) / 1e6:.1f} MB, peak {memory} MB")  # fmt: skip


def _comments(count: int, chance: random.Random) -> Iterator[Comment]:
    for number in range(1, count + 1):
        axis, block = chance.randrange(12), chance.randrange(1, 30)
        text = " ".join(chance.choices(WORDS, k=chance.randrange(8, 60))).capitalize() + "."
        suite = chance.choice(SUITES)
        place = Place(Selector("projet-1", f"axe-{axis}", block, "douze postes"), Certainty.CERTAIN, 1.0, f"Axe {axis}", axis * 100 + block)
        proposes = chance.random() < 0.4
        yield Comment(
            number, Kind.PROPOSAL if proposes else Kind.REMARK, Edit.REWORD if proposes else Edit.FREE, Nature.SUBSTANCE, text,
            "Ouvrir quinze postes consulaires." if proposes else "", "Ouvrir douze postes consulaires." if proposes else "douze postes",
            "Awa Traoré", f"2026-03-{chance.randrange(1, 29):02d}", NOW, f"S{chance.randrange(33):02d}", 1, "projet-1", Channel.WORD,
            "c.docx", "0" * 64, place, {}, {}, None, False,
            Disposition(suite, f"Motif {number % 90}.", "Modibo Keïta", NOW) if suite else None,
        )  # fmt: skip


if __name__ == "__main__":
    main()
