"""An e-mail received: its words cut into remarks, its attachments taken in turn, all from the one who sent it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parseaddr

from ..register.values import NewComment, NewSubmission, Stakeholder
from ..register.vocabulary import Channel
from ..text.errors import FileError, PonamError
from ..text.notices import Notice
from .covering import is_covering, is_greeting, says_nothing
from .desk import Desk, Taken, UnknownSenderError, base
from .history import Body, split_body
from .layout import Layout
from .locating import place_quote
from .mail import Attached, Letter
from .naming import comment_of
from .points import Point, leads_of, named_places, split_points
from .senders import by_address, by_file_name, by_name

DEEPEST = 4
Take = Callable[[bytes, str, Desk], Taken]


def take_letter(letter: Letter, content: bytes, name: str, desk: Desk, take: Take, depth: int = 0) -> Taken:
    """A message as one thing received: its own remarks, and what each attachment holds. `content`: the message byte for byte."""
    body = split_body(letter.body, subject=letter.subject)
    writer, address, day = letter.sender, letter.address, letter.sent
    said = body
    while said.forwarded is not None:
        passed_on, inner = parseaddr(said.forwarded.sender.replace("[mailto:", "<").replace("]", ">"))
        writer, address = passed_on or said.forwarded.sender, inner or address
        said = said.forwarded.body
    who, notices = _sender(letter, address, writer, name, desk)
    source: dict[str, str | int] = {"message": letter.id} if letter.id else {}
    comments = tuple(remarks_of(said.words, desk.layout, source, author=writer, day=day))
    own = NewSubmission(who.code, Channel.EMAIL, comments, base(name), content, _moment(letter.sent), message=letter.id)
    attached = [_attached(one, letter, name, desk.coming_from(who), take, depth) for one in letter.attachments]
    taken = Taken(
        (own, *(submission for part in attached for submission in part.submissions)),
        tuple(answer for part in attached for answer in part.answers),
        tuple(form for part in attached for form in part.forms),
        (*letter.notices, *notices, *_left_aside(said, comments, name), *(notice for part in attached for notice in part.notices)),
        tuple(refusal for part in attached for refusal in part.refused),
    )
    if not comments and not any(part.submissions or part.answers for part in attached):
        if taken.refused:
            raise taken.refused[0]
        raise FileError("{file}: no remark was found in this message", file=name)
    return taken


def _sender(letter: Letter, address: str, writer: str, name: str, desk: Desk) -> tuple[Stakeholder, tuple[Notice, ...]]:
    """From whom: as said, by the address, by the names in the sender, the subject and the file's name, in that order."""
    if desk.sender is not None:
        return desk.sender, ()
    known = by_address(desk.known, address)
    if known is not None:
        return known, ()
    for words in (writer, letter.subject):
        found = by_name(desk.known, words)
        if found is not None:
            values = {"stakeholder": found.code, "words": words}
            return found, (Notice("taken to come from {stakeholder}, whom “{words}” names", values, name),)
    found = by_file_name(desk.known, name)
    if found is not None:
        return found, (Notice("taken to come from {stakeholder}, whom the file's name mentions", {"stakeholder": found.code}, name),)
    sentence = "{file}: nobody in the register has the address {address}; add --from STAKEHOLDER"
    raise UnknownSenderError(sentence, file=name, address=address or writer or "?")


def _attached(one: Attached, letter: Letter, name: str, desk: Desk, take: Take, depth: int) -> Taken:
    """What an attachment holds, under the name of the message; one that cannot be read is told, and the rest goes in."""
    try:
        if depth >= DEEPEST:
            raise FileError("{file}: messages are wrapped in messages too deeply; save the innermost one by itself", file=one.name)
        taken = take(one.content, f"{base(name)} › {one.name}", desk)
    except PonamError as refusal:
        return Taken(refused=(refusal,))
    marks: dict[str, str | int] = {"attachment": one.name, **({"message": letter.id} if letter.id else {})}
    return replace(taken, submissions=tuple(_marked(submission, one.name, letter, marks) for submission in taken.submissions))


def _marked(submission: NewSubmission, name: str, letter: Letter, marks: dict[str, str | int]) -> NewSubmission:
    comments = tuple(replace(comment, source={**comment.source, **marks}) for comment in submission.comments)
    received = submission.received_at or _moment(letter.sent)
    return replace(submission, comments=comments, file_name=name, received_at=received, message=submission.message or letter.id)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _left_aside(body: Body, comments: Sequence[NewComment], name: str) -> Iterator[Notice]:
    """What the message says beside its remarks stays in the file; only history of some length is worth a word."""
    if body.history and comments:
        lines = sum(1 for line in body.history.split("\n") if line.strip())
        yield Notice("earlier messages quoted below are no remarks ({lines} lines; the file keeps them)", {"lines": lines}, name)


# ------------------------------------------------------------------ its words


def remarks_of(
    words: str,
    layout: Layout,
    source: dict[str, str | int],
    *,
    author: str = "",
    day: str = "",
    first_line: int = 1,
    part: str = "",
) -> Iterator[NewComment]:
    """The remarks in running words, each in its place. Quoted lines (`> …`) are the passage that the words below them speak of.
    `part`: what was spoken of when they were said."""
    for quote, own, line in _answering(words):
        before, points = split_points(own)
        if before and not is_covering(before) and not (points and _only_opens(before)):
            whole = "\n".join(one for one in before.split("\n") if not is_greeting(one)).strip()
            named = tuple(found[0] for found in named_places(whole))[:4]
            points = points if says_nothing(whole) else (Point(whole, named, line=1, leads=leads_of(whole)), *points)
        passage = quote if quote and place_quote(layout, quote).selector is not None else ""
        for point in points:
            here = {**source, "paragraph": first_line + line + point.line - 1}
            comment = comment_of(point, layout, here, quote=passage, author=author, day=day, part=part)
            yield replace(comment, extras={"Cité": quote}) if quote and not passage else comment


def _only_opens(before: str) -> bool:
    """Whether the words before the points only announce them."""
    return before.rstrip().endswith(":") and len(before) <= 300 and not re.search(r"[.;!?]\s", before.rstrip())


def _answering(words: str) -> Iterator[tuple[str, str, int]]:
    """The stretches of own words, each with the quoted lines above it and the line it begins on, counted from 0."""
    quote: list[str] = []
    own: list[str] = []
    start = 0
    for number, line in enumerate(words.split("\n")):
        if line.lstrip().startswith(">"):
            if any(map(str.strip, own)):
                yield " ".join(filter(None, quote)), "\n".join(own), start
                quote = []
            own, start = [], number + 1
            quote.append(re.sub(r"^\s*(?:>\s?)+", "", line).strip())
        else:
            own.append(line)
    if any(map(str.strip, own)):
        yield " ".join(filter(None, quote)), "\n".join(own), start
