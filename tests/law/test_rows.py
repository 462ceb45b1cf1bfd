"""Rows of law: they are whole, they point at each other, and a broken one is refused where it is read."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seloste.law import Adequacy, Area, Authority, BadRow, Duty, Holiday, Row, Rule, Statute, rows, statute
from seloste.law.shelf import FILES, parse

GOOD = "{id: EU, name: {fi: unioni}, members: [FI, SE], valid_from: 2020-01-01, source: treaty, checked_at: 2026-11-22, evidence: memory}"


@pytest.mark.parametrize("kind", FILES)
def test_every_file_reads_and_says_where_each_row_comes_from(kind: type[Row]) -> None:
    for row in rows(kind):
        assert row.source
        assert row.checked_at <= date(2030, 1, 1)
        assert row.name.fi


def test_the_rules_that_a_register_needs_are_here() -> None:
    assert {"FI-KPL-6", "FI-KPL-10", "FI-VAN-3", "FI-HETU", "GDPR-ACC", "GDPR-SUP", "GDPR-BRCH"} <= {rule.id for rule in rows(Rule)}


@pytest.mark.parametrize("row", [*rows(Rule), *rows(Duty)], ids=lambda row: str(row.id))
def test_every_rule_and_duty_points_at_a_statute_in_force(row: Any) -> None:
    assert statute(row.statute, max(row.valid_from, date(2026, 11, 22))).id


def test_every_successor_exists() -> None:
    known = {row.id for row in rows(Statute)}
    assert {row.successor for row in rows(Statute) if row.successor} <= known


def test_every_provision_belongs_to_an_act() -> None:
    known = {row.id for row in rows(Statute)}
    assert all("/".join(row.id.split("/")[:2]) in known for row in rows(Statute))
    assert all(row.of for row in rows(Statute) if row.id.count("/") == 1)


def test_an_ended_statute_names_what_follows_it() -> None:
    assert all(row.successor for row in rows(Statute) if row.valid_to)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[]", "a list of rows"),
        ("{a: 1}", "a list of rows"),
        ("[", "not YAML"),
        ("- {id: EU}", "areas.yaml: row 1 EU: name: Field required"),
        ("- 7", "row 1"),
        (f"- {GOOD[:-1]}, colour: blue}}", "colour"),
        (f"- {GOOD.replace('[FI, SE]', '[NO]')}", "members.0"),  # YAML reads NO as false
        (f"- {GOOD.replace('[FI, SE]', '[]')}", "members"),
        (f"- {GOOD.replace('2020-01-01', 'soon')}", "valid_from"),
        (f"- {GOOD.replace('2020-01-01', '2020-02-30')}", "areas.yaml: not YAML"),
        (f"- {GOOD[:-1]}, valid_to: 2019-12-31}}", "valid_to is before valid_from"),
        (f"- {GOOD.replace('evidence: memory', 'evidence: hearsay')}", "evidence"),
        (f"- {GOOD[:-1]}, source: other}}", "written twice"),
        (f"- {GOOD}\n- {GOOD}", "two rows in force"),
    ],
)
def test_a_broken_row_is_refused(text: str, what: str) -> None:
    with pytest.raises(BadRow, match=what):
        parse(Area, text, file="areas.yaml")


def test_two_rows_that_follow_one_another_are_fine() -> None:
    old = GOOD[:-1] + ", valid_to: 2020-12-31}"
    new = GOOD.replace("2020-01-01", "2021-01-01")
    assert len(parse(Area, f"- {old}\n- {new}", file="areas.yaml")) == 2


def test_a_rule_without_any_end_is_refused() -> None:
    text = (
        "- {id: X, name: {fi: x}, statute: fi/1-2000, trigger: t, anchor: event, force: advice, scope: [x],"
        " valid_from: 2020-01-01, source: s, checked_at: 2026-11-22, evidence: memory}"
    )
    with pytest.raises(BadRow, match="until what it lasts"):
        parse(Rule, text, file="retention.yaml")


def test_a_bad_period_or_holiday_rule_is_refused() -> None:
    holiday = "- {id: x, name: {fi: x}, rule: whenever, valid_from: 2020-01-01, source: s, checked_at: 2026-11-22, evidence: memory}"
    with pytest.raises(BadRow, match="rule"):
        parse(Holiday, holiday, file="holidays.yaml")
    duty = (
        "- {id: X, name: {fi: x}, statute: fi/1-2000, trigger: t, period: kuukausi, rolls: true,"
        " valid_from: 2020-01-01, source: s, checked_at: 2026-11-22, evidence: memory}"
    )
    with pytest.raises(BadRow, match="period"):
        parse(Duty, duty, file="deadlines.yaml")


@given(st.text(max_size=60))
def test_no_text_makes_a_file_of_law_by_accident(text: str) -> None:
    with pytest.raises(BadRow):
        parse(Adequacy, text, file="adequacy.yaml")


def test_a_row_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        rows(Authority)[0].phone = "0"
