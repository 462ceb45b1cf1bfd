"""A request about data that we hold for another controller is passed on: nothing of ours is decided, given or stopped (Art. 28(3)(e))."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from seloste import gate
from seloste.duties.rights.answering import Decision, answer_request
from seloste.duties.rights.decide import Code, Right, State
from seloste.duties.rights.models import Request
from seloste.duties.rights.requests import Shown, find_request, open_request, show_request
from seloste.gate import Door, Life, Reading
from seloste.home import Home
from seloste.policy import Actor, Begin, Denial, NewSubject, Put

EXAMPLES = Path(__file__).parents[3] / "examples"
SINCE = datetime(2024, 1, 2, 8, 0, tzinfo=UTC)
ASKED = SINCE + timedelta(days=100)
SERVICE, PRIVACY = Actor(1, frozenset({"service"}), "Palvelu"), Actor(2, frozenset({"privacy"}), "Tietosuoja")
FIRMS = {
    # firm: (purpose, matter, category, values, who we process for, who decides about themselves)
    "opinaika": ("login", "access", "login", {"username": "oppilas1"}, "pupil", "private"),
    "ramentor": ("service", "access", "account", {"username": "kayttaja1"}, "user", "licensee"),
}


def firm(home: Home, name: str) -> Door:
    made = gate.publish(home, (EXAMPLES / name / "notice.yaml").read_bytes(), file="notice.yaml", now=SINCE)
    assert made.number == 1, made.findings
    return gate.door(home)


def someone(door: Door, name: str) -> int:
    purpose, matter, category, values, kind, _ = FIRMS[name]
    of = "" if door.policy_at(SINCE).categories[category].of is None else "m"
    put = Put(category, values, matter=of or 0)
    done = door.apply(SERVICE, purpose, NewSubject(kind), (Begin(matter, ref="m"), put), now=SINCE)
    assert not isinstance(done, Denial), done
    return done.subject


def ask(door: Door, subject: int | NewSubject, right: Right) -> Request:
    found = open_request(door, PRIVACY, subject, right, text="Pyydän.", channel="letter", now=ASKED)
    assert isinstance(found, Request), found
    return found


@pytest.mark.promise("AL-07", "RA-03", by="behaviour")
@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("name", FIRMS)
def test_a_request_about_what_we_process_for_another_is_passed_on_and_decides_nothing(
    db: None, fresh_home: Home, name: str, right: Right
) -> None:
    door = firm(fresh_home, name)
    subject = someone(door, name)
    before = door.read(PRIVACY, "requests", subject, now=ASKED)
    assert isinstance(before, Denial), "nothing is open for answering before anything is asked"
    asked = ask(door, subject, right)
    decision = answer_request(door, PRIVACY, asked.number, now=ASKED + timedelta(hours=1))
    assert isinstance(decision, Decision), decision
    assert (decision.code, decision.changes, decision.package, decision.grounds, decision.said) == (Code.FWD_PROCESSOR, (), None, (), ())
    party = next(iter(door.notice_at(ASKED).controllers.values()))
    assert party.name["fi"] in decision.letter
    assert "28 artiklan 3 kohdan e alakoh" in decision.letter
    kept = find_request(asked.number)
    assert kept is not None
    assert (kept.state, kept.code) == (State.ANSWERED.value, "FWD-PROCESSOR"), "the record that it was passed on"
    life = door.life(PRIVACY, "requests", subject, now=ASKED + timedelta(hours=2))
    assert isinstance(life, Life)
    assert (life.refusals, life.restrictions) == ((), ())
    still = door.read(SERVICE, FIRMS[name][0], subject, now=ASKED + timedelta(days=1))
    assert isinstance(still, Reading)
    assert still.of(FIRMS[name][2])[0].values == FIRMS[name][3]
    shown = show_request(door, PRIVACY, asked.number, now=ASKED + timedelta(hours=2))
    assert isinstance(shown, Shown)
    assert shown.file[-1] == ("answer", decision.letter)


@pytest.mark.promise("AL-08", "RA-04", by="behaviour")
@pytest.mark.parametrize("name", FIRMS)
def test_a_request_of_somebody_about_whom_we_decide_is_answered_by_us(db: None, fresh_home: Home, name: str) -> None:
    door = firm(fresh_home, name)
    asked = ask(door, NewSubject(FIRMS[name][5]), Right.ACCESS)
    decision = answer_request(door, PRIVACY, asked.number, now=ASKED + timedelta(hours=1))
    assert isinstance(decision, Decision), decision
    assert (decision.code, decision.package is None) == (None, False)
