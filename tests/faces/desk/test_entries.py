"""Writing down: forms made of the notice's fields, problems beside their fields, and nothing the notice doesn't name."""

import re

import pytest

from faces.staff import STRANGER, Answer, Office, main, words
from seloste.gate import Entry, Reading
from seloste.policy import Actor, Begin, NewSubject

SALES = Actor(41, frozenset({"sales"}), "Myynti")


def entries(office: Office, subject: int, category: str) -> tuple[Entry, ...]:
    found = office.door.read(SALES, "customer_care", subject, now=office.now)
    assert isinstance(found, Reading)
    return found.of(category)


def test_the_form_asks_every_field_of_the_notice_and_says_what_follows(office: Office, aino: int) -> None:
    said = words(office.client("sales", purpose="customer_care").get(f"/desk/{aino}/add/contact/"))
    assert "Sähköpostiosoite (vapaaehtoinen)" in said
    assert "Postiosoite Sopimus edellyttää tätä. Ilman osoitetta emme voi toimittaa tilausta." in said


@pytest.mark.promise("LN-10", "LN-22", by="behaviour")
def test_an_entry_is_stored_with_its_matter_and_its_source(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    sent = {"sent_on": "21.11.2026", "channel": "puhelu", "text": "Kysyi toimituksesta.", "source": "own_work"}
    response = client.post(f"/desk/{aino}/add/messages/", sent)
    assert response.headers["Location"] == f"/desk/{aino}/?stored=1"
    (entry,) = entries(office, aino, "messages")
    assert entry.values == {"sent_on": "2026-11-21", "channel": "puhelu", "text": "Kysyi toimituksesta."}
    assert (entry.source, entry.matter != 0) == ("own_work", True)
    assert "Tiedot tallennettiin." in words(client.get(response.headers["Location"]))


def test_what_is_wrong_is_said_on_top_and_beside_its_field_and_nothing_is_lost(office: Office, aino: int) -> None:
    response = office.client("sales", purpose="customer_care").post(
        f"/desk/{aino}/add/messages/", {"sent_on": "eilen", "channel": "puhelu", "text": "Säilyy", "source": "person"}
    )
    body = main(response)
    assert response.status_code == 422
    assert 'href="#sent_on"' in body
    assert 'aria-describedby="sent_on-hint sent_on-problem"' in body
    assert "Säilyy" in body
    assert 'value="eilen"' in body
    assert entries(office, aino, "messages") == ()


@pytest.mark.promise("LN-15", "LN-19", by="behaviour")
def test_a_field_that_the_notice_does_not_name_is_not_stored(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    client.post(f"/desk/{aino}/add/messages/", {"text": "Viesti", "shoe_size": "43", "hetu": "131052-930V", "source": "person"})
    (entry,) = entries(office, aino, "messages")
    assert entry.values == {"text": "Viesti"}


def test_a_category_of_another_purpose_is_not_written(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    assert client.get(f"/desk/{aino}/add/invoices/").status_code == 403
    assert client.post(f"/desk/{aino}/add/identity_code/", {"hetu": "131052-930V"}).status_code == 403
    assert client.get(f"/desk/{aino}/add/nonsense/").status_code == 403


def test_an_empty_entry_is_not_stored(office: Office, aino: int) -> None:
    response = office.client("sales", purpose="customer_care").post(f"/desk/{aino}/add/messages/", {"source": "person"})
    assert response.status_code == 422
    assert "yhtään arvoa" in words(response)


def test_without_its_matter_the_form_says_what_must_begin_first(office: Office, aino: int) -> None:
    assert "Aloita se ensin henkilön kortilta" in words(
        office.client("sales", purpose="customer_care").get(f"/desk/{aino}/add/warranties/")
    )


def test_a_source_that_the_notice_does_not_name_is_refused(office: Office, aino: int) -> None:
    response = office.client("sales", purpose="customer_care").post(f"/desk/{aino}/add/messages/", {"text": "x", "source": "naapuri"})
    assert response.status_code == 422
    assert "ei nimeä tätä tietolähdettä" in words(response)


def seen(page: Answer) -> str:
    """What a form says of the entry that it was filled with."""
    (said,) = re.findall('name="seen" value="([^"]*)"', main(page))
    return str(said)


def test_an_entry_is_mended_and_what_stood_there_is_gone(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    (contact,) = entries(office, aino, "contact")
    form = client.get(f"/desk/{aino}/edit/contact/{contact.record}/")
    assert 'value="aino.esimerkki@posti.example"' in main(form)
    sent = {"email": "aino.uusi@posti.example", "phone": "+358 50 1234567", "address": "", "seen": seen(form)}
    assert client.post(f"/desk/{aino}/edit/contact/{contact.record}/", sent).status_code == 302
    (after,) = entries(office, aino, "contact")
    assert after.values["email"] == "aino.uusi@posti.example"
    assert after.record == contact.record


def test_what_somebody_else_has_written_meanwhile_is_not_written_over_but_shown(office: Office, aino: int) -> None:
    one, other = office.client("sales", purpose="customer_care"), office.client("sales", purpose="customer_care")
    (contact,) = entries(office, aino, "contact")
    address = f"/desk/{aino}/edit/contact/{contact.record}/"
    opened = seen(one.get(address))
    assert other.post(address, {"email": "aino.uusi@posti.example", "seen": seen(other.get(address))}).status_code == 302
    for said in (opened, "", "eilen", "0001-01-01T00:00:00+14:00"):
        late = one.post(address, {"email": "aino.vanha@posti.example", "phone": "+358 50 1234567", "seen": said})
        assert late.status_code == 422
        assert "muutettu sen jälkeen" in words(late)
        assert 'value="aino.uusi@posti.example"' in main(late)
    assert one.post(address, {"email": "aino.vanha@posti.example", "seen": seen(late)}).status_code == 302
    (after,) = entries(office, aino, "contact")
    assert after.values["email"] == "aino.vanha@posti.example"


@pytest.mark.parametrize("record", [1, STRANGER])
def test_a_record_that_is_not_there_is_not_mended(office: Office, aino: int, record: int) -> None:
    client = office.client("sales", purpose="customer_care")
    assert client.get(f"/desk/{aino}/edit/contact/{record}/").status_code == 403
    assert client.post(f"/desk/{aino}/edit/contact/{record}/", {"email": "a@b.example"}).status_code == 403


def test_nobody_writes_of_a_stranger(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    assert client.get(f"/desk/{STRANGER}/add/contact/").status_code == 403
    other = office.do("quotations", NewSubject("customer"), Begin("quotation")).subject
    assert client.get(f"/desk/{other}/add/contact/").status_code == 403
