"""Which rows of law does a notice lean on, and where? Statutes, retention rules, adequacy decisions and the authority. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from seloste import law
from seloste.law.rows import Adequacy, Authority, Row, Rule, Statute
from seloste.law.shelf import rows
from seloste.notice import Notice

KINDS: dict[str, type[Row]] = {"statute": Statute, "rule": Rule, "adequacy": Adequacy, "authority": Authority}
_AUTHORITY = "authority:fi/tietosuojavaltuutettu"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a notice that leans on a row."""

    path: str
    line: int
    clause: str


def cited(notice: Notice, on: date) -> Mapping[str, tuple[Place, ...]]:
    """Give every row a notice leans on (kind:id), with the places."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for row, path, clause in _leaning(notice, on):
        found[row].append(Place(path, notice.line(path), clause))
    return {row: tuple(places) for row, places in found.items()}


def _leaning(notice: Notice, on: date) -> Iterator[tuple[str, str, str]]:
    for key, purpose in notice.purposes.items():
        if purpose.law:
            yield from ((row, f"purposes.{key}.law", f"purpose.{key}") for row in _statute(purpose.law))
        if purpose.rule:
            yield f"rule:{purpose.rule}", f"purposes.{key}.rule", f"purpose.{key}"
            for rule in (each for each in rows(Rule) if each.id == purpose.rule):
                yield from ((row, f"purposes.{key}.rule", f"purpose.{key}") for row in _statute(rule.statute))
    for key, recipient in notice.recipients.items():
        if recipient.law:
            yield from ((row, f"recipients.{key}.law", f"recipient.{key}") for row in _statute(recipient.law))
    yield from _transfers(notice, on)
    yield _AUTHORITY, "rights", "right.complaint"


def _statute(name: str) -> Iterator[str]:
    """The rows behind a citation: the provision (a finer part by its article), and the act it is in."""
    known = {each.id for each in rows(Statute)}
    provision = name.split(".")[0]
    act = "/".join(name.split("/")[:2])
    yield from (f"statute:{each}" for each in dict.fromkeys((name, provision, act)) if each in known)


def _transfers(notice: Notice, on: date) -> Iterator[tuple[str, str, str]]:
    inside = law.area("EEA", on)
    for key, processor in notice.processors.items():
        for country in processor.countries:
            if country not in inside:
                yield f"adequacy:{country}", f"processors.{key}.countries", f"processor.{key}"
    for key, recipient in notice.recipients.items():
        if recipient.country not in inside:
            yield f"adequacy:{recipient.country}", f"recipients.{key}.country", f"recipient.{key}"
    for key, place in notice.storage.places.items():
        if place.country not in inside:
            yield f"adequacy:{place.country}", f"storage.places.{key}.country", "storage"


def standing(row: str, on: date) -> dict[str, object]:
    """How a row stands on a date: every version of it, and which of them is in force. When it was checked does not matter."""
    kind, _, name = row.partition(":")
    versions = sorted((each for each in rows(KINDS[kind]) if each.id == name), key=lambda each: each.valid_from)
    told = [each.model_dump(mode="json", exclude_none=True, exclude={"checked_at", "evidence", "note", "source"}) for each in versions]
    return {"versions": told, "in_force": next((str(each.valid_from) for each in versions if each.holds(on)), "")}


def digest(stands: Mapping[str, object]) -> str:
    """The mark of how a row stands."""
    return sha256(repr(_sorted(stands)).encode()).hexdigest()


def _sorted(value: object) -> object:
    if isinstance(value, Mapping):
        return sorted((key, _sorted(inner)) for key, inner in value.items())
    return [_sorted(each) for each in value] if isinstance(value, list) else value
