"""Are people's requests answered as promised? The rights duty's checks, in words."""

from datetime import timedelta

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
        return Evidence(True, "Tällaisia pyyntöjä ei ole tullut.")
    requests = told.counted(found.of, "pyyntö", "pyyntöä")
    if found.oldest is None:
        return Evidence(True, f"{requests}, kaikkiin on vastattu ajoissa.")
    # The check gives the instant at which the last day ends.
    last = law.civil_date(found.oldest - timedelta(microseconds=1))
    return Evidence(True, f"{requests}, kaikki ajallaan. Seuraavaan on vastattava viimeistään {told.weekday(last)}.")


def _late(asked: Asked, request: Request) -> str:
    if request.ended is not None:
        return f"Pyyntöön {request.number} vastattiin {told.day(request.ended)}, vaikka viimeinen päivä oli {told.day(request.due)}."
    since = told.counted((asked.today - request.due).days, "päivä", "päivää")
    late = f"Pyyntöön {request.number} piti vastata viimeistään {told.weekday(request.due)}; siitä on {since}."
    return f"{late} Vastaa nyt ja kerro pyytäjälle viivästyksen syy."


def no_extension(asked: Asked) -> Evidence:
    """Requests of one right: none extended."""
    found = checks.run("no_extension_given", now=asked.now, right=asked.param("right"))
    if found.breaches:
        numbers = ", ".join(each.number for each in _numbers(found)[: told.SHOWN])
        return Evidence(False, f"Vastausaikaa on pidennetty, vaikka lupasimme olla pidentämättä: {numbers}.")
    return Evidence(True, "Yhtään vastausaikaa ei ole pidennetty.")


CHECKS: Checks = {"requests_answered_in_time": answered_in_time, "no_extension_given": no_extension}
