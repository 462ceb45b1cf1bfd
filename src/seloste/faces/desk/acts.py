"""What happens in a person's life with us?  One page for each act: it says what follows, asks what must be asked, and does it on a POST.

Every act is a unit of work at the gate. What can be undone is offered to be undone straight after.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seloste.faces.desk import foresight, questions, words
from seloste.faces.desk.entries import MENDABLE, problems_of
from seloste.faces.desk.life import opened_by
from seloste.faces.desk.seat import Seat, denied, page, sit
from seloste.faces.ui.forms import Problem, Question
from seloste.policy import DISCLOSURE, Begin, Change, Code, Denial, Lift, RefusalKind, Refuse, Unrestrict, Void

form_view = require_http_methods(["GET", "HEAD", "POST"])
Post = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its words, its questions, and the changes that the answers make (or what is wrong with them)."""

    title: str
    lead: str
    button: str
    ask: Callable[[Post, Sequence[Problem]], Sequence[Question]]
    make: Callable[[Post], Sequence[Change | Problem]]
    danger: bool = False


def _ask_nothing(post: Post, problems: Sequence[Problem]) -> Sequence[Question]:
    return ()


def _run(request: HttpRequest, seat: Seat, subject: int, act: Act, purpose: str = "") -> HttpResponse:
    """Show an act, or do it: in the purpose in use, or in another one that the act itself opens."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        made = act.make(request.POST)
        problems = tuple(found for found in made if isinstance(found, Problem))
        if not problems:
            changes = [found for found in made if not isinstance(found, Problem)]
            done = seat.door.apply(seat.actor, purpose or seat.purpose, subject, changes, now=seat.now)
            if not isinstance(done, Denial):
                undo = f"&undo={done.events[0]}" if done.events and purpose in ("", seat.purpose) else ""
                return redirect(f"{reverse('desk:card', args=[subject])}?done=1{undo}")
            if done.code not in MENDABLE:
                return denied(request, seat, done)
            problems = problems_of(done)
    return _page(request, seat, subject, act, problems)


def _page(request: HttpRequest, seat: Seat, subject: int, act: Act, problems: Sequence[Problem]) -> HttpResponse:
    # What follows is foretold with the form's first answers: the page must say it before anything is done.
    made = act.make(request.POST or {question.id: str(question.value) for question in act.ask({}, ())})
    changes = [found for found in made if not isinstance(found, Problem)]
    life = foresight.foresee(seat, subject, changes)
    if isinstance(life, Denial):
        return denied(request, seat, life)
    context = {"act": act, "questions": act.ask(request.POST, problems), "problems": problems, "subject": subject, "follows": life}
    return page(request, seat, "desk/act.html", context, status=422 if problems else 200)


@form_view
def begin(request: HttpRequest, subject: int, kind: str) -> HttpResponse:
    """A matter begins."""
    seat = sit(request)
    found = seat.notice.matters.get(kind)
    if found is None:
        raise Http404
    name = words.matter(seat.notice, kind)
    planned = found.end == "planned"
    act = Act(
        _("%(matter)s alkaa") % {"matter": name},
        _("Tämä avaa ne käyttötarkoitukset, jotka kestävät tämän asian ajan."),
        _("Kirjaa alkaneeksi"),
        lambda post, problems: questions.planned(post, problems, must=found.otherwise is None) if planned else (),
        lambda post: questions.begin(kind, post, planned=planned, must=planned and found.otherwise is None),
    )
    return _run(request, seat, subject, act)


@form_view
def end(request: HttpRequest, subject: int, matter: int) -> HttpResponse:
    """A matter ends, for a reason."""
    seat = sit(request)
    life = seat.door.life(seat.actor, seat.purpose, subject, now=seat.now)
    if isinstance(life, Denial):
        return denied(request, seat, life)
    kind = next((found.kind for found in life.matters if found.id == matter), "")
    act = Act(
        _("Päätä: %(matter)s") % {"matter": words.matter(seat.notice, kind)},
        _("Kun asia päättyy, sen varassa olleet tiedot jäävät vaille perustetta."),
        _("Päätä"),
        questions.reason,
        lambda post: questions.end(matter, post),
        danger=True,
    )
    return _run(request, seat, subject, act)


@form_view
def ban(request: HttpRequest, subject: int) -> HttpResponse:
    """The person forbids direct marketing, all of it or one channel."""
    seat = sit(request)
    act = Act(
        _("Suoramarkkinointikielto"),
        _("Kielto on ehdoton, eikä sitä tarvitse perustella. Se jää voimaan, vaikka muut tiedot poistetaan."),
        _("Kirjaa kielto"),
        lambda post, problems: questions.channel(seat.notice, post),
        lambda post: questions.ban(seat.notice, post),
    )
    return _run(request, seat, subject, act)


@form_view
def secrecy(request: HttpRequest, subject: int) -> HttpResponse:
    """The person forbids disclosures that are at our discretion (LN-29)."""
    seat = sit(request)
    act = Act(
        _("Luovutuskielto"),
        _("Emme luovuta tietoja enää kenellekään oman harkintamme mukaan. Lain velvoittamat luovutukset jatkuvat."),
        _("Kirjaa kielto"),
        _ask_nothing,
        lambda post: (Refuse(RefusalKind.BAN, (DISCLOSURE,)),),
    )
    return _run(request, seat, subject, act)


@form_view
def objection(request: HttpRequest, subject: int) -> HttpResponse:
    """The person objects to a purpose that rests on a legitimate interest (Art. 21(1))."""
    seat = sit(request)
    act = Act(
        _("Käsittelyn vastustaminen"),
        _("Vastustaa voi käyttötarkoitusta, jonka peruste on oikeutettu etu. Sen käyttö päättyy heti."),
        _("Kirjaa vastustus"),
        lambda post, problems: questions.objectionable(seat.notice, post, problems),
        lambda post: questions.refuse(RefusalKind.OBJECTION, post),
        danger=True,
    )
    return _run(request, seat, subject, act)


@form_view
def withdraw(request: HttpRequest, subject: int, purpose: str) -> HttpResponse:
    """The person withdraws a consent: as easy as it was to give (Art. 7(3))."""
    seat = sit(request)
    act = Act(
        _("Suostumus peruutetaan: %(purpose)s") % {"purpose": seat.choice(purpose).name if purpose in seat.notice.purposes else ""},
        _("Käyttö päättyy heti. Aiempi käyttö ei muutu lainvastaiseksi."),
        _("Kirjaa peruutus"),
        _ask_nothing,
        lambda post: (Refuse(RefusalKind.WITHDRAWAL, (purpose,)),),
    )
    return _run(request, seat, subject, act)


@form_view
def consent(request: HttpRequest, subject: int, kind: str) -> HttpResponse:
    """The person gives a consent; an earlier withdrawal of theirs is lifted with it. Its purpose opens by it, and so isn't in use yet."""
    seat = sit(request)
    opens = opened_by(seat, kind)
    life = seat.door.life(seat.actor, seat.purpose, subject, now=seat.now)
    if isinstance(life, Denial) or opens is None:
        return denied(request, seat, life if isinstance(life, Denial) else Denial(Code.NO_PURPOSE, seat.purpose))
    lifts = tuple(Lift(row.id) for row in life.refusals if row.purpose == opens.key and row.lifted is None and not row.channel)
    act = Act(
        _("Suostumus annetaan: %(purpose)s") % {"purpose": opens.name},
        _("Kirjaa suostumus vain, kun hän on itse antanut sen. Vaikeneminen ei ole suostumus."),
        _("Kirjaa suostumus"),
        _ask_nothing,
        lambda post: (*lifts, Begin(kind)),
    )
    return _run(request, seat, subject, act, opens.key)


