"""A process killed at any step of any verb that changes something: what it had said was done stands, the rest is whole or not there, and
doing it again finishes the work.

A few steps of each verb, and every one with SELOSTE_TEST_LARGE=1. The controls take one protection away, and see the harness fail.
"""

import signal

import pytest

from faults.conftest import Copy, Prepared, Stands, Undisturbed
from faults.large import LARGE, spread
from faults.verbs import VERBS

FEW = 4


def killed(copy: Copy, verb: str, step: int, harm: str = "") -> Stands:
    """Kill a verb at a step, and look."""
    done = copy.do(verb, at=step, harm=harm)
    assert done["ended"] == -signal.SIGKILL, done
    return copy.look()


def again(copy: Copy, verb: str) -> Stands:
    """Do it once more, undisturbed, and look when the ledger is sealed."""
    assert copy.do(verb, fate="fail")["error"] == ""
    return copy.look(sealed=True)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_killed_at_any_step_is_whole_or_not_there_and_done_by_the_next(
    prepared: Prepared, before: Stands, undisturbed: Undisturbed, verb: str
) -> None:
    steps, after = undisturbed(verb)
    assert steps > 1
    for step in spread(steps + 1, FEW)[not LARGE :]:  # at the first of them nothing has begun
        copy = prepared.copy()
        found = killed(copy, verb, step)
        assert found["wrong"] == [], (verb, step)
        assert all(found["leaves"].count(leaf) >= before["leaves"].count(leaf) for leaf in before["leaves"]), "what was done stays done"
        if VERBS[verb].whole:
            assert found["held"] in (before["held"], after["held"]), (verb, step)
            assert found["leaves"] == (after if found["held"] == after["held"] else before)["leaves"], "with its leaf, or not at all"
        if (found["held"], found["ring"]) != (after["held"], after["ring"]):
            done = again(copy, verb)
            assert done["wrong"] == [], (verb, step)
            assert (done["held"], done["ring"]) == (after["held"], after["ring"]), (verb, step)
        copy.drop()


PROTECTIONS = (
    ("an own matter's new end", "no transactions"),
    ("an end that erases at once", "no transactions"),
    ("rotate keys", "the ring in place"),
    ("rotate keys", "old keys first"),
)


@pytest.mark.parametrize(("verb", "harm"), PROTECTIONS)
def test_control_without_a_protection_the_harness_fails(
    prepared: Prepared, before: Stands, undisturbed: Undisturbed, verb: str, harm: str
) -> None:
    steps, after = undisturbed(verb)
    noticed = 0
    for step in range(steps):
        copy = prepared.copy()
        if copy.do(verb, at=step, harm=harm)["ended"] == -signal.SIGKILL:
            found = copy.look()
            noticed += bool(found["wrong"]) or (VERBS[verb].whole and found["held"] not in (before["held"], after["held"]))
        copy.drop()
        if noticed:
            break
    assert noticed
