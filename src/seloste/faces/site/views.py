"""The public pages."""

import re
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from seloste import gate, home
from seloste.faces.ui import frame
from seloste.faces.ui.hues import hues
from seloste.law import HELSINKI, civil_date
from seloste.notice import Notice
from seloste.notice.render import html

PREFIX = 12
SECURITY_LASTS = timedelta(days=180)


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
    return _page(request, _in_force(now), now, earlier=_earlier(now))


@login_not_required
@require_safe
def version(request: HttpRequest, version: str) -> HttpResponse:
    """Show one version, in force or not, by the beginning of its content hash."""
    now = home.now()
    found = [notice for _number, _effective, notice in gate.door().notices() if notice.sha256.startswith(version)]
    if not re.fullmatch(r"[0-9a-f]{12,64}", version) or len(found) != 1:
        raise Http404
    return _page(request, found[0], now, in_force=_in_force(now))


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
    """The other versions, newest first, each with its address."""
    current = _in_force(now)
    published = [notice for _number, _effective, notice in gate.door().notices() if notice.sha256 != current.sha256]
    return tuple((address(found), found) for found in sorted(published, key=lambda found: found.dates.effective, reverse=True))


def address(found: Notice) -> str:
    """Give the lasting address of a version."""
    return reverse("site:version", args=[found.sha256[:PREFIX]])


def _page(
    request: HttpRequest, found: Notice, now: datetime, *, earlier: tuple[tuple[str, Notice], ...] = (), in_force: Notice | None = None
) -> HttpResponse:
    body = coloured(html(found, lang="fi", on=civil_date(now)), found)
    replaced = in_force is not None and in_force.sha256 != found.sha256
    context = {"notice": found, "body": body, "earlier": earlier, "address": address(found), "replaced": replaced}
    return render(request, "site/notice.html", context)


def coloured(body: str, found: Notice) -> str:
    """Give each purpose in a rendered notice the colour it has on the staff's screens."""
    colours = hues(found.purposes)
    return re.sub(r'data-purpose="([a-z0-9_]+)"', lambda match: f'{match[0]} data-hue="{colours.get(match[1], 0)}"', body)
