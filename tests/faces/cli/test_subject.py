"""`seloste subject`: terms by standard input, only what the gate gives, the rule behind every yes and no, and who are one person."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from faces.staff import Office
from seloste import gate
from seloste.faces.cli.subject import WHY, subject
from seloste.policy import Begin, NewSubject


@pytest.fixture
def staffed(office: Office, aino: int) -> Office:
    """Someone in sales, someone in marketing, and the privacy officer."""
    for role in ("sales", "marketing", "privacy"):
        office.client(role)
    return office


def run(*words: str, term: str = "") -> Result:
    return CliRunner().invoke(subject, words, input=term)


EXPLAIN = ("--as", "privacy.esimerkki", "explain", "--purpose", "customer_care", "--field", "contact.email")
AINO = "aino.esimerkki@posti.example\n"


def test_a_person_is_found_by_a_term_on_standard_input_and_only_numbers_and_categories_come_out(staffed: Office, aino: int) -> None:
    done = run("--as", "sales.esimerkki", "find", "--purpose", "customer_care", "--json", term=AINO)
    assert json.loads(done.stdout) == [{"subject": aino, "kind": "customer", "opens": ["contact", "identity", "orders"]}]
    assert "Esimerkki" not in done.stdout
    assert str(aino) in run("--as", "sales.esimerkki", "find", "--purpose", "customer_care", term=AINO).stdout


def test_whom_the_purpose_does_not_open_is_not_found(staffed: Office) -> None:
    done = run("--as", "marketing.esimerkki", "find", "--purpose", "newsletter", term=AINO)
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_role_that_may_not_is_denied(staffed: Office) -> None:
    done = run("--as", "marketing.esimerkki", "find", "--purpose", "customer_care", term=AINO)
    assert done.exit_code == 2
    assert "SEL-G002" in done.stderr


def test_a_yes_and_a_no_are_told_with_their_rule_and_line(staffed: Office) -> None:
    line = staffed.door.notice_at(staffed.now).line("purposes.customer_care")
    done = run(*EXPLAIN, "--whose", "sales.esimerkki", term=AINO)
    assert (done.exit_code, done.stdout) == (0, f"may read: the purpose is open and covers it [open], line {line} of the notice\n")
    done = run(*EXPLAIN, "--whose", "marketing.esimerkki", term=AINO)
    assert done.exit_code == 1
    assert "may not read: no role held opens the purpose [role]" in done.stdout
    assert "sales" in done.stdout


def test_the_same_is_told_as_json_and_by_number(staffed: Office, aino: int) -> None:
    done = run(*EXPLAIN, "--whose", "marketing.esimerkki", "--subject", str(aino), "--json")
    told = json.loads(done.stdout)
    assert (told["allowed"], told["rule"], told["subject"]) == (False, "role", aino)


def test_only_the_privacy_officer_is_told(staffed: Office, aino: int) -> None:
    asked = ("explain", "--purpose", "customer_care", "--field", "contact", "--whose", "sales.esimerkki", "--subject", str(aino))
    done = run("--as", "sales.esimerkki", *asked)
    assert done.exit_code == 2
    assert done.stdout == ""


@pytest.mark.parametrize("term", ["nobody@posti.example\n", "", "\n"])
def test_without_one_person_nothing_is_told(staffed: Office, term: str) -> None:
    done = run(*EXPLAIN, "--whose", "sales.esimerkki", term=term)
    assert done.exit_code in (1, 2)
    assert done.stdout == ""


def test_two_with_one_address_are_told_by_number(staffed: Office, aino: int) -> None:
    other = staffed.customer("Aino", "Esimerkki", at=staffed.now - timedelta(days=1))
    done = run(*EXPLAIN, "--whose", "sales.esimerkki", term=AINO)
    assert {str(aino), str(other)} <= set(done.stderr.replace(";", ",").replace(",", " ").split())


def test_an_unknown_account_is_said_to_be_unknown(staffed: Office) -> None:
    assert "no such account" in run("--as", "nobody.esimerkki", "find", "--purpose", "customer_care", term=AINO).stderr


def test_every_rule_has_words() -> None:
    assert WHY.keys() == set(gate.Rule)


def test_the_privacy_officer_alone_says_who_are_one_person_and_takes_it_back(staffed: Office, aino: int) -> None:
    other = staffed.do("customer_care", NewSubject("contact_person"), Begin("relationship"))
    both = ", ".join(map(str, sorted((aino, other.subject))))
    assert run("--as", "sales.esimerkki", "link", str(aino), str(other.subject)).exit_code == 2
    done = run("--as", "privacy.esimerkki", "link", str(aino), str(other.subject))
    assert (done.exit_code, done.stdout) == (0, f"One person: {both}\n")
    again = run("--as", "privacy.esimerkki", "link", str(aino), str(other.subject))
    assert (again.exit_code, "SEL-G014" in again.stderr) == (2, True)
    done = run("--as", "privacy.esimerkki", "unlink", str(aino))
    assert (done.exit_code, done.stdout) == (0, f"No longer one with {aino}: {other.subject}\n")
