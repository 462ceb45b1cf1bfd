"""Eight years of LamisNET's people, written by hand: the same for a seed and a day, in order, and nothing in the future."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.faces.cli.demo.lives import lives
from seloste.faces.cli.demo.lives.fates import Era
from seloste.faces.cli.demo.lives.lamisnet import LamisNet
from seloste.faces.cli.demo.lives.steps import OWN, Answer, Ask, Step, Year
from seloste.faces.cli.demo.people import person
from seloste.law import HELSINKI, day_start
from seloste.policy import Begin, End, Put, Touch

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2025, 1, 1), date(2033, 12, 31))


@cache
def told(seed: int = 1, subjects: int = 300, today: date = TODAY) -> tuple[Step, ...]:
    return tuple(lives(LamisNet(seed, Era.of(today)), subjects))


def begun(kind: str, steps: tuple[Step, ...]) -> dict[tuple[int, str], Step]:
    return {
        (step.person, change.ref): step for step in steps for change in step.changes if isinstance(change, Begin) and change.kind == kind
    }


def ended(steps: tuple[Step, ...]) -> set[tuple[int, str]]:
    return {(step.person, str(change.matter)) for step in steps for change in step.changes if isinstance(change, End)}


def asked(steps: tuple[Step, ...]) -> dict[tuple[int, str], tuple[datetime, Ask]]:
    return {(step.person, step.act.label): (step.at, step.act) for step in steps if isinstance(step.act, Ask)}


def answered(steps: tuple[Step, ...]) -> dict[tuple[int, str], datetime]:
    return {(step.person, step.act.label): step.at for step in steps if isinstance(step.act, Answer)}


def test_the_same_seed_and_day_tell_the_same_lives() -> None:
    assert tuple(lives(LamisNet(1, Era.of(TODAY)), 300)) == told()
    assert tuple(lives(LamisNet(2, Era.of(TODAY)), 300)) != told()


def test_a_person_lives_the_same_life_whoever_else_is_there() -> None:
    few = [step for step in told(1, 20) if step.person == 11]
    assert few == [step for step in told() if step.person == 11]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), DAYS)
def test_steps_come_in_order_and_none_lies_in_the_future(seed: int, today: date) -> None:
    steps = told(seed, 40, today)
    assert list(steps) == sorted(steps, key=lambda step: step.at)
    assert steps[0].at >= day_start(max(date(today.year - 8, today.month, 1), date(2019, 1, 1)))
    assert steps[-1].at < day_start(today)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), DAYS)
def test_nothing_is_said_of_a_matter_before_it_begins_or_after_it_ends(seed: int, today: date) -> None:
    running: dict[int, set[str]] = defaultdict(set)
    for step in told(seed, 40, today):
        for change in step.changes:
            if isinstance(change, Begin):
                assert change.planned is None or change.planned >= step.at.astimezone(HELSINKI).date()
                assert change.ref not in running[step.person]
                running[step.person].add(change.ref)
            elif isinstance(change, Touch | End | Put) and change.matter and not str(change.matter).startswith("fiscal_year-"):
                assert change.matter in running[step.person]
            if isinstance(change, End):
                running[step.person].remove(str(change.matter))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), DAYS)
def test_a_relationship_hears_something_at_least_every_two_years_while_it_lasts(seed: int, today: date) -> None:
    heard: dict[tuple[int, str], date] = {}
    for step in told(seed, 40, today):
        for change in step.changes:
            label = change.ref if isinstance(change, Begin) else str(getattr(change, "matter", ""))
            if label.startswith("relationship-"):
                day = step.at.astimezone(HELSINKI).date()
                assert day - heard.get((step.person, label), day) < timedelta(days=730)
                heard[(step.person, label)] = day


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), DAYS)
def test_an_invoice_is_made_in_a_fiscal_year_that_has_begun(seed: int, today: date) -> None:
    years: set[str] = set()
    for step in told(seed, 40, today):
        if step.person == OWN:
            years |= {f"fiscal_year-{step.act.year}"} if isinstance(step.act, Year) else set()
        for change in step.changes:
            if isinstance(change, Put) and change.category == "invoices":
                assert change.matter in years
                assert change.matter == f"fiscal_year-{step.at.astimezone(HELSINKI).year}"


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23), date(2027, 1, 2), date(2028, 2, 29)])
def test_two_credit_checks_are_open_and_one_was_forgotten_long_ago(today: date) -> None:
    steps = told(1, 60, today)
    closed = ended(steps)
    opened = [step.at for label, step in begun("credit_check", steps).items() if label not in closed]
    recent = [at for at in opened if day_start(today) - at <= timedelta(days=3)]
    assert (len(recent), len(opened)) == (2, 3)


def test_a_closed_credit_check_lasted_days_at_most() -> None:
    checks = begun("credit_check", told())
    for step in told():
        for change in step.changes:
            if isinstance(change, End) and str(change.matter).startswith("credit_check-"):
                assert step.at - checks[(step.person, str(change.matter))].at <= timedelta(days=5)


def test_an_identity_code_is_asked_for_in_a_credit_check_only() -> None:
    for step in told():
        for change in step.changes:
            if isinstance(change, Put) and change.category == "identity_code":
                assert (step.role, step.purpose) == ("credit", "credit_check")
                assert str(change.matter).startswith("credit_check-")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_only_customers_have_their_credit_checked(seed: int) -> None:
    assert not any(person(seed, who).company for who, _ in begun("credit_check", told(seed, 40)))


def test_two_requests_are_open_and_neither_is_late() -> None:
    waiting = [(at, ask) for label, (at, ask) in asked(told()).items() if label not in answered(told())]
    assert [ask.right for _, ask in waiting] == ["access", "erasure"]
    assert all(day_start(TODAY) - at < timedelta(days=22) for at, _ in waiting)


def test_requests_have_been_answered_within_two_weeks() -> None:
    took = [at - asked(told())[label][0] for label, at in answered(told()).items()]
    assert len(took) >= 5
    assert max(took) < timedelta(days=14)


def test_someone_has_asked_for_restriction() -> None:
    [label] = [label for label, (_, ask) in asked(told()).items() if ask.right == "restriction"]
    assert label in answered(told())


def test_some_came_back_after_years() -> None:
    begins: dict[int, list[Step]] = defaultdict(list)
    for (who, _), step in begun("relationship", told()).items():
        begins[who].append(step)
    returned = [steps for steps in begins.values() if len(steps) == 2]
    assert len(returned) >= 5
    assert all(later.at - earlier.at > timedelta(days=2 * 365) for earlier, later in returned)


def test_two_in_five_left_so_long_ago_that_nothing_of_care_is_left() -> None:
    last: dict[int, Step] = {step.person: step for step in told() if step.person != OWN}
    customers = {who for who, _ in begun("relationship", told())}
    kept = {who: timedelta(days=5 * 365 + 60 if who in customers else 8 * 31) for who in last}
    gone = sum(day_start(TODAY) - step.at > kept[who] for who, step in last.items())
    assert len(last) == 300
    assert 0.38 <= gone / 300 <= 0.55


def test_someone_claims_after_leaving() -> None:
    [(who, _)] = begun("claim", told())
    assert any(label.startswith("relationship") for owner, label in ended(told()) if owner == who)


def test_a_life_costs_about_ten_visits() -> None:
    assert 9 <= len(told(1, 300)) / 300 <= 13
