"""The public page tells of a coming version before it binds: when, where it stands and what changes (Art. 13(3), WP260)."""

from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from django.test import Client

from faces.site.versions import COMING, tell
from faces.staff import LAMISNET, Office, words
from seloste.duties.announcements import publishing
from seloste.law import day_start

TOLD = "Tietosuojaseloste muuttuu 10.12.2026."


def page(address: str = "/tietosuojaseloste/") -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return words(response)


@pytest.mark.promise("LN-58", by="behaviour")
def test_an_announced_version_is_told_on_the_notice_page_with_what_changes(office: Office) -> None:
    assert TOLD not in page()
    notice = tell(office)
    told = page()
    assert TOLD in told
    assert (
        "Arkisto oikeudellisia vaatimuksia varten: tietoja säilytetään pidempään asian päätyttyä. Ennen: 5 vuotta. Nyt: 6 vuotta." in told
    )
    assert f'href="/tietosuojaseloste/{notice.sha256[:12]}/"' in Client().get("/tietosuojaseloste/").content.decode()


def test_the_coming_version_stands_at_its_own_address_and_says_that_it_is_not_in_force(office: Office) -> None:
    notice = tell(office)
    told = page(f"/tietosuojaseloste/{notice.sha256[:12]}/")
    assert "Tämä versio tulee voimaan 10.12.2026." in told
    assert "Tämä versio ei ole voimassa." not in told


@pytest.mark.promise("OA-01", "LN-61", by="text")
def test_a_version_tells_its_dates_and_stands_at_an_address_made_of_its_content(office: Office) -> None:
    number, effective, notice = office.door.notices()[0]
    told = page(f"/tietosuojaseloste/{notice.sha256[:12]}/")
    for day in (notice.dates.created, notice.dates.updated, notice.dates.effective):
        assert f"{day.day}.{day.month}.{day.year}" in told
    assert (number, day_start(notice.dates.effective) <= effective) == (1, True)
    assert notice.sha256 == sha256(LAMISNET.read_bytes()).hexdigest()


def test_what_was_told_only_by_letter_is_not_on_the_page(office: Office) -> None:
    notice = tell(office, "letter")
    assert TOLD not in page()
    assert Client().get(f"/tietosuojaseloste/{notice.sha256[:12]}/").status_code == 404


@pytest.mark.promise("OA-30", by="behaviour")
def test_once_it_binds_the_banner_goes_and_both_versions_stay_readable(office: Office) -> None:
    notice = tell(office)
    before = office.door.notice_at(office.now)
    binds = day_start(notice.dates.effective)
    made = publishing.publish(office.home, COMING, file="notice.yaml", effective=binds, now=office.now + timedelta(minutes=1))
    assert made.number == 2, made.plan
    assert TOLD in page()
    with time_machine.travel(binds + timedelta(hours=1)):
        assert TOLD not in page()
        assert "Tämä versio ei ole voimassa." in page(f"/tietosuojaseloste/{before.sha256[:12]}/")
        assert "Tämä versio ei ole voimassa." not in page(f"/tietosuojaseloste/{notice.sha256[:12]}/")
        assert f'href="/tietosuojaseloste/{before.sha256[:12]}/"' in Client().get("/tietosuojaseloste/").content.decode()


def test_an_announcement_that_never_became_a_version_goes_with_its_day(office: Office) -> None:
    notice = tell(office)
    with time_machine.travel(day_start(notice.dates.effective) + timedelta(hours=1)):
        assert TOLD not in page()
        assert Client().get(f"/tietosuojaseloste/{notice.sha256[:12]}/").status_code == 404
