"""What may a person ask, and what happens then? The promises about rights, wider than the law where the notice is."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from seloste.law.periods import Period
from seloste.notice.clauses.clause import Clause, ClauseKind, clause
from seloste.notice.model import Notice
from seloste.notice.parts import Right
from seloste.notice.phrases import Phrase, joined
from seloste.notice.tongue import Tongue, Words
from seloste.notice.values import Basis, Text
from seloste.notice.words import rights as w

SECTION = 14
MONTH = Period.parse("P1M")
TITLES = w.TITLES
_OBJECTABLE = frozenset({Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK})
_TIMELESS = frozenset({"withdrawal", "marketing_ban", "disclosure_ban", "complaint"})


def in_use(notice: Notice) -> list[str]:
    """The rights a person has under this notice, by the bases it uses (law of each basis), and those it promises besides."""
    purposes = notice.purposes.values()
    bases = {basis for purpose in purposes for basis in purpose.basis.values()}
    has = {
        "objection": bool(bases & {Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK}),
        "portability": bool(bases & {Basis.CONSENT, Basis.CONTRACT, Basis.PRE_CONTRACT}),
        "withdrawal": Basis.CONSENT in bases,
        "marketing_ban": any(purpose.marketing for purpose in purposes),
        "disclosure_ban": bool(discretionary(notice)),
    }
    return [name for name in TITLES if has.get(name, True) or name in notice.rights]


def discretionary(notice: Notice) -> list[Text]:
    """The recipients that a ban on disclosure stops, by name."""
    return [each.name for each in notice.recipients.values() if each.discretionary and not each.anonymised]


def interests(notice: Notice) -> list[str]:
    """The author's purposes that rest on legitimate interest or a public task, and can be objected to."""
    return _resting(notice, _OBJECTABLE)


def bannable(notice: Notice) -> list[str]:
    """The author's purposes that a ban without reasons stops: all but those that only the law or somebody's life demands."""
    return _resting(notice, frozenset(Basis) - {Basis.LEGAL_OBLIGATION, Basis.VITAL_INTEREST})


