"""Which of a person's grounds end when they ask for erasure, and which are kept, why and until when (Art. 17)?

Every ground gets an answer, also one that would open later. An erasure request is read as a withdrawal where the basis is consent, and
as an objection where it is a legitimate interest. Keeping for a claim needs a claim that is open, or an assessment that somebody names.
Pure: it decides, it ends nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from seloste.duties.rights.decide.codes import STATUTES, Code, Outcome
from seloste.notice.model import Notice
from seloste.notice.parts import Right as Promise
from seloste.notice.structure import Purpose
from seloste.notice.values import Basis

_ACCOUNTING = "fi/1336-1997"
_CLAIMS = frozenset({"dpv:CustomerClaimsManagement", "dpv:DisputeManagement"})


class Standing(Protocol):
    """A ground, as the gate tells it."""

    @property
    def purpose(self) -> str: ...
    @property
    def matter(self) -> int: ...
    @property
    def basis(self) -> str: ...
    @property
    def opened(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...


class Running(Protocol):
    """A matter, as the gate tells it."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def opened(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Decided:
    """One ground's answer. `until` is the instant from which what it keeps is kept no longer by it."""

    purpose: str
    matter: int
    basis: Basis
    outcome: Outcome
    code: Code
    statute: str
    until: datetime
    categories: tuple[str, ...]
    because: tuple[str, ...] = ()
    """The kinds of running matter, for which it is kept."""


def decide(
    notice: Notice,
    grounds: Iterable[Standing],
    matters: Iterable[Running],
    *,
    now: datetime,
    assessed: Mapping[str, Code] | None = None,
) -> tuple[Decided, ...]:
    """Decide every ground. `assessed` names purposes on legitimate interest that a person decided to keep, REF-CLAIM or REF-OBJ."""
    running = [matter for matter in matters if matter.opened <= now < matter.ends]
    case = _Case(notice, running, assessed or {}, _kept_for(notice.rights.get("erasure") or Promise()), _claim_kinds(notice))
    decided = [_decide(case, ground, now) for ground in sorted(grounds, key=lambda g: (g.purpose, g.opened, g.matter))]
    return _with_own_work(_whole_purposes(decided), notice)


def to_refuse(decided: Sequence[Decided], notice: Notice) -> tuple[str, ...]:
    """Name the purposes that the decision ends, in the notice's order."""
    ended = {each.purpose for each in decided if each.outcome is Outcome.ENDED}
    return tuple(key for key, purpose in notice.purposes.items() if key in ended and not purpose.builtin)


def to_end(decided: Sequence[Decided], matters: Iterable[Running], notice: Notice, *, now: datetime) -> tuple[Running, ...]:
    """Name the running matters that the request ends: those that last only for lack of use, and that nothing is kept for.

    So what a contract or a claim still needs is kept until that ends, and not until the relationship would have run dry.
    """
    needed = {kind for each in decided for kind in each.because} | _claim_kinds(notice) | {"request"}
    return tuple(
        matter
        for matter in matters
        if matter.opened <= now < matter.ends
        and matter.kind not in needed
        and matter.kind in notice.matters
        and notice.matters[matter.kind].end != "planned"
    )


@dataclass(frozen=True, slots=True)
class _Case:
    notice: Notice
    running: Sequence[Running]
    assessed: Mapping[str, Code]
    excepted: frozenset[str]
    claim_kinds: frozenset[str]


def _kept_for(promise: Promise) -> frozenset[str]:
    """What the notice keeps in spite of an erasure: its own list where it has one, else all that the law lets it."""
    if promise.except_:
        return frozenset(promise.except_)
    return frozenset({"law", "contract", "claims"}) if promise.ground == "law" else frozenset({"law"})


def _claim_kinds(notice: Notice) -> frozenset[str]:
    """The kinds of matter that are a claim while they run: those that a purpose of claims runs by."""
    claiming = [purpose for purpose in notice.purposes.values() if purpose.dpv in _CLAIMS]
    return frozenset(kind for purpose in claiming for kind in (*purpose.while_, *([purpose.per] if purpose.per else [])))


def _decide(case: _Case, ground: Standing, now: datetime) -> Decided:
    purpose = case.notice.purposes.get(ground.purpose)
    if purpose is None:  # an earlier notice's purpose: nothing today asks for it
        return _answer(ground, None, Outcome.ENDED if ground.ends > now else Outcome.PAST, Code.ERA_A)
    if ground.ends <= now:
        return _answer(ground, purpose, Outcome.PAST, Code.ERA_PAST)
    if purpose.builtin:
        return _own_work(ground, purpose)
    if ground.basis == Basis.LEGAL_OBLIGATION:
        return _by_law(ground, purpose)
    if ground.basis == Basis.CONSENT:
        return _answer(ground, purpose, Outcome.ENDED, Code.ERA_B)
    if ground.basis in (Basis.CONTRACT, Basis.PRE_CONTRACT):
        return _by_contract(case, ground, purpose)
    return _by_interest(case, ground, purpose)


