"""Which words has the world left behind? Techniques, firms and spellings that no text of today uses, each with the day it was gone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from seloste.notice.values import Text


@dataclass(frozen=True, slots=True)
class Gone:
    """A word, from when it is wrong, and what to write instead."""

    pattern: re.Pattern[str]
    since: date
    instead: Text


WORDS = (
    Gone(
        re.compile(r"\bSSL\b(?!/TLS)(-\w+)?"),
        date(2015, 6, 25),  # RFC 7568
        Text(
            fi="SSL:n kaikki versiot ovat murrettuja. Kirjoita TLS 1.2 tai uudempi, jos se on käytössä.",
            sv="Alla versioner av SSL är knäckta. Skriv TLS 1.2 eller nyare, om det används.",
            en="All versions of SSL are broken. Write TLS 1.2 or later, if that is what is used.",
        ),
    ),
    Gone(
        re.compile(r"\bGPDR\b"),
        date(2016, 4, 27),
        Text(fi="Asetuksen lyhenne on GDPR.", sv="Förordningen förkortas GDPR.", en="The regulation is abbreviated GDPR."),
    ),
    Gone(
        re.compile(r"\bGoogle Inc\b\.?"),
        date(2017, 10, 2),
        Text(
            fi="Euroopassa palvelun antaa Google Ireland Limited. Nimeä se, jonka kanssa sopimus on tehty.",
            sv="I Europa tillhandahålls tjänsten av Google Ireland Limited. Ange den som avtalet har ingåtts med.",
            en="In Europe the service comes from Google Ireland Limited. Name whom the contract was made with.",
        ),
    ),
    Gone(
        re.compile(r"\bPrivacy Shield\b", re.IGNORECASE),
        date(2020, 7, 16),
        Text(
            fi="Privacy Shield kumottiin 16.7.2020. Kerro, mihin siirto nyt nojaa.",
            sv="Privacy Shield upphävdes 16.7.2020. Berätta vad överföringen nu grundar sig på.",
            en="The Privacy Shield was struck down on 16 July 2020. Tell what the transfer rests on now.",
        ),
    ),
    Gone(
        re.compile(r"\b(rekisteriseloste\w*|registerbeskrivning\w*)\b", re.IGNORECASE),
        date(2019, 1, 1),
        Text(
            fi="Rekisteriseloste kuului kumottuun lakiin. Kirjoita tietosuojaseloste.",
            sv="Registerbeskrivningen hörde till den upphävda lagen. Skriv dataskyddsbeskrivning.",
            en="The register description belonged to the repealed act. Write privacy notice.",
        ),
    ),
)


def found_in(text: str, on: date) -> Iterator[tuple[str, Text]]:
    """Find words that were gone by that day, with what to write instead."""
    for each in WORDS:
        if on >= each.since and (found := each.pattern.search(text)):
            yield found[0], each.instead
