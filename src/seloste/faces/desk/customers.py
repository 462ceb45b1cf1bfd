"""Who is new?  Write down a person the register doesn't know yet: the matter that begins, and what the purpose may hold of them.

Without a matter there is no ground, and without a ground nothing is stored; so the form asks for the matter first.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seloste.faces.desk import words
from seloste.faces.desk.beginning import beginnable, suits
from seloste.faces.desk.entries import MENDABLE, answered, as_typed, asked, problems_of
from seloste.faces.desk.groups import category_name
from seloste.faces.desk.names import kind_name, tells_apart
from seloste.faces.desk.seat import Seat, denied, page, sit
from seloste.faces.ui.dates import read_day
from seloste.faces.ui.forms import Problem, Question, problem_of
from seloste.policy import Begin, Change, Code, Denial, NewSubject, Put


def planned_question(value: str, problem: str, *, required: bool) -> Question:
    """Ask for the day on which a matter is planned to end."""
    hint = gettext("Muodossa 22.11.2026. Tiedot säilytetään ainakin siihen asti.")
    return Question("planned", gettext("Sovittu päättymispäivä"), "text", value, required, hint, problem, size="short")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down a new customer."""
    seat = sit(request)
    if not seat.purpose:
        return page(request, seat, "desk/purpose.html")
    sections = _sections(seat)
    people = _people(seat, sections)
    if not people:
        return page(request, seat, "desk/new.html", {"closed": True})
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        answer = _store(seat, request.POST, people, sections)
        if isinstance(answer, int):
            return redirect(reverse("desk:card", args=[answer]) + "?stored=1")
        if isinstance(answer, Denial):
            return denied(request, seat, answer)
        problems = answer
    return page(request, seat, "desk/new.html", _context(seat, request.POST, people, sections, problems), status=422 if problems else 200)


def _people(seat: Seat, sections: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The kinds of subject that the purpose has a basis for, with the matters that may begin for each: those that a section can go with."""
    policy, places = seat.door.policy_at(seat.now), {seat.notice.data[category].of for category in sections}
    basis = policy.purposes[seat.purpose].basis
    kinds = tuple(kind for kind in beginnable(seat.notice, seat.purpose) if None in places or kind in places)
    found = {kind: tuple(matter for matter in kinds if suits(policy, matter, kind)) for kind in seat.notice.subjects if kind in basis}
    return {kind: matters for kind, matters in found.items() if matters}


def _sections(seat: Seat) -> tuple[str, ...]:
    """The categories about the person themselves that the purpose may fill; else those of a matter that tell who they are.

    A notice may keep a name with the contract it is for. What else belongs to the matter is asked on the card, once they are written down.
    """
    data, purpose = seat.notice.data, seat.notice.purposes[seat.purpose]
    of_matters = tuple(
        key for key in purpose.uses if data[key].of in beginnable(seat.notice, seat.purpose) and tells_apart(seat.notice, data[key])
    )
    return tuple(key for key in purpose.uses if data[key].of is None) or of_matters


def _store(
    seat: Seat, post: Mapping[str, str], people: Mapping[str, tuple[str, ...]], sections: tuple[str, ...]
) -> int | Denial | tuple[Problem, ...]:
    kind, matter, planned = post.get("kind", ""), post.get("matter", ""), read_day(post.get("planned", ""))
    problems = []
    if kind not in people:
        problems.append(Problem("kind", gettext("Valitse, mihin ryhmään henkilö kuuluu.")))
    if matter not in {each for matters in people.values() for each in matters}:
        problems.append(Problem("matter", gettext("Valitse, mikä asia alkaa.")))
    elif matter not in people.get(kind, (matter,)):
        problems.append(Problem("matter", gettext("Tämä asia ei koske valitsemaasi ryhmää. Valitse toinen.")))
    if post.get("planned", "").strip() and planned is None:
        problems.append(Problem("planned", gettext("Kirjoita päivä muodossa 22.11.2026.")))
    changes: list[Change] = [Begin(matter, ref="first", planned=planned)]
    for category in sections:
        given = answered(seat.notice.data[category], post, prefix=f"{category}-")
        if any(value not in ("", False) for value in given.values()):
            changes.append(Put(category, given, "first" if seat.notice.data[category].of else 0))
    if len(changes) == 1:
        problems.append(Problem(_first_field(seat, sections), gettext("Kirjoita henkilöstä ainakin nimi.")))
    if problems:
        return tuple(problems)
    done = seat.door.apply(seat.actor, seat.purpose, NewSubject(kind), changes, now=seat.now)
    if not isinstance(done, Denial):
        return done.subject
    if done.code not in MENDABLE:
        return done
    return problems_of(done, prefix=f"{done.detail}-" if done.code is Code.BAD_VALUES else "")


def _first_field(seat: Seat, sections: tuple[str, ...]) -> str:
    return f"{sections[0]}-{next(iter(seat.notice.data[sections[0]].fields))}"


def _context(
    seat: Seat, post: Mapping[str, str], people: Mapping[str, tuple[str, ...]], sections: tuple[str, ...], problems: tuple[Problem, ...]
) -> dict[str, object]:
    notice = seat.notice
    kinds = tuple(dict.fromkeys(kind for matters in people.values() for kind in matters))
    first: tuple[Question, ...] = (
        Question(
            "kind",
            gettext("Kuka hän on"),
            "select",
            post.get("kind", next(iter(people))),
            problem=problem_of(problems, "kind"),
            choices=tuple((kind, kind_name(notice, kind)) for kind in people),
        ),
        Question(
            "matter",
            gettext("Mikä alkaa"),
            "select",
            post.get("matter", kinds[0]),
            hint=gettext("Tämä asia on peruste tietojen säilyttämiselle."),
            problem=problem_of(problems, "matter"),
            choices=tuple((kind, words.matter(notice, kind)) for kind in kinds),
        ),
    )
    planned = planned_question(post.get("planned", ""), problem_of(problems, "planned"), required=False)
    if any(notice.matters[kind].end for kind in kinds):
        first = (*first, planned)
    asked_sections = tuple(
        (category_name(notice, category), asked(data, as_typed(data, post, prefix=f"{category}-"), problems, prefix=f"{category}-"))
        for category in sections
        if (data := notice.data[category])
    )
    return {"first": first, "sections": asked_sections, "problems": problems}
