"""The answer to an access request: everything Art. 15 asks, a day of erasure for each record, and no employee's name."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altered_law import Shelf
from duties.conftest import ACTORS, CANARY, EMAIL, World
from duties.rights.test_requests import ask
from seloste.duties.rights.access import Package, as_csv, as_html, as_json, gather, portable_json
from seloste.duties.rights.access.files import cell
from seloste.duties.rights.decide import Right
from seloste.gate.disclosing import Order
from seloste.law.rows import Statute
from seloste.policy import Begin, Denial, End, NewSubject, Put

PRIVACY = ACTORS["privacy"]


def package(world: World, subject: int | NewSubject, now: datetime, right: Right = Right.ACCESS) -> Package:
    """File a request and gather its package."""
    found = gather(world.door, PRIVACY, ask(world, subject, right, now), now=now)
    assert isinstance(found, Package), found
    return found


@pytest.fixture
def customer(world: World, now: datetime) -> int:
    """A customer with an order, an invoice of 2026 and a message that a spreadsheet would run."""
    subject, relationship = world.customer(now - timedelta(days=40))
    then = now - timedelta(days=30)
    world.do("sales", "customer_care", subject, [Put("messages", {"text": "=HYPERLINK(1)"}, relationship, source="own_work")], then)
    world.invoice(subject, 2026, then)
    return subject


@pytest.mark.promise("LN-47", by="behaviour")
def test_every_stored_value_is_in_every_file(world: World, customer: int, now: datetime) -> None:
    made = package(world, customer, now)
    for text in (as_json(made), as_csv(made), as_html(made)):
        for value in ("Testi", CANARY, EMAIL, "HYPERLINK(1)", "2026-1"):
            assert value in text


def test_a_person_is_answered_also_when_an_act_that_the_notice_cites_has_been_repealed(
    world: World, customer: int, now: datetime, law: Shelf
) -> None:
    law.change(Statute, "fi/1336-1997", valid_to=now.date() - timedelta(days=1))
    found = json.loads(as_json(package(world, customer, now)))
    assert {each["key"]: each["law"] for each in found["purposes"]}["bookkeeping"] == "kirjanpitolain (1336/1997) 2 luvun 10 §"


@pytest.mark.promise("LN-47", by="behaviour")
def test_it_has_all_that_article_15_asks(world: World, customer: int, now: datetime) -> None:
    found = json.loads(as_json(package(world, customer, now)))
    assert found["confirmation"].startswith("Käsittelemme sinua koskevia henkilötietoja.")
    purposes = {each["key"]: each for each in found["purposes"]}
    assert purposes["bookkeeping"]["law"] == "kirjanpitolain (1336/1997) 2 luvun 10 §"
    assert purposes["customer_care"]["basis"] == "sopimus (6 art. 1 b)"
    assert all(each["why"] and each["basis"] and each["until"] for each in purposes.values())
    assert found["complaint"]["visiting"] == "Lintulahdenkuja 4, 00530 Helsinki"
    assert "Oikeus vastustaa käsittelyä" in found["rights"]
    assert found["automated"]["decisions"] == "Sinusta ei tehdä automaattisia päätöksiä."
    assert found["recipients"]["actual"] == []
    assert {each["name"] for each in found["recipients"]["possible"]} >= {"Tavarantoimittajat"}
    assert found["transfers"] == []
    assert found["sources"]
    assert found["register"] == "Asiakasrekisteri"


def test_each_record_has_a_concrete_day_of_erasure_although_the_request_holds_it(world: World, customer: int, now: datetime) -> None:
    found = {each["category"]: each for each in json.loads(as_json(package(world, customer, now)))["records"]}
    assert found["invoices"]["erased_on"] == "2033-01-01"
    assert found["messages"]["erased_on"] == "2028-10-14"
    assert found["identity"]["erased_on"] == "2033-10-14"  # five more years in the archive
    assert found["contact"]["kept_for"] == ["Asiakaspalvelu", "Arkisto oikeudellisia vaatimuksia varten"]


def test_what_is_only_in_the_archive_is_in_it_too(world: World, now: datetime) -> None:
    subject, relationship = world.customer(now - timedelta(days=60))
    world.do("sales", "customer_care", subject, [End(relationship, "left")], now - timedelta(days=50))
    found = json.loads(as_json(package(world, subject, now)))
    assert {each["category"]: each["archived"] for each in found["records"]} == {"identity": True, "contact": True}


def test_it_says_who_has_looked_by_unit_and_purpose_and_never_by_name(world: World, customer: int, now: datetime) -> None:
    world.door.read(ACTORS["sales"], "customer_care", customer, now=now - timedelta(days=1))
    found = json.loads(as_json(package(world, customer, now)))
    looks = [look for look in found["looks"] if look["what"] == "katseltu" and look["unit"] == "Myynti"]
    assert looks[0]["purpose"] == "Asiakaspalvelu"
    assert looks[0]["at"] == "2026-11-21T06:00+02:00"
    assert "Yhteystiedot" in looks[0]["categories"]
    assert all(set(look) == {"at", "when", "unit", "what", "purpose", "categories", "allowed"} for look in found["looks"])


@pytest.mark.promise("LN-47", by="behaviour")
def test_it_names_who_has_actually_received_data(world: World, customer: int, now: datetime) -> None:
    world.do("sales", "customer_care", customer, [Begin("contract", planned=date(2027, 6, 30))], now - timedelta(days=1))
    world.door.disclose(ACTORS["sales"], "delivery", customer, Order("suppliers"), now=now - timedelta(hours=1))
    found = json.loads(as_json(package(world, customer, now)))["recipients"]
    assert [(each["name"], each["on"], each["categories"]) for each in found["actual"]] == [
        ("Tavarantoimittajat", "2026-11-22", ["Yhteystiedot", "Nimi"])
    ]
    assert found["told"] == ""


def test_somebody_unknown_gets_a_package_that_says_so(world: World, now: datetime) -> None:
    made = package(world, NewSubject("customer"), now)
    assert made.nothing
    assert json.loads(as_json(made))["records"] == []
    assert "ei ole sinusta muita tietoja" in as_html(made)


def test_nobody_else_is_in_it(world: World, customer: int, now: datetime) -> None:
    other = world.door.apply(
        ACTORS["sales"], "customer_care", NewSubject("customer"), [Begin("relationship"), Put("identity", {"last_name": "Toinen"})], now=now
    )
    assert not isinstance(other, Denial)
    assert "Toinen" not in as_json(package(world, customer, now))


def test_only_the_privacy_role_gathers_it(world: World, customer: int, now: datetime) -> None:
    request = ask(world, customer, Right.ACCESS, now)
    assert isinstance(gather(world.door, ACTORS["sales"], request, now=now), Denial)


@pytest.mark.promise("LN-49", by="behaviour")
def test_the_table_opens_in_a_spreadsheet_and_runs_nothing(world: World, customer: int, now: datetime) -> None:
    text = as_csv(package(world, customer, now))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][:3] == ["Tietoryhmä", "Tieto", "Arvo"]
    assert len({len(row) for row in rows}) == 1
    assert "'=HYPERLINK(1)" in {row[2] for row in rows}


@given(st.text(max_size=20))
def test_no_cell_starts_a_formula(text: str) -> None:
    made = cell(text)
    assert made.endswith(text)
    assert not made.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


class Outward(HTMLParser):
    """Finds whatever a page would fetch or run."""

    found: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.found = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "img", "link", "iframe", "form"} or any(key in {"src", "href", "onclick", "style"} for key, _ in attrs):
            self.found.append(tag)


@pytest.mark.promise("LN-49", by="behaviour")
def test_the_page_stands_alone_and_escapes_values(world: World, customer: int, now: datetime) -> None:
    world.do("sales", "customer_care", customer, [Put("identity", {"last_name": "<script>alert(1)</script>"})], now)
    page = as_html(package(world, customer, now))
    parser = Outward()
    parser.feed(page)
    assert parser.found == []
    assert "&lt;script&gt;" in page
    assert page.count("<h1>") == 1
    assert '<html lang="fi">' in page


@pytest.mark.promise("LN-53", by="behaviour")
def test_a_person_takes_along_what_they_gave_and_hears_what_stays(world: World, customer: int, now: datetime) -> None:
    check = world.check_credit(customer, now - timedelta(days=2))
    decision = [Put("credit_results", {"decision": "hylätty", "checked_on": date(2026, 11, 20)}, check, source="credit_company")]
    world.do("credit", "credit_decision", customer, decision, now - timedelta(days=2))
    found = json.loads(portable_json(package(world, customer, now, Right.PORTABILITY)))
    assert {each["category"] for each in found["records"]} >= {"identity", "contact", "invoices"}
    assert "credit_results" not in {each["category"] for each in found["records"]}
    assert found["left_out"] == [{"name": "Luottopäätös", "code": "POR-SRC", "why": "saatu muualta kuin sinulta"}]
