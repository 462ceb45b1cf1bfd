"""A row of law that changes, ends or comes opens a task that names the notice and the places it touches; a person closes it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from altered_law import Shelf
from seloste import gate
from seloste.duties.lawwatch import watching
from seloste.duties.lawwatch.citing import cited
from seloste.duties.lawwatch.models import LawSeen
from seloste.home import Home
from seloste.law.rows import Adequacy, Rule
from seloste.notice import load

LAMISNET = (Path(__file__).resolve().parents[3] / "examples" / "lamisnet" / "notice.yaml").read_text("utf-8")
IN_US = LAMISNET.replace("countries: [FI, SE]\n", "countries: [FI, US]\n    safeguard: dpf\n    copy_from: Kysy meiltä.\n")
PUBLISHED = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
LATER = datetime(2027, 2, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def door(db: None, fresh_home: Home) -> gate.Door:
    """A register whose notice leans on the adequacy decision for the United States, with every row looked at."""
    made = gate.publish(fresh_home, IN_US.encode(), file="notice.yaml", now=PUBLISHED)
    assert made.number == 1, made.findings
    opened = gate.door(fresh_home)
    assert watching.note(opened, now=PUBLISHED) > 5
    return opened


def test_a_row_not_written_down_yet_is_held_against_the_notices_first_day(door: gate.Door, law: Shelf) -> None:
    LawSeen.objects.all().delete()
    assert watching.review(door, now=LATER) == ()
    law.change(Adequacy, "US", valid_to=date(2027, 1, 31))
    assert [task.row for task in watching.review(door, now=LATER)] == ["adequacy:US"]
    assert watching.note(door, now=LATER) == watching.law_reviewed(door, now=LATER).of
    assert [task.row for task in watching.review(door, now=LATER)] == ["adequacy:US"], "writing down closes nothing"
    assert watching.note(door, now=LATER) == 0


@pytest.mark.promise("LN-59", by="behaviour")
def test_a_changed_rule_opens_a_task_that_names_the_notice_and_its_places(door: gate.Door, law: Shelf) -> None:
    law.change(Rule, "FI-KPL-6", force="advice")
    (task,) = watching.review(door, now=LATER)
    assert task.row == "rule:FI-KPL-6"
    assert task.changed == ("force: minimum → advice",)
    assert task.since == PUBLISHED
    (touched,) = task.touched
    assert (touched.version, touched.name) == (1, "Asiakasrekisteri")
    assert [(place.path, place.clause) for place in touched.places] == [("purposes.bookkeeping.rule", "purpose.bookkeeping")]
    assert IN_US.splitlines()[touched.places[0].line - 1].strip() == "rule: FI-KPL-6"
    assert watching.law_reviewed(door, now=LATER).breaches == 1


@pytest.mark.promise("LN-59", by="behaviour")
def test_a_task_stays_open_until_somebody_says_it_was_looked_at(door: gate.Door, law: Shelf) -> None:
    law.change(Rule, "FI-KPL-6", force="advice")
    assert watching.note(door, now=LATER) == 0, "a machine closes nothing"
    assert not watching.reviewed(door, "rule:FI-VAN-3", now=LATER)
    assert watching.reviewed(door, "rule:FI-KPL-6", now=LATER)
    assert watching.review(door, now=LATER) == ()


def test_a_row_that_ends_by_its_own_date_opens_a_task_on_that_day(door: gate.Door, law: Shelf) -> None:
    law.change(Adequacy, "US", valid_to=date(2027, 1, 31))
    watching.reviewed(door, "adequacy:US", now=PUBLISHED)
    assert watching.review(door, now=datetime(2027, 1, 31, 12, tzinfo=UTC)) == ()
    (task,) = watching.review(door, now=LATER)
    assert task.changed == ("in force: 2023-07-10 → none",)


def test_looking_at_the_same_text_again_is_no_change_of_law(door: gate.Door, law: Shelf) -> None:
    law.change(Rule, "FI-KPL-6", checked_at=date(2027, 1, 1), evidence="text", note="Tarkistettu.")
    assert watching.review(door, now=LATER) == ()


def test_turning_the_eu_us_decision_off_fails_every_transfer_that_leaned_on_it(door: gate.Door, law: Shelf) -> None:
    assert load(IN_US.encode(), file="n.yaml", on=LATER.date()).errors == ()
    law.change(Adequacy, "US", valid_to=date(2027, 1, 1))
    assert load(IN_US.encode(), file="n.yaml", on=date(2027, 1, 1)).errors == ()
    found = load(IN_US.encode(), file="n.yaml", on=date(2027, 1, 2)).errors
    assert [(each.id, each.path) for each in found] == [("N13-1f", "processors.mailing.safeguard")]
    assert [task.row for task in watching.review(door, now=LATER)] == ["adequacy:US"]


def test_a_citation_leans_on_the_provision_its_act_and_the_rules_own_statute(door: gate.Door) -> None:
    notice = door.notice_at(PUBLISHED)
    rows = set(cited(notice, PUBLISHED.date()))
    assert {"rule:FI-KPL-6", "statute:fi/1336-1997", "statute:eu/2016-679", "adequacy:US", "authority:fi/tietosuojavaltuutettu"} <= rows
    assert "adequacy:FI" not in rows
