"""The promise board: every promise of the notice with its evidence, what is broken first, for the privacy officer alone."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

import dba
from faces.staff import Office, main, words
from seloste.notice import clauses


def states(office: Office) -> dict[str, str]:
    body = main(office.client("privacy").get("/office/"))
    return dict(re.findall(r'id="([^"]+)"><div>\s*<span class="chip (\w+)"', body))


def test_every_clause_of_the_notice_stands_on_the_board(office: Office, aino: int) -> None:
    found = states(office)
    assert set(found) == {clause.anchor for clause in clauses(office.door.notice_at(office.now))}


def test_a_promise_says_its_clause_its_evidence_and_where_it_stands(office: Office) -> None:
    body = main(office.client("privacy").get("/office/"))
    line = office.door.notice_at(office.now).line("purposes.newsletter")
    assert 'href="/tietosuojaseloste/#purpose.newsletter"' in body
    assert f"rivi {line}" in body


@pytest.mark.promise("LN-28", by="behaviour")
def test_breaking_a_promise_turns_its_row_red_and_puts_it_first(office: Office, aino: int) -> None:
    before = {anchor for anchor, state in states(office).items() if state == "broken"}
    dba.sql("UPDATE folder SET live_until=%s, falls=%s, doom=%s", *[datetime(2020, 1, 1, tzinfo=UTC)] * 3)
    response = office.client("privacy").get("/office/")
    after = {anchor for anchor, state in states(office).items() if state == "broken"}
    assert after > before
    said = words(response)
    assert said.index("Korjattava nyt") < said.index("Pidetty")


def test_the_counts_narrow_the_board_to_a_state(office: Office) -> None:
    client = office.client("privacy")
    body = main(client.get("/office/?state=attested"))
    shown = set(re.findall(r'class="chip (\w+)"', body))
    assert shown == {"attested"}
    assert 'class="attested" href="/office/" aria-current="true"' in body


def test_a_state_that_nobody_knows_shows_the_whole_board(office: Office) -> None:
    assert len(main(office.client("privacy").get("/office/?state=<b>"))) == len(main(office.client("privacy").get("/office/")))


def test_the_board_names_no_customer(office: Office, aino: int) -> None:
    body = main(office.client("privacy").get("/office/"))
    assert "Aino" not in body


def test_only_the_privacy_officer_sees_it(office: Office) -> None:
    response = office.client("sales").get("/office/")
    assert response.status_code == 403
    assert "Pidetty" not in words(response)
    assert Client().get("/office/").status_code == 302
