"""What may a person ask, and what happens then? The promises about rights, wider than the law where the notice is."""

from collections.abc import Callable, Iterator

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
    open_to = {Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK}
    return [key for key, purpose in notice.purposes.items() if not purpose.builtin and open_to & set(purpose.basis.values())]


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of section 14."""
    for name in in_use(notice):
        given = notice.rights.get(name) or Right()  # type: ignore[call-overload]
        yield _right(notice, name, given)
        if given.extend == "never" and given.within:
            yield _unextended(notice, name)
    line = notice.line("rights")
    yield clause("rights.identity", SECTION, w.IDENTITY, w.IDENTITY_TOLD, line, "notice", "notice_text")
    yield clause("rights.free", SECTION, w.FREE, w.FREE_TOLD, line, "said", "said")
    yield clause("rights.told_on", SECTION, w.TOLD_ON, w.TOLD_ON_TOLD, line, "said", "said")
    yield clause("rights.reviews", SECTION, w.REVIEWS, w.REVIEWS_TOLD, line, "watched", "reviews_in_time")


def _right(notice: Notice, name: str, given: Right) -> Clause:
    kind, check, params = _CHECKS[name]

    def text(t: Tongue) -> Phrase:
        return joined(" ", (_TEXTS[name](t, notice, given), _how(t, given), _time(t, name, given), _form(t, given)))

    return clause(f"right.{name}", SECTION, TITLES[name], text, notice.line(f"rights.{name}"), kind, check, **params)


def _unextended(notice: Notice, name: str) -> Clause:
    def text(t: Tongue) -> Phrase:
        return t.say(w.NO_EXTENSION_TOLD, right=t.say(TITLES[name]))

    line = notice.line(f"rights.{name}.extend")
    return clause(f"right.{name}.no_extension", SECTION, w.NO_EXTENSION, text, line, "enforced", "no_extension_given", right=name)


def _how(t: Tongue, given: Right) -> Phrase:
    told = t.told(given.how) if given.how else ""
    return joined(" ", (told, t.say(w.CHANNELS, channels=t.channels(given.channels)) if given.channels else ""))


def _time(t: Tongue, name: str, given: Right) -> Phrase:
    if name in _TIMELESS and not given.within:
        return Phrase()
    answer = t.say(w.ANSWER, period=t.of_length(given.within or MONTH))
    return answer if given.extend == "never" else joined(" ", (answer, t.say(w.LONGER)))


def _form(t: Tongue, given: Right) -> Phrase:
    return t.say(w.ELECTRONIC) if given.electronic else Phrase()


def _erasure(t: Tongue, notice: Notice, given: Right) -> Phrase:
    ground = t.say(w.ERASURE_ANY if given.ground == "any" else w.ERASURE_LAW)
    kept = t.listed((t.say(w.EXCEPT[key]) for key in given.except_ or ("law", "claims")), "or")
    return joined(" ", (ground, t.say(w.ERASURE_KEPT, kept=kept)))


def _objection(t: Tongue, notice: Notice, given: Right) -> Phrase:
    return t.say(w.OBJECTION, purposes=t.named(t.names(notice.purposes, interests(notice))))


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
