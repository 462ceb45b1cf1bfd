"""What the five firms have people confirm, over their real notices: attested with its evidence, never kept, and broken when it is old."""

from datetime import UTC, datetime

import pytest

from gate.firms import proves, publish
from seloste.duties.logreview import reviewing
from seloste.duties.operations import backups
from seloste.home import Home
from seloste.policy import Actor
from seloste.promises import board

NOW, LATER = datetime(2026, 11, 22, 4, 0, tzinfo=UTC), datetime(2027, 10, 6, 4, 0, tzinfo=UTC)
OFFICER = Actor(1, frozenset({"privacy"}), "Tietosuoja")
BY = "attestation"

# firm, the measures that a person has confirmed
CONFIRMED = [
    proves("OA-20", "OA", {"premises"}, by=BY),
    proves("OA-22", "OA", {"connection"}, by=BY),
    proves("OA-29", "OA", {"practices"}, by=BY),
    proves("AS-22", "AS", {"firewall"}, by=BY),
    proves("AS-25", "AS", {"guidelines"}, by=BY),
    proves("AL-52", "AL", {"network"}, by=BY),
    proves("RA-26", "RA", {"firewall"}, by=BY),
]


@pytest.mark.parametrize(("firm", "measures"), CONFIRMED)
def test_a_confirmed_measure_is_attested_until_it_runs_out(db: None, fresh_home: Home, firm: str, measures: set[str]) -> None:
    door = publish(fresh_home, firm).door
    early, late = board(door, now=NOW), board(door, now=LATER)
    for anchor in {f"security.{key}" for key in measures}:
        before = next(one for one in early.promises if one.clause.anchor == anchor)
        after = next(one for one in late.promises if one.clause.anchor == anchor)
        assert before.state == "attested"
        assert "Vahvistanut 5.10.2026: tietosuojan yhteyshenkilö." in before.evidence
        assert "voimassa 5.10.2027 asti" in before.evidence
        assert after.state == "broken"
        assert "vanheni 5.10.2027" in after.evidence


@pytest.mark.parametrize(
    ("firm", "least"), [proves("AL-49", "AL", 8, by=BY), proves("AS-22", "AS", 5, by=BY), proves("RA-26", "RA", 6, by=BY)]
)
def test_every_measure_of_security_has_evidence(db: None, fresh_home: Home, firm: str, least: int) -> None:
    door = publish(fresh_home, firm).door
    door.seal_ledger(now=NOW)
    backups.note(fresh_home, made=NOW, tested=NOW, whole=True)
    reviewing.begin(door, OFFICER, now=NOW)
    reviewing.sign(door, OFFICER, now=NOW)
    measures = [one for one in board(door, now=NOW).promises if one.clause.anchor.startswith("security.")]
    assert len(measures) >= least
    assert {one.state for one in measures} == {"kept", "attested"}
    assert all(one.state == ("attested" if one.clause.kind == "attested" else "kept") for one in measures)
    assert all(one.evidence for one in measures)
