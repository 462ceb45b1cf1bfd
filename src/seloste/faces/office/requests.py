"""Who waits for an answer, and by when?  The queue, and one request with its words and the answer that would be given now."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seloste.duties.rights import answering, requests
from seloste.duties.rights.access import as_csv, as_html, as_json, portable_json
from seloste.duties.rights.decide import REJECTIONS, Code, Right, State
from seloste.duties.rights.models import Request
from seloste.faces.office import words
from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui.forms import Problem, Question, problem_of
from seloste.faces.ui.words import denied, refused
from seloste.law import civil_date
from seloste.policy import Denial

SOON = 7
REASONS = {
    Code.UNF: gettext_lazy("Pyyntö on ilmeisen perusteeton"),
    Code.EXC: gettext_lazy("Pyyntö on kohtuuton, etenkin toistuva"),
    Code.ID_FAIL: gettext_lazy("Pyytäjää ei voitu tunnistaa"),
    Code.ACC_S34: gettext_lazy("Tietosuojalain 34 § estää tietojen antamisen"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One request in the queue."""

    number: str
    right: str
    state: str
    open: bool
    received: datetime
    due: date
    left: str
    style: str


def row(request: Request, today: date) -> Row:
    """Say how a request stands."""
    state = State(request.state)
    days = (request.due - today).days
    if not state.open:
        left, style = "", "ended"
    elif days < 0:
        left, style = ngettext("myöhässä %(days)s päivän", "myöhässä %(days)s päivää", -days) % {"days": -days}, "broken"
    elif days == 0:
        left, style = _("viimeinen päivä tänään"), "due"
    else:
        left, style = (
            ngettext("%(days)s päivä jäljellä", "%(days)s päivää jäljellä", days) % {"days": days},
            "due" if days <= SOON else "open",
        )
    return Row(
        request.number,
        str(words.RIGHTS[Right(request.right)]),
        str(words.STATES[state]),
        state.open,
        request.received,
        request.due,
        left,
        style,
    )


@require_safe
@officer
def queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the open requests, the most urgent first; or all of them."""
    everything = request.GET.get("all") == "1"
    found = requests.list_requests(seat.door, seat.actor, now=seat.now, states=list(State) if everything else None)
    if isinstance(found, Denial):
        return page(request, seat, "office/closed.html", status=403)
    today = civil_date(seat.now)
    return page(request, seat, "office/requests.html", {"rows": [row(one, today) for one in found], "everything": everything})


@never_cache
@require_safe
@officer
def show(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Show one request with its file and the answer that would be given now."""
    return _show(request, seat, number, ())


def _show(request: HttpRequest, seat: Seat, number: str, problems: tuple[Problem, ...]) -> HttpResponse:
    shown = requests.show_request(seat.door, seat.actor, number, now=seat.now)
    if isinstance(shown, Denial):
        return page(request, seat, "office/closed.html", status=403, here=reverse("office:requests"))
    if isinstance(shown, requests.Refused):
        raise Http404
    state = State(shown.request.state)
    plan = answering.decide_request(seat.door, seat.actor, number, now=seat.now) if state.open else None
    context = {
        "row": row(shown.request, civil_date(seat.now)),
        "subject": shown.request.subject_id,
        "file": [(str(words.FILED.get(key, key)), _said(key, value)) for key, value in shown.file],
        "due": shown.due,
        "plan": plan if isinstance(plan, answering.Decision) else None,
        "moves": [(one.value, str(words.STATES[one])) for one in requests.moves(state)],
        "problems": problems,
        "more": Question("words", _("Lisää vastaukseen"), "textarea", request.POST.get("words", ""), required=False),
        "rejection": _rejection(request, problems),
    }
    # Answering, rejecting and moving have addresses that only take forms: what is shown there after a fault is still this page.
    here = reverse("office:request", args=[number])
    return page(request, seat, "office/request.html", context, status=422 if problems else 200, here=here)


def _said(key: str, value: str) -> str:
    return str(words.CHANNELS.get(value, value)) if key == "channel" else value


def _rejection(request: HttpRequest, problems: tuple[Problem, ...]) -> tuple[Question, ...]:
    options = tuple((code.value, str(label)) for code, label in REASONS.items() if code in REJECTIONS)
    return (
        Question(
            "code", _("Millä perusteella"), "select", request.POST.get("code", ""), problem=problem_of(problems, "code"), choices=options
        ),
        Question("reason", _("Perustelut pyytäjälle"), "textarea", request.POST.get("reason", ""), problem=problem_of(problems, "reason")),
    )


@sensitive_post_parameters()
@require_POST
@officer
def answer(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Do what the plan says and file the answer."""
    done = answering.answer_request(seat.door, seat.actor, number, now=seat.now, words=request.POST.get("words", ""))
    return _after(request, seat, number, done)


@sensitive_post_parameters()
@require_POST
@officer
def reject(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Reject a whole request, on a ground of the law and with reasons."""
    code, reason = request.POST.get("code", ""), request.POST.get("reason", "")
    problems = []
    if code not in {known.value for known in REJECTIONS}:
        problems.append(Problem("code", _("Valitse, millä perusteella pyyntö hylätään.")))
    if not reason.strip():
        problems.append(Problem("reason", _("Kirjoita perustelut. Ne menevät pyytäjälle.")))
    if problems:
        return _show(request, seat, number, tuple(problems))
    return _after(request, seat, number, answering.reject_request(seat.door, seat.actor, number, Code(code), reason, now=seat.now))


@require_POST
@officer
def move(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Bring an open request to another state."""
    wanted = request.POST.get("state", "")
    if wanted not in {state.value for state in State}:
        return _show(request, seat, number, (Problem("", _("Valitse tila luettelosta.")),))
    return _after(request, seat, number, requests.move_request(seat.door, seat.actor, number, State(wanted), now=seat.now))


def _after(request: HttpRequest, seat: Seat, number: str, done: object) -> HttpResponse:
    if isinstance(done, Denial):
        return _show(request, seat, number, (Problem("", denied(done)),))
    if isinstance(done, requests.Refused):
        return _show(request, seat, number, (Problem("", refused(done)),))
    return redirect("office:request", number=number)


@never_cache
@require_http_methods(["POST"])
@officer
def package(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Hand over what an open request for access or portability gives, as one file. Made anew each time; kept nowhere."""
    plan = answering.decide_request(seat.door, seat.actor, number, now=seat.now)
    if not isinstance(plan, answering.Decision) or plan.package is None:
        raise Http404
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if plan.package.right is Right.ACCESS:
            archive.writestr("tiedot.html", as_html(plan.package))
            archive.writestr("tiedot.csv", as_csv(plan.package))
            archive.writestr("tiedot.json", as_json(plan.package))
        else:
            archive.writestr("tiedot.json", portable_json(plan.package))
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="pyynto-{plan.request.number}.zip"'
    return response
