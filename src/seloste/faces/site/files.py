"""What of the notice can be taken home?  Each version in each language as PDF, text, Markdown, JSON and JSON-LD, and its own file.

The record of processing is not among them: it isn't public.
"""

import json
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from seloste import gate, home
from seloste.faces.site import addresses, documents, editions
from seloste.law import civil_date
from seloste.notice import Notice
from seloste.notice.render import Format
from seloste.notice.tree import read

YAML = "application/yaml; charset=utf-8"
JSON = "application/json"


@login_not_required
@require_safe
@conditional_page
def current_file(request: HttpRequest, lang: str, form: Format) -> HttpResponse:
    """Give the notice in force as a file."""
    now = home.now()
    found = editions.current(gate.door(), now)
    if lang not in addresses.written(found):
        return redirect(reverse("site:file", args=[addresses.OURS, form]))
    return _file(found, lang, form, now)


@login_not_required
@require_safe
@conditional_page
def version_file(request: HttpRequest, lang: str, version: str, form: Format) -> HttpResponse:
    """Give one version as a file."""
    now = home.now()
    found = editions.called(gate.door(), version, now)
    if found is None:
        raise Http404
    if lang not in addresses.written(found):
        return redirect(addresses.file(found, addresses.OURS, form))
    return _file(found, lang, form, now)


@login_not_required
@require_safe
@conditional_page
def source(request: HttpRequest) -> HttpResponse:
    """Give the file of the notice in force, byte for byte."""
    now, door = home.now(), gate.door()
    return _source(door, editions.current(door, now))


@login_not_required
@require_safe
@conditional_page
def version_source(request: HttpRequest, version: str) -> HttpResponse:
    """Give the file of one published version, byte for byte."""
    door = gate.door()
    found = editions.called(door, version, home.now())
    if found is None:
        raise Http404
    return _source(door, found)


@login_not_required
@require_safe
@conditional_page
def data(request: HttpRequest) -> HttpResponse:
    """Tell programs which version is in force, since when, in which languages and formats, and what its file says."""
    now, door = home.now(), gate.door()
    found = editions.current(door, now)
    edition = next(each for each in editions.published(door, now) if each.notice.sha256 == found.sha256)
    languages = addresses.written(found)
    told = {
        "version": edition.number,
        "sha256": found.sha256,
        "effective": edition.first.isoformat(),
        "source": request.build_absolute_uri(reverse("site:version-source", args=[found.sha256[: addresses.PREFIX]])),
        "pages": {lang: request.build_absolute_uri(addresses.version(found, lang)) for lang in languages},
        "files": {
            lang: {form: request.build_absolute_uri(addresses.file(found, lang, form)) for form in addresses.FILES} for lang in languages
        },
        "notice": read(door.source(edition.number)).value,
    }
    return _answer((json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode(), JSON, found.sha256, "notice.json")


def _file(found: Notice, lang: str, form: Format, now: datetime) -> HttpResponse:
    made = documents.file(found, lang, form, on=civil_date(now))
    name = f"{addresses.SLUGS[lang]}-{found.sha256[: addresses.PREFIX]}.{form}"
    response = _answer(made.body, documents.TYPES[form], made.sha256, name)
    response.headers["Content-Language"] = lang
    return response


def _source(door: gate.Door, found: Notice) -> HttpResponse:
    numbers = {notice.sha256: number for number, _, notice in door.notices()}
    if found.sha256 not in numbers:
        raise Http404
    return _answer(door.source(numbers[found.sha256]), YAML, found.sha256, "notice.yaml")


def _answer(body: bytes, kind: str, tag: str, name: str) -> HttpResponse:
    """Serve a file that may be kept by anyone, and asked again for free as long as it is the same."""
    response = HttpResponse(body, content_type=kind)
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
