"""What is one activity of the record? A purpose with its groups, data, recipients, transfers and time limits, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass

from seloste.notice.clauses import Clause, clauses
from seloste.notice.clauses.flows import far, safeguard
from seloste.notice.clauses.keeping import ending, term, terms
from seloste.notice.model import Notice
from seloste.notice.parts import Processor, Recipient
from seloste.notice.phrases import Phrase, joined
from seloste.notice.render.use import based
from seloste.notice.structure import EVERY_KIND, Purpose
from seloste.notice.tongue import Tongue
from seloste.notice.words import records as w

_WHO = frozenset({"controller", "representative", "contact", "dpo"})


@dataclass(frozen=True, slots=True)
class Activity:
    """One processing activity, in words."""

    key: str
    name: Phrase
    why: Phrase
    groups: tuple[Phrase, ...]
    data: tuple[Phrase, ...]
    recipients: tuple[Phrase, ...]
    processors: tuple[Phrase, ...]
    transfers: tuple[Phrase, ...]
    limits: tuple[Phrase, ...]


def activities(t: Tongue, notice: Notice) -> list[Activity]:
    """Every purpose of the notice, the built-in ones too, as an activity."""
    return [_activity(t, notice, key, purpose) for key, purpose in notice.purposes.items()]


def _activity(t: Tongue, notice: Notice, key: str, purpose: Purpose) -> Activity:
    groups = [kind for kind in purpose.basis if ours(notice, kind)]
    data = tuple(name for name in dict.fromkeys((*purpose.seen, *purpose.kept)) if _held_of(notice, name, groups))
    held = frozenset(data)
    given = (each for each in notice.recipients.values() if _serves(each, key, held) and not each.anonymised)
    worked = (each for each in notice.processors.values() if _serves(each, key, held))
    return Activity(
        key=key,
        name=t.name(notice.purposes, key),
        why=t.told(purpose.why) if purpose.why else Phrase(),
        groups=tuple(
            t.say(w.GROUP, group=t.own(notice.subjects[kind].name), basis=based(t, purpose, basis))
            for kind, basis in purpose.basis.items()
            if kind in groups
        ),
        data=tuple(t.names(notice.data, data)),
        recipients=tuple(t.say(w.TO, name=t.own(each.name), country=t.country(each.country)) for each in given),
        processors=tuple(t.say(w.TO, name=t.own(each.name), country=t.countries(each.countries)) for each in worked),
        transfers=moved(t, notice, held, key),
        limits=_limits(t, notice, purpose, data),
    )


def ours(notice: Notice, kind: str) -> bool:
    """Whether we ourselves decide about these people's data, alone or together with another."""
    party = notice.controllers.get(notice.subjects[kind].controller or "") if kind in notice.subjects else None
    return party is None or party.kind == "joint"


def _serves(each: Recipient | Processor, purpose: str, data: frozenset[str]) -> bool:
    """Whether it gets these data for this purpose; one that names no purposes may serve any that uses its data."""
    return bool(data & set(each.data)) and (not each.purposes or not purpose or purpose in each.purposes)


def moved(t: Tongue, notice: Notice, data: frozenset[str], purpose: str = "") -> tuple[Phrase, ...]:
    """The transfers out of the European Economic Area that touch these data for a purpose, or for any, each with its basis."""
    found: list[Phrase] = []
    for each in far(notice):
        if _serves(each.to, purpose, data):
            basis = safeguard(t, each.to.safeguard)
            found.append(t.say(w.TRANSFER, name=t.own(each.to.name), country=t.country(each.country), basis=basis))
    return tuple(found)


def _held_of(notice: Notice, category: str, groups: list[str]) -> bool:
    """Whether a category is held of any of these groups; one whose groups aren't said is held of all."""
    kinds = notice.data[category].subjects
    return not kinds or EVERY_KIND in groups or bool(set(kinds) & set(groups))


def _limits(t: Tongue, notice: Notice, purpose: Purpose, data: tuple[str, ...]) -> tuple[Phrase, ...]:
    """How long the purpose keeps its data; where it keeps none, what keeps each category that it reads."""
    if not purpose.kept:
        kept = (t.say(w.KEPT, name=t.name(notice.data, key), end=joined("; ", terms(t, notice, key))).sentence() for key in data)
        return (t.say(w.NO_OWN_KEEPING), *kept)
    lasts = term(t, notice, purpose).sentence()
    ends: dict[Phrase, list[Phrase]] = {}
    for key in purpose.kept:
        ends.setdefault(ending(t, notice, key), []).append(t.name(notice.data, key))
    if len(ends) == 1:
        return (lasts, *ends)
    return (lasts, *(t.say(w.KEPT, name=joined(", ", names), end=end) for end, names in ends.items()))


def reach(t: Tongue, notice: Notice) -> Phrase:
    """The firm, whom to ask, and the data protection officer, as the notice tells them."""
    return joined(" ", _texts(t, (each for each in clauses(notice) if each.anchor in _WHO)))


def measures(t: Tongue, notice: Notice) -> tuple[Phrase, ...]:
    """The security measures (Art. 32(1)), as the notice tells them."""
    return tuple(_texts(t, (each for each in clauses(notice) if each.section == 12)))


def _texts(t: Tongue, each: Iterable[Clause]) -> list[Phrase]:
    return [one.texts[t.lang] for one in each]
