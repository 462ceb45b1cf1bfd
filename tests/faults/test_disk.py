"""The disk full or broken at any step of any verb: an error that says so and shows nobody, no half state, and the next try works.

Two ways: an error put in at the N-th step, on both databases, and on SQLite a real one from the system, that no file may grow. Nothing is
shown that isn't on record first: the control writes carelessly, and the harness sees values come out.
"""

import pytest

from faults.conftest import Copy, Prepared, Stands, Undisturbed
from faults.harms import NO_ROOM
from faults.large import LARGE, spread
from faults.verbs import VERBS
from gate.club import HETU

CLEAN = ("OperationalError", "HomeError", "LedgerError", "OSError")
VALUES = (HETU, "Aino", "Uusi", "Oikea", "@kerho.example", "Riitti")
ROOM = (1 << 12, 1 << 15, 1 << 17)


def sound(copy: Copy, verb: str, told: dict[str, object], before: Stands, after: Stands) -> None:
    """Whole or not begun, in the eyes of the process that met the error and of the next one; and done by the next try."""
    error, found = str(told["error"]), told["found"]
    assert not error or error.startswith(CLEAN), error
    assert not any(value in error for value in VALUES)
    now = copy.look()
    assert now["wrong"] == []
    assert all(now["leaves"].count(leaf) >= before["leaves"].count(leaf) for leaf in before["leaves"])
    if not error:
        assert now["held"] == after["held"], "it was said to be done"
        return
    assert found == {key: now[key] for key in ("wrong", "held", "leaves", "ring")}, "memory and disk agree"
    if VERBS[verb].whole:
        assert now["held"] in (before["held"], after["held"])
        assert now["leaves"] == (after if now["held"] == after["held"] else before)["leaves"]
    if not VERBS[verb].whole or now["held"] == before["held"]:
        assert copy.do(verb, fate="fail")["error"] == ""
        done = copy.look(sealed=True)
        assert (done["wrong"], done["held"]) == ([], after["held"])


@pytest.mark.parametrize("verb", VERBS)
def test_an_error_of_the_disk_at_any_step_is_told_and_leaves_no_half(
    prepared: Prepared, before: Stands, undisturbed: Undisturbed, verb: str
) -> None:
    steps, after = undisturbed(verb)
    for step in spread(steps, 3)[not LARGE :]:
        copy = prepared.copy()
        told = copy.do(verb, at=step, fate="fail" if step % 2 else "fill")
        sound(copy, verb, told, before, after)
        copy.drop()


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "verb", ["a newcomer", "an end that erases at once", "publish", "sweep and archive", "rotate keys", "seal", "tick"]
)
def test_a_disk_that_is_really_full_leaves_no_half(prepared: Prepared, before: Stands, undisturbed: Undisturbed, verb: str) -> None:
    _, after = undisturbed(verb)
    errors = 0
    for room in ROOM[: None if LARGE else 2]:
        copy = prepared.copy()
        told = copy.do(verb, harm=f"{NO_ROOM}{room}", fate="fail")
        errors += bool(told["error"])
        sound(copy, verb, told, before, after)
        copy.drop()
    assert errors, "at least the smallest was too small"


def test_nothing_is_shown_that_can_not_be_put_on_record(prepared: Prepared) -> None:
    copy = prepared.copy()
    found = prepared.ask("looks", copy, harm="")
    undisturbed, after = found.pop("undisturbed"), found.pop("after")
    assert undisturbed == after, "with room again everything works"
    assert "Denial" not in undisturbed.values()
    found.pop("ended")
    tried = [told for told in found.values() if told]
    assert len(tried) > len(undisturbed)
    assert [told for told in tried if not told.startswith("OperationalError")] == []
    assert not any(value in told for told in tried for value in VALUES)
    copy.drop()


def test_control_a_careless_ledger_shows_what_is_not_on_record(prepared: Prepared) -> None:
    copy = prepared.copy()
    found = prepared.ask("looks", copy, harm="nothing on record")
    assert any(str(told).endswith("shown, off the record") for told in found.values())
    copy.drop()


def test_control_without_transactions_an_error_leaves_a_half(prepared: Prepared, before: Stands, undisturbed: Undisturbed) -> None:
    steps, after = undisturbed("an own matter's new end")
    for step in range(steps):
        copy = prepared.copy()
        copy.do("an own matter's new end", at=step, harm="no transactions", fate="fail")
        found = copy.look()
        copy.drop()
        if found["wrong"] or found["held"] not in (before["held"], after["held"]):
            return
    pytest.fail("no half was seen")
