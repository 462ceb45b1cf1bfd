"""The ledger: what happened in words, and whether anyone has changed the account of it."""

from django.db import connection
from django.test import Client

from faces.staff import Office, main, words


def test_what_happened_is_told_in_words(office: Office, aino: int) -> None:
    office.client("sales", purpose="customer_care").get(f"/desk/{aino}/")
    said = words(office.client("privacy").get("/office/ledger/"))
    assert "Essi Esimerkki luki Asiakaspalvelu Yhteystiedot, Nimi, Tilaukset ja toimitukset 1 sallittu" in said


def test_the_ledger_names_no_customer(office: Office, aino: int) -> None:
    office.client("sales", purpose="customer_care").get(f"/desk/{aino}/")
    body = main(office.client("privacy").get("/office/ledger/"))
    assert "Aino" not in body
    assert str(aino) not in body


def test_a_no_stands_there_too(office: Office, aino: int) -> None:
    office.client("marketing", purpose="newsletter").get(f"/desk/{aino}/")
    assert "estetty" in words(office.client("privacy").get("/office/ledger/"))


def test_browsing_the_ledger_is_itself_in_it(office: Office) -> None:
    client = office.client("privacy")
    client.get("/office/ledger/")
    assert "selasi käyttölokia" in words(client.get("/office/ledger/"))


def test_a_whole_ledger_is_said_to_be_whole(office: Office, aino: int) -> None:
    office.door.seal_ledger(now=office.now)
    said = words(office.client("privacy").post("/office/ledger/"))
    assert "Loki on eheä" in said


def test_a_changed_leaf_is_found(office: Office, aino: int) -> None:
    office.door.seal_ledger(now=office.now)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_leaf SET purpose='newsletter' WHERE purpose='customer_care'")
    said = words(office.client("privacy").post("/office/ledger/"))
    assert "Lokia on muutettu" in said
    assert "Loki on eheä" not in said


def test_only_the_privacy_officer_sees_it(office: Office) -> None:
    assert office.client("sales").get("/office/ledger/").status_code == 403
    assert office.client("sales").post("/office/ledger/").status_code == 403
    assert Client().get("/office/ledger/").status_code == 302
