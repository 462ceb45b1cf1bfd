"""What does a notice ask for in the life of each kind of subject? Its matters in order, who opens them, what is stored and read in each.

Made from the notice alone. Only what the notice lets be done is listed: a purpose with a basis for the kind and a role that holds it,
a category that is for the kind, a field that the firm needs no further decision for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from seloste.law.periods import Period
from seloste.notice.model import Notice
from seloste.notice.parts import Source
from seloste.notice.structure import Category, DataField, MatterKind, Purpose
from seloste.notice.values import Basis, FieldType, Store

LOGGED = frozenset({FieldType.DATE, FieldType.NOTE, FieldType.TEXT, FieldType.CHOICE})


@dataclass(frozen=True, slots=True)
class Work:
    """A purpose and the role in which somebody acts for it."""

    purpose: str
    role: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A category that is stored, for which purpose, with its fields and the sources that it may come from; `letter` begins its numbers."""

    category: str
    work: Work
    fields: tuple[tuple[str, DataField], ...]
    sources: tuple[tuple[str, Source], ...]
    letter: str

    @property
    def comes_again(self) -> bool:
        """Whether one matter gathers many of these, as messages or log lines; a name or an order stands once."""
        types = {field.type for _, field in self.fields}
        return FieldType.DATE in types and types <= LOGGED

    def holds(self, *types: FieldType) -> bool:
        """Whether a field is of one of the types."""
        return any(field.type in types for _, field in self.fields)


@dataclass(frozen=True, slots=True)
class Errand:
    """A kind of matter as it occurs to a kind of subject: what it holds, and what of the person (`about`) may be stored in its course."""

    key: str
    kind: MatterKind
    opener: Work
    entries: tuple[Entry, ...]
    about: tuple[Entry, ...]
    readers: tuple[Work, ...]
    gives: tuple[tuple[str, Work], ...]
    consents: tuple[str, ...]
    reaches_archive: bool

    @property
    def asks_code(self) -> bool:
        """Whether an identity code is asked for: then it is open for as short a time as may be."""
        return any(entry.holds(FieldType.FI_HETU) for entry in self.entries)

    @property
    def introduces(self) -> bool:
        """Whether it stores how to reach the person, so that somebody may come for this alone."""
        reached = any(entry.holds(FieldType.EMAIL, FieldType.PHONE, FieldType.ADDRESS) for entry in (*self.about, *self.entries))
        return reached and not self.asks_code and not self.reaches_archive


@dataclass(frozen=True, slots=True)
class Capacity:
    """A kind of subject: the matter that they stay for, the others, what is booked of them, and what they can forbid."""

    key: str
    at_work: bool
    ours: bool
    home: Errand
    errands: tuple[Errand, ...]
    books: tuple[tuple[str, Entry], ...]
    bans: tuple[str, ...]
    archived: timedelta

    @property
    def check(self) -> Errand | None:
        """The errand that asks for an identity code, if there is one."""
        return next((each for each in self.errands if each.asks_code), None)

    @property
    def claim(self) -> Errand | None:
        """The errand that reaches into the archive, if there is one and anything is archived."""
        return next((each for each in self.errands if each.reaches_archive and self.archived), None)


def capacities(notice: Notice) -> tuple[Capacity, ...]:
    """Give every kind of subject to whom something can happen under this notice, in its order."""
    found = (_capacity(notice, kind) for kind in notice.subjects)
    return tuple(capacity for capacity in found if capacity is not None)


def _capacity(notice: Notice, kind: str) -> Capacity | None:
    open_to = {key: each for key, each in notice.purposes.items() if kind in each.basis and each.roles and not each.builtin}
    errands = tuple(each for key in notice.matters for each in _errand(notice, kind, open_to, key))
    if not errands:
        return None
    # The author lists first what people come for: it tells how to reach them, and what has a cap is more likely a passing thing.
    home = max(errands, key=lambda each: (each.introduces, each.kind.at_most is None, not each.consents))
    said = notice.subjects[kind]
    return Capacity(
        kind,
        at_work=not said.party and not said.child,
        ours=said.controller is None,
        home=home,
        errands=tuple(each for each in errands if each is not home),
        books=tuple(_books(notice, kind, open_to)),
        bans=tuple(key for key, each in notice.purposes.items() if each.marketing and kind in each.basis),
        archived=max((days(each.keep) for each in notice.purposes.values() if _archives(each, kind)), default=timedelta()),
    )


def days(period: Period | None) -> timedelta:
    """Give about how long a period is."""
    return timedelta(days=period.months * 30 + period.days, seconds=period.seconds) if period is not None else timedelta()


