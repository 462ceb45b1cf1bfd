"""Does somebody go through the access log?  What stood out since the last time, what came of each, and a signature.

Only counts are here: whose account, which day, how much; never who was looked at. The outcomes are a closed list, without remarks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from seloste.accounts.models import Staff
from seloste.accounts.proofs import officers
from seloste.duties.logreview import reviewing
from seloste.duties.logreview.models import Review
from seloste.duties.logreview.reviewing import Refused
from seloste.duties.logreview.rules import FROM, TO, Outcome, Rule
from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui.forms import Problem
from seloste.faces.ui.numbers import read_number
from seloste.faces.ui.words import denied
from seloste.law import civil_date
from seloste.policy import Denial

PAST = 24
RULES = {
    Rule.OFF_HOURS: gettext_lazy("Katseluja työajan ulkopuolella"),
    Rule.CROWD: gettext_lazy("Poikkeuksellisen monta henkilöä päivässä"),
    Rule.SEARCHES: gettext_lazy("Hakuja, joista ei avattu ketään"),
    Rule.DENIALS: gettext_lazy("Estettyjä yrityksiä"),
}
OUTCOMES = {
    Outcome.WORK: gettext_lazy("Kuului työtehtävään"),
    Outcome.MISTAKE: gettext_lazy("Vahinko, josta on puhuttu"),
    Outcome.MISUSE: gettext_lazy("Väärinkäyttö, jota selvitetään"),
    Outcome.BREACH: gettext_lazy("Tietoturvaloukkaus, joka arvioidaan"),
}
REFUSED = {
    Refused.OPEN_ALREADY: gettext_lazy("Tarkistus on jo kesken."),
    Refused.TOO_SOON: gettext_lazy("Lokissa ei ole vielä mitään tarkistettavaa."),
    Refused.NONE_OPEN: gettext_lazy("Mikään tarkistus ei ole kesken."),
    Refused.NOT_THERE: gettext_lazy("Tarkistus on jo allekirjoitettu."),
    Refused.NO_SUCH_OUTCOME: gettext_lazy("Valitse jokin luettelon vaihtoehdoista."),
    Refused.ONESELF: gettext_lazy("Omasta käytöstään ei päätä itse: pyydä toista tietosuojan yhteyshenkilöä."),
    Refused.UNDECIDED: gettext_lazy("Valitse ratkaisu jokaiselle poikkeamalle ennen allekirjoitusta."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that stood out."""

    id: int
    day: date
    name: str
    what: str
    count: int
    outcome: str
    own: bool


@dataclass(frozen=True, slots=True)
class Past:
    """One review that has been signed."""

    since: datetime
    until: datetime
    found: int
    by: str
    at: datetime | None


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def reviews(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show how reviewing stands; with a POST begin, save or sign."""
    problems = _done(seat, request.POST) if request.method == "POST" else ()
    if request.method == "POST" and not problems:
        return redirect("office:reviews")
    stands = reviewing.state(seat.door, now=seat.now)
    context = {
        "stands": stands,
        "late": stands.late(civil_date(seat.now)),
        "rows": _rows(seat, stands.open),
        "outcomes": tuple((key.value, label) for key, label in OUTCOMES.items()),
        "past": _past(seat),
        "problems": problems,
        "hours": (FROM, TO),
    }
    return page(request, seat, "office/reviews.html", context, status=422 if problems else 200)


def _done(seat: Seat, post: Mapping[str, str]) -> tuple[Problem, ...]:
    if post.get("do") == "begin":
        return _said(reviewing.begin(seat.door, seat.actor, now=seat.now))
    alone = len(officers(seat.now)) == 1
    for key, outcome in post.items():
        number = read_number(key.removeprefix("outcome-")) if key.startswith("outcome-") else 0
        if number and outcome:
            problems = _said(reviewing.settle(seat.door, seat.actor, number, outcome, alone=alone, now=seat.now), key)
            if problems:
                return problems
    return _said(reviewing.sign(seat.door, seat.actor, now=seat.now)) if post.get("do") == "sign" else ()


def _said(answer: Review | Denial | Refused | None, field: str = "") -> tuple[Problem, ...]:
    if isinstance(answer, Denial):
        return (Problem(field, denied(answer)),)
    return (Problem(field, str(REFUSED[answer])),) if isinstance(answer, Refused) else ()


def _rows(seat: Seat, open_one: Review | None) -> tuple[Row, ...]:
    """The names of accounts are looked up here alone: the review keeps their numbers."""
    if open_one is None:
        return ()
    found = list(open_one.anomalies.order_by("day", "rule", "actor"))
    names = _names({one.actor for one in found})
    return tuple(
        Row(
            one.pk,
            one.day,
            names.get(one.actor, _("poistettu käyttäjätunnus")),
            str(RULES[Rule(one.rule)]),
            one.count,
            one.outcome,
            one.actor == seat.actor.id,
        )
        for one in found
    )


def _past(seat: Seat) -> tuple[Past, ...]:
    signed = Review.objects.filter(register_id=seat.door.register).exclude(signed_at=None).order_by("-until")[:PAST]
    names = _names({one.signed_by for one in signed if one.signed_by})
    return tuple(Past(one.since, one.until, one.anomalies.count(), names.get(one.signed_by or 0, ""), one.signed_at) for one in signed)


def _names(ids: set[int]) -> dict[int, str]:
    return dict(Staff.objects.filter(pk__in=ids).values_list("pk", "name"))
