"""The model in a few signs, so that a case reads at a glance.

`[-0]` a list item that opens an unordered list, `[-]` one that opens an item, `[_]` inside an item; `[#3]`, `[#]`, `[#_]` the same in ordered
lists; `[>]` opens a quotation, `[:]` inside one. `{strong|text}`, `{link=x|text}` runs, `⏎` a break, `^(…)` a note, `→id` a reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ponam_review.text.model import (
    Block,
    Break,
    Code,
    Container,
    Counter,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Mark,
    Note,
    Paragraph,
    Quote,
    Reference,
    Rule,
    Run,
    Table,
)


def shape(blocks: Iterable[Block]) -> str:
    return "".join(f"{line}\n" for block in blocks for line in _block(block))


def _block(block: Block) -> Iterator[str]:
    around = "".join(map(_container, block.within)) + (" " if block.within else "")
    first, *rest = _bare(block)
    yield around + first
    yield from ("  " + line for line in rest)


def _container(container: Container) -> str:
    if isinstance(container, Quote):
        return "[>]" if container.opens else "[:]"
    sign = "#" if container.ordered else "-"
    if not container.opens:
        return "[#_]" if container.ordered else "[_]"
    return f"[{sign}{'' if container.start is None else container.start}]"


def _bare(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"h{block.level}{_id(block.id)}: {line(block.content)}"
        case Paragraph():
            yield f"p: {line(block.content)}" if block.content else "p"
        case Code():
            yield f"code {block.language}".strip()
            yield from (f"|{row}" for row in block.text.split("\n"))
        case Figure():
            yield f"figure{_id(block.id)} {_image(block.image)}: {line(block.caption)}"
        case Rule():
            yield "rule"
        case Table():
            described = f"table{_id(block.id)} header={block.header_rows}"
            described += f" align={','.join(a or '-' for a in block.align)}" if block.align else ""
            described += f" widths={block.widths}" if block.widths else ""
            described += " landscape" if block.landscape else ""
            yield described + (f": {line(block.caption)}" if block.caption else "")
            for row in block.rows:
                yield "row"
                for cell in row.cells:
                    spans = f" {cell.columns}x{cell.rows}" if (cell.columns, cell.rows) != (1, 1) else ""
                    first, *rest = [text for inner in cell.blocks for text in _block(inner)]
                    yield f"  {'th' if cell.head else 'td'}{spans} {first}"
                    yield from (f"     {text}" for text in rest)


def _id(identity: str) -> str:
    return f"#{identity}" if identity else ""


def line(content: Inlines) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:
    match inline:
        case Run():
            names = [mark.name.lower() for mark in Mark if inline.marks & mark and mark.name]
            names += [f"link={inline.link}"] if inline.link else []
            return f"{{{' '.join(names)}|{inline.text}}}" if names else inline.text
        case Break():
            return "⏎"
        case Note():
            return f"^({' / '.join(shape(inline.blocks).splitlines())})"
        case Reference():
            marks = [mark.name.lower() for mark in Mark if inline.marks & mark and mark.name]
            return f"→{inline.target}" if not marks else f"{{{' '.join(marks)}|→{inline.target}}}"
        case Image():
            return _image(inline)
        case Counter():
            return inline.label


def _image(image: Image) -> str:
    parts = [image.source, image.alt, *([image.title] if image.title else [])]
    return f"img({'|'.join(parts)})" + (f"@{image.link}" if image.link else "")
