"""The answer that the offline kit saves: remarks with their places in the very edition that was read, under a checksum.

An answer has one name for life and a number that grows with each version sent. A later version corrects and withdraws what an earlier one
said, as long as nobody answered it; an earlier one that arrives late adds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, NoReturn

from ..register.store import Register
from ..register.values import Comment, Entered, NewComment, NewSubmission, Place, Stakeholder, Wanted
from ..register.vocabulary import Certainty, Channel, Edit, Kind, Nature
from ..text.errors import FileError
from ..text.notices import Notice
from ..text.remarks import Selector
from .bare import bare
from .desk import Desk, Taken, base
from .layout import Layout
from .locating import place_quote
from .senders import is_called

SCHEMA = "ponam-kit-answer/1"
LARGEST = 20 << 20
MOST_REMARKS = 5_000
LONGEST = 100_000
"""Characters of one field."""
WITHDRAWN = "Retirée par son auteur dans une version plus récente de sa réponse."
_DAMAGED = "{file}: this answer is damaged or cut short; ask for the file again"
_CHANGED = "{file}: this answer was changed after it was saved, for its checksum does not fit; ask for the file as the kit saved it"


def looks_like_answer(content: bytes) -> bool:
    """Whether a file says that it is an answer of a kit, whatever it is called: some services only carry .txt."""
    return SCHEMA.partition("/")[0].encode() in content[:200] and content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")


def take_answer(content: bytes, name: str, desk: Desk) -> Taken:
    """What an answer holds. Refused whole where a byte of it was changed: nobody could say what its sender wrote."""
    said = read_answer(content, name)
    notices: list[Notice] = []
    who = _sender(said, name, desk, notices)
    layout = _layout(said, name, desk.layout, notices)
    remarks = [_comment(remark, said, layout or desk.layout, doubted=layout is None, name=name) for remark in said["remarks"]]
    message = f"ponam-kit:{said['id']}:{said['sequence']}"
    submission = NewSubmission(
        who.code, Channel.KIT, tuple(remarks), base(name), content, reviewer=said["who"]["name"][:160], message=message
    )
    return Taken((submission,), notices=tuple(notices))


# ------------------------------------------------------------------ the file


def read_answer(content: bytes, name: str) -> dict[str, Any]:
    """The inside of an answer, its checksum verified and every field in its place."""
    if len(content) > LARGEST:
        raise FileError("{file}: it is larger than {limit} MB, which no answer of a kit is", file=name, limit=LARGEST >> 20)
    try:
        outer = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise FileError(_DAMAGED, file=name) from error
    schema = outer.get("schema") if isinstance(outer, dict) else None
    if not isinstance(schema, str) or schema.partition("/")[0] != SCHEMA.partition("/")[0]:
        raise FileError("{file}: this JSON file is not an answer of a kit", file=name)
    if schema != SCHEMA:
        raise FileError("{file}: this answer was saved by a newer kit ({schema}); update ponam-review", file=name, schema=schema)
    inside = outer.get("answer")
    if not isinstance(inside, dict) or not isinstance(outer.get("sha256"), str):
        raise FileError(_DAMAGED, file=name)
    if checksum(inside) != outer["sha256"]:
        raise FileError(_CHANGED, file=name)
    if not _is_sound(inside):
        raise FileError(_DAMAGED, file=name)
    return inside


def checksum(inside: Mapping[str, Any]) -> str:
    """SHA-256 of the answer as compact JSON, its keys in their order: what JSON.stringify gives in every browser."""
    text = json.dumps(inside, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _is_sound(inside: Mapping[str, Any]) -> bool:
    kit, who, remarks = inside.get("kit"), inside.get("who"), inside.get("remarks")
    if not (isinstance(kit, dict) and isinstance(who, dict) and isinstance(remarks, list) and len(remarks) <= MOST_REMARKS):
        return False
    texts = [inside.get("id"), *(kit.get(key) for key in ("id", "edition", "revision"))]
    texts += [who.get(key) for key in ("stakeholder", "structure", "name", "role", "contact")]
    return _are_texts(texts) and _is_number(inside.get("sequence")) and all(map(_is_remark, remarks))


def _is_remark(remark: object) -> bool:
    if not isinstance(remark, dict) or not _are_texts([remark.get(key) for key in ("id", "text", "edit", "proposal", "nature", "written")]):
        return False
    place = remark.get("place")
    if remark["edit"] not in tuple(Edit) or remark["nature"] not in tuple(Nature) or "place" not in remark:
        return False
    if place is None:
        return True
    return (
        isinstance(place, dict)
        and _are_texts([place.get(key) for key in ("section", "exact", "prefix", "suffix", "address")])
        and _is_number(place.get("block"))
        and _is_number(place.get("start"))
        and isinstance(place.get("whole"), bool)
    )


def _are_texts(values: Sequence[object]) -> bool:
    return all(isinstance(value, str) and len(value) <= LONGEST for value in values)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31


# ------------------------------------------------------------------ from whom, on what


def _sender(said: Mapping[str, Any], name: str, desk: Desk, notices: list[Notice]) -> Stakeholder:
    """Whoever was named, else whom the kit was made for, else the institution that the answer names, else the file's name."""
    names = [who for who in (said["who"]["stakeholder"], said["who"]["structure"]) if who.strip()]
    found = next((one for who in names for one in desk.known if is_called(one, who)), None)
    if desk.sender is not None:
        if found is not None and found.code != desk.sender.code:
            values = {"stakeholder": desk.sender.code, "other": found.code}
            notices.append(Notice("taken to come from {stakeholder}, though the answer itself names {other}", values, name))
        return desk.sender
    if found is not None:
        return found
    who, told = desk.sender_of(name)
    notices += told
    return who


