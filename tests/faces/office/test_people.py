"""The office's page of staff: who is ready and who isn't, and a form that records a training or an undertaking."""

from datetime import timedelta

import pytest

from faces.staff import Office, main, words
from seloste.accounts.models import Proof, Staff
from seloste.law import civil_date

PAGE, FORM = "/office/people/", "/office/people/record/"


def colleague(office: Office) -> Staff:
    """Somebody who sells, and whose training has lapsed."""
    office.client("sales")
    who = office.staff["sales"]
    Staff.objects.filter(pk=who.pk).update(name="Eero Esimerkki")
    last = civil_date(office.now) - timedelta(days=1)
    Proof.objects.filter(staff=who, kind="training").update(on=last - timedelta(days=300), until=last)
    return who


@pytest.mark.promise("OA-28", "AL-56", by="behaviour")
def test_the_page_lists_who_lacks_what_and_a_record_gives_the_role_back(office: Office, aino: int) -> None:
    who, client = colleague(office), office.client("privacy")
    page = client.get(PAGE)
    assert "1 henkilön roolit on keskeytetty." in words(page)
    assert "Eero Esimerkki Myynti Myynti Keskeytetty Tietosuojakoulutus oli voimassa 21.11.2026 asti." in words(page)
    assert f'href="{FORM}?who={who.pk}"' in main(page)
    theirs = office.client("sales", purpose="customer_care")
    assert theirs.get(f"/desk/{aino}/", follow=True).status_code == 200
    assert "Roolisi on keskeytetty" in words(theirs.get("/desk/"))
    sent = client.post(FORM, {"who": who.pk, "kind": "training", "on": "20.11.2026"})
    assert (sent.status_code, sent["Location"]) == (302, PAGE)
    proof = Proof.objects.filter(staff=who, kind="training").latest("pk")
    assert (proof.version, str(proof.on), str(proof.until)) == ("2026-1", "2026-11-20", "2027-11-20")
    assert proof.recorded_by == office.staff["privacy"]
    assert "20.11.2026 Eero Esimerkki Tietosuojakoulutus 2026-1 20.11.2027 asti" in words(client.get(PAGE))
    assert "keskeytetty" not in words(theirs.get("/desk/"))


def test_the_form_comes_filled_in_for_whom_it_was_asked(office: Office) -> None:
    who = colleague(office)
    form = main(office.client("privacy").get(f"{FORM}?who={who.pk}"))
    assert f'<option value="{who.pk}" selected>Eero Esimerkki (Myynti)' in form
    assert 'value="22.11.2026"' in form
    assert "Tietosuojakoulutus, sisältö 2026-1" in form


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("who", "", "Valitse, kenestä on kyse."),
        ("who", "12", "Valitse, kenestä on kyse."),
        ("kind", "diploma", "Valitse, mitä kirjaat."),
        ("on", "eilen", "Kirjoita päivä muodossa"),
        ("on", "23.11.2026", "päivä ei voi olla tulevaisuudessa"),
    ],
)
def test_a_record_that_makes_no_sense_is_refused(office: Office, field: str, value: str, why: str) -> None:
    who, client = colleague(office), office.client("privacy")
    before = Proof.objects.count()
    sent = client.post(FORM, {"who": str(who.pk), "kind": "training", "on": "20.11.2026", field: value})
    assert sent.status_code == 422
    assert why in words(sent)
    assert Proof.objects.count() == before


def test_an_officer_does_not_record_their_own_while_there_is_another(office: Office) -> None:
    client = office.client("privacy")
    office.client("privacy", "sales")
    sent = client.post(FORM, {"who": office.staff["privacy"].pk, "kind": "training", "on": "22.11.2026"})
    assert sent.status_code == 422
    assert "Kukaan ei kirjaa omaansa" in words(sent)


@pytest.mark.parametrize("path", [PAGE, FORM])
def test_nobody_else_sees_the_page(office: Office, path: str) -> None:
    client = office.client("sales")
    assert client.get(path).status_code == 403
    assert client.post(FORM, {}).status_code == 403


def test_what_runs_out_soon_and_what_was_taken_back_are_told(office: Office) -> None:
    who, client = colleague(office), office.client("privacy")
    Proof.objects.filter(staff=who, kind="training").update(until=civil_date(office.now) + timedelta(days=10))
    page = words(client.get(PAGE))
    assert "uusittava 2.12.2026 mennessä" in page
    assert "toistaiseksi" in page
    Proof.objects.filter(staff=who, kind="undertaking").update(withdrawn_at=office.now)
    assert "Otettu takaisin" in words(client.get(PAGE))


def test_of_each_kind_the_last_record_is_shown_however_many_came_before(office: Office) -> None:
    who, client = colleague(office), office.client("privacy")
    last = Proof.objects.filter(staff=who, kind="training").latest("on")
    for year in range(1, 121):
        day = last.on - timedelta(days=30 * year)
        Proof.objects.create(
            staff=who, kind="training", version=f"old-{year}", on=day, until=day, recorded_at=office.now, recorded_by=last.recorded_by
        )
    page = words(client.get(PAGE))
    assert "old-" not in page
    assert "Vaitiolositoumus" in page
    Proof.objects.filter(pk=last.pk).update(withdrawn_at=office.now)
    page = words(client.get(PAGE))
    assert ("Otettu takaisin" in page, "old-1 " in page + " ", "old-2" in page) == (True, True, False)


def test_before_the_first_record_the_page_says_what_to_do(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    client = office.client("privacy")
    monkeypatch.setattr("seloste.faces.office.people.Proof.objects.select_related", lambda *_: Proof.objects.none())
    assert "Ei vielä kirjauksia" in words(client.get(PAGE))


def test_a_notice_that_demands_nothing_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    client = office.client("privacy")
    silent = {key: each for key, each in office.door.notice_at(office.now).security.items() if not each.requires}
    notice = office.door.notice_at(office.now).model_copy(update={"security": silent})
    monkeypatch.setattr("seloste.gate.Door.notice_at", lambda self, now: notice)
    page = client.get(PAGE)
    assert "ei edellytä koulutusta eikä vaitiolositoumusta" in words(page)
    assert "Kirjaa koulutus" not in words(page)
