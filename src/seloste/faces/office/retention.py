"""What falls, when, why, and by which line of the notice?  The plan only; a run is made from the command line or by the worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from seloste.duties import retention as duty
from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui.dates import read_day, typed_day
from seloste.faces.ui.forms import Problem, Question
from seloste.faces.ui.hues import hues
from seloste.faces.ui.templatetags.ui import text
from seloste.faces.ui.words import why
from seloste.law import civil_date

AHEAD = ((30, gettext_lazy("30 päivää")), (365, gettext_lazy("1 vuosi")), (3650, gettext_lazy("10 vuotta")))


@dataclass(frozen=True, slots=True)
class Row:
    """Folders that fall for the same reason."""

    name: str
    purpose: str
    hue: int
    why: str
    anchor: str
    line: int
    folders: int
    records: int
    first: date
    last: date


@require_safe
@officer
def retention(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what would be gone by the end of a day."""
    today = civil_date(seat.now)
    raw = request.GET.get("on", "").strip()
    wanted = read_day(raw) if raw else today + timedelta(days=30)
    problem = "" if wanted and wanted >= today else _("Kirjoita tuleva päivä muodossa 31.12.2027.")
    on = wanted if wanted and not problem else today
    plan = duty.plan(seat.door, now=seat.now, on=on)
    question = Question(
        "on", _("Mitä poistetaan viimeistään"), "text", raw or typed_day(on), hint=_("Muodossa 31.12.2027."), problem=problem, size="short"
    )
    context = {
        "question": question,
        "problems": (Problem("on", problem),) if problem else (),
        "plan": plan,
        "rows": rows(seat, plan.groups),
        "ahead": tuple((label, (today + timedelta(days=days)).isoformat()) for days, label in AHEAD),
    }
    return page(request, seat, "office/retention.html", context, status=422 if problem else 200)


def rows(seat: Seat, groups: Sequence[duty.Group]) -> tuple[Row, ...]:
    """Name the groups in the notice's words."""
    colours = hues(seat.notice.purposes)
    found = []
    for group in groups:
        category, purpose = seat.notice.data.get(group.category), seat.notice.purposes.get(group.purpose)
        found.append(
            Row(
                (text(category.name) if category else "") or group.category,
                (text(purpose.name) if purpose else "") or _("ei perustetta"),
                colours.get(group.purpose, 0),
                why(group.why),
                f"purpose.{group.purpose}",
                group.line,
                group.folders,
                group.records,
                group.first,
                group.last,
            )
        )
    return tuple(found)
