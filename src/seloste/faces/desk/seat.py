"""Where does this request sit: who acts, in which purpose, at which instant, in front of which register?

The chosen purpose lies in the session. It is asked for, never guessed, unless the person's roles open only one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from seloste import gate, home
from seloste.faces.ui import frame
from seloste.faces.ui.hues import hues
from seloste.faces.ui.templatetags.ui import text
from seloste.faces.ui.words import denied as denied_words
from seloste.notice import Notice
from seloste.policy import Actor, Denial, purposes_of

SESSION = "purpose"


@dataclass(frozen=True, slots=True)
class Seat:
    """One request's place at the desk."""

    actor: Actor
    door: gate.Door
    notice: Notice
    now: datetime
    picker: frame.Picker

    @property
    def purpose(self) -> str:
        """The purpose in use, or "" before one is chosen."""
        return self.picker.chosen.key if self.picker.chosen else ""

    def choice(self, purpose: str) -> frame.Choice:
        """Name and colour any purpose of the notice, also one that this person may not choose."""
        return choices(self.notice, [purpose])[0]


def choices(notice: Notice, purposes: Sequence[str]) -> tuple[frame.Choice, ...]:
    """Name and colour purposes, in the order given."""
    colours = hues(notice.purposes)
    return tuple(
        frame.Choice(key, text(notice.purposes[key].name) or key, text(notice.purposes[key].why), colours[key])
        for key in purposes
        if key in notice.purposes
    )


def sit(request: HttpRequest) -> Seat:
    """Take a place: the actor's roles of this instant, and the purpose chosen before if the roles still open it."""
    now, door, actor = home.now(), gate.door(), frame.who(request)
    notice = door.notice_at(now)
    able = [key for key in purposes_of(door.policy_at(now), actor) if notice.purposes[key].seen]
    offered = choices(notice, able)
    wanted = request.session.get(SESSION, "")
    chosen = next((choice for choice in offered if choice.key == wanted), offered[0] if len(offered) == 1 else None)
    # Undoing has an address that only takes forms; after it one chooses a purpose for the page one came from.
    here = request.path if request.method in ("GET", "HEAD") else frame.back(request)
    return Seat(actor, door, notice, now, frame.Picker(offered, chosen, reverse("desk:purpose"), here))


def page(request: HttpRequest, seat: Seat, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """Render a page of the desk inside the staff frame."""
    return frame.show(
        request, template, {"seat": seat, **(context or {})}, register=seat.notice.register.name, picker=seat.picker, status=status
    )


def denied(request: HttpRequest, seat: Seat, denial: Denial) -> HttpResponse:
    """Show the gate's no: what was chosen, what else could be, whom to ask. It is the same for a stranger and for nobody at all."""
    others = replace(seat.picker, choices=tuple(choice for choice in seat.picker.choices if choice != seat.picker.chosen))
    return page(request, seat, "desk/denied.html", {"denial": denial, "reason": denied_words(denial), "others": others}, status=403)
