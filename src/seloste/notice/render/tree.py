"""What is a document, before it is a page, a text or a PDF? Sections, paragraphs, lists and tables as values, with their anchors.

Built once for each language; every format is a writer of this tree, and none of them knows what a notice is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from seloste.notice.phrases import Phrase, Run, Said


class Unshowable(ValueError):
    """A format can't show a character; the message is the character."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor of the same document."""

    to: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class Web:
    """Words that lead out to an address on the web, one whose form the notice's model has checked."""

    to: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class Spot:
    """Words with an anchor of their own, in the middle of a line."""

    anchor: str
    words: Phrase


type Inline = Run | Link | Web | Spot
type Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    line: Line
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section: its level is 3 or 4."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms and what they mean."""

    rows: tuple[tuple[Line, tuple["Block", ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows begin with their own heading."""

    caption: Phrase
    head: tuple[Phrase, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """Lines that tell how to reach somebody."""

    lines: tuple[Phrase, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together under one anchor; one about a purpose carries its key."""

    blocks: tuple["Block", ...]
    anchor: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level, and what stands under it."""

    anchor: str
    title: Phrase
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The way to the sections."""

    title: Phrase
    links: tuple[Link, ...]


type Block = Paragraph | Heading | Items | Terms | Table | Address | Group | Section | Contents
type Blocks = Block | Iterable["Blocks"] | None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: its language, its names, the date it carries, and its blocks."""

    lang: str
    name: Phrase
    title: Phrase
    about: Phrase
    author: Phrase
    dated: date
    blocks: tuple[Block, ...]


def line(*pieces: Said | Inline) -> Line:
    """Make a line of strings, phrases, links and spots."""
    found: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, str):
            found += [Run(piece)] if piece else []
        elif isinstance(piece, Phrase):
            found += piece.runs
        else:
            found.append(piece)
    return tuple(found)


def leading(said: Phrase, address: str | None) -> Line:
    """Make a line of a sentence in which an address on the web, where it has one, leads there."""
    found: list[Said | Inline] = []
    for run in said.runs:
        before, there, after = run.words.partition(address) if address else (run.words, "", "")
        found.append(Phrase((Run(before, run.lang),)))
        if there:
            to = there if there.startswith(("https://", "http://")) else f"https://{there}"
            found += [Web(to, Phrase((Run(there),))), Phrase((Run(after, run.lang),))]
    return line(*found)


def blocks(*parts: Blocks) -> tuple[Block, ...]:
    """Put blocks after each other, and leave out what isn't there."""
    found: list[Block] = []
    for part in parts:
        if part is None:
            continue
        if isinstance(part, Paragraph | Heading | Items | Terms | Table | Address | Group | Section | Contents):
            found.append(part)
        else:
            found += blocks(*part)
    return tuple(found)


def paragraph(*pieces: Said | Inline, anchor: str = "") -> Paragraph:
    """Make a paragraph."""
    return Paragraph(line(*pieces), anchor)


def heading(level: int, *pieces: Said | Inline) -> Heading:
    """Make a heading."""
    return Heading(level, line(*pieces))


def items(each: Iterable[Said | Inline]) -> Items:
    """Make a list."""
    return Items(tuple(line(one) for one in each))


def terms(rows: Iterable[tuple[Said, Blocks]]) -> Terms:
    """Make a list of terms and what they mean."""
    return Terms(tuple((line(term), blocks(meaning)) for term, meaning in rows))


def table(caption: Phrase, head: Iterable[Phrase], rows: Iterable[Iterable[Said]]) -> Table:
    """Make a table."""
    return Table(caption, tuple(head), tuple(tuple(line(cell) for cell in row) for row in rows))
