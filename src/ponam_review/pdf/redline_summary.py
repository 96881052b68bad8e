"""The pages before a redline: which texts, how much changed, what the signs mean, and where each change is."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from ..compare.account import Account, Change
from ..compare.changes import ChangeSet
from ..compare.redline_words import ORDER, SIGNS, RedlineWords, grouped, named, written_date
from ..text.front import page_title
from .markup import block_of, literal
from .sheet import Sheet

_SIGNED = {"ins": "ins", "del": "del"}


def write_summary(changes: ChangeSet, account: Account, words: RedlineWords, sheet: Sheet, *, author: str, date: str) -> str:
    """The summary, whose headings come first of all in the file."""
    facts = (
        (words.old, named(changes.old.name, changes.old.cover.edition if changes.old.cover else "")),
        (words.new, named(changes.new.name, changes.new.cover.edition if changes.new.cover else "")),
        (words.author, author),
        (words.date, written_date(date, words)),
    )
    pairs = "".join(f"({literal(name)},{literal(value)})," for name, value in facts if value)
    title = changes.new.title or page_title(changes.new)
    sheet.tag = 2 if account.changes else 1
    parts = [f"summary-head({literal(words.title)},{literal(title)},({pairs}));\n"]
    if not account.changes:
        parts.append(f"p({literal(words.nothing)});\n")
    else:
        parts += (_counts(account, words), _legend(words, sheet), _list(account, words, sheet))
    return f"summary({block_of(''.join(parts))});\n"


def _counts(account: Account, words: RedlineWords) -> str:
    found = Counter(change.kind for change in account.changes)
    told_of = [(SIGNS[kind], grouped(found[kind]), words.kinds[kind][found[kind] > 1]) for kind in ORDER if found[kind]]
    rows = "".join(f"({','.join(map(literal, row))})," for row in told_of)
    volume = ((words.words_added, account.added), (words.words_removed, account.removed))
    told = " · ".join(forms[count > 1].format(count=grouped(count)) for forms, count in volume if count)
    return f"counts({literal(words.summary)},({rows}),{literal(told)});\n"


def _legend(words: RedlineWords, sheet: Sheet) -> str:
    own = sheet.words
    signs = words.signs
    rows = (
        ('ins("abc")', signs["ins"]),
        ('del("abc")', signs["del"]),
        ('departed("abc")', signs["moved-from"]),
        ('arrived("abc")', signs["moved-to"]),
        ('restyled("abc")', own.restyled),
        ('{ins("¶");" ";del("¶")}', signs["pilcrow"]),
        ("bar-sample", own.bar),
    )
    return f"legend({literal(words.legend)},({''.join(f'({sample},{literal(meaning)}),' for sample, meaning in rows)}));\n"


def _list(account: Account, words: RedlineWords, sheet: Sheet) -> str:
    rows = []
    for place, members in groupby(account.changes, key=lambda change: change.place):
        rows.append(f"place-row({literal(str(place) or words.before_sections)}),\n")
        rows += (_row(change, words) for change in members)
    heads = "".join(f"{literal(name)}," for name in sheet.words.columns)
    return f"change-list({literal(words.list)},({heads}),{''.join(rows)});\n"


def _row(change: Change, words: RedlineWords) -> str:
    excerpt = "".join(f"{_SIGNED[side]}({literal(text)});" if side else f"{literal(text)};" for side, text in change.excerpt)
    more = f" ({words.blocks.format(count=change.blocks)})" if change.blocks > 1 else ""
    kind = literal(words.kinds[change.kind][0] + more)
    return f"..change-row({change.number},{literal(SIGNS[change.kind])},{kind},{block_of(excerpt)}),\n"
