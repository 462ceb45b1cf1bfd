"""How does a request come in?  Written down by the officer for the person with an e-mail address on file, or for someone we don't know.

The address travels by POST and is only looked up; nothing is ever sent to an address that came with a request.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seloste.duties.rights import requests
from seloste.duties.rights.decide import Right
from seloste.duties.rights.models import Request
from seloste.faces.office import words
from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui.dates import read_day, typed_day
from seloste.faces.ui.forms import Problem, Question, problem_of
from seloste.faces.ui.words import denied, refused, wrong
from seloste.law import civil_date, day_start
from seloste.policy import Denial

type Problems = tuple[Problem, ...]


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def new_request(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Write down a request."""
    problems: Problems = ()
    if request.method == "POST":
        made = _file(seat, request.POST)
        if isinstance(made, Request):
            return redirect("office:request", number=made.number)
        problems = made
    context = {"questions": _questions(seat, request.POST, problems), "problems": problems}
    return page(request, seat, "office/new_request.html", context, status=422 if problems else 200)


def _file(seat: Seat, post: Mapping[str, str]) -> Request | Problems:
    received = read_day(post.get("received", ""))
    problems = []
    if post.get("right", "") not in {right.value for right in Right}:
        problems.append(Problem("right", _("Valitse, mitä pyydetään.")))
    if post.get("channel", "") not in requests.CHANNELS:
        problems.append(Problem("channel", _("Valitse, miten pyyntö tuli.")))
    if received is None or received > civil_date(seat.now):
        problems.append(Problem("received", _("Kirjoita saapumispäivä muodossa 22.11.2026. Se ei voi olla tulevaisuudessa.")))
    if not post.get("text", "").strip():
        problems.append(Problem("text", _("Kirjoita, mitä pyydettiin.")))
    subject = _subject(seat, post.get("email", ""))
    if isinstance(subject, Problem):
        problems.append(subject)
    if problems or received is None or isinstance(subject, Problem):
        return tuple(problems)
    made = requests.open_request(
        seat.door,
        seat.actor,
        subject,
        Right(post["right"]),
        text=post["text"],
        channel=post["channel"],
        now=seat.now,
        received=min(day_start(received), seat.now),
    )
    if isinstance(made, Denial):
        return tuple(Problem(one.field, wrong(one)) for one in made.problems) or (Problem("", denied(made)),)
    return made if isinstance(made, Request) else (Problem("", refused(made)),)


def _subject(seat: Seat, email: str) -> int | Problem:
    """Find the one person with this address on file."""
    if not email.strip():
        return Problem("email", _("Kirjoita sähköpostiosoite, joka hänellä on rekisterissä."))
    found = seat.door.locate(seat.actor, "requests", now=seat.now, term=email.strip())
    if isinstance(found, Denial):
        return Problem("", denied(found))
    if len(found) != 1:
        none, many = _("Osoitteella ei löydy ketään. Tarkista kirjoitusasu."), _("Osoite on usealla. Selvitä ensin, kenestä on kyse.")
        return Problem("email", many if found else none)
    return found[0]


def _questions(seat: Seat, post: Mapping[str, str], problems: Problems) -> tuple[Question, ...]:
    rights = tuple((right.value, str(label)) for right, label in words.RIGHTS.items())
    channels = tuple((key, str(words.CHANNELS[key])) for key in requests.CHANNELS)

    def said(key: str, default: str = "") -> str:
        return post.get(key, default)

    def wrong(key: str) -> str:
        return problem_of(problems, key)

    return (
        Question("right", _("Mitä pyydetään"), "select", said("right", "access"), problem=wrong("right"), choices=rights),
        Question(
            "email",
            _("Pyytäjän sähköpostiosoite"),
            "email",
            said("email"),
            hint=_("Se, joka hänellä on rekisterissä."),
            problem=wrong("email"),
        ),
        Question("channel", _("Miten pyyntö tuli"), "select", said("channel", "email"), problem=wrong("channel"), choices=channels),
        Question(
            "received",
            _("Milloin se saapui"),
            "text",
            said("received", typed_day(civil_date(seat.now))),
            hint=_("Muodossa 22.11.2026. Määräaika alkaa tästä."),
            problem=wrong("received"),
            size="short",
        ),
        Question("text", _("Pyyntö pyytäjän sanoin"), "textarea", said("text"), problem=wrong("text")),
    )
