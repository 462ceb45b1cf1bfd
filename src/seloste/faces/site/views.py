"""The public pages."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from seloste import gate, home
from seloste.duties.announcements import telling
from seloste.faces.ui import frame
from seloste.faces.ui.hues import hues
from seloste.law import HELSINKI, civil_date
from seloste.notice import Notice
from seloste.notice.diff import compare
from seloste.notice.render import html

PREFIX = 12
SECURITY_LASTS = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Announced:
    """A coming version as the page tells of it: from when, where it stands, and what it means for people."""

    notice: Notice
    effective: datetime
    address: str
    changes: tuple[str, ...]

    @classmethod
    def of(cls, ahead: telling.Ahead) -> "Announced":
        """Say what changes, the material first."""
        found = sorted(compare(ahead.replaces, ahead.notice), key=lambda change: not change.material)
        told = tuple(dict.fromkeys(change.said["fi"] for change in found if change.material))
        return cls(ahead.notice, ahead.effective, address(ahead.notice), told)


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send staff to their work and everyone else to the notice."""
    if request.user.is_authenticated:
        return redirect(frame.home_of(frame.who(request)))
    return redirect("site:notice")


@login_not_required
@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    """Show the notice in force. This address stays the same across versions (LN-62)."""
    now = home.now()
    return _page(request, _in_force(now), now, earlier=_earlier(now), ahead=_ahead(now))


@login_not_required
@require_safe
def version(request: HttpRequest, version: str) -> HttpResponse:
    """Show one version, in force, earlier or announced to come, by the beginning of its content hash."""
    now = home.now()
    if not re.fullmatch(r"[0-9a-f]{12,64}", version):
        raise Http404
    ahead = {each.notice.sha256: each for each in telling.coming(gate.door(), now=now)}
    known = {notice.sha256: notice for _number, _effective, notice in gate.door().notices()}
    known |= {sha256: each.notice for sha256, each in ahead.items()}
    found = [notice for sha256, notice in known.items() if sha256.startswith(version)]
    if len(found) != 1:
        raise Http404
    coming = ahead.get(found[0].sha256)
    return _page(request, found[0], now, in_force=_in_force(now), coming=Announced.of(coming) if coming else None)


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116)."""
    now = home.now()
    controller = _in_force(now).controller
    if not controller.email:
        raise Http404
    lines = (
        f"Contact: mailto:{controller.email}",
        f"Expires: {(now + SECURITY_LASTS).astimezone(HELSINKI).replace(microsecond=0).isoformat()}",
        "Preferred-Languages: fi, sv, en",
        f"Canonical: {request.build_absolute_uri(reverse('site:security'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _in_force(now: datetime) -> Notice:
    try:
        return gate.door().notice_at(now)
    except LookupError:
        raise Http404 from None


def _earlier(now: datetime) -> tuple[tuple[str, Notice], ...]:
    """The versions that were in force before, newest first, each with its address."""
    current = _in_force(now)
    published = [notice for _number, effective, notice in gate.door().notices() if notice.sha256 != current.sha256 and effective <= now]
    return tuple((address(found), found) for found in sorted(published, key=lambda found: found.dates.effective, reverse=True))


def _ahead(now: datetime) -> tuple[Announced, ...]:
    """What is to come, soonest first (Art. 13(3), WP260)."""
    return tuple(Announced.of(each) for each in telling.coming(gate.door(), now=now))


def address(found: Notice) -> str:
    """Give the lasting address of a version."""
    return reverse("site:version", args=[found.sha256[:PREFIX]])


def _page(
    request: HttpRequest,
    found: Notice,
    now: datetime,
    *,
    earlier: tuple[tuple[str, Notice], ...] = (),
    in_force: Notice | None = None,
    ahead: tuple[Announced, ...] = (),
    coming: Announced | None = None,
) -> HttpResponse:
    body = coloured(html(found, lang="fi", on=civil_date(now)), found)
    replaced = in_force is not None and in_force.sha256 != found.sha256 and coming is None
    context = {"notice": found, "body": body, "earlier": earlier, "address": address(found), "replaced": replaced}
    context |= {"ahead": ahead, "coming": coming}
    return render(request, "site/notice.html", context)


def coloured(body: str, found: Notice) -> str:
    """Give each purpose in a rendered notice the colour it has on the staff's screens."""
    colours = hues(found.purposes)
    return re.sub(r'data-purpose="([a-z0-9_]+)"', lambda match: f'{match[0]} data-hue="{colours.get(match[1], 0)}"', body)
