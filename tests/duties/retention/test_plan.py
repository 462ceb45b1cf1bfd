"""The plan says what would fall, why and by which line, and touches nothing."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from seloste.duties import retention

NOTICE = (Path(__file__).parents[3] / "examples" / "lamisnet" / "notice.yaml").read_text("utf-8").splitlines()
DAY = timedelta(days=1)


def test_nothing_due_is_an_empty_plan(world: Any, now: datetime) -> None:
    plan = retention.plan(world.door, now=now)
    assert (plan.folders, plan.records, plan.people, plan.overdue, plan.groups) == (0, 0, 0, 0, ())
    assert plan.on == date(2026, 11, 22)


def test_a_plan_names_what_falls_why_and_by_which_line(world: Any) -> None:
    begun = datetime(2024, 3, 1, 10, tzinfo=UTC)
    subject, _ = world.customer(begun)
    world.check_credit(subject, begun)
    plan = retention.plan(world.door, now=begun, on=date(2024, 3, 15))
    (group,) = plan.groups
    assert (group.category, group.purpose, group.why, group.folders, group.records) == ("identity_code", "credit_check", "at_most", 1, 1)
    assert NOTICE[group.line - 1].strip() == "credit_check:"
    assert plan.overdue == 0


def test_a_plan_ends_with_the_day_it_is_asked_for(world: Any) -> None:
    begun = datetime(2024, 3, 1, 10, tzinfo=UTC)
    subject, _ = world.customer(begun)
    world.check_credit(subject, begun)
    fall = retention.plan(world.door, now=begun, on=date(2030, 1, 1)).groups[0].first
    assert retention.plan(world.door, now=begun, on=fall).folders == 1
    assert retention.plan(world.door, now=begun, on=fall - DAY).folders == 0


def test_a_plan_touches_nothing_and_shows_no_value_and_no_number_of_a_person(world: Any, sql: Any) -> None:
    begun = datetime(2024, 3, 1, 10, tzinfo=UTC)
    subject, _ = world.customer(begun)
    world.check_credit(subject, begun)
    before = sql("SELECT * FROM folder ORDER BY id"), sql("SELECT * FROM record ORDER BY id")
    plan = retention.plan(world.door, now=begun, on=date(2040, 1, 1))
    shown = json.dumps(plan.as_json()) + repr(plan)
    assert plan.folders > 1
    assert (sql("SELECT * FROM folder ORDER BY id"), sql("SELECT * FROM record ORDER BY id")) == before
    for secret in ("Kanarialintu", "kanarialintu", "010190", str(subject)):
        assert secret not in shown


def test_what_falls_for_the_same_reason_is_one_line_with_its_first_and_last_day(world: Any) -> None:
    for day in (1, 5, 9):
        begun = datetime(2024, 3, day, 10, tzinfo=UTC)
        subject, _ = world.customer(begun)
        world.check_credit(subject, begun)
    (group,) = retention.plan(world.door, now=begun, on=date(2024, 4, 1)).groups
    assert (group.folders, (group.last - group.first).days) == (3, 8)


def test_what_should_be_gone_already_is_counted_apart(world: Any) -> None:
    begun = datetime(2024, 3, 1, 10, tzinfo=UTC)
    subject, _ = world.customer(begun)
    world.check_credit(subject, begun)
    assert retention.plan(world.door, now=begun + 20 * DAY).overdue == 1
