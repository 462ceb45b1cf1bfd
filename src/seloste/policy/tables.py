"""What a notice permits, as immutable tables: the one form that the fold, the gate and the duties read.

Nothing here knows YAML, a database or a clock. A purpose runs `while` kinds of matter last, `per` matter of one kind, or `after`
another purpose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest

from seloste.law.periods import Period
from seloste.notice.values import Basis, FieldType, Store


@dataclass(frozen=True, slots=True)
class MatterKind:
    """A kind of matter and its bound. `otherwise_*` bind a planned matter that was begun without a planned end."""

    key: str
    controllers_own: bool = False
    planned: bool = False
    idle: Period | None = None
    at_most: Period | None = None
    otherwise_idle: Period | None = None
    otherwise_at_most: Period | None = None

    @property
    def needs_planned_end(self) -> bool:
        """Whether a matter of this kind cannot begin without a planned end, having no other bound."""
        return self.planned and not any((self.idle, self.at_most, self.otherwise_idle, self.otherwise_at_most))

    @property
    def capped(self) -> bool:
        """Whether the bound is a cap: what hangs on it is never held longer (DESIGN 2, Hold)."""
        return self.at_most is not None


class Role(StrEnum):
    """In which role we hold somebody's data: deciding why and how, or on another controller's instructions (Art. 4(7), (8))."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field of a category: its type, what search may do with it, and for which kinds of subject it is used (None: for all).

    A field that another controller may choose is used only for the kinds whose controller has chosen it. Of a secret only a hash is held.
    """

    key: str
    type: FieldType
    searchable: bool = False
    choices: tuple[str, ...] = ()
    kinds: frozenset[str] | None = None
    secret: bool = False

    def is_for(self, kind: str) -> bool:
        """Whether the field is used for a kind of subject."""
        return self.kinds is None or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Category:
    """One category of data: the atom of keeping. `of` is the kind of matter whose folders hold it, or None for the subject.

    `kinds` are those it is for, None where it is for all.
    """

    key: str
    of: str | None
    within: Period
    fields: Mapping[str, FieldRule]
    capped: bool = False
    kinds: frozenset[str] | None = None
    line: int = 0

    def is_for(self, kind: str) -> bool:
        """Whether anything of the category may be held of a kind of subject."""
        return self.kinds is None or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose: its basis by kind of subject, what it uses, reads and keeps, and when it runs."""

    key: str
    basis: Mapping[str, Basis]
    uses: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    keeps: frozenset[str] = frozenset()
    while_: frozenset[str] = frozenset()
    per: str | None = None
    after: str | None = None
    keep: Period | None = None
    rule: str | None = None
    store: Store = Store.LIVE
    roles: frozenset[str] = frozenset()
    marketing: tuple[str, ...] = ()
    despite_restriction: bool = False
    applies_to_all: bool = False
    builtin: bool = False
    line: int = 0

    def runs_for(self, matter_kind: str) -> bool:
        """Whether matters of the kind open the purpose."""
        return matter_kind in self.while_ or matter_kind == self.per

    def may_read(self, category: str) -> bool:
        """Whether the purpose opens the category to its readers."""
        return category in self.uses or category in self.reads

    def may_keep(self, category: str) -> bool:
        """Whether the purpose keeps folders of the category alive."""
        return category in self.uses or category in self.keeps


@dataclass(frozen=True, slots=True)
class Policy:
    """One notice, compiled."""

    notice: str
    subjects: Mapping[str, bool]
    matters: Mapping[str, MatterKind]
    categories: Mapping[str, Category]
    purposes: Mapping[str, Purpose]
    sources: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What each source gives: nothing comes from it but the categories that the notice names for it."""
    own_files: frozenset[str] = frozenset()
    """The categories of our own work, which no author writes a source for."""
    processed_for: Mapping[str, str] = field(default_factory=dict)
    """The kinds of subject whose data we hold for another controller, and which one."""
    running: Mapping[str, tuple[Purpose, ...]] = field(init=False, repr=False, compare=False)
    """The purposes that each kind of matter opens."""
    following: Mapping[str, tuple[Purpose, ...]] = field(init=False, repr=False, compare=False)
    """The purposes that come after each."""

    def __post_init__(self) -> None:
        purposes = self.purposes.values()
        running = {kind: tuple(p for p in purposes if p.runs_for(kind)) for kind in self.matters}
        object.__setattr__(self, "running", running)
        following = {key: tuple(p for p in purposes if p.after == key) for key in self.purposes}
        object.__setattr__(self, "following", following)

    def may_come_from(self, source: str, category: str) -> bool:
        """Whether the notice says that data of a category come from a source. Our own files of requests come from whoever asks."""
        return source in self.sources and (category in self.sources[source] or category in self.own_files)

    def role_for(self, kind: str) -> Role:
        """In which role we hold the data of a kind of subject. Exactly one: a person in two capacities is two subjects."""
        return Role.PROCESSOR if kind in self.processed_for else Role.CONTROLLER


@dataclass(frozen=True, slots=True)
class Version:
    """A published notice: its number in the register (1, 2, …), when it takes effect, and its policy."""

    number: int
    effective: datetime
    policy: Policy


type Timeline = tuple[Version, ...]
"""The versions of a register that take effect, in order."""


def taking_effect(versions: Sequence[Version]) -> Timeline:
    """The versions that are ever in force. One that is replaced before it takes effect, or as it does, permits and forbids nothing."""
    return tuple(v for v, after in zip_longest(versions, versions[1:]) if after is None or v.effective < after.effective)


def in_force(timeline: Timeline, at: datetime) -> Version | None:
    """The version in force at an instant: the last that had taken effect, or None before the first."""
    found = None
    for version in timeline:
        if version.effective > at:
            break
        found = version
    return found


def later_than(timeline: Timeline, version: Version) -> Timeline:
    """The versions that take effect after `version`, in order."""
    if version is timeline[-1]:  # almost always
        return ()
    return tuple(v for v in timeline if v.number > version.number)
