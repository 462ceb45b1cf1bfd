"""What must be asked before an act, and which changes do the answers make?  Answers that don't do come back as problems."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seloste.faces.desk import words
from seloste.faces.desk.customers import planned_question
from seloste.faces.desk.seat import Seat, choices
from seloste.faces.ui.dates import read_day, typed_day
from seloste.faces.ui.forms import Problem, Question, problem_of
from seloste.law import civil_date
from seloste.notice import Basis, Notice
from seloste.policy import Begin, Change, End, RefusalKind, Refuse, Restrict

Post = Mapping[str, str]
REVIEW = timedelta(days=30)
# Article 18(1)(a)–(d).
LIMITS = {
    "accuracy": gettext_lazy("Hän kiistää tietojen paikkansapitävyyden"),
    "unlawful": gettext_lazy("Käsittely on lainvastaista, mutta hän ei halua tietoja poistettavan"),
    "claims": gettext_lazy("Hän tarvitsee tietoja oikeusvaadetta varten"),
    "objection": gettext_lazy("Hänen vastustuksensa on ratkaisematta"),
}


def planned(post: Post, problems: Sequence[Problem], *, must: bool) -> Sequence[Question]:
    """Ask for the planned end of a matter."""
    return (planned_question(post.get("planned", ""), problem_of(problems, "planned"), required=must),)


def begin(kind: str, post: Post, *, planned: bool, must: bool) -> Sequence[Change | Problem]:
    """Begin a matter."""
    raw = post.get("planned", "").strip() if planned else ""
    last = read_day(raw) if raw else None
    if (raw and last is None) or (must and last is None):
        return (Problem("planned", _("Kirjoita päivä muodossa 22.11.2026.")),)
    return (Begin(kind, planned=last),)


def reason(post: Post, problems: Sequence[Problem]) -> Sequence[Question]:
    """Ask why a matter ends."""
    options = tuple((key, words.reason(key)) for key in words.CHOSEN)
    chosen = post.get("reason", options[0][0])
    return (Question("reason", _("Miksi asia päättyy"), "select", chosen, problem=problem_of(problems, "reason"), choices=options),)


def end(matter: int, post: Post) -> Sequence[Change | Problem]:
    """End a matter."""
    given = post.get("reason", "")
    if given not in words.CHOSEN:
        return (Problem("reason", _("Valitse, miksi asia päättyy.")),)
    return (End(matter, given),)


def channel(notice: Notice, post: Post) -> Sequence[Question]:
    """Ask which marketing the person forbids."""
    known = dict.fromkeys(str(name) for purpose in notice.purposes.values() for name in purpose.marketing)
    options = (("all", _("Kaikki suoramarkkinointi")), *((name, str(words.CHANNELS.get(name, name))) for name in known))
    return (Question("channel", _("Mikä kielletään"), "select", post.get("channel", "all"), choices=options),)


def ban(notice: Notice, post: Post) -> Sequence[Change | Problem]:
    """Forbid marketing: a channel of every purpose that uses it, or all of them."""
    given = post.get("channel", "all")
    purposes = tuple(
        key for key, purpose in notice.purposes.items() if purpose.marketing and (given == "all" or given in purpose.marketing)
    )
    if not purposes:
        return (Problem("channel", _("Valitse, mikä kielletään.")),)
    return (Refuse(RefusalKind.BAN, purposes, "" if given == "all" else given),)


def objectionable(notice: Notice, post: Post, problems: Sequence[Problem]) -> Sequence[Question]:
    """Ask which purpose the person objects to."""
    keys = [
        key
        for key, purpose in notice.purposes.items()
        if Basis.LEGITIMATE_INTEREST in purpose.basis.values() and not purpose.builtin and not purpose.marketing
    ]
    options = tuple((choice.key, choice.name) for choice in choices(notice, keys))
    chosen = post.get("purpose", options[0][0] if options else "")
    problem = problem_of(problems, "purpose")
    return (Question("purpose", _("Mitä käyttötarkoitusta vastustetaan"), "select", chosen, problem=problem, choices=options),)


def refuse(kind: RefusalKind, post: Post) -> Sequence[Change | Problem]:
    """Refuse one purpose."""
    if not post.get("purpose"):
        return (Problem("purpose", _("Valitse käyttötarkoitus.")),)
    return (Refuse(kind, (post["purpose"],)),)


def restriction(seat: Seat, post: Post, problems: Sequence[Problem]) -> Sequence[Question]:
    """Ask why processing is restricted, and when that is looked at again."""
    options = tuple((key, str(label)) for key, label in LIMITS.items())
    review = post.get("review", typed_day(civil_date(seat.now + REVIEW)))
    return (
        Question(
            "reason", _("Miksi"), "select", post.get("reason", options[0][0]), problem=problem_of(problems, "reason"), choices=options
        ),
        Question("review", _("Tarkistetaan viimeistään"), "text", review, problem=problem_of(problems, "review"), size="short"),
    )


def restrict(seat: Seat, post: Post) -> Sequence[Change | Problem]:
    """Restrict every purpose that a restriction closes."""
    review, given = read_day(post.get("review", "")), post.get("reason", "")
    problems = []
    if given not in LIMITS:
        problems.append(Problem("reason", _("Valitse syy.")))
    if review is None:
        problems.append(Problem("review", _("Kirjoita päivä muodossa 22.11.2026.")))
    if problems or review is None:
        return tuple(problems)
    closed = tuple(key for key, purpose in seat.notice.purposes.items() if not purpose.despite_restriction)
    return (Restrict(closed, given, review),)
