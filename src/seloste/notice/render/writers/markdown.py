"""The document as Markdown (CommonMark with the tables of GitHub): every mark in a text is escaped, anchors and languages are kept."""

import re
from html import escape

from seloste.notice.phrases import Phrase, Run
from seloste.notice.render.tree import (
    Address,
    Block,
    Contents,
    Document,
    Group,
    Heading,
    Items,
    Line,
    Link,
    Paragraph,
    Section,
    Spot,
    Table,
    Terms,
    Web,
)

# All that can mean something inside a line. What means something only where a line begins is escaped there.
_MARKS = re.compile(r"([\\`*_\[\]<>|~$&!@#{}^=])")
_BEGINS = re.compile(r"^(\s*)([-+:]|\d+[.)])")
# Addresses that readers turn into links by themselves.
_SELF_LINKS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|javascript|data):|\bwww\.")


def write(document: Document) -> str:
    """Write it."""
    parts = [f"# {_phrase(document.title)}", _begun(_phrase(document.about)), *(_block(block) for block in document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _anchor(block.anchor) + _begun(_line(block.line))
        case Heading():
            return f"{'#' * block.level} {_line(block.line)}"
        case Items():
            return "\n".join(f"- {_begun(_line(item))}" for item in block.items)
        case Terms():
            return "\n\n".join(f"**{_line(term)}**\n\n{_blocks(meaning)}" for term, meaning in block.rows)
        case Table():
            return _table(block)
        case Address():
            return _anchor(block.anchor) + "\\\n".join(_begun(_phrase(each)) for each in block.lines)
        case Group():
            return _anchored(block.anchor) + _blocks(block.blocks)
        case Section():
            return f"{_anchored(block.anchor)}## {_phrase(block.title)}\n\n{_blocks(block.blocks)}"
        case Contents():
            listed = "\n".join(f"{number}. {_line((each,))}" for number, each in enumerate(block.links, 1))
            return f"## {_phrase(block.title)}\n\n{listed}"


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "\n\n".join(part for part in map(_block, blocks) if part)


def _table(table: Table) -> str:
    head = [_phrase(cell) for cell in table.head]
    rows = [head, ["---"] * len(head), *([_line(cell) for cell in cells] for cells in table.rows)]
    written = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    return f"**{_phrase(table.caption)}**\n\n{written}"


def _anchor(anchor: str) -> str:
    return f'<a id="{escape(anchor)}"></a>' if anchor else ""


def _anchored(anchor: str) -> str:
    return f"{_anchor(anchor)}\n\n" if anchor else ""


def _line(line: Line) -> str:
    pieces: list[str] = []
    for piece in line:
        match piece:
            case Run():
                pieces.append(_run(piece))
            case Link():
                pieces.append(f"[{_phrase(piece.words)}](#{escape(piece.to)})")
            case Web():
                pieces.append(f"[{_phrase(piece.words)}]({escape(piece.to)})")
            case Spot():
                pieces.append(f"{_anchor(piece.anchor)}{_phrase(piece.words)}")
    return "".join(pieces)


def _phrase(phrase: Phrase) -> str:
    return "".join(_run(run) for run in phrase.runs)


def _run(run: Run) -> str:
    words = escaped(run.words)
    return f'<span lang="{escape(run.lang)}">{words}</span>' if run.lang else words


def escaped(words: str) -> str:
    """Escape whatever could mean something in the middle of a line."""
    written = _MARKS.sub(r"\\\1", words)
    # A colon or a full stop that is escaped makes no link, and reads the same.
    return _SELF_LINKS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", written)


def _begun(line: str) -> str:
    """Escape what would make a list, a rule or a heading of a line, where it begins."""
    return _BEGINS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", line)
