"""The public pages."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import conditional_page, require_safe

from seloste import gate, home
from seloste.faces.site import addresses, documents, editions
from seloste.faces.ui import frame
from seloste.faces.ui.hues import hues
from seloste.faces.ui.templatetags.ui import language
from seloste.law import civil_date
from seloste.notice import Notice


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send staff to their work and everyone else to the notice, in the reader's language if it is written in that."""
    if request.user.is_authenticated:
        return redirect(frame.home_of(frame.who(request)))
    wanted = language()
    return redirect(
        addresses.in_force(wanted if wanted in addresses.written(editions.current(gate.door(), home.now())) else addresses.OURS)
    )


@login_not_required
@require_safe
@conditional_page
def notice(request: HttpRequest, lang: str) -> HttpResponse:
    """Show the notice in force. This address stays the same across versions (LN-62)."""
    now, door = home.now(), gate.door()
    found = editions.current(door, now)
    if lang not in addresses.written(found):
        return redirect(addresses.in_force(addresses.OURS))
    before = [each for each in reversed(editions.published(door, now)) if each.notice.sha256 != found.sha256]
    coming = [editions.Announced.of(each, lang) for each in editions.ahead(door, now)]
    others = {other: addresses.in_force(other) for other in addresses.written(found)}
    return _page(request, found, lang, now, others, earlier=_linked(before, lang), ahead=coming)


@login_not_required
@require_safe
@conditional_page
def version(request: HttpRequest, lang: str, version: str) -> HttpResponse:
    """Show one version, in force, earlier or announced to come, by the beginning of its content hash."""
    now, door = home.now(), gate.door()
    found = editions.called(door, version, now)
    if found is None:
        raise Http404
    if lang not in addresses.written(found):
        return redirect(addresses.version(found, addresses.OURS))
    told = {each.notice.sha256: editions.Announced.of(each, lang) for each in editions.ahead(door, now)}
    coming = told.get(found.sha256)
    replaced = coming is None and found.sha256 != editions.current(door, now).sha256
    others = {other: addresses.version(found, other) for other in addresses.written(found)}
    return _page(request, found, lang, now, others, coming=coming, replaced=replaced)


@login_not_required
@require_safe
def dated(request: HttpRequest, lang: str, day: date) -> HttpResponse:
    """Lead to the version that was in force on a day, or say why there is none."""
    now, door = home.now(), gate.door()
    found = editions.on(door, day, now)
    if found is not None:
        return redirect(addresses.version(found, lang))
    known = editions.published(door, now)
    if not known:
        raise Http404
    current = editions.current(door, now)
    others = {other: reverse("site:dated", args=[other, day]) for other in addresses.written(current)}
    context = {"day": day, "first": known[0].first, "current": current, "versions": _linked(known, lang), "lang": lang}
    context["languages"] = _named(request, others)
    return _said(request, "site/missing.html", context, lang, status=404)


def _linked(found: Sequence[editions.Edition], lang: str) -> list[tuple[str, editions.Edition]]:
    """Give each version its address: in the page's language if it was written in that."""
    return [(addresses.version(each.notice, lang if lang in addresses.written(each.notice) else addresses.OURS), each) for each in found]


def _named(request: HttpRequest, others: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """The same page in each language: its code, its own name, its address, and the address for machines."""
    return [(lang, addresses.NAMES[lang], url, request.build_absolute_uri(url)) for lang, url in others.items()]


def _page(
    request: HttpRequest, found: Notice, lang: str, now: datetime, others: dict[str, str], **more: Sequence[object] | object
) -> HttpResponse:
    body = coloured(documents.fragment(found, lang, on=civil_date(now)), found)
    files = [(name, addresses.file(found, lang, form)) for form, name in addresses.FILES.items()]
    published = any(found.sha256 == known.sha256 for _, _, known in gate.door().notices())
    context = {
        "notice": found,
        "body": body,
        "address": addresses.version(found, lang),
        "languages": _named(request, others),
        "files": files,
        "source": reverse("site:version-source", args=[found.sha256[: addresses.PREFIX]]) if published else "",
        "lang": lang,
    }
    return _said(request, "site/notice.html", context | more, lang)


def _said(request: HttpRequest, template: str, context: dict[str, Any], lang: str, *, status: int = 200) -> HttpResponse:
    """Render a page in the language of its address, whatever the reader's browser would rather have."""
    with override(lang):
        response = render(request, template, context, status=status)
    response.headers["Content-Language"] = lang
    return response


def coloured(body: str, found: Notice) -> str:
    """Give each purpose in a rendered notice the colour it has on the staff's screens."""
    colours = hues(found.purposes)
    return re.sub(r'data-purpose="([a-z0-9_]+)"', lambda match: f'{match[0]} data-hue="{colours.get(match[1], 0)}"', body)
