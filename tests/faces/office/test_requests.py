"""Requests: written down, shown with the answer that would be given, answered or rejected; by the privacy officer alone."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from faces.staff import Answer, Office, main, words
from readied import ready
from seloste.accounts.models import Grant

FORM = {
    "right": "access",
    "email": "aino.esimerkki@posti.example",
    "channel": "email",
    "received": "20.11.2026",
    "text": "Mitä teillä on minusta?",
}


def filed(office: Office, **changed: str) -> str:
    """Write a request down and give its number."""
    response = office.client("privacy").post("/office/requests/new/", FORM | changed)
    assert response.status_code == 302, words(response)
    return str(response.headers["Location"].rstrip("/").rpartition("/")[2])


def shown(office: Office, number: str) -> Answer:
    return office.client("privacy").get(f"/office/requests/{number}/")


@pytest.mark.promise("LN-47", "LN-50", by="behaviour")
def test_a_request_gets_a_number_and_a_day_that_is_not_extended(office: Office, aino: int) -> None:
    said = words(shown(office, filed(office)))
    assert "vastattava viimeistään su 20.12.2026" in said
    assert "28 päivää jäljellä" in said
    assert "määräaikaa ei voi pidentää" in said
    assert "Mitä teillä on minusta?" in said


def test_the_queue_shows_the_most_urgent_first_and_no_name(office: Office, aino: int) -> None:
    later, sooner = filed(office), filed(office, received="1.11.2026", right="rectification")
    body = main(office.client("privacy").get("/office/requests/"))
    assert body.index(sooner) < body.index(later)
    assert "Aino" not in body


def test_a_late_request_is_said_to_be_late(office: Office, aino: int) -> None:
    filed(office, received="16.10.2026")
    assert "myöhässä 6 päivää" in words(office.client("privacy").get("/office/requests/"))


@pytest.mark.promise("LN-47", "LN-49", by="behaviour")
def test_the_data_that_is_given_is_one_file_with_a_page_a_table_and_a_machine_readable_form(office: Office, aino: int) -> None:
    response = office.client("privacy").post(f"/office/requests/{filed(office)}/package/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == ["tiedot.html", "tiedot.csv", "tiedot.json"]
        assert "aino.esimerkki@posti.example" in archive.read("tiedot.json").decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert "Aino" not in response.headers["Content-Disposition"]


def test_a_request_is_answered_as_shown_and_leaves_the_queue(office: Office, aino: int) -> None:
    number = filed(office)
    client = office.client("privacy")
    assert client.post(f"/office/requests/{number}/answer/", {"words": "Soita, jos jokin jäi epäselväksi."}).status_code == 302
    said = words(shown(office, number))
    assert "vastattu" in said
    assert "Soita, jos jokin jäi epäselväksi." in said
    assert "Ei avoimia pyyntöjä" in words(client.get("/office/requests/"))
    assert number in words(client.get("/office/requests/?all=1"))


@pytest.mark.promise("LN-51", by="behaviour")
def test_before_an_erasure_the_page_lists_what_goes_and_what_stays(office: Office, aino: int) -> None:
    said = words(shown(office, filed(office, right="erasure")))
    assert "Säilytämme" in said
    assert "sopimus" in said.lower()


def test_looking_at_a_request_decides_nothing(office: Office, aino: int) -> None:
    number = filed(office, right="erasure")
    shown(office, number)
    assert "saapunut" in words(shown(office, number))
    assert office.client("sales", purpose="customer_care").get(f"/desk/{aino}/").status_code == 200


def test_a_rejection_needs_a_ground_of_the_law_and_reasons(office: Office, aino: int) -> None:
    number = filed(office)
    response = office.client("privacy").post(f"/office/requests/{number}/reject/", {"code": "muu", "reason": " "})
    assert response.status_code == 422
    assert all(f'href="#{field}"' in main(response) for field in ("code", "reason"))
    office.client("privacy").post(f"/office/requests/{number}/reject/", {"code": "EXC", "reason": "Sama pyyntö kolmannen kerran tänään."})
    assert "hylätty" in words(shown(office, number))


def test_an_answered_request_does_not_open_again(office: Office, aino: int) -> None:
    number = filed(office)
    client = office.client("privacy")
    client.post(f"/office/requests/{number}/answer/")
    for act, sent in (("answer", {}), ("move", {"state": "in_work"}), ("reject", {"code": "EXC", "reason": "x"})):
        assert client.post(f"/office/requests/{number}/{act}/", sent).status_code == 422
    assert client.post(f"/office/requests/{number}/package/").status_code == 404


def test_a_state_can_be_changed_while_it_is_open(office: Office, aino: int) -> None:
    number = filed(office)
    assert "työn alla · saapui" not in words(shown(office, number))
    client = office.client("privacy")
    assert client.post(f"/office/requests/{number}/move/", {"state": "in_work"}).status_code == 302
    assert "työn alla · saapui" in words(shown(office, number))


def test_a_request_whose_file_has_fallen_says_so_and_not_that_the_page_is_anothers(office: Office, aino: int) -> None:
    number = filed(office)
    office.client("privacy").post(f"/office/requests/{number}/answer/")
    with time_machine.travel(office.now + timedelta(days=4 * 365), tick=True):
        later = shown_later(office, number)
    assert "Asiakirjat on poistettu, kun niiden säilytysaika päättyi." in later
    assert "Mitä teillä on minusta?" not in later


def shown_later(office: Office, number: str) -> str:
    """What an officer of that day sees, whose role was granted and training renewed by then."""
    officer = office.client("privacy")
    ready(office.staff["privacy"], office.door.notice_at(office.now), office.now + timedelta(days=4 * 365))
    Grant.objects.filter(role="privacy").update(expires=office.now + timedelta(days=5 * 365))
    page = officer.get(f"/office/requests/{number}/")
    assert page.status_code == 200, words(page)
    return words(page)


def test_only_moves_that_can_be_made_are_offered(office: Office, aino: int) -> None:
    """Proving who one is has a letter of its own, and a button that always fails is no button."""
    number = filed(office)
    client = office.client("privacy")
    offered = re.findall(r'name="state" value="(\w+)"', client.get(f"/office/requests/{number}/").content.decode())
    assert offered
    assert "verifying" not in offered
    for state in offered:
        assert client.post(f"/office/requests/{filed(office)}/move/", {"state": state}).status_code == 302


@pytest.mark.parametrize(
    ("lang", "closed"),
    [("fi", "on jo päätetty."), ("sv", "har redan avgjorts."), ("en", "has been closed already.")],
)
def test_why_something_cannot_be_done_is_said_in_the_readers_language(office: Office, aino: int, lang: str, closed: str) -> None:
    number, client = filed(office), office.client("privacy")
    client.cookies["seloste_language"] = lang
    client.post(f"/office/requests/{number}/answer/")
    refused = client.post(f"/office/requests/{number}/reject/", {"code": "EXC", "reason": "x"})
    assert refused.status_code == 422
    assert f"{number} {closed}" in words(refused)


@pytest.mark.promise("LN-56", by="behaviour")
def test_a_marketing_ban_works_from_the_moment_it_is_written_down(office: Office, aino: int) -> None:
    filed(office, right="marketing_ban")
    assert office.client("marketing", purpose="direct_marketing").get(f"/desk/{aino}/").status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [("right", "everything"), ("channel", "pigeon"), ("received", "23.11.2026"), ("received", "joskus"), ("text", " "), ("email", "")],
)
def test_what_is_wrong_is_said_beside_its_field(office: Office, aino: int, field: str, value: str) -> None:
    response = office.client("privacy").post("/office/requests/new/", FORM | {field: value})
    assert response.status_code == 422
    assert f'href="#{field}"' in main(response)


def test_an_address_that_nobody_has_is_said_to_the_officer(office: Office, aino: int) -> None:
    response = office.client("privacy").post("/office/requests/new/", FORM | {"email": "toinen@posti.example"})
    assert "Osoitteella ei löydy ketään." in words(response)


def test_an_unknown_request_is_not_found(office: Office) -> None:
    client = office.client("privacy")
    assert client.get("/office/requests/2026-9999/").status_code == 404
    assert client.post("/office/requests/2026-9999/package/").status_code == 404


def test_only_the_privacy_officer_handles_requests(office: Office, aino: int) -> None:
    number = filed(office)
    sales = office.client("sales")
    for path in ("requests/", "requests/new/", f"requests/{number}/"):
        assert sales.get(f"/office/{path}").status_code == 403
        assert Client().get(f"/office/{path}").status_code == 302
    for act in ("answer", "reject", "move", "package"):
        assert sales.post(f"/office/requests/{number}/{act}/").status_code == 403


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_letter_and_its_files_stay_in_one_language_whatever_the_officers_screen_speaks(office: Office, aino: int, lang: str) -> None:
    """The person reads them: half of an answer must never be in the language of whoever pressed the button."""
    number, client = filed(office), office.client("privacy")
    finnish = words(shown(office, number))
    page, files = f"/office/requests/{number}/", f"/office/requests/{number}/package/"
    letter = re.search(r'<div class="stack-s" lang="fi">(.*?)</div>', client.get(page).content.decode(), re.DOTALL)
    given = client.post(files).content
    client.cookies["seloste_language"] = lang
    screen = client.get(page).content.decode()
    assert letter is not None
    assert letter[0] in screen
    assert words(client.get(page)) != finnish
    with zipfile.ZipFile(io.BytesIO(given)) as one, zipfile.ZipFile(io.BytesIO(client.post(files).content)) as other:
        for name in ("tiedot.csv", "tiedot.html"):
            first, second = one.read(name).decode(), other.read(name).decode()
            # What changes between the two is only the log's line about the first.
            assert second.splitlines()[0] == first.splitlines()[0]
            for told in ("Tietoryhmä", "Mistä saatu") if name.endswith("csv") else ("Käsittelyperuste", "Kuka tietojasi on katsonut"):
                assert told in second


@pytest.mark.parametrize(("act", "sent"), [("reject", {"code": "", "reason": ""}), ("move", {"state": "nowhere"}), ("answer", {})])
def test_after_a_form_that_failed_twice_the_language_leads_to_a_page_that_can_be_shown(
    office: Office, aino: int, act: str, sent: dict[str, str]
) -> None:
    """The form's own address takes only forms, and after a second failure it is also where the reader came from."""
    client, number = office.client("privacy"), filed(office)
    if act == "answer":
        client.post(f"/office/requests/{number}/answer/", sent)
    url = f"/office/requests/{number}/{act}/"
    failed = client.post(url, sent, headers={"referer": f"http://testserver{url}"})
    assert failed.status_code == 422
    wanted = re.search(r'name="next" value="([^"]+)"', failed.content.decode())
    assert wanted is not None
    back = client.post("/language/", {"language": "sv", "next": wanted[1]}).headers["Location"]
    assert back == f"/office/requests/{number}/"
    assert client.get(back).status_code == 200
