"""Counts for the promise board: allowed calls only, of one controller only."""

from datetime import datetime, timedelta
from typing import Any

from seloste import ledger


def test_calls_are_counted_by_verb_purpose_and_categories(write: Any) -> None:
    write()
    write()
    write(verb="list", categories=())
    write(outcome="denied-role")
    write(controller=2)
    tallies = {(row.verb, row.purpose, row.categories): row.count for row in ledger.tally(1)}
    assert tallies == {("read", "customer_care", ("identity", "contact")): 2, ("list", "customer_care", ()): 1}


def test_reads_between_two_instants_leave_out_other_people_purposes_times_and_denials(write: Any, now: datetime) -> None:
    start, end = now - timedelta(minutes=50), now - timedelta(minutes=10)
    found = write((11, 12), minutes=30)
    write((12,), minutes=30)
    write((11,), minutes=30, purpose="newsletter")
    write((11,), minutes=30, outcome="denied-role")
    write((11,), minutes=30, verb="write")
    write((11,), minutes=30, categories=())
    for outside in (5, 10, 50, 55):
        write((11,), minutes=outside)
    assert ledger.reads_between(11, "customer_care", start, end) == [found]
