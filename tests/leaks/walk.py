"""Every address of the program, from its own list of them, so that a new page is walked too; and forms filled in with canaries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from leaks.canaries import TYPED, WORDS

Arguments = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in a register, to fill the blanks of addresses with."""

    subjects: tuple[int, ...]
    own: tuple[Arguments, ...]
    """Blanks that go together, such as a category, a record in it and its subject."""
    others: Mapping[str, tuple[object, ...]]


def patterns(within: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every address by name, with the blanks in it."""
    for entry in (within or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name"
            yield space + entry.name, frozenset(entry.pattern.converters)


def addresses(known: Known) -> Iterator[tuple[str, str]]:
    """Every address filled in, with its name. A blank that nobody knows how to fill stops the walk."""
    for name, blanks in patterns():
        for filled in _filled(blanks, known, name):
            yield name, reverse(name, kwargs=dict(filled))


def _filled(blanks: frozenset[str], known: Known, name: str) -> Iterator[Arguments]:
    if not blanks:
        yield {}
        return
    together = [one for one in known.own if set(one) == blanks]
    if together:
        yield from together
        return
    choices = {"subject": known.subjects, **known.others}
    unknown = blanks - set(choices)
    assert not unknown, f"{name}: say in leaks.scene what {sorted(unknown)} may be"
    order = sorted(blanks)
    for values in product(*(choices[blank] for blank in order)):
        yield dict(zip(order, values, strict=True))


@dataclass(slots=True)
class Form:
    """One form of a page: where it goes, and what it says when everything that can be typed is a canary."""

    action: str
    method: str
    says: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """Fills in the forms of a page."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.links, self.loads = address, list[Form](), list[str](), list[str]()
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        self.links += [said[key] for key in ("href", "src", "action", "formaction", "srcset", "poster", "data") if key in said]
        if tag in {"link", "script", "img", "iframe", "source", "form", "object", "embed", "video", "audio"}:
            self.loads += self.links[-1:] if set(said) & {"href", "src", "action", "data"} else []
        if tag == "form":
            self.forms.append(Form(said.get("action") or self.address, said.get("method", "get").lower()))
        elif self.forms and tag in {"input", "textarea", "select", "button"} and said.get("name"):
            self._fill(tag, said)
        elif tag == "option" and self._select and said.get("value"):
            self.forms[-1].says[self._select] = said["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _fill(self, tag: str, said: Mapping[str, str]) -> None:
        says, name, kind = self.forms[-1].says, said["name"], said.get("type", "text")
        self._select = name if tag == "select" else ""
        if tag == "textarea":
            says[name] = WORDS
        elif tag == "input" and kind not in {"hidden", "radio", "checkbox", "submit"}:
            says[name] = TYPED.get(kind) or (said["value"] if _is_a_day(said.get("value", "")) else WORDS)
        else:
            says[name] = said.get("value", "on")


def _is_a_day(text: str) -> bool:
    day, _, rest = text.partition(".")
    month, _, year = rest.partition(".")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
