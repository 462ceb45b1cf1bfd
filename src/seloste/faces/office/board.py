"""Which of our promises are true today?  The board: counts first, then each promise with its evidence and its place in the notice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui.hues import hues
from seloste.faces.ui.templatetags.ui import language, text
from seloste.notice.render.page import TITLES
from seloste.promises import Promise
from seloste.promises import board as check

# The states in the order in which they need a person, with the word under the count.
STATES = (
    ("broken", gettext_lazy("rikottu")),
    ("kept", gettext_lazy("pidetty")),
    ("attested", gettext_lazy("vahvistettu")),
    ("said", gettext_lazy("vain sanottu")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One promise, under the heading of its section; what is broken comes first, under a heading of its own."""

    group: str
    anchor: str
    title: str
    clause: str
    state: str
    evidence: str
    section: int
    line: int
    hue: int | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many promises stand so."""

    state: str
    label: str
    count: int


@require_safe
@officer
def board(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Check every promise now and show how it stands."""
    found = check(seat.door, now=seat.now)
    counts = tuple(Count(state, str(label), found.count(state)) for state, label in STATES)  # type: ignore[arg-type]
    only = request.GET.get("state", "")
    known = only in {count.state for count in counts}
    shown = [promise for promise in found.promises if not known or promise.state == only]
    broken = [promise for promise in shown if promise.state == "broken"]
    others = [promise for promise in shown if promise.state != "broken"]
    context = {"counts": counts, "only": only if known else "", "rows": rows(seat, [*broken, *others]), "checked": found.checked}
    return page(request, seat, "office/board.html", context)


def rows(seat: Seat, promises: Sequence[Promise]) -> tuple[Row, ...]:
    """Draw promises as rows; one about a purpose carries its colour."""
    colours = hues(seat.notice.purposes)
    return tuple(
        Row(
            _("Korjattava nyt")
            if promise.state == "broken"
            else f"{promise.clause.section}. {getattr(TITLES[promise.clause.section], language())}",
            promise.clause.anchor,
            text(promise.clause.title),
            text(promise.clause.text),
            promise.state,
            promise.evidence,
            promise.clause.section,
            promise.clause.line,
            colours.get(promise.clause.anchor.partition(".")[2]) if promise.clause.anchor.startswith("purpose.") else None,
        )
        for promise in promises
    )
