"""Somebody whose roles are suspended sees nothing of anyone and is told why; somebody whose training runs out is told in time."""

from datetime import timedelta

import pytest

from faces.staff import Office, words
from seloste.accounts.models import Proof
from seloste.law import civil_date


@pytest.mark.promise("OA-28", "AL-56", by="behaviour")
def test_a_lapsed_training_closes_every_page_and_says_why(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    assert client.get(f"/desk/{aino}/").status_code == 200
    last = civil_date(office.now) - timedelta(days=1)
    Proof.objects.filter(kind="training").update(on=last - timedelta(days=300), until=last)
    closed = client.get(f"/desk/{aino}/", follow=True)
    said = words(closed)
    assert "Aino" not in said
    assert "Roolisi on keskeytetty Tietosuojakoulutus oli voimassa 21.11.2026 asti." in said
    assert "Sinulla ei ole vielä roolia" not in words(client.get("/desk/"))


def test_a_suspended_officer_gets_no_page_of_the_office_and_is_told_how_to_get_back(office: Office) -> None:
    client = office.client("privacy")
    assert client.get("/office/").status_code == 200
    Proof.objects.filter(kind="undertaking").update(withdrawn_at=office.now)
    closed = client.get("/office/")
    assert closed.status_code == 403
    assert "Vaitiolositoumusta ei ole kirjattu." in words(closed)
    assert "seloste people record" in words(closed)


def test_what_runs_out_within_a_month_is_told_and_nothing_is_closed(office: Office) -> None:
    client = office.client("sales", purpose="customer_care")
    assert "voimassa" not in words(client.get("/desk/"))
    Proof.objects.filter(kind="training").update(until=civil_date(office.now) + timedelta(days=20))
    page = client.get("/desk/")
    assert page.status_code == 200
    assert "Tietosuojakoulutuksesi on voimassa 12.12.2026 asti. Käy se uudelleen sitä ennen." in words(page)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", "Dina roller är tillfälligt avbrutna Ingen dataskyddsutbildning"),
        ("en", "Your roles are suspended No data protection training"),
    ],
)
def test_it_is_told_in_the_readers_language(office: Office, lang: str, said: str) -> None:
    client = office.client("sales", purpose="customer_care")
    Proof.objects.all().delete()
    client.cookies["seloste_language"] = lang
    assert said in words(client.get("/desk/"))


def test_somebody_without_a_role_is_not_told_that_it_is_suspended(office: Office) -> None:
    client = office.client()
    Proof.objects.all().delete()
    assert "keskeytetty" not in words(client.get("/desk/"))
