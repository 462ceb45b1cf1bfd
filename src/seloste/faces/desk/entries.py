"""What is written down of a person?  Add an entry of a category or mend one, with a form that the notice's fields make."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seloste import gate
from seloste.faces.desk import values, words
from seloste.faces.desk.groups import category_name
from seloste.faces.desk.seat import Seat, denied, page, sit
from seloste.faces.ui.forms import Problem, Question, problem_of
from seloste.faces.ui.numbers import read_number
from seloste.faces.ui.templatetags.ui import day, text, through
from seloste.faces.ui.words import denied as denied_words
from seloste.faces.ui.words import wrong
from seloste.notice import Category, Notice
from seloste.policy import Code, Denial, Put

# Denials that a person can mend by writing otherwise; the others are the gate's no.
MENDABLE = frozenset({Code.BAD_VALUES, Code.NO_KEEPING, Code.MATTER, Code.SOURCE, Code.NOT_COVERED, Code.NOT_FOR_KIND, Code.CHANGED})
Written = Mapping[str, str | bool]


def writable(seat: Seat, category: str, kind: str) -> Category | None:
    """Give the category, with the fields that are used for this kind of person, if the chosen purpose may fill it by hand."""
    purpose = seat.notice.purposes.get(seat.purpose)
    found, rules = seat.notice.data.get(category), seat.door.policy_at(seat.now).categories.get(category)
    if not (purpose and found and rules and category in purpose.uses and found.of != "request" and rules.is_for(kind)):
        return None
    return found.model_copy(update={"fields": {key: field for key, field in found.fields.items() if rules.fields[key].is_for(kind)}})


def asked(category: Category, written: Written, problems: Sequence[Problem], *, prefix: str = "") -> tuple[Question, ...]:
    """Ask for every field of a category."""
    return tuple(
        values.question(key, field, written.get(key, ""), problem_of(problems, prefix + key), prefix=prefix)
        for key, field in category.fields.items()
    )


def answered(category: Category, post: Mapping[str, str], *, prefix: str = "") -> dict[str, object]:
    """Read the fields of a category from a form. Fields that the notice doesn't name are never looked at."""
    return {key: values.read(field, post.get(prefix + key, "")) for key, field in category.fields.items()}


def as_typed(category: Category, post: Mapping[str, str], *, prefix: str = "") -> Written:
    """Give back what was typed, to be shown again beside what was wrong."""
    return {key: post.get(prefix + key, "") for key in category.fields}


def problems_of(denial: Denial, *, prefix: str = "") -> tuple[Problem, ...]:
    """Put a denial's problems beside their fields."""
    found = tuple(Problem(prefix + problem.field if problem.field else "", wrong(problem)) for problem in denial.problems)
    return found or (Problem("", denied_words(denial)),)


def sources(notice: Notice, category: str) -> tuple[tuple[str, str], ...]:
    """List where entries of a category come from, as the notice says (Art. 14(2)(f))."""
    return tuple((key, text(source.name)) for key, source in notice.sources.items() if category in source.data)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, subject: int, category: str) -> HttpResponse:
    """Store a new entry."""
    seat = sit(request)
    life = seat.door.life(seat.actor, seat.purpose, subject, now=seat.now)
    if isinstance(life, Denial):
        return denied(request, seat, life)
    found = writable(seat, category, life.kind)
    if found is None:
        return denied(request, seat, Denial(Code.NOT_COVERED, seat.purpose))
    matters = _matters(seat, life, found)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        matter = request.POST.get("matter", str(matters[0][0]) if len(matters) == 1 else "0")
        put = Put(category, answered(found, request.POST), read_number(matter), request.POST.get("source", "person"))
        done = seat.door.apply(seat.actor, seat.purpose, subject, (put,), now=seat.now)
        if not isinstance(done, Denial):
            return redirect(reverse("desk:card", args=[subject]) + "?stored=1")
        if done.code not in MENDABLE:
            return denied(request, seat, done)
        problems = problems_of(done)
    written = as_typed(found, request.POST)
    context = {
        "questions": (*_places(seat.notice, category, matters, request.POST), *asked(found, written, problems)),
        "problems": problems,
        "subject": subject,
        "name": category_name(seat.notice, category),
        "title": gettext("Lisää: %(category)s") % {"category": category_name(seat.notice, category)},
        "missing": words.matter(seat.notice, found.of) if found.of and not matters else "",
    }
    return page(request, seat, "desk/entry.html", context, status=422 if problems else 200)


def _matters(seat: Seat, life: gate.Life, category: Category) -> tuple[tuple[str, str], ...]:
    """The running matters that an entry of this category can belong to: the person's, or the controller's own."""
    if category.of and seat.notice.matters[category.of].of == "controller":
        own = seat.door.own_matters(category.of)
        return tuple(
            (str(id), f"{words.matter(seat.notice, category.of)} {day(begun)}–{through(ends)}")
            for id, (begun, ends) in own.items()
            if begun <= seat.now < ends
        )
    return tuple(
        (str(matter.id), f"{words.matter(seat.notice, matter.kind)} {day(matter.opened)}")
        for matter in life.matters
        if matter.kind == category.of and matter.opened <= seat.now < matter.ends
    )


def _places(notice: Notice, category: str, matters: Sequence[tuple[str, str]], post: Mapping[str, str]) -> tuple[Question, ...]:
    found = []
    if len(matters) > 1:
        found.append(Question("matter", gettext("Mihin asiaan tieto kuuluu"), "select", post.get("matter", ""), choices=matters))
    offered = sources(notice, category)
    if len(offered) > 1:
        found.append(Question("source", gettext("Mistä tieto saatiin"), "select", post.get("source", offered[0][0]), choices=offered))
    return tuple(found)


def _seen(post: Mapping[str, str]) -> datetime:
    """When the entry had last been changed as the form was filled with it; of a form that doesn't say, never."""
    try:
        return datetime.fromisoformat(post.get("seen", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, subject: int, category: str, record: int) -> HttpResponse:
    """Mend an entry. What stood there before is not kept."""
    seat = sit(request)
    reading = seat.door.read(seat.actor, seat.purpose, subject, now=seat.now, categories=[category])
    if isinstance(reading, Denial):
        return denied(request, seat, reading)
    found = writable(seat, category, reading.kind)
    entry = next((entry for entry in reading.entries if entry.record == record and entry.category == category and not entry.archived), None)
    if found is None or entry is None:
        return denied(request, seat, Denial(Code.NOT_OPEN, seat.purpose))
    problems: tuple[Problem, ...] = ()
    written: Written = {key: values.typed(field, entry.values.get(key)) for key, field in found.fields.items()}
    if request.method == "POST":
        put = Put(category, answered(found, request.POST), entry.matter, entry.source, record, _seen(request.POST))
        done = seat.door.apply(seat.actor, seat.purpose, subject, (put,), now=seat.now)
        if not isinstance(done, Denial):
            return redirect(reverse("desk:card", args=[subject]) + "?stored=1")
        if done.code not in MENDABLE:
            return denied(request, seat, done)
        problems = problems_of(done)
        # What somebody else has written meanwhile is shown, and not what would have gone over it.
        written = written if done.code is Code.CHANGED else as_typed(found, request.POST)
    name = category_name(seat.notice, category)
    context = {
        "questions": asked(found, written, problems),
        "problems": problems,
        "subject": subject,
        "name": name,
        "title": gettext("Muokkaa: %(category)s") % {"category": name},
        "seen": entry.updated.isoformat(),
    }
    return page(request, seat, "desk/entry.html", context, status=422 if problems else 200)