@form_view
def lift(request: HttpRequest, subject: int, refusal: int) -> HttpResponse:
    """The person takes a refusal back."""
    seat = sit(request)
    act = Act(
        _("Kielto peruttiin"),
        _("Kirjaa tämä vain, kun hän on itse pyytänyt sitä."),
        _("Kirjaa"),
        _ask_nothing,
        lambda post: (Lift(refusal),),
    )
    return _run(request, seat, subject, act)


@form_view
def restrict(request: HttpRequest, subject: int) -> HttpResponse:
    """Processing is restricted (Art. 18): nobody reads, nothing falls."""
    seat = sit(request)
    act = Act(
        _("Rajoita käsittelyä"),
        _("Tietoja ei lueta eikä poisteta, ennen kuin rajoitus puretaan. Kerro hänelle ennen purkamista."),
        _("Rajoita käsittelyä"),
        lambda post, problems: questions.restriction(seat, post, problems),
        lambda post: questions.restrict(seat, post),
        danger=True,
    )
    return _run(request, seat, subject, act)


@form_view
def unrestrict(request: HttpRequest, subject: int, restriction: int) -> HttpResponse:
    """A restriction is lifted, the person having been told (Art. 18(3))."""
    seat = sit(request)
    act = Act(
        _("Pura rajoitus"),
        _("Kerro hänelle, ennen kuin purat rajoituksen. Sen jälkeen tietoja käytetään ja poistetaan taas perusteidensa mukaan."),
        _("Olen kertonut hänelle, pura rajoitus"),
        _ask_nothing,
        lambda post: (Unrestrict(restriction),),
    )
    return _run(request, seat, subject, act)


@require_POST
def void(request: HttpRequest, subject: int, event: int) -> HttpResponse:
    """An event was written down by mistake."""
    seat = sit(request)
    done = seat.door.apply(seat.actor, seat.purpose, subject, (Void(event),), now=seat.now)
    if isinstance(done, Denial):
        return denied(request, seat, done)
    return redirect(reverse("desk:card", args=[subject]) + "?voided=1")