def _archives(purpose: Purpose, kind: str) -> bool:
    return purpose.store is Store.ARCHIVE and purpose.after is not None and kind in purpose.basis


def _errand(notice: Notice, kind: str, open_to: dict[str, Purpose], key: str) -> Iterator[Errand]:
    """Give the errand of a kind of matter, or nothing when nobody may begin such a matter for this kind of subject."""
    running = {name: each for name, each in open_to.items() if key == each.per or key in each.while_}
    if notice.matters[key].of == "controller" or not running:
        return
    # Whoever stores the most in it opens it.
    opener = max(running, key=lambda name: _weight(notice, kind, key, running[name]))
    entries = tuple(_entries(notice, kind, running, first=opener))
    found = Errand(
        key,
        notice.matters[key],
        _work(notice, opener),
        tuple(entry for entry in entries if notice.data[entry.category].of == key),
        tuple(entry for entry in entries if notice.data[entry.category].of is None),
        readers=tuple(_work(notice, name) for name, each in running.items() if each.seen and name != opener and not each.marketing),
        gives=tuple(_gives(notice, open_to, running, {entry.category for entry in entries})),
        consents=tuple(name for name, each in running.items() if each.basis[kind] is Basis.CONSENT) if _is_consent(running, kind) else (),
        reaches_archive=any(each.store is not Store.LIVE for each in running.values()),
    )
    if found.introduces or not _is_of_others(notice, kind, key):
        yield found


def _is_of_others(notice: Notice, kind: str, matter: str) -> bool:
    """Whether something is stored in such matters, but never of this kind: then a purpose that runs in them doesn't make them theirs."""
    held = [category for category in notice.data.values() if category.of == matter]
    if held and not any(_is_for(category, kind) for category in held):
        return True
    storing = [each for each in notice.purposes.values() if each.uses and not each.builtin and matter in (each.per, *each.while_)]
    return bool(storing) and not any(kind in each.basis for each in storing)


def _weight(notice: Notice, kind: str, matter: str, purpose: Purpose) -> tuple[int, int]:
    used = [notice.data[key].of for key in purpose.uses if _is_for(notice.data[key], kind)]
    return used.count(matter), len(used)


def _is_consent(running: dict[str, Purpose], kind: str) -> bool:
    return all(each.basis[kind] is Basis.CONSENT for each in running.values())


def _entries(notice: Notice, kind: str, purposes: dict[str, Purpose], first: str = "") -> Iterator[Entry]:
    """Give what the purposes store of the kind, each category once; the purpose that opened the matter stores what it can."""
    seen: set[str] = set()
    for name in sorted(purposes, key=lambda name: name != first):
        for key in purposes[name].uses:
            if key not in seen and _is_for(notice.data[key], kind):
                seen.add(key)
                entry = _entry(notice, key, name)
                if entry.fields:
                    yield entry


def _entry(notice: Notice, category: str, purpose: str) -> Entry:
    # A field that exists by the controller's choice is off until it is switched on.
    fields = tuple((key, field) for key, field in notice.data[category].fields.items() if field.optional is None)
    sources = tuple((key, each) for key, each in notice.sources.items() if category in each.data)
    called = notice.data[category].name
    letter = (called.fi if called else category)[0].upper()
    return Entry(category, _work(notice, purpose), fields, sources or tuple(notice.sources.items())[:1], letter)


def _books(notice: Notice, kind: str, open_to: dict[str, Purpose]) -> Iterator[tuple[str, Entry]]:
    """Give what is stored in the controller's own matters, such as invoices in a fiscal year."""
    for name, purpose in open_to.items():
        if purpose.per is not None and notice.matters[purpose.per].of == "controller":
            for category in purpose.uses:
                if notice.data[category].of == purpose.per and _is_for(notice.data[category], kind):
                    yield purpose.per, _entry(notice, category, name)


def _gives(notice: Notice, open_to: dict[str, Purpose], running: dict[str, Purpose], stored: set[str]) -> Iterator[tuple[str, Work]]:
    """Give the recipients who get some of what is stored in such a matter: for the purpose that sees the most of what they may have."""
    for key, recipient in notice.recipients.items():
        # Nothing else is disclosed without a decision: an authority's demand, an assessment.
        if recipient.kind == "controller" and recipient.compatibility and stored & set(recipient.data):
            seen = {name: len(set(each.seen) & set(recipient.data)) for name, each in open_to.items()}
            best = max(seen, key=lambda name: seen[name], default="")
            if best in running and seen[best]:
                yield key, _work(notice, best)


def _is_for(category: Category, kind: str) -> bool:
    return not category.subjects or kind in category.subjects


def _work(notice: Notice, purpose: str) -> Work:
    return Work(purpose, notice.purposes[purpose].roles[0])
