"""The register written to a stream, row by row: a million remarks need no more memory than a thousand."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any, BinaryIO

from .. import audit, models
from .annotations import CONTEXT, LISTS, URN, Remark, annotation
from .rows import TABLES, Row, Sum, plain
from .snapshot import snapshot

SCHEMA = "ponam-register/1"
PIECE = 3 << 18
"""Bytes of a received file in one row: 1 MB once written in base64."""
BATCH = 1000
PAGE, ORIGINALS = "register.jsonld", "originals"
BEFORE = ("sequences", "stakeholders", "rounds", "files", "contents", "positions", "submissions")
AFTER = tuple(name for name in LISTS if name not in BEFORE)
_ZIPPED = (1980, 1, 1, 0, 0, 0)


def write_lines(out: BinaryIO, *, program: str, now: datetime, files: bool = True) -> Sum:
    """JSON Lines: a heading, a row a line, and at the end what there must have been."""
    with snapshot():
        total = Sum()
        _line(out, {**_heading(program, now, files=files), "form": "lines"})
        for name, table in TABLES.items():
            for row in table.rows():
                total.add(name, row)
                _line(out, {"table": name, "row": row})
            if name == "files" and files:
                for piece in _contents():
                    _line(out, {"table": "contents", "row": piece})
        _line(out, {"end": total.shape()})
        return total


def write_page(out: BinaryIO, *, program: str, now: datetime, title: str, files: bool = True) -> Sum:
    """One page of Web Annotations, an annotation a line."""
    with snapshot():
        return _page(out, {**_heading(program, now, files=files)}, title, inline=files)


def write_archive(out: BinaryIO, *, program: str, now: datetime, title: str) -> Sum:
    """The page, and each original file as it came, in one `.zip`."""
    with snapshot(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for sha256 in _kept():
            content = bytes(models.ReceivedFile.objects.values_list("content", flat=True).get(sha256=sha256))
            archive.writestr(zipfile.ZipInfo(f"{ORIGINALS}/{sha256}", _ZIPPED), content, zipfile.ZIP_STORED)
        member = zipfile.ZipInfo(PAGE, _ZIPPED)
        member.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(member, "w", force_zip64=True) as page:
            return _page(page, _heading(program, now, files=True), title, inline=False)  # type: ignore[arg-type]


def _heading(program: str, now: datetime, *, files: bool) -> dict[str, Any]:
    moment = now.astimezone(UTC).isoformat()
    return {"schema": SCHEMA, "program": program, "exported": moment, "seal": str(audit.head()), "files": files}


def _line(out: BinaryIO, shape: Mapping[str, Any]) -> None:
    out.write(_json(shape) + b"\n")


def _json(shape: Any) -> bytes:
    return json.dumps(shape, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _kept() -> list[str]:
    """Received files whose content is there; what a person had erased is gone."""
    return list(models.ReceivedFile.objects.filter(erased_at=None).order_by("pk").values_list("sha256", flat=True))


def _contents() -> Iterator[Row]:
    for sha256 in _kept():
        content = bytes(models.ReceivedFile.objects.values_list("content", flat=True).get(sha256=sha256))
        for part, start in enumerate(range(0, max(len(content), 1), PIECE)):
            yield {"sha256": sha256, "part": part, "base64": base64.b64encode(content[start : start + PIECE]).decode()}


# ------------------------------------------------------------------ the page


def _page(out: BinaryIO, heading: Mapping[str, Any], title: str, *, inline: bool) -> Sum:
    total = Sum()
    name = URN + "register:" + str(heading["seal"])
    count = models.Comment.objects.count()
    collection = {"id": name, "type": "AnnotationCollection", "label": title, "total": count, "created": heading["exported"]}
    head = {"@context": CONTEXT, "id": f"{name}:1", "type": "AnnotationPage", **_terms(heading), "partOf": collection, "startIndex": 0}
    out.write(_json(head)[:-1])
    for one in BEFORE:
        _list(out, one, _contents() if one == "contents" and inline else _rows(one, total))
    _list(out, "items", _annotations(total))
    for one in AFTER:
        _list(out, one, _rows(one, total))
    out.write(b',\n"end":' + _json(total.shape()) + b"}\n")
    return total


def _terms(heading: Mapping[str, Any]) -> dict[str, Any]:
    """The heading: its schema in the open, the rest as one record."""
    return {"schema": heading["schema"], "record": {name: value for name, value in heading.items() if name != "schema"}}


def _list(out: BinaryIO, name: str, shapes: Iterable[Any]) -> None:
    out.write(b",\n" + _json(name) + b":[")
    out.writelines((b",\n" if place else b"\n") + _json(shape) for place, shape in enumerate(shapes))
    out.write(b"]")


def _rows(name: str, total: Sum) -> Iterator[Row]:
    if name not in TABLES:
        return
    for row in TABLES[name].rows():
        total.add(name, row)
        yield row


def _annotations(total: Sum) -> Iterator[dict[str, Any]]:
    senders = dict(models.Stakeholder.objects.values_list("pk", "code"))
    rows = TABLES["comments"].rows()
    while batch := list(islice(rows, BATCH)):
        numbers = [row["number"] for row in batch]
        beside = {name: _beside(name, numbers, total) for name in ("tags", "dispositions", "notes")}
        came = _came({row["submission_id"] for row in batch})
        for row in batch:
            total.add("comments", row)
            remark = Remark(row, *(beside[name].get(row["number"], ()) for name in ("tags", "dispositions", "notes")))
            yield annotation(remark, sender=senders.get(row["stakeholder_id"], ""), received=came.get(row["submission_id"], ""))


def _beside(name: str, numbers: Sequence[int], total: Sum) -> dict[int, list[Row]]:
    """The rows that belong to some comments that follow each other."""
    table = TABLES[name]
    query = table.model._default_manager.filter(comment_id__gte=numbers[0], comment_id__lte=numbers[-1]).order_by("comment_id", "pk")
    rows = [plain(row) for row in query.values(*table.names)]
    for row in rows:
        total.add(name, row)
    return {number: list(group) for number, group in groupby(rows, key=lambda row: row["comment_id"])}


def _came(submissions: set[int]) -> dict[int, str]:
    wanted = sorted(submissions)
    out: dict[int, str] = {}
    for start in range(0, len(wanted), 500):
        query = models.Submission.objects.filter(pk__in=wanted[start : start + 500]).values_list("pk", "received_at")
        out.update((pk, at.astimezone(UTC).isoformat()) for pk, at in query)
    return out
