"""The board on changes of the notice and of the law it leans on: kept while told and looked at, broken when not."""

from dataclasses import replace
from datetime import datetime

import pytest

from duties.conftest import NOTICE, World
from seloste import gate
from seloste.duties.lawwatch import watching
from seloste.duties.lawwatch.models import LawSeen
from seloste.notice import clauses
from seloste.promises import changing
from seloste.promises.checking import CHECKS
from seloste.promises.evidence import Asked

LONGER = NOTICE.read_bytes().replace(b"keep: P5Y", b"keep: P6Y")


@pytest.fixture
def asked(world: World, now: datetime) -> Asked:
    notice = world.door.notice_at(now)
    return Asked(world.door, notice, "", clauses(notice)[0], now)


def test_the_board_has_both_checks() -> None:
    assert CHECKS["changes_announced"] is changing.changes_announced
    assert CHECKS["law_reviewed"] is changing.law_reviewed


@pytest.mark.promise("LN-58", by="behaviour")
def test_a_material_version_that_nobody_was_told_of_breaks_the_promise_and_is_named(world: World, asked: Asked) -> None:
    assert changing.changes_announced(asked).holds
    gate.publish(world.home, LONGER, file="notice.yaml", now=asked.now)
    found = changing.changes_announced(replace(asked, door=gate.door(world.home)))
    assert not found.holds
    assert "Versio: 2." in found.words


@pytest.mark.promise("LN-59", by="behaviour")
def test_a_row_of_law_that_changed_breaks_the_promise_until_it_is_looked_at(world: World, asked: Asked) -> None:
    for task in watching.review(world.door, now=asked.now):
        watching.reviewed(world.door, task.row, now=asked.now)
    watching.note(world.door, now=asked.now)
    assert changing.law_reviewed(asked).holds
    LawSeen.objects.filter(row="rule:FI-KPL-6").update(was={"in_force": "2000-01-01"})
    found = changing.law_reviewed(asked)
    assert (found.holds, "seloste law review" in found.words) == (False, True)
    assert watching.reviewed(world.door, "rule:FI-KPL-6", now=asked.now)
    assert changing.law_reviewed(asked).holds
