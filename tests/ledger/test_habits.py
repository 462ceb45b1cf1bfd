"""Counts of how accounts use the gate: by hour, verb and outcome, of one controller, and how many different persons each saw."""

from datetime import datetime, timedelta
from typing import Any

from seloste import ledger


def test_calls_are_counted_by_account_hour_verb_and_outcome(write: Any, now: datetime) -> None:
    write((11, 12), minutes=10)
    write((11,), minutes=20)
    write((), minutes=20, outcome="denied-role")
    write((11,), minutes=70, verb="list")
    write((11,), minutes=10, controller=2)
    found = ledger.hours(1, now - timedelta(hours=2), now + timedelta(hours=1))
    counted = sorted((one.verb, one.allowed, one.calls, one.persons) for one in found)
    assert counted == [("list", True, 1, 1), ("read", False, 1, 0), ("read", True, 2, 3)]
    assert all(one.at <= now + timedelta(minutes=10) and one.at.minute == 0 for one in found)


def test_a_time_ends_before_its_end(write: Any, now: datetime) -> None:
    write((11,), minutes=60)
    write((11,), minutes=0)
    assert sum(one.calls for one in ledger.hours(1, now - timedelta(minutes=60), now)) == 1


def test_a_person_seen_twice_is_one_person(write: Any, now: datetime) -> None:
    write((11, 12), minutes=10)
    write((11,), minutes=20)
    write((13,), minutes=20, outcome="denied-role")
    (persons,) = ledger.seen(1, now - timedelta(hours=1), now).values()
    assert persons == 2


def test_what_accounts_did_counts_from_its_first_instant_to_before_its_last_and_the_softwares_own_work_not_at_all(
    write: Any, now: datetime
) -> None:
    since, until = now - timedelta(minutes=40), now - timedelta(minutes=10)
    moment = timedelta(microseconds=1)
    write((11,), minutes=20, actor=1)
    write((12,), minutes=50, actor=2)
    write((13,), minutes=30, actor=0)
    write((14,), minutes=30, actor=3, controller=2)
    for first, last, accounts in (
        (since, until, {1}), (since, until + moment, {1, 2}), (since + moment, until, set()), (since + moment, until + moment, {2}),
    ):  # fmt: skip
        assert {one.actor for one in ledger.hours(1, first, last)} == set(ledger.seen(1, first, last)) == accounts
