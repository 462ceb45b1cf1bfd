"""How is a page put together without letting any text become markup? Every string is escaped; only elements made here are not."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

_VOID: Final = frozenset({"meta", "link", "br", "hr"})


class Html(str):
    """Markup that was made here, and needs no escaping."""

    __slots__ = ()


type Child = str | Html | Iterable["Child"] | None


def el(tag: str, *children: Child, **attributes: str | None) -> Html:
    """Make an element. A trailing underscore in an attribute's name is dropped, others become hyphens."""
    written = "".join(f' {_attribute(name)}="{escape(value)}"' for name, value in attributes.items() if value is not None)
    return Html(f"<{tag}{written}>") if tag in _VOID else Html(f"<{tag}{written}>{join(children)}</{tag}>")


def join(children: Iterable[Child]) -> Html:
    """Put pieces after each other."""
    return Html("".join(_write(child) for child in children))


def _write(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    return escape(child) if isinstance(child, str) else join(child)


def _attribute(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")


def ul(items: Iterable[Child]) -> Html:
    """Make a list."""
    return el("ul", [el("li", item) for item in items])


def dl(rows: Iterable[tuple[Child, Child]]) -> Html:
    """Make a list of terms and what they mean."""
    return el("dl", [[el("dt", term), el("dd", meaning)] for term, meaning in rows])


def table(head: Sequence[str], rows: Iterable[Sequence[Child]], caption: str) -> Html:
    """Make a table whose rows begin with their own heading; on a narrow screen each cell stands under its label."""
    top = el("tr", [el("th", cell, scope="col") for cell in head])
    body = [el("tr", [_cell(label, cell, first=label is head[0]) for label, cell in zip(head, cells, strict=True)]) for cells in rows]
    return el("table", el("caption", caption), el("thead", top), el("tbody", body), class_="stacks")


def _cell(label: str, cell: Child, *, first: bool) -> Html:
    return el("th", cell, scope="row") if first else el("td", cell, data_label=label)


def link(to: str, words: str) -> Html:
    """Link to an anchor on the same page."""
    return el("a", words, href=f"#{to}")
