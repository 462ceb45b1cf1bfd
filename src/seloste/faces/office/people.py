"""Who works with the data, and is each of them ready?  The accounts with their roles and records, and a form that makes a new record.

A record says who, which kind, which version and which day. There is no room for remarks about anybody.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from seloste import accounts
from seloste.accounts import Refused
from seloste.accounts.models import Grant, Proof, Staff
from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui import staff as words
from seloste.faces.ui.dates import read_day, typed_day
from seloste.faces.ui.forms import Problem, Question, problem_of
from seloste.faces.ui.numbers import read_number
from seloste.faces.ui.templatetags.ui import text
from seloste.law import civil_date
from seloste.notice.people import demands

KINDS = {"training": gettext_lazy("Tietosuojakoulutus"), "undertaking": gettext_lazy("Vaitiolositoumus")}
REFUSED = {
    Refused.NOT_ASKED: gettext_lazy("Tietosuojaseloste ei edellytä tätä, joten sitä ei kirjata."),
    Refused.FUTURE: gettext_lazy("Kirjaa vasta, kun se on tapahtunut: päivä ei voi olla tulevaisuudessa."),
    Refused.OVER: gettext_lazy("Kirjaus ei voi olla vanhentunut jo päivänään."),
    Refused.CLOSED: gettext_lazy("Käyttäjätunnus on suljettu."),
    Refused.NOT_OURS: gettext_lazy("Vain rekisterinpitäjän oma henkilöstö kirjaa koulutuksia ja sitoumuksia."),
    Refused.ONESELF: gettext_lazy("Kukaan ei kirjaa omaansa: pyydä toista tietosuojan yhteyshenkilöä."),
    Refused.NOT_OFFICER: gettext_lazy("Koulutukset ja sitoumukset kirjaa tietosuojan yhteyshenkilö."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One account: who, in which roles, and what suspends them or soon will."""

    id: int
    name: str
    unit: str
    employer: str
    roles: tuple[str, ...]
    lacks: tuple[str, ...]
    coming: tuple[accounts.Lack, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One record."""

    name: str
    kind: str
    version: str
    on: date
    until: date | None
    withdrawn: bool


@require_safe
@officer
def people(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show who works here, and what is on record of each."""
    found = Staff.objects.filter(is_active=True).order_by("name", "login")
    rows = [_row(seat, one) for one in found]
    proofs = Proof.objects.select_related("staff").order_by("-on", "-pk")
    lines = [Line(p.staff.name, str(KINDS[p.kind]), p.version, p.on, p.until, p.withdrawn_at is not None) for p in _latest(proofs)]
    stopped = sum(bool(row.roles and row.lacks) for row in rows)
    asked = demands(seat.notice.security)
    context = {"rows": rows, "lines": lines, "stopped": stopped, "asked": bool(asked.proofs()), "own": asked.own}
    return page(request, seat, "office/people.html", context)


def _latest(proofs: Iterable[Proof]) -> Iterator[Proof]:
    """Of each account and kind the last record, and what was taken back since. Those before say nothing of how things stand."""
    standing: set[tuple[int, str]] = set()
    for proof in proofs:
        if (place := (proof.staff_id, proof.kind)) not in standing:
            yield proof
            if proof.withdrawn_at is None:
                standing.add(place)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def record(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Write down that somebody has gone through a training, or given an undertaking."""
    problems = _record(seat, request.POST) if request.method == "POST" else ()
    if request.method == "POST" and not problems:
        return redirect("office:people")
    given = request.POST if request.method == "POST" else {**request.GET.dict(), "on": typed_day(civil_date(seat.now))}
    context = {"questions": _questions(seat, given, problems), "problems": problems}
    return page(request, seat, "office/record.html", context, status=422 if problems else 200)


def _row(seat: Seat, one: Staff) -> Row:
    held = Grant.objects.filter(staff=one, granted_at__lte=seat.now, expires__gt=seat.now, revoked_at=None)
    roles = tuple(sorted({_role(seat, role) for role in held.values_list("role", flat=True)}))
    stands = accounts.standing(one, now=seat.now, notice=seat.notice)
    processor = seat.notice.processors.get(one.employer)
    employer = (text(processor.name) if processor else "") or one.employer
    return Row(one.pk, one.name, one.unit, employer, roles, tuple(map(words.suspended, stands.lacks)), stands.coming)


def _role(seat: Seat, key: str) -> str:
    role = seat.notice.roles.get(key)
    return (text(role.name) if role else "") or key


def _record(seat: Seat, post: Mapping[str, str]) -> tuple[Problem, ...]:
    kinds, day, me = _kinds(seat), read_day(post.get("on", "")), Staff.objects.get(pk=seat.actor.id)
    who = Staff.objects.filter(is_active=True, pk=read_number(post.get("who", ""))).first()
    problems = []
    if who is None:
        problems.append(Problem("who", _("Valitse, kenestä on kyse.")))
    if post.get("kind", "") not in dict(kinds):
        problems.append(Problem("kind", _("Valitse, mitä kirjaat.")))
    if day is None:
        problems.append(Problem("on", _("Kirjoita päivä muodossa 22.11.2026.")))
    if problems or who is None:
        return tuple(problems)
    try:
        accounts.record(who, post["kind"], by=me, notice=seat.notice, now=seat.now, on=day)
    except accounts.RecordError as error:
        return (Problem("on" if error.code in (Refused.FUTURE, Refused.OVER) else "who", str(REFUSED[error.code])),)
    return ()


def _kinds(seat: Seat) -> tuple[tuple[str, str], ...]:
    asked = demands(seat.notice.security).proofs()
    said = _("{kind}, sisältö {version}")
    return tuple((kind, said.format(kind=KINDS[kind], version=demand.version)) for kind, demand in asked.items())


def _questions(seat: Seat, given: Mapping[str, str], problems: tuple[Problem, ...]) -> tuple[Question, ...]:
    people = tuple((str(one.pk), f"{one.name} ({one.unit})") for one in Staff.objects.filter(is_active=True).order_by("name", "login"))

    def ask(key: str, label: str, **more: object) -> Question:
        return Question(key, label, value=given.get(key, ""), problem=problem_of(problems, key), **more)  # type: ignore[arg-type]

    return (
        ask("who", _("Kuka"), widget="select", choices=people),
        ask("kind", _("Mitä"), widget="select", choices=_kinds(seat)),
        ask("on", _("Milloin"), hint=_("Päivä, jona koulutus käytiin tai sitoumus annettiin. Muodossa 22.11.2026."), size="short"),
    )
