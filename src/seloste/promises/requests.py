"""Are people's requests answered as promised? The rights duty's checks, in words."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seloste import law
from seloste.duties.rights import checks
from seloste.duties.rights.models import Request
from seloste.gate import Check
from seloste.promises import told
from seloste.promises.evidence import Asked, Checks, Evidence


def _numbers(found: Check) -> list[Request]:
    return list(Request.objects.filter(id__in=found.samples).order_by("due", "number"))


def answered_in_time(asked: Asked) -> Evidence:
    """Requests of one right: none past its day."""
    found = checks.run("requests_answered_in_time", now=asked.now, right=asked.param("right"))
    if found.breaches:
        return Evidence(False, " ".join(_late(asked, each) for each in _numbers(found)[: told.SHOWN]))
    if not found.of:
        return Evidence(True, _("Tällaisia pyyntöjä ei ole tullut."))
    requests = ngettext("{n} pyyntö", "{n} pyyntöä", found.of).format(n=told.number(found.of))
    if found.oldest is None:
        return Evidence(True, _("{requests}, kaikkiin on vastattu ajoissa.").format(requests=requests))
    # The check gives the instant at which the last day ends.
    last = law.civil_date(found.oldest - timedelta(microseconds=1))
    fine = _("{requests}, kaikki ajallaan. Seuraavaan on vastattava viimeistään {day}.")
    return Evidence(True, fine.format(requests=requests, day=told.weekday(last)))


def _late(asked: Asked, request: Request) -> str:
    if request.ended is not None:
        late = _("Pyyntöön {number} vastattiin {ended}, vaikka viimeinen päivä oli {due}.")
        return late.format(number=request.number, ended=told.day(request.ended), due=told.day(request.due))
    days = (asked.today - request.due).days
    waiting = ngettext(
        "Pyyntöön {number} piti vastata viimeistään {due}; siitä on {n} päivä. Vastaa nyt ja kerro pyytäjälle viivästyksen syy.",
        "Pyyntöön {number} piti vastata viimeistään {due}; siitä on {n} päivää. Vastaa nyt ja kerro pyytäjälle viivästyksen syy.",
        days,
    )
    return waiting.format(number=request.number, due=told.weekday(request.due), n=told.number(days))


def no_extension(asked: Asked) -> Evidence:
    """Requests of one right: none extended."""
    found = checks.run("no_extension_given", now=asked.now, right=asked.param("right"))
    if found.breaches:
        numbers = ", ".join(each.number for each in _numbers(found)[: told.SHOWN])
        return Evidence(False, _("Vastausaikaa on pidennetty, vaikka lupasimme olla pidentämättä: {numbers}.").format(numbers=numbers))
    return Evidence(True, _("Yhtään vastausaikaa ei ole pidennetty."))


CHECKS: Checks = {"requests_answered_in_time": answered_in_time, "no_extension_given": no_extension}
