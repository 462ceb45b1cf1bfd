"""Lives derived from a notice: what the notice doesn't allow is never in them, and what it allows is."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.faces.cli.demo import source
from seloste.faces.cli.demo.lives import lives
from seloste.faces.cli.demo.lives.derived import Derived
from seloste.faces.cli.demo.lives.fates import Era
from seloste.faces.cli.demo.lives.steps import OWN, Answer, Ask, Step
from seloste.law import HELSINKI, day_start
from seloste.notice import Notice, load
from seloste.notice.values import FieldType
from seloste.policy import Begin, End, Put, Touch

TODAY = date(2026, 11, 22)
NAMES = tuple(source.names())
FIRMS = pytest.mark.parametrize("name", NAMES)


@cache
def notice(name: str) -> Notice:
    found = load(source.names()[name].read_bytes(), file="notice.yaml", on=TODAY).notice
    assert found is not None
    return found


@cache
def told(name: str, seed: int = 1, subjects: int = 120, years: int = 8) -> tuple[Step, ...]:
    return tuple(lives(Derived.of(notice(name), seed, Era.of(TODAY, years)), subjects))


def puts(steps: tuple[Step, ...]) -> list[tuple[Step, Put]]:
    return [(step, change) for step in steps for change in step.changes if isinstance(change, Put)]


def kinds(steps: tuple[Step, ...]) -> dict[int, str]:
    return {step.person: step.act.kind for step in steps if getattr(step.act, "kind", "") and step.person != OWN}  # type: ignore[union-attr]


@FIRMS
def test_the_same_seed_tells_the_same_lives(name: str) -> None:
    assert tuple(lives(Derived.of(notice(name), 1, Era.of(TODAY)), 120)) == told(name)
    assert told(name, 2) != told(name)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 10_000), st.integers(1, 8))
def test_steps_come_in_order_and_none_lies_in_the_future(name: str, seed: int, years: int) -> None:
    steps = told(name, seed, 30, years)
    assert list(steps) == sorted(steps, key=lambda step: step.at)
    assert steps[0].at >= day_start(Era.of(TODAY, years).begins)
    assert steps[-1].at < day_start(TODAY)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 10_000), st.integers(1, 8))
def test_nothing_is_said_of_a_matter_before_it_begins_or_after_it_ends(name: str, seed: int, years: int) -> None:
    running: dict[int, set[str]] = defaultdict(set)
    for step in told(name, seed, 30, years):
        for change in step.changes:
            if isinstance(change, Begin):
                assert change.planned is None or change.planned >= step.at.astimezone(HELSINKI).date()
                running[step.person].add(change.ref)
            elif isinstance(change, Touch | End | Put) and change.matter and not _own(name, str(change.matter)):
                assert change.matter in running[step.person]
            if isinstance(change, End):
                running[step.person].remove(str(change.matter))


def _own(name: str, label: str) -> bool:
    return any(label.startswith(f"{key}-") for key, kind in notice(name).matters.items() if kind.of == "controller")


@FIRMS
def test_every_kind_of_subject_lives(name: str) -> None:
    assert set(kinds(told(name))) == set(range(120))
    assert set(kinds(told(name)).values()) == set(notice(name).subjects)


@FIRMS
def test_a_category_is_stored_only_of_the_kinds_it_is_for_and_for_a_purpose_that_uses_it(name: str) -> None:
    steps, said = told(name), notice(name)
    kind = kinds(steps)
    for step, put in puts(steps):
        category, purpose = said.data[put.category], said.purposes[step.purpose]
        assert not category.subjects or kind[step.person] in category.subjects
        assert put.category in purpose.uses
        assert kind[step.person] in purpose.basis
        assert step.role in purpose.roles


@FIRMS
def test_a_field_that_exists_by_the_controllers_choice_stays_empty(name: str) -> None:
    chosen = {(key, field) for key, category in notice(name).data.items() for field, each in category.fields.items() if each.optional}
    assert bool(chosen) == (name == "opinaika")
    assert not chosen & {(put.category, key) for _, put in puts(told(name)) for key in put.values}


@FIRMS
def test_what_is_told_comes_from_a_source_that_the_notice_names_for_it(name: str) -> None:
    assert all(put.category in notice(name).sources[put.source].data for _, put in puts(told(name)))


@FIRMS
def test_nothing_that_is_told_could_be_anyones(name: str) -> None:
    said = notice(name)
    for _, put in puts(told(name)):
        for key, value in put.values.items():
            match said.data[put.category].fields[key].type:
                case FieldType.EMAIL:
                    assert str(value).endswith(".example")
                case FieldType.PHONE:
                    assert str(value).startswith("+358 9 01")
                case FieldType.FI_HETU:
                    assert 900 <= int(str(value)[7:10]) <= 999
                case FieldType.FI_YTUNNUS:
                    assert str(value).startswith("9")


@pytest.mark.parametrize("name", ["lamisnet", "aito-support"])
def test_an_identity_code_is_asked_for_in_passing_and_two_such_checks_are_open(name: str) -> None:
    steps = told(name)
    [kind] = {each.of for each in notice(name).data.values() if any(f.type is FieldType.FI_HETU for f in each.fields.values())}
    began = {(s.person, c.ref): s.at for s in steps for c in s.changes if isinstance(c, Begin) and c.kind == kind}
    ended = {(s.person, str(c.matter)): s.at for s in steps for c in s.changes if isinstance(c, End)}
    waiting = [at for label, at in began.items() if label not in ended]
    assert len([at for at in waiting if day_start(TODAY) - at < timedelta(days=4)]) == 2
    assert len(waiting) == 3, "one was forgotten, and has timed out"
    assert max(ended[label] - at for label, at in began.items() if label in ended) < timedelta(days=5)


@FIRMS
def test_two_requests_are_open_and_the_rest_were_answered_within_two_weeks(name: str) -> None:
    asked = {(step.person, step.act.label): step for step in told(name) if isinstance(step.act, Ask)}
    answered = {(step.person, step.act.label): step.at for step in told(name) if isinstance(step.act, Answer)}
    waiting = [step for label, step in asked.items() if label not in answered]
    assert [step.act.right for step in waiting if isinstance(step.act, Ask)] == ["access", "erasure"]
    assert all(day_start(TODAY) - step.at < timedelta(days=22) for step in waiting)
    assert len(answered) >= 3
    assert max(at - asked[label].at for label, at in answered.items()) < timedelta(days=14)


@FIRMS
def test_people_use_only_channels_that_the_notice_names(name: str) -> None:
    rights = {str(key): right for key, right in notice(name).rights.items()}
    assert all(step.act.channel in rights[step.act.right].channels for step in told(name) if isinstance(step.act, Ask))


@FIRMS
def test_a_life_costs_a_dozen_steps(name: str) -> None:
    assert 3 <= len(told(name)) / 120 <= 25
