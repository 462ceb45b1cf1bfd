"""Sama henkilö: the privacy officer links two by their identifiers and parts them again, and nothing of them is shown."""

from django.test import Client

from faces.staff import Office, main, words
from seloste.policy import Actor, Begin, NewSubject, Put

PRIVACY = Actor(77, frozenset({"privacy"}), "Tietosuoja")
AINO = "aino.esimerkki@posti.example"
LINK, PART = {"one": AINO, "act": "link"}, {"one": AINO, "act": "unlink"}


def contact(office: Office, email: str = AINO) -> int:
    """Somebody's contact person."""
    return office.do("customer_care", NewSubject("contact_person"), Begin("relationship"), Put("contact", {"email": email})).subject


def linked(office: Office, subject: int) -> tuple[int, ...]:
    life = office.door.life(PRIVACY, "requests", subject, now=office.now)
    return getattr(life, "linked", ())


def test_two_with_one_address_are_linked_and_parted(office: Office, aino: int) -> None:
    other, client = contact(office), office.client("privacy")
    said = client.post("/office/linking/", LINK)
    assert "Yhdistetty: he ovat nyt sama henkilö." in words(said)
    assert (linked(office, aino), linked(office, other)) == ((other,), (aino,))
    assert "Erotettu: he ovat taas eri henkilöitä." in words(client.post("/office/linking/", PART))
    assert linked(office, aino) == ()
    ledger = words(client.get("/office/ledger/"))
    assert "yhdisti samaksi henkilöksi" in ledger
    assert "erotti eri henkilöiksi" in ledger


def test_two_with_addresses_of_their_own_are_named_by_both(office: Office, aino: int) -> None:
    other, client = contact(office, "tyo@posti.example"), office.client("privacy")
    assert "tasan kaksi" in words(client.post("/office/linking/", LINK))
    client.post("/office/linking/", {**LINK, "other": "tyo@posti.example"})
    assert linked(office, aino) == (other,)


def test_what_cannot_be_is_said_with_what_to_do(office: Office, aino: int) -> None:
    client = office.client("privacy")
    for post, said in (
        ({}, "Kirjoita tunniste, joka henkilöllä on rekisterissä."),
        ({**LINK, "other": "x@posti.example"}, "Tunnisteella ei löydy ketään."),
        (PART, "heitä ei ole yhdistetty"),
    ):
        answer = client.post("/office/linking/", post)
        assert answer.status_code == 422
        assert said in words(answer)
    contact(office)
    assert "Tunniste on usealla." in words(client.post("/office/linking/", PART)), "two who aren't linked"
    contact(office)
    assert "Tunniste on usealla." in words(client.post("/office/linking/", PART))
    assert "tasan kaksi" in words(client.post("/office/linking/", LINK))


def test_nothing_of_the_two_is_shown(office: Office, aino: int) -> None:
    other = contact(office)
    body = main(office.client("privacy").post("/office/linking/", LINK))
    assert not any(value in body for value in (AINO, "Esimerkki", str(aino), str(other)))


def test_only_the_privacy_officer_may_link(office: Office, aino: int) -> None:
    other = contact(office)
    assert office.client("sales").post("/office/linking/", LINK).status_code == 403
    assert Client().post("/office/linking/", LINK).status_code == 302
    assert linked(office, other) == ()
