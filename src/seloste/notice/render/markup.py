"""How is HTML put together without letting any text become markup? Every string is escaped; only elements made here are not."""

from collections.abc import Iterable
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
