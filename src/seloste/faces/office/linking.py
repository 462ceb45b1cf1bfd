"""Are two in the register one person?  The privacy officer says so, and takes it back when it was a mistake.

Both are named by identifiers on file, by POST: nothing of them is shown, and no number of theirs.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seloste import gate
from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui.forms import Problem, Question, problem_of
from seloste.faces.ui.words import denied
from seloste.policy import Denial

PURPOSE = "requests"
TERMS = ("one", "other")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@officer
def link(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask who they are, and link or part them."""
    answer = _done(seat, request.POST) if request.method == "POST" else ""
    problems = (answer,) if isinstance(answer, Problem) else ()
    context = {
        "questions": _questions(request.POST if problems else {}, problems),
        "problems": problems,
        "done": "" if problems else answer,
    }
    return page(request, seat, "office/linking.html", context, status=422 if problems else 200)


def _done(seat: Seat, post: Mapping[str, str]) -> str | Problem:
    """What was done, in words."""
    if not post.get("one", "").strip():
        return Problem("one", _("Kirjoita tunniste, joka henkilöllä on rekisterissä."))
    found: set[int] = set()
    for term in TERMS:
        hits = _found(seat, term, post.get(term, "").strip())
        if isinstance(hits, Problem):
            return hits
        found |= hits
    return _part(seat, found) if post.get("act") == "unlink" else _link(seat, found)


def _found(seat: Seat, field: str, term: str) -> set[int] | Problem:
    hits = seat.door.locate(seat.actor, PURPOSE, now=seat.now, term=term) if term else ()
    if isinstance(hits, Denial):
        return Problem("", denied(hits))
    return set(hits) if hits or not term else Problem(field, _("Tunnisteella ei löydy ketään. Tarkista kirjoitusasu."))


def _link(seat: Seat, found: set[int]) -> str | Problem:
    if len(found) != 2:
        return Problem("other", _("Tunnisteilla pitää löytyä tasan kaksi rekisteröityä. Kirjoita kummankin oma tunniste."))
    one, other = sorted(found)
    return _told(seat.door.link(seat.actor, PURPOSE, one, other, now=seat.now), _("Yhdistetty: he ovat nyt sama henkilö."))


def _part(seat: Seat, found: set[int]) -> str | Problem:
    """Of two that share an identifier it doesn't matter which is parted from the other."""
    one, *others = sorted(found)
    life = seat.door.life(seat.actor, PURPOSE, one, now=seat.now)
    if isinstance(life, Denial):
        return Problem("", denied(life))
    if len(others) > 1 or not set(others) <= set(life.linked):
        return Problem("one", _("Tunniste on usealla. Selvitä ensin, kenestä on kyse."))
    return _told(seat.door.unlink(seat.actor, PURPOSE, one, now=seat.now), _("Erotettu: he ovat taas eri henkilöitä."))


def _told(answer: gate.Linked | Denial, done: str) -> str | Problem:
    return Problem("", denied(answer)) if isinstance(answer, Denial) else done


def _questions(post: Mapping[str, str], problems: tuple[Problem, ...]) -> tuple[Question, ...]:
    hint = _("Sähköpostiosoite, puhelinnumero tai numero, joka hänellä on rekisterissä.")
    same = _("Toisen rekisteröidyn tunniste. Jätä tyhjäksi, jos tunniste on sama molemmilla.")
    labels = {"one": (_("Henkilön tunniste"), hint, True), "other": (_("Toinen tunniste"), same, False)}
    return tuple(
        Question(key, label, "text", post.get(key, ""), required=needed, hint=said, problem=problem_of(problems, key))
        for key, (label, said, needed) in labels.items()
    )