def _own_work(ground: Standing, purpose: Purpose) -> Decided:
    """Our own work follows the rest: it keeps nothing of the person's but the request itself."""
    if ground.basis == Basis.LEGAL_OBLIGATION:
        return _answer(ground, purpose, Outcome.KEPT, Code.REF_LAW, statute=purpose.law or "")
    return _answer(ground, purpose, Outcome.ENDED, Code.ERA_A)


def _by_law(ground: Standing, purpose: Purpose) -> Decided:
    code = Code.REF_KPL if (purpose.law or "").startswith(_ACCOUNTING) else Code.REF_LAW
    return _answer(ground, purpose, Outcome.KEPT, code, statute=purpose.law or "")


def _by_contract(case: _Case, ground: Standing, purpose: Purpose) -> Decided:
    own = _own_running(case, ground, purpose)
    agreed = [matter for matter in own if case.notice.matters[matter.kind].end == "planned"]
    owed = [matter for matter in own if matter.kind in case.claim_kinds]
    if agreed and "contract" in case.excepted:
        return _answer(ground, purpose, Outcome.KEPT, Code.REF_CONTRACT, because=agreed)
    if owed and "claims" in case.excepted:
        return _answer(ground, purpose, Outcome.KEPT, Code.REF_CLAIM, because=owed)
    if own and "service" in case.excepted:
        return _answer(ground, purpose, Outcome.KEPT, Code.REF_CONTRACT, because=own)
    return _answer(ground, purpose, Outcome.ENDED, Code.ERA_NOTICE if agreed or owed else Code.ERA_A)


def _by_interest(case: _Case, ground: Standing, purpose: Purpose) -> Decided:
    if purpose.marketing:  # Art. 21(2): no reason, no balancing
        return _answer(ground, purpose, Outcome.ENDED, Code.ERA_C)
    if purpose.dpv in _CLAIMS and "claims" in case.excepted:
        own = _own_running(case, ground, purpose) if not purpose.after else case.running
        owed = [matter for matter in own if matter.kind in case.claim_kinds]
        if owed:
            return _answer(ground, purpose, Outcome.KEPT, Code.REF_CLAIM, because=owed)
    assessed = case.assessed.get(ground.purpose)
    if assessed in (Code.REF_CLAIM, Code.REF_OBJ):
        return _answer(ground, purpose, Outcome.KEPT, assessed)
    return _answer(ground, purpose, Outcome.ENDED, Code.ERA_C if ground.basis == Basis.LEGITIMATE_INTEREST else Code.ERA_A)


def _own_running(case: _Case, ground: Standing, purpose: Purpose) -> list[Running]:
    kinds = {*purpose.while_, *([purpose.per] if purpose.per else [])}
    return [matter for matter in case.running if matter.kind in kinds and ground.matter in (0, matter.id)]


def _answer(
    ground: Standing,
    purpose: Purpose | None,
    outcome: Outcome,
    code: Code,
    *,
    statute: str = "",
    because: Iterable[Running] = (),
) -> Decided:
    kinds = tuple(dict.fromkeys(matter.kind for matter in because))
    kept = purpose.kept if purpose else ()
    return Decided(ground.purpose, ground.matter, Basis(ground.basis), outcome, code, statute or STATUTES[code], ground.ends, kept, kinds)


def _whole_purposes(decided: Sequence[Decided]) -> tuple[Decided, ...]:
    """A refusal ends a purpose as a whole: where one of its grounds must be kept, the person hears that all of it is."""
    kept = {each.purpose: each for each in decided if each.outcome is Outcome.KEPT}
    return tuple(_like(each, kept[each.purpose]) if each.outcome is Outcome.ENDED and each.purpose in kept else each for each in decided)


def _with_own_work(decided: tuple[Decided, ...], notice: Notice) -> tuple[Decided, ...]:
    """The index and the like go on while anything of the person's is kept, and only then."""
    own = {key for key, purpose in notice.purposes.items() if purpose.builtin}
    if not any(each.outcome is Outcome.KEPT and each.purpose not in own for each in decided):
        return decided
    return tuple(
        replace(each, outcome=Outcome.KEPT, code=Code.OWN_WORK, statute=STATUTES[Code.OWN_WORK])
        if each.purpose in own and each.outcome is Outcome.ENDED
        else each
        for each in decided
    )


def _like(each: Decided, kept: Decided) -> Decided:
    return replace(each, outcome=kept.outcome, code=kept.code, statute=kept.statute, because=kept.because)
