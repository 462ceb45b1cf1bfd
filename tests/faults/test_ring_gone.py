"""The ring of keys gone while a door stands open: no verb gives a value, and none that stores or opens one says that it did.

Those that touch no record (a restriction, a look at the ledger) may still work: what a person decides is heard without keys too.
"""

import pytest

from faults.conftest import Prepared

NEEDS_KEYS = (
    "a newcomer", "a check", "amend", "disclose", "open a request", "answer a request", "publish", "rotate keys", "change root",
    "rebuild search", "read", "read of the archive", "list", "search", "locate", "portability",
)  # fmt: skip
SHOWS = ("read", "list", "search", "disclosure")


@pytest.mark.parametrize("harm", ["missing", "cut", "unreadable"])
def test_without_the_ring_no_verb_gives_or_takes_a_value(prepared: Prepared, harm: str) -> None:
    copy = prepared.copy()
    found = prepared.ask("gone", copy, harm=harm)
    assert [name for name, told in found.items() if told == "a value"] == []
    assert {name: found[name] for name in NEEDS_KEYS if not found[name].startswith("HomeError")} == {}
    assert not any("Aino" in str(told) for told in found.values())
    copy.drop()


def test_control_with_the_ring_values_come_out(prepared: Prepared) -> None:
    copy = prepared.copy()
    found = prepared.ask("gone", copy, harm="")
    assert {name: found[name] for name in SHOWS} == dict.fromkeys(SHOWS, "a value")
    copy.drop()
