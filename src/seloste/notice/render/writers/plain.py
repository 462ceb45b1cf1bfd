"""The document as plain text: headings underlined, lines folded, tables told row by row. For letters and screen readers."""

from textwrap import wrap

from seloste.notice.phrases import Run
from seloste.notice.render.tree import Address, Block, Contents, Document, Group, Heading, Items, Line, Paragraph, Section, Table, Terms

WIDTH = 78


def write(document: Document) -> str:
    """Write it."""
    title = str(document.title)
    parts = [f"{title}\n{'=' * len(title)}", _folded(str(document.about)), *(_block(block) for block in document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def words(line: Line) -> str:
    """Give the words of a line, whatever they link to."""
    return "".join(piece.words if isinstance(piece, Run) else str(piece.words) for piece in line)


def _folded(text: str, width: int = WIDTH, mark: str = "") -> str:
    return "\n".join(
        wrap(text, width, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False, break_on_hyphens=False)
    )


def _block(block: Block, width: int = WIDTH) -> str:
    match block:
        case Paragraph():
            return _folded(words(block.line), width)
        case Heading():
            return _folded(words(block.line), width)
        case Items():
            return _list([words(item) for item in block.items], width)
        case Terms():
            return "\n\n".join(f"{_folded(words(term), width)}\n{_indented(_blocks(meaning, width - 2))}" for term, meaning in block.rows)
        case Table():
            return _table(block, width)
        case Address():
            return "\n".join(str(each) for each in block.lines)
        case Group():
            return _blocks(block.blocks, width)
        case Section():
            title = str(block.title)
            return f"{title}\n{'-' * min(len(title), WIDTH)}\n\n{_blocks(block.blocks, width)}"
        case Contents():
            return _list([f"{number}. {link.words}" for number, link in enumerate(block.links, 1)], width, mark="")


def _blocks(blocks: tuple[Block, ...], width: int) -> str:
    return "\n\n".join(part for block in blocks if (part := _block(block, width)))


def _indented(text: str) -> str:
    return "\n".join(f"  {each}" if each else "" for each in text.splitlines())


def _list(items: list[str], width: int, mark: str = "- ") -> str:
    return "\n".join(_folded(item, width, mark) for item in items)


def _table(table: Table, width: int) -> str:
    """Tell a table row by row: the row's own heading, then each column with its label."""
    rows = []
    for cells in table.rows:
        told = [f"{label}: {words(cell)}" for label, cell in zip(table.head[1:], cells[1:], strict=True) if words(cell)]
        rows.append(f"{_folded(words(cells[0]), width)}\n{_indented(_list(told, width - 2))}")
    return "\n\n".join([_folded(f"{table.caption}:", width), *rows])