def _resting(notice: Notice, bases: frozenset[Basis]) -> list[str]:
    return [key for key, purpose in notice.purposes.items() if not purpose.builtin and bases & set(purpose.basis.values())]


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of section 14."""
    for name in in_use(notice):
        given = _given(notice, name)
        yield _right(notice, name)
        if given.extend == "never" and given.within:
            yield _unextended(notice, name)
    line = notice.line("rights")
    yield clause("rights.identity", SECTION, w.IDENTITY, w.IDENTITY_TOLD, line, "notice", "notice_text")
    yield clause("rights.free", SECTION, w.FREE, w.FREE_TOLD, line, "said", "said")
    yield clause("rights.told_on", SECTION, w.TOLD_ON, w.TOLD_ON_TOLD, line, "said", "said")
    yield clause("rights.reviews", SECTION, w.REVIEWS, w.REVIEWS_TOLD, line, "watched", "reviews_in_time")


def _right(notice: Notice, name: str) -> Clause:
    kind, check, params = _CHECKS[name]

    def text(t: Tongue) -> Phrase:
        return right_text(t, notice, name)

    return clause(f"right.{name}", SECTION, TITLES[name], text, notice.line(f"rights.{name}"), kind, check, **params)


@dataclass(frozen=True, slots=True)
class Common:
    """What most rights share, to be said once: by which channels, how soon, and whether the time can be extended."""

    channels: tuple[str, ...] = ()
    within: Period | None = None
    extend: str = ""


def common(notice: Notice) -> Common:
    """Find what at least three rights share; the one to object stands apart, and says everything itself."""
    given = {name: _given(notice, name) for name in in_use(notice) if name not in ("complaint", "objection")}
    ways = Counter(each.channels for each in given.values())
    times = Counter((each.within or MONTH, each.extend) for name, each in given.items() if name not in _TIMELESS or each.within)
    [(channels, among)] = ways.most_common(1)
    [((within, extend), many)] = times.most_common(1)
    shared = Common(within=within, extend=extend) if many >= 3 else Common()
    return replace(shared, channels=channels) if among >= 3 and all(each.channels for each in given.values()) else shared


def common_text(t: Tongue, notice: Notice) -> Phrase:
    """Say what most rights share."""
    shared = common(notice)
    told = [t.say(w.CHANNELS_ALL, channels=t.channels(shared.channels)) if shared.channels else ""]
    told.append(_answer(t, shared.within, shared.extend) if shared.within else "")
    return joined(" ", (*told, t.say(w.COMMON))) if any(told) else Phrase()


def right_text(t: Tongue, notice: Notice, name: str, shared: Common | None = None) -> Phrase:
    """Say one right whole, or without what has been said of all that share it."""
    given, shared = _given(notice, name), shared or Common()
    alike = shared.within is not None and (given.within or MONTH, given.extend) == (shared.within, shared.extend)
    how = _how(t, given, told=bool(shared.channels) and given.channels == shared.channels)
    return joined(" ", (_TEXTS[name](t, notice, given), how, "" if alike else _time(t, name, given), _form(t, given)))


def _given(notice: Notice, name: str) -> Right:
    return notice.rights.get(name) or Right()  # type: ignore[call-overload]


def _unextended(notice: Notice, name: str) -> Clause:
    def text(t: Tongue) -> Phrase:
        return t.say(w.NO_EXTENSION_TOLD, right=t.say(TITLES[name]))

    line = notice.line(f"rights.{name}.extend")
    return clause(f"right.{name}.no_extension", SECTION, w.NO_EXTENSION, text, line, "enforced", "no_extension_given", right=name)


def _how(t: Tongue, given: Right, *, told: bool) -> Phrase:
    ways = t.say(w.CHANNELS, channels=t.channels(given.channels)) if given.channels and not told else ""
    return joined(" ", (t.told(given.how) if given.how else "", ways))


def _time(t: Tongue, name: str, given: Right) -> Phrase:
    if name in _TIMELESS and not given.within:
        return Phrase()
    return _answer(t, given.within or MONTH, given.extend)


def _answer(t: Tongue, within: Period, extend: str) -> Phrase:
    answer = t.say(w.ANSWER, period=t.of_length(within))
    return answer if extend == "never" else joined(" ", (answer, t.say(w.LONGER)))


def _form(t: Tongue, given: Right) -> Phrase:
    return t.say(w.ELECTRONIC) if given.electronic else Phrase()


def _erasure(t: Tongue, notice: Notice, given: Right) -> Phrase:
    ground = t.say(w.ERASURE_ANY if given.ground == "any" else w.ERASURE_LAW)
    kept = t.listed((t.say(w.EXCEPT[key]) for key in given.except_ or ("law", "claims")), "or")
    return joined(" ", (ground, t.say(w.ERASURE_KEPT, kept=kept)))


def _objection(t: Tongue, notice: Notice, given: Right) -> Phrase:
    banned = given.ground == "any"
    purposes = t.named(t.names(notice.purposes, bannable(notice) if banned else interests(notice)))
    told = t.say(w.OBJECTION_ANY, purposes=purposes) if banned else t.say(w.OBJECTION, grounds=_grounds(t, notice), purposes=purposes)
    return joined(" ", (told, t.say(w.OBJECTION_MARKETING) if any(each.marketing for each in notice.purposes.values()) else ""))


def _grounds(t: Tongue, notice: Notice) -> Phrase:
    """The bases in use that can be objected to, and no other."""
    bases = {basis for key in interests(notice) for basis in notice.purposes[key].basis.values()} & _OBJECTABLE
    if len(bases) > 1:
        return t.say(w.INTEREST_OR_TASK)
    return t.say(w.TASK if Basis.PUBLIC_TASK in bases else w.INTEREST)


def _portability(t: Tongue, notice: Notice, given: Right) -> Phrase:
    return joined(" ", (t.say(w.PORTABILITY), t.say(w.PORTABILITY_ANY if given.ground == "any" else w.PORTABILITY_LAW)))


def _disclosure_ban(t: Tongue, notice: Notice, given: Right) -> Phrase:
    return t.say(w.DISCLOSURE_BAN, names=t.parties(discretionary(notice)))


def _as_said(words: Words) -> Callable[[Tongue, Notice, Right], Phrase]:
    return lambda t, notice, given: t.say(words)


_TEXTS: dict[str, Callable[[Tongue, Notice, Right], Phrase]] = {
    "access": _as_said(w.ACCESS),
    "rectification": _as_said(w.RECTIFICATION),
    "erasure": _erasure,
    "restriction": _as_said(w.RESTRICTION),
    "objection": _objection,
    "portability": _portability,
    "withdrawal": _as_said(w.WITHDRAWAL),
    "marketing_ban": _as_said(w.MARKETING_BAN),
    "disclosure_ban": _disclosure_ban,
    "complaint": _as_said(w.COMPLAINT),
}
_CHECKS: dict[str, tuple[ClauseKind, str, dict[str, str | tuple[str, ...]]]] = {
    "access": ("watched", "requests_answered_in_time", {"right": "access"}),
    "rectification": ("watched", "requests_answered_in_time", {"right": "rectification"}),
    "erasure": ("watched", "requests_answered_in_time", {"right": "erasure"}),
    "restriction": ("enforced", "restriction_closes", {}),
    "objection": ("enforced", "refusals_respected", {"kinds": ("objection",)}),
    "portability": ("watched", "requests_answered_in_time", {"right": "portability"}),
    "withdrawal": ("enforced", "refusals_respected", {"kinds": ("withdrawal",)}),
    "marketing_ban": ("enforced", "bans_respected", {"of": "marketing"}),
    "disclosure_ban": ("enforced", "bans_respected", {"of": "disclosure"}),
    "complaint": ("watched", "authority_current", {}),
}
