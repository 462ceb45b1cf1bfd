"""What is asked of staff is plain: each demand once, none that asks for nothing, and periods that a calendar knows."""

from collections.abc import Callable

import pytest

from seloste.notice import Finding, Loaded, Notice, clauses
from seloste.notice.people import Demands, Training, demands, log_review

type Read = Callable[[str], Loaded]
STAFF = "security:\n  staff: {{name: Koulutus, requires: {}}}\n"


def found(read: Read, mini: str, security: str) -> tuple[Finding, ...]:
    """Read the small notice with other security measures."""
    return read(mini.replace("security: {}\n", security)).findings


def notice(read: Read, mini: str, security: str) -> Notice:
    """The same, where nothing is wrong."""
    loaded = read(mini.replace("security: {}\n", security))
    assert loaded.notice, loaded.findings
    return loaded.notice


def test_a_measure_says_what_is_asked_and_the_rest_has_its_defaults(read: Read, mini: str) -> None:
    asked = demands(notice(read, mini, STAFF.format("{training: {version: 2026-1}, undertaking: {}, employer: own}")).security)
    assert asked.training == Training(version="2026-1")
    assert (str(asked.training.valid), str(asked.training.grace)) == ("P1Y", "P30D")
    assert asked.undertaking
    assert (asked.undertaking.version, asked.undertaking.valid) == ("1", None)
    assert asked.own


def test_a_notice_that_promises_nothing_of_its_staff_asks_for_nothing(read: Read, mini: str) -> None:
    silent = notice(read, mini, "security: {}\n").security
    assert demands(silent) == Demands()
    assert log_review(silent) is None


def test_the_clause_of_such_a_measure_is_enforced_and_checked(read: Read, mini: str) -> None:
    (clause,) = (each for each in clauses(notice(read, mini, STAFF.format("{training: {}}"))) if each.anchor == "security.staff")
    assert (clause.kind, clause.check, dict(clause.params)) == ("enforced", "staff_ready", {"measure": "staff"})


def test_what_is_asked_twice_is_found(read: Read, mini: str) -> None:
    twice = STAFF.format("{training: {}}") + "  more: {name: Toinen, requires: {training: {version: 2026-1}}}\n"
    (one,) = found(read, mini, twice)
    assert (one.id, one.path) == ("NX-staff", "security.more.requires.training")
    assert one.told("en")[0] == "`training` is already asked for in the measure `staff`."


def test_a_demand_for_nothing_is_found(read: Read, mini: str) -> None:
    (one,) = found(read, mini, STAFF.format("{}"))
    assert (one.id, one.path) == ("NX-staff", "security.staff.requires")


@pytest.mark.parametrize(
    "requires",
    ["{training: {valid: PT72H}}", "{training: {version: ''}}", "{training: {version: 'Aino Esimerkki'}}", "{employer: theirs}"],
)
def test_a_demand_that_cannot_be_kept_is_refused(read: Read, mini: str, requires: str) -> None:
    assert found(read, mini, STAFF.format(requires))
