"""May this employee, or this role, read that of a person for that purpose?  Yes or no, the rule that decides and its line of the notice.

The person is named by an identifier on file, by POST: it is only looked up, and never shown again in an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seloste import accounts, gate
from seloste.accounts.models import Staff
from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui.forms import Problem, Question, problem_of
from seloste.faces.ui.templatetags.ui import text
from seloste.faces.ui.words import denied
from seloste.policy import Actor, Denial

RULES = {
    gate.Rule.OPEN: gettext_lazy("Käyttötarkoitus on avoinna tälle henkilölle ja kattaa tiedon."),
    gate.Rule.NO_PURPOSE: gettext_lazy("Tietosuojaseloste ei nimeä tätä käyttötarkoitusta."),
    gate.Rule.ROLE: gettext_lazy("Roolilla ei ole oikeutta tähän käyttötarkoitukseen."),
    gate.Rule.NO_CATEGORY: gettext_lazy("Tietosuojaseloste ei nimeä tätä tietoryhmää."),
    gate.Rule.NO_FIELD: gettext_lazy("Tietosuojaseloste ei nimeä tätä kenttää."),
    gate.Rule.NOT_COVERED: gettext_lazy("Käyttötarkoitus ei avaa tätä tietoryhmää."),
    gate.Rule.UNKNOWN: gettext_lazy("Henkilöä ei ole rekisterissä."),
    gate.Rule.NO_GROUND: gettext_lazy("Käyttötarkoituksella ei ole nyt perustetta tähän henkilöön."),
    gate.Rule.RESTRICTED: gettext_lazy("Henkilön tietojen käsittelyä on rajoitettu tässä käyttötarkoituksessa."),
    gate.Rule.CHANNEL: gettext_lazy("Tietosuojaseloste ei nimeä tätä kanavaa tai henkilö on kieltänyt sen."),
    gate.Rule.FIELD_OFF: gettext_lazy("Rekisterinpitäjä ei ole ottanut tätä kenttää käyttöön."),
    gate.Rule.KIND: gettext_lazy("Tästä rekisteröityjen ryhmästä ei kerätä tätä tietoryhmää."),
    gate.Rule.NOTHING: gettext_lazy("Rekisterissä ei ole henkilöstä tätä tietoa."),
    gate.Rule.RESTRICTED_FOLDER: gettext_lazy("Näiden tietojen käsittelyä on rajoitettu tässä käyttötarkoituksessa."),
    gate.Rule.FALLEN: gettext_lazy("Tiedon säilyttämisen peruste on päättynyt, ja tieto odottaa poistamista."),
    gate.Rule.ARCHIVED: gettext_lazy("Tieto on arkistossa, eikä tämä käyttötarkoitus avaa arkistoa."),
    gate.Rule.NOT_ARCHIVED: gettext_lazy("Tieto on käytössä, ja tämä käyttötarkoitus avaa vain arkiston."),
    gate.Rule.OTHER_MATTER: gettext_lazy("Avoin peruste koskee toista asiaa."),
    gate.Rule.OTHER_NOTICE: gettext_lazy(
        "Peruste avattiin tietosuojaselosteella, joka ei kata tätä tietoa, tai uudempi tietosuojaseloste on sulkenut sen."
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The answer in words, and where in the notice it stands."""

    allowed: bool
    who: str
    purpose: str
    what: str
    why: str
    line: int
    anchor: str


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def explain(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask, and tell."""
    answer: Told | tuple[Problem, ...] | None = _told(seat, request.POST) if request.method == "POST" else None
    problems = answer if isinstance(answer, tuple) else ()
    context = {
        "questions": _questions(seat, request.POST, problems),
        "problems": problems,
        "told": answer if isinstance(answer, Told) else None,
    }
    return page(request, seat, "office/explain.html", context, status=422 if problems else 200)


def _told(seat: Seat, post: Mapping[str, str]) -> Told | tuple[Problem, ...]:
    named = {key: dict(choices) for key, choices in (("who", _who(seat)), ("purpose", _purposes(seat)), ("what", _what(seat)))}
    chosen = {key: post.get(key, "") for key in named}
    problems = [Problem(key, _("Valitse jokin luettelon vaihtoehdoista.")) for key in named if chosen[key] not in named[key]]
    subject = _subject(seat, post.get("person", ""))
    if isinstance(subject, Problem):
        problems.append(subject)
    if problems or isinstance(subject, Problem):
        return tuple(problems)
    category, _dot, field = chosen["what"].partition(".")
    found = seat.door.explain(seat.actor, _reader(seat, chosen["who"]), chosen["purpose"], subject, category, now=seat.now, field=field)
    if isinstance(found, Denial):
        return (Problem("", denied(found)),)
    words = {key: named[key][chosen[key]] for key in named}
    return Told(found.allowed, **words, why=str(RULES[found.rule]), line=found.line, anchor=f"purpose.{chosen['purpose']}")


def _reader(seat: Seat, who: str) -> Actor:
    """The actor that is asked about: an account with the roles it holds now, or a bare role."""
    kind, _colon, key = who.partition(":")
    if kind == "role":
        return Actor(0, frozenset({key}), "")
    return accounts.actor(Staff.objects.get(pk=int(key)), now=seat.now, notice=seat.notice)


def _subject(seat: Seat, term: str) -> int | Problem:
    if not term.strip():
        return Problem("person", _("Kirjoita tunniste, joka henkilöllä on rekisterissä."))
    found = seat.door.locate(seat.actor, "requests", now=seat.now, term=term.strip())
    if isinstance(found, Denial):
        return Problem("", denied(found))
    if len(found) != 1:
        none, many = _("Tunnisteella ei löydy ketään. Tarkista kirjoitusasu."), _("Tunniste on usealla. Selvitä ensin, kenestä on kyse.")
        return Problem("person", many if found else none)
    return found[0]


def _who(seat: Seat) -> tuple[tuple[str, str], ...]:
    staff = Staff.objects.filter(is_active=True).order_by("name", "login")
    people = ((f"staff:{one.pk}", f"{one.name} ({one.login})") for one in staff)
    return (*((f"role:{key}", text(role.name) or key) for key, role in seat.notice.roles.items()), *people)


def _purposes(seat: Seat) -> tuple[tuple[str, str], ...]:
    return tuple((key, text(purpose.name) or key) for key, purpose in seat.notice.purposes.items())


def _what(seat: Seat) -> tuple[tuple[str, str], ...]:
    found = []
    for key, category in seat.notice.data.items():
        name = text(category.name) or key
        found.append((key, name))
        found += [(f"{key}.{part}", f"{name}: {text(field.name) or part}") for part, field in category.fields.items()]
    return tuple(found)


def _questions(seat: Seat, post: Mapping[str, str], problems: tuple[Problem, ...]) -> tuple[Question, ...]:
    def choose(key: str, label: str, choices: tuple[tuple[str, str], ...]) -> Question:
        return Question(key, label, "select", post.get(key, ""), problem=problem_of(problems, key), choices=choices)

    return (
        choose("who", _("Työntekijä tai rooli"), _who(seat)),
        choose("purpose", _("Käyttötarkoitus"), _purposes(seat)),
        Question(
            "person",
            _("Henkilön tunniste"),
            "text",
            post.get("person", ""),
            hint=_("Sähköpostiosoite, puhelinnumero tai numero, joka hänellä on rekisterissä."),
            problem=problem_of(problems, "person"),
        ),
        choose("what", _("Tieto"), _what(seat)),
    )