def _layout(said: Mapping[str, Any], name: str, current: Layout, notices: list[Notice]) -> Layout | None:
    """The text that was answered; None where it is none of ours."""
    edition = said["kit"]["edition"]
    if edition == current.name:
        return current
    found = current.shelf.find(edition) if current.shelf is not None else ""
    values = {"edition": edition, "current": current.name}
    if found and current.shelf is not None:
        notices.append(Notice("this answer is about the edition “{edition}”; its remarks stand on that text", values, name))
        return current.shelf.layout(found)
    notices.append(Notice("this answer is about the edition “{edition}”, which is not at hand; it was placed in “{current}”", values, name))
    return None


def _comment(remark: Mapping[str, Any], said: Mapping[str, Any], layout: Layout, *, doubted: bool, name: str) -> NewComment:
    place = remark["place"]
    edit = Edit(remark["edit"])
    role = said["who"]["role"].strip()
    found = place_of(layout, place) if place else Place()
    return NewComment(
        text=remark["text"].strip(),
        proposal=remark["proposal"].strip(),
        kind=Kind.PROPOSAL if edit is not Edit.FREE or remark["proposal"].strip() else Kind.REMARK,
        edit=edit,
        nature=Nature(remark["nature"]),
        author=said["who"]["name"].strip(),
        written_at=remark["written"],
        quote="" if place is None or place["whole"] else place["exact"],
        place=_doubted(found) if doubted else found,
        source={"answer": said["id"], "sequence": said["sequence"], "remark": remark["id"]},
        extras={"Fonction": role} if role else {},
        local_id=remark["id"],
    )


# ------------------------------------------------------------------ the place


def place_of(layout: Layout, place: Mapping[str, Any]) -> Place:
    """The place of a remark. The kit shows the edition's own text, so that its words are there, at the very character."""
    exact, written = place["exact"], place["address"]
    first = layout.addresses.get((place["section"], place["block"]))
    if first is None:
        return _doubted(place_quote(layout, exact, as_written=written))
    line = layout.lines[first]
    text = layout.block_text(line)
    if place["whole"]:
        return _at(layout, first, line.text, line.start, written, sure=bare(exact) == bare(text) or not exact)
    start = next(_starts(text, place), None)
    if start is not None:
        return _at(layout, first, exact, start, written, sure=True)
    lines = range(first, first + 1 + sum(1 for one in layout.lines[first + 1 :] if (one.section, one.block) == (line.section, line.block)))
    found = place_quote(layout, exact, within=lines, as_written=written)
    return found if found.selector is not None else _at(layout, first, line.text, line.start, written, sure=False)


def _starts(text: str, place: Mapping[str, Any]) -> Iterator[int]:
    """Where the words stand: at the character said; else wherever what stands around them is the same."""
    exact, start = place["exact"], place["start"]
    if exact and text.startswith(exact, start):
        yield start
    around = place["prefix"] + exact + place["suffix"]
    found = text.find(around) if exact else -1
    if found >= 0:
        yield found + len(place["prefix"])


def _at(layout: Layout, first: int, exact: str, start: int, written: str, *, sure: bool) -> Place:
    line = layout.lines[first]
    text = layout.block_text(line)
    end = start + len(exact)
    selector = Selector(
        revision=layout.name,
        section=line.section,
        block=line.block,
        exact=exact,
        prefix=text[max(0, start - 64) : start],
        suffix=text[end : end + 64],
        start=start,
    )
    certainty = Certainty.CERTAIN if sure else Certainty.DOUBTFUL
    return Place(selector, certainty, 1.0 if sure else 0.5, line.title, line.position, written)


def _doubted(place: Place) -> Place:
    return place if place.selector is None else replace(place, certainty=Certainty.DOUBTFUL)


# ------------------------------------------------------------------ into the register


def enter_answer(register: Register, submission: NewSubmission, *, author: str, now: datetime) -> tuple[Entered, ...]:
    """Record one version of an answer: what it corrects gives way, what it no longer says is withdrawn, what was answered stands."""
    answer, sequence = _version(submission)
    earlier = {str(one.source.get("remark", "")): one for one in _earlier(register, submission, answer)}
    if any(int(one.source.get("sequence", 0)) > sequence for one in earlier.values()):
        return (Entered(submission.stakeholder, submission.file_name, known_file=True),)
    comments = tuple(_correcting(comment, earlier) for comment in submission.comments)
    entered = register.enter(replace(submission, comments=comments, replaces=None), author=author, now=now)
    held = {str(comment.source["remark"]) for comment in comments}
    gone = [one.number for remark, one in earlier.items() if remark not in held and one.disposition is None]
    if gone and not any(one.known_file for one in entered):
        register.withdraw(gone, WITHDRAWN, author=author, now=now)
    return entered


def _version(submission: NewSubmission) -> tuple[str, int]:
    for comment in submission.comments:
        return str(comment.source["answer"]), int(comment.source["sequence"])
    _, _, rest = submission.message.partition(":")
    answer, _, sequence = rest.rpartition(":")
    return answer, int(sequence) if sequence.isdigit() else 0


def _earlier(register: Register, submission: NewSubmission, answer: str) -> Iterator[Comment]:
    wanted = Wanted(stakeholder=submission.stakeholder, round=register.open_now().number)
    yield from (one for one in register.comments(wanted) if one.source.get("answer") == answer)


def _correcting(comment: NewComment, earlier: Mapping[str, Comment]) -> NewComment:
    before = earlier.get(str(comment.source["remark"]))
    return comment if before is None else replace(comment, replaces=before.number)
