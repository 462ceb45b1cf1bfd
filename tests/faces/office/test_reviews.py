"""The office's reviews of the access log: begin, choose an outcome for each thing, sign; names of colleagues, never of customers."""

from datetime import timedelta

import pytest

from faces.staff import Office, main, words
from seloste import gate
from seloste.duties.logreview.models import Anomaly, Review
from seloste.gate import Reading
from seloste.policy import Actor

PAGE = "/office/ledger/reviews/"


def standing(office: Office) -> None:
    """A request ends behind the wall of PostgreSQL: come back to this register."""
    gate.door(office.home)


def looked(office: Office, subject: int) -> int:
    """Somebody looked at a customer on a Sunday before office hours; gives their account."""
    office.client("sales")
    who = office.staff["sales"]
    type(who).objects.filter(pk=who.pk).update(name="Eero Esimerkki")

    read = office.door.read(Actor(who.pk, frozenset({"sales"}), "Myynti"), "customer_care", subject, now=office.now - timedelta(minutes=5))
    assert isinstance(read, Reading)
    return who.pk


@pytest.mark.promise("AL-54", by="behaviour")
def test_a_review_is_begun_settled_and_signed(office: Office, aino: int) -> None:
    looked(office, aino)
    client = office.client("privacy")
    assert "Ei vielä tarkistuksia" in words(client.get(PAGE))
    assert client.post(PAGE, {"do": "begin"}).status_code == 302
    page = client.get(PAGE)
    assert "su 22.11.2026 Eero Esimerkki Katseluja työajan ulkopuolella 1" in words(page)
    assert "Aino" not in words(page)
    early = client.post(PAGE, {"do": "sign"})
    assert early.status_code == 422
    assert "Valitse ratkaisu jokaiselle poikkeamalle" in words(early)
    standing(office)
    outcomes = {f"outcome-{one.pk}": "work" for one in Anomaly.objects.all()}
    assert client.post(PAGE, {"do": "save", **outcomes}).status_code == 302
    assert '<option value="work" selected>' in main(client.get(PAGE))
    assert client.post(PAGE, {"do": "sign"}).status_code == 302
    done = words(client.get(PAGE))
    assert "Tehdyt tarkistukset" in done
    assert "Ei vielä tarkistuksia" not in done
    standing(office)
    assert Review.objects.get().signed_by == office.staff["privacy"].pk


def test_a_quiet_time_is_signed_as_it_is(office: Office) -> None:
    client = office.client("privacy")
    client.post(PAGE, {"do": "begin"})
    assert "Mikään ei poikkea" in words(client.get(PAGE))
    assert client.post(PAGE, {"do": "sign"}).status_code == 302
    standing(office)
    assert Review.objects.get().signed_at


def test_an_outcome_that_is_not_on_the_list_is_refused(office: Office, aino: int) -> None:
    looked(office, aino)
    client = office.client("privacy")
    client.post(PAGE, {"do": "begin"})
    standing(office)
    one = Anomaly.objects.get()
    sent = client.post(PAGE, {"do": "save", f"outcome-{one.pk}": "juoru"})
    assert sent.status_code == 422
    assert "Valitse jokin luettelon vaihtoehdoista." in words(sent)
    standing(office)
    assert Anomaly.objects.get().outcome == ""


def test_nobody_else_reviews(office: Office, aino: int) -> None:
    client = office.client("sales")
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"do": "begin"}).status_code == 403
    standing(office)
    assert not Review.objects.exists()


@pytest.mark.promise("AL-54", by="behaviour")
def test_the_page_tells_by_when_the_next_review_is_signed(school: Office) -> None:
    client = school.client("privacy")
    assert "Loki odottaa tarkistusta 16.11.2026 alkaen. Aloita se 16.12.2026 ja allekirjoita viimeistään 30.12.2026." in words(
        client.get(PAGE)
    )


def test_where_it_is_not_promised_the_page_says_so(office: Office) -> None:
    assert "ei lupaa, että loki käydään läpi" in words(office.client("privacy").get(PAGE))
