"""The document as HTML: a fragment for a page of ours, or a page that stands by itself. Every text is escaped."""

import re

from seloste.notice.phrases import Phrase, Run
from seloste.notice.render.markup import Child, Html, el, join
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

_STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.55 system-ui,sans-serif;color:#1b2527;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem;border-bottom:1px solid #ccc}"
    "caption{text-align:left;font-weight:600;padding:.4rem}dt{font-weight:600;margin-top:.6rem}dd{margin:0}nav ol{columns:2 16rem}"
    "@media(max-width:40rem){.stacks :is(tbody,tr,td,th){display:block}.stacks thead{position:absolute;clip-path:inset(50%)}"
    ".stacks td::before{content:attr(data-label) ': '}.stacks :is(th,td){border:0;padding:0}.stacks tr{padding:.5rem 0}}"
)
# Letters that are written from right to left (Hebrew, Arabic and their neighbours): isolated, they can't turn the words around them.
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def fragment(document: Document) -> str:
    """Write the document to be set in a page."""
    head = el("header", el("h1", _phrase(document.title)), el("p", _phrase(document.about)))
    return join([head, [_block(block) for block in document.blocks]])


def page(document: Document) -> str:
    """Write the document as a whole page."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", str(document.name)),
        el("style", Html(_STYLE)),
    )
    return "<!doctype html>\n" + el("html", head, el("body", el("main", Html(fragment(document)))), lang=document.lang) + "\n"


def _block(block: Block) -> Html:
    match block:
        case Paragraph():
            return el("p", _line(block.line), id=block.anchor or None)
        case Heading():
            return el(f"h{block.level}", _line(block.line))
        case Items():
            return el("ul", [el("li", _line(item)) for item in block.items])
        case Terms():
            return el("dl", [[el("dt", _line(term)), el("dd", _meaning(meaning))] for term, meaning in block.rows])
        case Table():
            return _table(block)
        case Address():
            return el("address", [[_phrase(each), el("br")] for each in block.lines], id=block.anchor)
        case Group():
            inner = [_block(each) for each in block.blocks]
            return el("div", inner, id=block.anchor or None, data_purpose=block.purpose or None)
        case Section():
            return el("section", el("h2", _phrase(block.title)), [_block(each) for each in block.blocks], id=block.anchor)
        case Contents():
            listed = el("ol", [el("li", _line((each,))) for each in block.links])
            return el("nav", el("h2", _phrase(block.title)), listed, aria_label=str(block.title))


def _meaning(blocks: tuple[Block, ...]) -> Child:
    """A meaning of one paragraph needs no paragraph around it."""
    only = blocks[0] if len(blocks) == 1 else None
    return _line(only.line) if isinstance(only, Paragraph) and not only.anchor else [_block(each) for each in blocks]


def _table(table: Table) -> Html:
    """Make a table whose rows begin with their own heading; on a narrow screen each cell stands under its label."""
    labels = [str(cell) for cell in table.head]
    top = el("tr", [el("th", _phrase(cell), scope="col") for cell in table.head])
    rows = [
        el("tr", [_cell(label, cell, first=at == 0) for at, (label, cell) in enumerate(zip(labels, cells, strict=True))])
        for cells in table.rows
    ]
    return el("table", el("caption", _phrase(table.caption)), el("thead", top), el("tbody", rows), class_="stacks")


def _cell(label: str, cell: Line, *, first: bool) -> Html:
    return el("th", _line(cell), scope="row") if first else el("td", _line(cell), data_label=label)


def _phrase(phrase: Phrase) -> Child:
    return [_run(run) for run in phrase.runs]


def _line(line: Line) -> Child:
    pieces: list[Child] = []
    for piece in line:
        match piece:
            case Run():
                pieces.append(_run(piece))
            case Link():
                pieces.append(el("a", _phrase(piece.words), href=f"#{piece.to}"))
            case Web():
                pieces.append(el("a", _phrase(piece.words), href=piece.to))
            case Spot():
                pieces.append(el("span", _phrase(piece.words), id=piece.anchor))
    return pieces


def _run(run: Run) -> Child:
    if run.lang:
        return el("span", _isolated(run.words), lang=run.lang)
    return _isolated(run.words)


def _isolated(words: str) -> Child:
    return el("bdi", words) if _RTL.search(words) else words
