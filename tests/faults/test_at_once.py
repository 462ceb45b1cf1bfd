"""Two processes at once, one stopped at a step while the other does all of its work: what stands afterwards is what one after the other
would have left, in either order; nobody meets a locked database, and nobody's change is lost.

The control takes the locks away, and sees what neither order gives.
"""

import pytest

from faults.conftest import Prepared, Undisturbed
from faults.large import LARGE, spread

PAIRS = (
    ("amend", "erasure"),
    ("erasure", "amend"),
    ("amend", "restrict"),
    ("restrict", "a ban"),
    ("an end that erases at once", "tick"),
    ("sweep and archive", "restrict what is due"),
    ("restrict what is due", "sweep and archive"),
    ("sweep and archive", "sweep and archive"),
    ("publish", "a newcomer"),
    ("a newcomer", "publish"),
    ("rotate keys", "amend"),
    ("amend", "rotate keys"),
    ("a newcomer", "rotate keys"),
    ("rebuild search", "amend"),
    ("disclose", "a ban"),
    ("release", "erasure"),
    ("tick", "answer a request"),
)


def one_after_the_other(prepared: Prepared, first: str, second: str) -> object:
    copy = prepared.copy()
    seeds = {first: 7, second: 8} if first != second else {}
    for verb in (first, second):
        prepared.ask("verb", copy, verb=verb, at=None, harm="", fate="fail", seed=seeds.get(verb, 7))
    found = copy.look()
    copy.drop()
    assert found["wrong"] == []
    return found["held"]


def raced(prepared: Prepared, one: str, other: str, step: int, harm: str = "") -> tuple[object, list[str], list[str]]:
    copy = prepared.copy()
    said = prepared.ask("race", copy, verb=one, other=other, at=step, harm=harm)
    found = copy.look()
    copy.drop()
    return found["held"], found["wrong"], said["errors"]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_at_once_leave_what_one_after_the_other_would(prepared: Prepared, undisturbed: Undisturbed, one: str, other: str) -> None:
    steps, _ = undisturbed(one)
    orders = [one_after_the_other(prepared, one, other)]
    for step in spread(steps, 3)[slice(None) if LARGE else slice(1, 2)]:
        held, wrong, errors = raced(prepared, one, other, step)
        assert wrong == []
        assert not any("locked" in error for error in errors), errors
        if held not in orders and len(orders) == 1:
            prepared_other = prepared.copy()
            for verb, seed in ((other, 8), (one, 7)):
                prepared.ask("verb", prepared_other, verb=verb, at=None, harm="", fate="fail", seed=seed)
            orders.append(prepared_other.look()["held"])
            prepared_other.drop()
        assert held in orders, (step, errors)


def test_control_without_locks_two_at_once_leave_what_neither_order_would(prepared: Prepared, undisturbed: Undisturbed) -> None:
    steps, _ = undisturbed("release")
    orders = [one_after_the_other(prepared, *both) for both in (("release", "erasure"), ("erasure", "release"))]
    for step in range(steps):
        held, wrong, _ = raced(prepared, "release", "erasure", step, harm="no locks")
        if wrong or held not in orders:
            return
    pytest.fail("nothing was seen")
