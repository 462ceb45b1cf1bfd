"""What a person is called: the whole name whatever the file's order, else what tells them apart, never what the purpose doesn't open."""

from datetime import UTC, datetime

import pytest

from notice.firms import FIRMS, notice
from seloste import gate
from seloste.faces.desk.names import kind_name, known_by, title
from seloste.notice import Notice

THEN = datetime(2026, 11, 1, tzinfo=UTC)
NAMED = {"last_name": "Esimerkki", "first_name": "Aino", "company": "Malli Oy", "organisation": "Malli Oy", "position": "rehtori"}


def reading(firm: Notice, *categories: str, **values: str) -> gate.Reading:
    """A reading that opens some categories, each with those of the values that it has a field for."""
    entries = []
    for place, category in enumerate(categories):
        held = {key: value for key, value in values.items() if key in firm.data[category].fields}
        entries.append(gate.Entry(place, category, 0, 0, held, "person", THEN, THEN, THEN, None, False, ""))
    return gate.Reading(1, next(iter(firm.subjects)), tuple(entries))


@pytest.mark.parametrize(
    ("firm", "category"),
    [
        ("OA", "person"),
        ("OA", "contact"),
        ("AS", "identity"),
        ("AL", "identity"),
        ("ALC", "identity"),
        ("RA", "basics"),
        ("LN", "identity"),
    ],
)
def test_the_whole_name_is_shown_first_name_first_in_whatever_order_the_file_has_it(firm: str, category: str) -> None:
    assert title(notice(firm), reading(notice(firm), category, **NAMED)) == "Aino Esimerkki"


def test_a_name_may_be_a_part_only() -> None:
    assert title(notice("RA"), reading(notice("RA"), "basics", last_name="Esimerkki")) == "Esimerkki"


@pytest.mark.parametrize(
    ("firm", "category", "values"),
    [
        ("AL", "login", {"username": "aino.e", "password": "f00d"}),
        ("OA", "account", {"username": "aino.e", "state": "voimassa"}),
        ("RA", "account", {"username": "aino.e", "password": "f00d"}),
    ],
)
def test_where_no_name_is_open_a_user_name_tells_them_apart_and_never_a_secret(firm: str, category: str, values: dict[str, str]) -> None:
    opened = reading(notice(firm), category, **values)
    assert title(notice(firm), opened) == ""
    assert known_by(notice(firm), opened) == "aino.e"


def test_an_address_tells_them_apart_where_nothing_else_does() -> None:
    assert known_by(notice("LN"), reading(notice("LN"), "contact", email="aino@posti.example")) == "aino@posti.example"


def test_a_name_comes_before_a_user_name_whatever_comes_first() -> None:
    opened = reading(notice("AL"), "login", "profile", username="aino.e", name="Aino Esimerkki")
    assert known_by(notice("AL"), opened) == "Aino Esimerkki"


def test_who_paid_an_invoice_is_not_the_persons_name() -> None:
    assert known_by(notice("LN"), reading(notice("LN"), "invoices", number="1", payer_name="Veikko Mallikas")) == ""


def test_an_identity_code_is_never_a_heading() -> None:
    assert known_by(notice("LN"), reading(notice("LN"), "identity_code", hetu="131052-930V")) == ""


def test_nothing_open_names_nobody() -> None:
    assert [known_by(notice(firm), reading(notice(firm))) for firm in ("OA", "AS", "AL", "RA", "LN")] == [""] * len(FIRMS)


def test_a_kind_has_the_notices_own_name() -> None:
    assert kind_name(notice("AL"), "pupil") == "Oppilas"
    assert kind_name(notice("AL"), "nobody") == "nobody"
