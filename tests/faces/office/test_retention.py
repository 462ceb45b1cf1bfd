"""The retention plan: what falls, when, by which line, for the privacy officer alone."""

import pytest
from django.test import Client

from faces.staff import Office, main, words


def test_the_plan_says_what_falls_why_and_by_which_line(office: Office, aino: int) -> None:
    response = office.client("privacy").get("/office/retention/?on=31.12.2040")
    said = words(response)
    assert "Yhteystiedot Arkisto oikeudellisia vaatimuksia varten" in said
    assert "1 henkilöltä" in said
    line = office.door.notice_at(office.now).line("purposes.claims_archive")
    assert f'<a href="/tietosuojaseloste/#purpose.claims_archive">rivi {line}</a>' in main(response)


def test_looking_at_the_plan_destroys_nothing(office: Office, aino: int) -> None:
    office.client("privacy").get("/office/retention/?on=31.12.2040")
    assert "Aino Esimerkki" in words(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/"))


def test_a_plan_with_nothing_in_it_teaches(office: Office) -> None:
    assert "Mitään ei poisteta siihen mennessä" in words(office.client("privacy").get("/office/retention/"))


@pytest.mark.parametrize("on", ["joskus", "1.1.2020", "31.2.2027"])
def test_a_day_that_will_not_do_is_said(office: Office, on: str) -> None:
    response = office.client("privacy").get("/office/retention/", {"on": on})
    assert response.status_code == 422
    assert 'href="#on"' in main(response)


def test_the_plan_names_nobody(office: Office, aino: int) -> None:
    body = main(office.client("privacy").get("/office/retention/?on=31.12.2040"))
    assert "Aino" not in body
    assert str(aino) not in body


def test_only_the_privacy_officer_sees_it(office: Office) -> None:
    response = office.client("sales").get("/office/retention/")
    assert response.status_code == 403
    assert "Tämä sivu ei kuulu rooleihisi" in words(response)
    assert Client().get("/office/retention/").status_code == 302
