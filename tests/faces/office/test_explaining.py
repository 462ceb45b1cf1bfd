"""Selitä: the privacy officer asks who may see what, and is told the rule and the line; nobody else is."""

from django.test import Client

from faces.staff import Office, main, words
from seloste import gate
from seloste.faces.office.explaining import RULES

ASKED = {"who": "role:sales", "purpose": "customer_care", "person": "aino.esimerkki@posti.example", "what": "contact.email"}


def test_a_yes_is_told_with_its_line_of_the_notice(office: Office, aino: int) -> None:
    answer = office.client("privacy").post("/office/explain/", ASKED)
    said = words(answer)
    line = office.door.notice_at(office.now).line("purposes.customer_care")
    assert answer.status_code == 200
    assert "Saa katsoa Käyttötarkoitus on avoinna tälle henkilölle ja kattaa tiedon." in said
    assert f"rivi {line}" in said


def test_a_no_is_told_with_its_rule(office: Office, aino: int) -> None:
    said = words(office.client("privacy").post("/office/explain/", {**ASKED, "who": "role:marketing"}))
    assert "Ei saa katsoa Roolilla ei ole oikeutta tähän käyttötarkoitukseen." in said
    said = words(office.client("privacy").post("/office/explain/", {**ASKED, "what": "messages"}))
    assert "Ei saa katsoa Rekisterissä ei ole henkilöstä tätä tietoa." in said


def test_an_employee_is_judged_by_the_roles_held_now(office: Office, aino: int) -> None:
    office.client("sales")
    who = f"staff:{office.staff['sales'].pk}"
    assert "Ei saa katsoa" not in words(office.client("privacy").post("/office/explain/", {**ASKED, "who": who}))


def test_what_is_missing_is_asked_for(office: Office, aino: int) -> None:
    answer = office.client("privacy").post("/office/explain/", {})
    assert answer.status_code == 422
    assert "Kirjoita tunniste, joka henkilöllä on rekisterissä." in words(answer)
    assert "Valitse jokin luettelon vaihtoehdoista." in words(answer)


def test_nobody_or_several_by_the_identifier_is_said(office: Office, aino: int) -> None:
    client = office.client("privacy")
    assert "Tunnisteella ei löydy ketään." in words(client.post("/office/explain/", {**ASKED, "person": "x@posti.example"}))
    office.customer("Aino", "Esimerkki")
    assert "Tunniste on usealla." in words(client.post("/office/explain/", ASKED))


def test_the_page_gives_no_value_of_the_person(office: Office, aino: int) -> None:
    body = main(office.client("privacy").post("/office/explain/", ASKED))
    assert "+358" not in body
    assert str(aino) not in body


def test_the_question_stands_in_the_ledger(office: Office, aino: int) -> None:
    client = office.client("privacy")
    client.post("/office/explain/", ASKED)
    assert "selvitti päätöksen" in words(client.get("/office/ledger/"))


def test_only_the_privacy_officer_may_ask(office: Office) -> None:
    assert office.client("sales").post("/office/explain/", ASKED).status_code == 403
    assert Client().get("/office/explain/").status_code == 302


def test_every_rule_has_words() -> None:
    assert RULES.keys() == set(gate.Rule)
