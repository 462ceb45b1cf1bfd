"""Who may sit in the office?  Only the role `privacy`; everyone else is told so, and whom to ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse

from seloste import gate, home
from seloste.faces.ui import frame
from seloste.notice import Notice
from seloste.policy import Actor


@dataclass(frozen=True, slots=True)
class Seat:
    """One request's place in the office."""

    actor: Actor
    door: gate.Door
    notice: Notice
    now: datetime


type View[**P] = Callable[Concatenate[HttpRequest, Seat, P], HttpResponse]


def officer[**P](view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a page to the privacy officer alone."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        now, door = home.now(), gate.door()
        seat = Seat(frame.who(request), door, door.notice_at(now), now)
        if frame.PRIVACY not in seat.actor.roles:
            return page(request, seat, "office/closed.html", status=403)
        return view(request, seat, *args, **kwargs)

    return guarded


def page(
    request: HttpRequest, seat: Seat, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200, here: str = ""
) -> HttpResponse:
    """Render a page of the office inside the staff frame."""
    return frame.show(request, template, {"seat": seat, **(context or {})}, register=seat.notice.register.name, status=status, here=here)
