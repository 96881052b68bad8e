"""Words pasted or kept in a text file: an exported conversation, the minutes of a meeting, or plain remarks one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..register.values import NewComment, NewSubmission, Stakeholder
from ..register.vocabulary import Channel
from ..text.errors import FileError, RegisterError
from ..text.notices import Notice
from .cells import decode_text
from .conversation import Said, is_conversation, read_conversation
from .covering import says_nothing
from .desk import Desk, Taken, UnknownSenderError, base
from .kit_text import looks_like_kit_text, take_kit_text
from .letters import remarks_of
from .minutes import read_minutes
from .senders import by_file_name, by_name

MAX_TEXT = 5 << 20


def take_text(content: bytes, name: str, desk: Desk) -> Taken:
    """What pasted words hold, by what they look like."""
    if len(content) > MAX_TEXT:
        raise FileError("{file}: this text is too long to be remarks; it was not read", file=name)
    text = decode_text(content, name).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u202f", " ")
    if looks_like_kit_text(text):
        taken = take_kit_text(text, content, name, desk)
    elif is_conversation(text):
        taken = _conversation(text, content, name, desk)
    else:
        turns = read_minutes(text, lambda words: found.code if (found := by_name(desk.known, words)) else "")
        taken = _minutes(text, content, name, desk) if turns else _plain(text, content, name, desk)
    if not any(submission.comments for submission in taken.submissions):
        raise FileError("{file}: no remark was found in this text", file=name)
    return taken


def _plain(text: str, content: bytes, name: str, desk: Desk) -> Taken:
    who, notices = desk.sender_of(name)
    comments = tuple(remarks_of(text, desk.layout, {}))
    return Taken((NewSubmission(who.code, Channel.MESSAGE, comments, base(name), content),), notices=notices)


# ------------------------------------------------------------------ a conversation


def _conversation(text: str, content: bytes, name: str, desk: Desk) -> Taken:
    """Each message from whom it comes: the sender named, the stakeholder that a speaker's name shows, or the file's name."""
    parts: dict[str, list[NewComment]] = {}
    notices: list[Notice] = []
    lost = empty = 0
    for said in read_conversation(text):
        if said.media:
            lost += 1
        elif says_nothing(said.words):
            empty += 1
        else:
            who = _speaker(said, name, desk)
            parts.setdefault(who.code, []).extend(_messages(said, desk))
    if lost:
        notices.append(Notice("pictures, voices or files that the export left out: {count}; ask for them", {"count": lost}, name))
    if empty:
        notices.append(Notice("messages without a remark (greetings, thanks): {count}", {"count": empty}, name))
    submissions = tuple(NewSubmission(code, Channel.MESSAGE, tuple(found), base(name), content) for code, found in parts.items())
    return Taken(submissions, notices=tuple(notices))


def _messages(said: Said, desk: Desk) -> Iterator[NewComment]:
    yield from remarks_of(said.words, desk.layout, {}, author=said.who, day=said.day, first_line=said.line)


def _speaker(said: Said, name: str, desk: Desk) -> Stakeholder:
    who = desk.sender or by_name(desk.known, said.who) or by_file_name(desk.known, name)
    if who is None:
        sentence = "{file}: line {line}: nobody in the register is called “{name}”; add --from STAKEHOLDER"
        raise UnknownSenderError(sentence, file=name, line=said.line, name=said.who)
    return who


# ------------------------------------------------------------------ minutes


def _minutes(text: str, content: bytes, name: str, desk: Desk) -> Taken:
    """Each speaker's words for the institution spoken for; what is said before the first speaker is no remark."""
    parts: dict[str, list[NewComment]] = {}
    for turn in read_minutes(text, lambda words: found.code if (found := by_name(desk.known, words)) else ""):
        remarks = remarks_of(turn.words, desk.layout, {}, author=turn.who, first_line=turn.line, part=turn.part)
        parts.setdefault(turn.stakeholder, []).extend(
            replace(one, author="" if one.author == turn.stakeholder else one.author) for one in remarks
        )
    if desk.sender is not None and set(parts) - {desk.sender.code}:
        sentence = "{file}: these are minutes in which several institutions speak; take them in without --from"
        raise RegisterError(sentence, file=name)
    submissions = (NewSubmission(code, Channel.MEETING, tuple(found), base(name), content) for code, found in parts.items() if found)
    return Taken(tuple(submissions))
