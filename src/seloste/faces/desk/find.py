"""Who is asked about?  Find a customer by name or by a whole identifier, within the chosen purpose.

The search term travels in the body of a POST and is kept nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seloste import gate
from seloste.faces.desk import names
from seloste.faces.desk.seat import SESSION, Seat, denied, page, sit
from seloste.faces.ui.forms import Problem, Question
from seloste.faces.ui.numbers import read_number
from seloste.faces.ui.views import back_to
from seloste.notice import FieldType, Notice
from seloste.policy import Denial

PAGE = 25
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One person in a list: only what the purpose opens."""

    subject: int
    name: str
    kind: str
    details: Sequence[str]


def rows(notice: Notice, listing: gate.Listing) -> tuple[Row, ...]:
    """Draw a listing as rows."""
    return tuple(_row(notice, reading) for reading in listing.readings)


def _row(notice: Notice, reading: gate.Reading) -> Row:
    details = [
        str(entry.values[key])
        for entry in reading.entries
        for key, field in notice.data[entry.category].fields.items()
        if field.type is FieldType.EMAIL and entry.values.get(key)
    ]
    name = names.known_by(notice, reading)
    said = name or gettext("Nimi ei kuulu tähän käyttötarkoitukseen")
    return Row(reading.subject, said, names.kind_name(notice, reading.kind), [detail for detail in details if detail != name])


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Show the search, and with a POST its results."""
    seat = sit(request)
    if not seat.purpose:
        return page(request, seat, "desk/purpose.html")
    if request.method != "POST":
        return _page(request, seat)
    wanted = " ".join(request.POST.get("q", "").split())
    if len(wanted) < SHORTEST:
        return _page(
            request, seat, wanted=wanted, problem=gettext("Kirjoita ainakin kaksi merkkiä nimestä, tai koko sähköpostiosoite tai numero.")
        )
    found = seat.door.search(seat.actor, seat.purpose, now=seat.now, limit=PAGE, term=wanted)
    if isinstance(found, Denial):
        return denied(request, seat, found)
    return _page(request, seat, wanted=wanted, found=found)


def _page(request: HttpRequest, seat: Seat, *, wanted: str = "", found: gate.Listing | None = None, problem: str = "") -> HttpResponse:
    question = Question(
        "q",
        gettext("Nimi, sähköpostiosoite tai numero"),
        "search",
        wanted,
        hint=gettext("Nimestä riittää alku. Sähköpostiosoite, puhelinnumero, Y-tunnus ja asiakasnumero kirjoitetaan kokonaan."),
        problem=problem,
        search=True,
    )
    context = {
        "question": question,
        "problems": (Problem("q", problem),) if problem else (),
        "rows": rows(seat.notice, found) if found else (),
        "searched": found is not None,
        "more": bool(found and found.next),
    }
    return page(request, seat, "desk/find.html", context, status=422 if problem else 200)


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """List the people of the chosen purpose, a page at a time."""
    seat = sit(request)
    if not seat.purpose:
        return page(request, seat, "desk/purpose.html")
    after = read_number(request.GET.get("after", ""))
    found = seat.door.list(seat.actor, seat.purpose, now=seat.now, limit=PAGE, after=after)
    if isinstance(found, Denial):
        return denied(request, seat, found)
    return page(request, seat, "desk/browse.html", {"rows": rows(seat.notice, found), "later": after > 0, "next": found.next})


@require_POST
def purpose(request: HttpRequest) -> HttpResponse:
    """Remember the purpose that the person chose, if their roles open it."""
    seat, wanted = sit(request), request.POST.get("purpose", "")
    if any(choice.key == wanted for choice in seat.picker.choices):
        request.session[SESSION] = wanted
    return redirect(back_to(request, "/desk/"))
