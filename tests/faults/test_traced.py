"""A process killed by the system as it enters a call that writes or syncs, wherever the call comes from: SQLite's own code too.

The sealing of the ledger, the replacement of the ring, and an SQLite commit; a few calls of each, and every one with SELOSTE_TEST_LARGE=1.
The controls take one protection away, and see the harness fail.
"""

import signal
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from faults import tracing
from faults.conftest import Copy, Prepared, Stands, Undisturbed
from faults.large import LARGE, spread
from faults.verbs import VERBS

pytestmark = pytest.mark.sqlite
FEW = 3
type Points = Callable[[str], list[tuple[str, int]]]


@pytest.fixture(scope="module")
def points(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Points:
    """The calls that a verb makes when nothing happens to it."""
    if why := tracing.why_not():
        pytest.skip(f"{why}: calls of the system are not injected with a kill")

    @cache
    def ask(verb: str) -> list[tuple[str, int]]:
        copy, log = prepared.copy(), tmp_path_factory.mktemp("trace") / "log"
        assert prepared.ask("traced", copy, verb=verb, log=str(log), harm="")["error"] == ""
        copy.drop()
        return tracing.points(log)

    return ask


def killed(copy: Copy, verb: str, at: tuple[str, int], log: Path, harm: str = "") -> bool:
    """Let a verb be killed as it enters a call: whether it was. Where it doesn't come to as many of them, it is done."""
    done = copy.of.ask("traced", copy, verb=verb, log=str(log), call=at[0], number=at[1], harm=harm)
    return bool(done["ended"] == -signal.SIGKILL)


@pytest.mark.parametrize("verb", ["seal", "rotate keys", "an end that erases at once"])
def test_a_verb_killed_as_it_enters_a_call_is_whole_or_not_there_and_done_by_the_next(
    prepared: Prepared, before: Stands, undisturbed: Undisturbed, points: Points, tmp_path: Path, verb: str
) -> None:
    _, after = undisturbed(verb)
    calls, died = points(verb), 0
    chosen = spread(len(calls), FEW)[not LARGE :]  # at the first of them nothing has begun
    for number in chosen:
        copy = prepared.copy()
        died += killed(copy, verb, calls[number], tmp_path / "log")
        found = copy.look()
        assert found["wrong"] == [], (verb, calls[number])
        assert all(found["leaves"].count(leaf) >= before["leaves"].count(leaf) for leaf in before["leaves"]), "what was done stays done"
        if VERBS[verb].whole:
            assert found["held"] in (before["held"], after["held"]), (verb, calls[number])
            assert found["leaves"] == (after if found["held"] == after["held"] else before)["leaves"], "with its leaf, or not at all"
        elif found["ring"] != after["ring"] or verb == "seal":
            assert copy.do(verb, fate="fail")["error"] == ""
            done = copy.look(sealed=True)
            assert (done["wrong"], done["held"], done["ring"]) == ([], after["held"], after["ring"]), (verb, calls[number])
        copy.drop()
    assert died >= len(chosen) - 1, "a run that makes a call less may be spared"


@pytest.mark.parametrize(("verb", "harm"), [("rotate keys", "the ring in place"), ("an end that erases at once", "no transactions")])
def test_control_without_a_protection_the_harness_fails(
    prepared: Prepared, before: Stands, undisturbed: Undisturbed, points: Points, tmp_path: Path, verb: str, harm: str
) -> None:
    _, after = undisturbed(verb)
    for call in reversed(points(verb)):
        copy = prepared.copy()
        was, found = killed(copy, verb, call, tmp_path / "log", harm), copy.look()
        copy.drop()
        if was and (found["wrong"] or (VERBS[verb].whole and found["held"] not in (before["held"], after["held"]))):
            return
    pytest.fail("nothing was seen")
