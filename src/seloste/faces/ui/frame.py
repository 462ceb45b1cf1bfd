"""What stands around every staff page?  The register's name, the menu this person may use, the purpose in use, and who is signed in.

The frame asks the accounts who acts; it never asks the gate for anything about a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from seloste import accounts, gate, home
from seloste.accounts.models import Staff
from seloste.faces.ui import staff
from seloste.notice.values import Text
from seloste.policy.actor import Actor

PRIVACY = "privacy"
# Address, its words, and the role that opens it ("" is every role but the privacy officer's alone).
MENU = (
    ("desk:find", gettext_noop("Henkilöt"), ""),
    ("office:board", gettext_noop("Lupaukset"), PRIVACY),
    ("office:retention", gettext_noop("Säilytys"), PRIVACY),
    ("office:requests", gettext_noop("Pyynnöt"), PRIVACY),
    ("office:ledger", gettext_noop("Käyttöloki"), PRIVACY),
    ("office:people", gettext_noop("Työntekijät"), PRIVACY),
    ("office:explain", gettext_noop("Selitä"), PRIVACY),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One place in the menu."""

    url: str
    label: str
    here: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One purpose in the picker."""

    key: str
    name: str
    why: str
    hue: int


@dataclass(frozen=True, slots=True)
class Picker:
    """The purposes that a person's roles open, and the one in use."""

    choices: Sequence[Choice]
    chosen: Choice | None
    action: str
    next: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What the frame shows."""

    home: str
    register: Text | None
    links: Sequence[Link]
    picker: Picker | None
    unit: str
    suspended: Sequence[str]
    coming: Sequence[str]
    theme: str
    back: str
    sign_out: str

    @property
    def themes(self) -> Sequence[tuple[str, str]]:
        """The looks to choose from."""
        return (("", gettext("Laite")), ("light", gettext("Vaalea")), ("dark", gettext("Tumma")))


def who(request: HttpRequest) -> Actor:
    """Say who acts in this request, with the roles held right now."""
    now = home.now()
    return accounts.actor(request.user, now=now, notice=gate.door().notice_at(now))


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    register: Text | None = None,
    picker: Picker | None = None,
    status: int = 200,
    here: str = "",
) -> HttpResponse:
    """Render a staff page inside its frame. `here` is the page's own address, where a form is sent to one that only takes forms."""
    actor, stands = who(request), _stands(request)
    links = tuple(menu(actor, request.path))
    shell = Shell(
        home=home_of(actor),
        register=register,
        links=links,
        picker=picker,
        unit=actor.unit,
        suspended=[staff.suspended(lack) for lack in stands.lacks],
        coming=[staff.coming(lack) for lack in stands.coming],
        theme=request.COOKIES.get("seloste_theme", ""),
        back=here or back(request),
        sign_out=reverse("accounts:sign_out"),
    )
    return render(request, template, {**(context or {}), "shell": shell}, status=status)


def _stands(request: HttpRequest) -> accounts.Standing:
    """Say what suspends the roles of whoever is signed in, and what soon will."""
    now = home.now()
    if not isinstance(request.user, Staff):
        return accounts.Standing()
    return accounts.suspension(request.user, now=now, notice=gate.door().notice_at(now))


def back(request: HttpRequest) -> str:
    """Give the page to come back to after choosing a language or a look. A form that was sent with errors opens anew where it was."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came = urlsplit(request.headers.get("referer", ""))
    return came.path if came.netloc == request.get_host() else request.path


def home_of(actor: Actor) -> str:
    """Give the page that someone's work begins on."""
    return reverse("office:board" if PRIVACY in actor.roles else "desk:find")


def menu(actor: Actor, path: str = "") -> Sequence[Link]:
    """List the places that this person may go to."""
    found = []
    for name, label, role in MENU:
        if role and role not in actor.roles:
            continue
        url = reverse(name)
        found.append(Link(url, gettext(label), path == url or (name == "desk:find" and path.startswith(url))))
    return found
