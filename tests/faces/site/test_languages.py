"""The notice in three languages: an address for each, every version in all it was written in, and pages that say which they speak."""

import re
from datetime import datetime, timedelta

import html5lib
import pytest
import time_machine
from django.test import Client

from faces.site.versions import DATES, publish_second, tell
from faces.staff import LAMISNET, Office, words
from seloste import gate
from seloste.home import Home

ADDRESSES = {"fi": "/tietosuojaseloste/", "sv": "/dataskyddsbeskrivning/", "en": "/privacy-notice/"}
TITLES = {"fi": "Tietosuojaseloste", "sv": "Dataskyddsbeskrivning", "en": "Privacy notice"}
EXAMPLES = LAMISNET.parents[1]
FIRMS = sorted(path.parent.name for path in EXAMPLES.glob("*/notice.yaml"))


@pytest.mark.parametrize("lang", ADDRESSES)
def test_each_language_has_its_address_and_says_so(office: Office, lang: str) -> None:
    response = Client(headers={"accept-language": "sv, en"}).get(ADDRESSES[lang])
    body = response.content.decode()
    assert response.status_code == 200
    assert response.headers["Content-Language"] == lang
    assert "Accept-Language" not in response.headers["Vary"]
    assert f'<html lang="{lang}">' in body
    assert f"<title>{TITLES[lang]} – " in body
    assert f"<h1>{TITLES[lang]}</h1>" in body
    assert not response.cookies


@pytest.mark.parametrize("lang", ADDRESSES)
def test_a_page_leads_to_the_same_page_in_the_other_languages(office: Office, lang: str) -> None:
    version = office.door.notice_at(office.now).sha256[:12]
    for tail in ("", f"{version}/"):
        body = Client().get(ADDRESSES[lang] + tail).content.decode()
        for other, name in (("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")):
            here = ' aria-current="true"' if other == lang else ""
            assert f'<a href="{ADDRESSES[other]}{tail}" lang="{other}" hreflang="{other}"{here}>{name}</a>' in body
            assert f'<link rel="alternate" hreflang="{other}" href="http://testserver{ADDRESSES[other]}{tail}">' in body


def test_a_language_that_a_notice_is_not_written_in_is_not_offered_and_leads_to_finnish(office: Office) -> None:
    finnish = LAMISNET.read_text("utf-8").replace(DATES, "updated: 2026-11-03, effective: 2026-11-17")
    finnish = re.sub(r"name: \{fi: Asiakasrekisteri, sv: .*?\}", "name: Asiakasrekisteri", finnish, count=1)
    made = gate.publish(office.home, finnish.encode(), file="notice.yaml", now=office.now - timedelta(hours=1))
    assert made.number == 2, made.findings
    body = Client().get("/tietosuojaseloste/").content.decode()
    assert 'class="languages' not in body
    assert "hreflang" not in re.sub(r'hreflang="fi"', "", body)
    assert Client().get("/privacy-notice/").headers["Location"] == "/tietosuojaseloste/"
    assert Client().get("/privacy-notice.pdf").headers["Location"] == "/tietosuojaseloste.pdf"
    assert Client(headers={"accept-language": "en"}).get("/").headers["Location"] == "/tietosuojaseloste/"
    version = gate.door(office.home).notice_at(office.now).sha256[:12]
    assert Client().get(f"/privacy-notice/{version}/").headers["Location"] == f"/tietosuojaseloste/{version}/"


@pytest.mark.parametrize(
    ("reader", "address"), [("sv-FI, fi;q=0.5", "/dataskyddsbeskrivning/"), ("en", "/privacy-notice/"), ("de", "/tietosuojaseloste/")]
)
def test_the_front_door_follows_the_browser_the_first_time(office: Office, reader: str, address: str) -> None:
    response = Client(headers={"accept-language": reader}).get("/")
    assert response.headers["Location"] == address
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("lang", "told", "changed"),
    [
        ("fi", "Tietosuojaseloste muuttuu 10.12.2026.", "Ennen: 5 vuotta. Nyt: 6 vuotta."),
        ("sv", "Dataskyddsbeskrivningen ändras den 10.12.2026.", "Nu: 6 år."),
        ("en", "This privacy notice changes on 10 December 2026.", "Before: 5 years. Now: 6 years."),
    ],
)
def test_a_coming_change_is_told_in_the_language_of_the_page(office: Office, lang: str, told: str, changed: str) -> None:
    coming = tell(office)
    page = words(Client().get(ADDRESSES[lang]))
    assert told in page
    assert changed in page
    assert f'href="{ADDRESSES[lang]}{coming.sha256[:12]}/"' in Client().get(ADDRESSES[lang]).content.decode()


@pytest.mark.parametrize("lang", ADDRESSES)
def test_the_version_in_force_on_a_day_is_found_by_that_day(office: Office, lang: str) -> None:
    first = office.door.notice_at(office.now)
    second = publish_second(office)
    days = {"2026-11-16": first, "2026-11-19": first, "2026-11-20": second, "2026-11-22": second}
    for day, notice in days.items():
        assert Client().get(f"{ADDRESSES[lang]}{day}/").headers["Location"] == f"{ADDRESSES[lang]}{notice.sha256[:12]}/"


@pytest.mark.parametrize(("day", "why"), [("2026-11-15", "ensimmäinen versio tuli voimaan 16.11.2026"), ("2026-11-23", "on vielä edessä")])
def test_a_day_without_a_version_says_why_and_lists_those_there_are(office: Office, day: str, why: str) -> None:
    response = Client().get(f"/tietosuojaseloste/{day}/")
    assert response.status_code == 404
    assert "Tältä päivältä ei ole tietosuojaselostetta" in words(response)
    assert "Voimassa 16.11.2026 alkaen" in words(response)
    assert why in words(response)
    assert f'<a href="/privacy-notice/{day}/" lang="en" hreflang="en">English</a>' in response.content.decode()


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "0000-01-01", "20261122", "2026-11-22T06"])
def test_what_is_no_day_is_no_page(office: Office, day: str) -> None:
    assert Client().get(f"/tietosuojaseloste/{day}/").status_code == 404


def test_earlier_versions_are_listed_with_the_days_they_were_in_force(office: Office) -> None:
    first = office.door.notice_at(office.now)
    publish_second(office)
    for lang, told in (
        ("fi", "Voimassa 16.11.2026–19.11.2026"),
        ("sv", "I kraft 16.11.2026–19.11.2026"),
        ("en", "In force 16 November 2026 – 19 November 2026"),
    ):
        body = Client().get(ADDRESSES[lang]).content.decode()
        assert f'<a href="{ADDRESSES[lang]}{first.sha256[:12]}/">{told}</a>' in body


@pytest.mark.parametrize("firm", FIRMS)
def test_every_firms_notice_is_a_valid_page_in_three_languages(
    firm: str, db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELOSTE_HOME", str(fresh_home.path))
    source = (EXAMPLES / firm / "notice.yaml").read_bytes()
    assert gate.publish(fresh_home, source, file="notice.yaml", now=now - timedelta(days=1)).number == 1
    with time_machine.travel(now):
        for lang, address in ADDRESSES.items():
            page = Client().get(address)
            html5lib.HTMLParser(strict=True).parse(page.content.decode())
            assert f"<h1>{TITLES[lang]}</h1>" in page.content.decode()
