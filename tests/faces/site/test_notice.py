"""The public notice: one address that stays, dated addresses for every version, no sign-in and no cookie."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from altered_law import Shelf
from faces.staff import LAMISNET, Office, main, words
from seloste import gate
from seloste.law.rows import Statute


@pytest.mark.promise("LN-62", by="behaviour")
def test_the_notice_in_force_stands_at_its_address_for_anyone(office: Office) -> None:
    response = Client().get("/tietosuojaseloste/")
    assert response.status_code == 200
    assert "LamisNET" in words(response)
    assert not response.cookies


@pytest.mark.promise("LN-62", by="behaviour")
def test_the_address_stays_when_the_notice_changes_and_the_old_version_keeps_its_own(office: Office) -> None:
    before = office.door.notice_at(office.now)
    changed = LAMISNET.read_bytes().replace(b"updated: 2026-11-02, effective: 2026-11-16", b"updated: 2026-11-03, effective: 2026-11-17")
    made = gate.publish(office.home, changed, file="notice.yaml", now=office.now - timedelta(hours=1))
    assert made.number == 2, made.findings
    now_in_force = gate.door(office.home).notice_at(office.now)
    assert now_in_force.sha256 != before.sha256
    current = Client().get("/tietosuojaseloste/")
    assert f'href="/tietosuojaseloste/{before.sha256[:12]}/"' in current.content.decode()
    earlier = Client().get(f"/tietosuojaseloste/{before.sha256[:12]}/")
    assert "Tämä versio ei ole voimassa." in words(earlier)
    assert "Tämä versio ei ole voimassa." not in words(current)


def test_a_notice_is_shown_also_when_an_act_that_it_cites_has_been_repealed(office: Office, law: Shelf) -> None:
    law.change(Statute, "fi/1336-1997", valid_to=office.now.date() - timedelta(days=1))
    gate._houses.clear()
    response = Client().get("/tietosuojaseloste/")
    assert response.status_code == 200
    assert "1336/1997" in words(response)


@pytest.mark.parametrize("version", ["0" * 12, "abc", "x" * 12, "A" * 64, "0" * 65])
def test_a_version_that_never_was_is_not_found(office: Office, version: str) -> None:
    assert Client().get(f"/tietosuojaseloste/{version}/").status_code == 404


def test_each_purpose_has_the_colour_that_staff_see(office: Office, aino: int) -> None:
    public = Client().get("/tietosuojaseloste/").content.decode()
    staff = office.client("sales", purpose="customer_care").get(f"/desk/{aino}/").content.decode()
    hue = re.search(r'data-purpose="customer_care" data-hue="(\d+)"', public)
    assert hue is not None
    assert f'class="picker" data-menu data-hue="{hue[1]}"' in staff


def test_the_page_has_one_heading_of_the_first_level(office: Office) -> None:
    assert main(Client().get("/tietosuojaseloste/")).count("<h1") == 1


def test_the_front_door_leads_staff_to_work_and_others_to_the_notice(office: Office) -> None:
    assert Client().get("/").headers["Location"] == "/tietosuojaseloste/"
    assert office.client("sales").get("/").headers["Location"] == "/desk/"
    assert office.client("privacy").get("/").headers["Location"] == "/office/"


def test_the_notice_takes_no_posts(office: Office) -> None:
    assert Client().post("/tietosuojaseloste/").status_code == 405
