"""The database's server ends our session in the middle of a verb, as when it is restarted: no half state, a clear error, and the next
request of the same process works on a new session.
"""

import pytest

from faults.conftest import Prepared, Stands, Undisturbed
from faults.large import LARGE, spread
from faults.verbs import VERBS

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "change root"])
def test_a_session_cut_at_any_step_leaves_no_half_and_the_next_request_works(
    prepared: Prepared, before: Stands, undisturbed: Undisturbed, verb: str
) -> None:
    steps, after = undisturbed(verb)
    for step in spread(steps, 3)[not LARGE :]:
        copy = prepared.copy()
        told = copy.do(verb, at=step, fate="cut")
        if not told["error"]:  # it was cut when all was done
            assert copy.look()["held"] == after["held"]
            copy.drop()
            continue
        assert told["error"].startswith("OperationalError"), told["error"]
        assert told["found"]["wrong"] == [], "the same process has looked at everything, on a new session"
        if VERBS[verb].whole:
            assert told["found"]["held"] in (before["held"], after["held"])
            assert told["found"]["leaves"] == (after if told["found"]["held"] == after["held"] else before)["leaves"]
        if not VERBS[verb].whole or told["found"]["held"] == before["held"]:
            assert copy.do(verb, fate="fail")["error"] == ""
            done = copy.look(sealed=True)
            assert (done["wrong"], done["held"]) == ([], after["held"])
        copy.drop()


def test_control_a_cut_session_is_met_by_every_verb(prepared: Prepared) -> None:
    copy = prepared.copy()
    assert copy.do("amend", at=1, fate="cut")["error"]
    copy.drop()


def test_a_look_cut_at_any_step_shows_nothing_that_is_not_on_record_and_the_next_one_works(prepared: Prepared) -> None:
    copy = prepared.copy()
    found = prepared.ask("looks", copy, harm="", fate="cut")
    assert found.pop("undisturbed") == found.pop("after")
    found.pop("ended")
    tried = [told for told in found.values() if told]
    assert any(told.startswith("OperationalError") for told in tried)
    assert [told for told in tried if not told.startswith("OperationalError") and not told.endswith("shown, on the record")] == []
    copy.drop()
