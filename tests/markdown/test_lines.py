"""Where blocks stand in the source: comparing and anchors count on it."""

from __future__ import annotations

from ponam_review.markdown.reader import read_section
from ponam_review.text.model import Block, Note, Paragraph, Table

SOURCE = """\
---
title: x
---
# Un

deux
deux

- quatre

  > cinq

| a | b |
|---|---|
| c | d |

```
code
```

<p>e
<p>f
g</p>
<table>
<tr><td>h</td></tr>
<tr>
<td>i</td></tr>
</table>

![a](b.png)

j[^1]

[^1]: k

    l
"""


def _blocks() -> tuple[Block, ...]:
    return read_section(SOURCE, file="x.md", identified=False).value.blocks


def test_each_block_knows_its_lines() -> None:
    assert [block.lines for block in _blocks()] == [
        (4, 4),
        (6, 7),
        (9, 9),
        (11, 11),
        (13, 15),
        (17, 19),
        (21, 21),
        (22, 23),
        (24, 28),
        (30, 30),
        (32, 32),
    ]


def test_rows_know_theirs() -> None:
    tables = [block for block in _blocks() if isinstance(block, Table)]
    assert [[row.lines for row in table.rows] for table in tables] == [[(13, 13), (15, 15)], [(25, 25), (26, 27)]]


def test_blocks_of_notes_know_theirs() -> None:
    last = _blocks()[-1]
    assert isinstance(last, Paragraph)
    note = last.content[1]
    assert isinstance(note, Note)
    assert [block.lines for block in note.blocks] == [(34, 34), (36, 36)]
