"""Lives as a state machine, on whichever database the tests stand on: after every step the invariants are asked of what is stored.

Beside its rules go new notices, links between persons, crashes and sweeps; SELOSTE_TEST_LARGE=1 tells many more. The control lets a refusal
end nothing, and the machine must see it.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from faults.large import LARGE
from gate.club import NOTICE, PRIVACY, Club, at, count, sql, yes
from gate.test_histories import GAPS, broken_now, folds, reading_keeps_to_grounds
from gate.test_linking import Linked, own_rows
from seloste import gate
from seloste.duties.rights.decide.erasure import decide
from seloste.policy import End, Put, Touch, Void, fold, pieces
from seloste.register.sql import instant, maybe_instant
from seloste.register.state import ground_id

FOREVER = at("9999-01-01")
KEEPS_LONGER = ("course", "touch", "restrict", "hold", "put", "bill")
HAPPENS = ("join", "check", "letters", "dispute", "amend", "end", "replan", "void", "lift", "crash")
PICKS, WAITS = st.integers(0, 1000), st.sampled_from(GAPS[:6])


@dataclass(frozen=True)
class Seen:
    """What is stored at an instant: who is there, when each folder falls and whose it is, which are archived, when each ground ends and
    when each event was undone."""

    now: datetime
    people: set[int]
    falls: dict[int, datetime]
    archived: set[int]
    grounds: dict[tuple[int, str, int, datetime], datetime]
    owners: dict[int, int]
    voids: set[tuple[int, datetime]]

    def none_falls_earlier(self, before: "Seen") -> bool:
        """What is gone had fallen already: it goes with the next unit of work on its person."""
        return all(self.falls[id] >= falls if id in self.falls else falls <= self.now for id, falls in before.falls.items())

    def none_falls_later(self, before: "Seen") -> bool:
        return all(self.falls.get(id, falls) <= falls for id, falls in before.falls.items())


def see(now: datetime) -> Seen:
    folders = sql("SELECT id, subject_id, falls, archived FROM folder")
    grounds = sql("SELECT subject_id, purpose, matter, opened, ends FROM ground")
    return Seen(
        now,
        {row[0] for row in sql("SELECT id FROM subject")},
        {id: maybe_instant(falls) or FOREVER for id, _, falls, _ in folders},
        {id for id, _, _, archived in folders if archived},
        {(subject, purpose, matter, instant(opened)): instant(ends) for subject, purpose, matter, opened, ends in grounds},
        {id: owner for id, owner, _, _ in folders},
        {(subject, instant(recorded)) for subject, recorded in sql("SELECT subject_id, recorded FROM event WHERE verb='void'")},
    )


def no_ground_ends_before_its_cause(before: Seen, after: Seen) -> None:
    """11: what is open ends no earlier than now, and what has ended has ended.

    But a folder that went takes what it alone told of (decision 0010): the ground of a matter of the controller's own that its record
    opened, and the rest of an archive for which a void came too late. Of that archive stays what there was until the void was recorded.
    """
    bereft = {before.owners[id] for id in before.falls.keys() - after.falls.keys()}
    own = {row[0] for row in sql("SELECT id FROM own_matter")}
    for (subject, purpose, matter, opened), ends in before.grounds.items():
        if subject not in after.people:
            continue  # their last folder went at once, and all with it
        same = [e for (s, p, m, o), e in after.grounds.items() if (s, p, m) == (subject, purpose, matter) and o <= opened]
        left = max(same, default=opened)
        if opened < before.now < ends:
            assert left >= before.now, "11: no ground ends before its cause was recorded"
        elif ends < before.now and after.grounds.get((subject, purpose, matter, opened)) != ends:  # one that ends now may go on unbroken
            undone = left < ends and any(who == subject and opened < recorded <= left for who, recorded in after.voids)
            assert subject in bereft, "11: what has ended has ended"
            assert matter in own or (purpose == "archive" and undone), "11: what has ended has ended"


class Lives(RuleBasedStateMachine):
    """A few people in the club, whoever they turn out to be."""

    club: Club

    def __init__(self) -> None:
        super().__init__()
        self.around = ExitStack()
        self.around.enter_context(transaction.atomic())
        self.around.enter_context(gate.seeded_ids(Random(2026)))  # so that a life that fails can be told again
        self.club.door = gate.door(self.club.home)
        self.story, self.years = Linked(self.club), 5

    @initialize()
    def begin(self) -> None:
        for number in range(3):
            self.story.tell(0, "join", number)

    def do(self, what: str, gap: int, pick: int) -> tuple[Seen, Seen]:
        """Take a step, and compare what is stored before and after it."""
        self.story.now += timedelta(hours=gap)
        before = see(self.story.now)
        self.story.tell(0, what, pick)
        after = see(self.story.now)
        assert before.archived & after.falls.keys() <= after.archived, "12: archived folders never return"
        if what not in ("void", "sweep", "crash"):
            no_ground_ends_before_its_cause(before, after)
        return before, after

    @rule(
        what=st.sampled_from(("join", "check", "letters", "dispute", "amend", "end", "replan", "void", "lift", "crash")),
        gap=WAITS,
        pick=PICKS,
    )
    def something_happens(self, what: str, gap: int, pick: int) -> None:
        self.do(what, gap, pick)

    @rule(what=st.sampled_from(KEEPS_LONGER), gap=WAITS, pick=PICKS)
    def something_keeps(self, what: str, gap: int, pick: int) -> None:
        before, after = self.do(what, gap, pick)
        assert after.none_falls_earlier(before), "6: none falls earlier"

    @rule(gap=WAITS, pick=PICKS)
    def they_refuse(self, gap: int, pick: int) -> None:
        before, after = self.do("refuse", gap, pick)
        assert after.none_falls_later(before), "5: none falls later"

    @rule(what=st.sampled_from(("link", "link", "unlink")), pick=PICKS)
    def two_are_one_or_not(self, what: str, pick: int) -> None:
        before = own_rows()
        self.do(what, 0, pick)
        assert own_rows() == before, "15: a link adds nothing to anybody's history"

    @rule(gap=WAITS, years=st.sampled_from((2, 3, 7)))
    def a_notice_is_published(self, gap: int, years: int) -> None:
        if years == self.years or len(self.club.door.notices()) > 3:
            return
        self.story.tell(gap + 1, "lists", 0)  # what began at its very instant would be the new notice's
        before, longer = see(self.story.now), years > self.years
        number = len(self.club.door.notices()) + 1  # in the file too: the same one twice would be nothing new
        source = f"# {number}\n{NOTICE}".replace("keep: P5Y", f"keep: P{years}Y").encode()
        assert gate.publish(self.club.home, source, file="n.yaml", now=self.story.now).number == number
        self.years, self.club.door = years, gate.door(self.club.home)
        after = see(self.story.now)
        if longer:
            assert after.none_falls_earlier(before), "7: none falls earlier for a longer notice"
            opened = {key: ends for key, ends in before.grounds.items() if key[3] <= before.now}
            assert {key: after.grounds.get(key) for key in opened} == opened, "7: a longer notice moves no ground that had opened"
        else:
            assert after.none_falls_later(before), "5: none falls later for a shorter notice"

    @rule(gap=WAITS, pick=PICKS)
    def it_is_swept(self, gap: int, pick: int) -> None:
        """9, 13: what had fallen goes with all of its records, and nothing else does (Story)."""
        self.do("sweep", gap, pick)

    @rule(pick=PICKS)
    def somebody_reads(self, pick: int) -> None:
        person, before = self.story._person(pick), see(self.story.now)
        if person and not count("subject", "id=%s AND person IS NOT NULL", person):
            reading_keeps_to_grounds(self.club, person, self.story.now)  # 3, 4
        assert see(self.story.now) == before, "10: reading moves nothing"

    @rule(pick=PICKS)
    def an_erasure_is_decided(self, pick: int) -> None:
        person, now = self.story._person(pick), self.story.now
        if person:
            life = yes(self.club.door.life(PRIVACY, "requests", person, now=now))
            answered = decide(self.club.door.notice_at(now), life.grounds, life.matters, now=now)
            wanted = sorted((g.purpose, g.matter) for g in life.grounds)
            listed = sorted((each.purpose, each.matter) for each in answered)
            assert [one for one in listed if one in wanted] == wanted, "17: every erasure answer lists every ground"

    @invariant()
    def what_is_stored_is_a_refold(self) -> None:
        house = self.club.door._house
        for folded, held in folds(self.club):
            # A folder that a crash left marked is gone to a fold, and what it told with it; the next work on its person stores that.
            assert held.marked or {ground_id(held.subject, g): (g.ends, g.why) for g in folded.grounds} == {
                id: (g.ends, g.why) for id, g in held.grounds.items()
            }, "1: stored grounds equal a refold"
            assert all(folded.fates[f.folder.id] == f.fate for f in held.folders), "1: and so do the falls"
            old = held.history
            turned = replace(old, events=old.events[::-1], refusals=old.refusals[::-1], folders=old.folders[::-1])
            assert set(fold(turned, house.notices.timeline).grounds) == set(folded.grounds), "1: in whatever order they arrive"

    @invariant()
    def what_is_stored_holds_together(self) -> None:
        assert count("ground", "ends<opened") == 0, "2: every ground has an end"
        assert self.club.door.check("refusals_respected", now=self.story.now).breaches == 0, "8: none is open under a refusal"
        under = "SELECT 1 FROM refusal n WHERE n.subject_id=ground.subject_id AND n.purpose=ground.purpose AND n.channel=''"
        under += " AND n.kind<>'erasure' AND n.opened<=ground.opened AND (n.lifted IS NULL OR n.lifted>ground.opened)"
        assert count("ground", f"EXISTS ({under}) AND opened<ends") == 0, "8: no ground opens under a standing refusal"
        due = {due.folder for due in self.club.door.due(on=self.story.now)}
        assert broken_now(self.club.door._house, self.story.now) <= due | marked(), "16: overdue by join is overdue by falls"

    def teardown(self) -> None:
        try:
            for (person,) in sql("SELECT id FROM subject WHERE person IS NOT NULL"):
                self.club.door.unlink(PRIVACY, "requests", person, now=self.story.now)
            for table, column in (("restriction", "lifted"), ("hold", "released")):
                sql(f"UPDATE {table} SET {column}=%s WHERE {column} IS NULL", self.story.now)
            sum(self.club.door.recompute_all())
            self.story.tell(24 * 365 * 14, "sweep", 5)
            assert [count(table) for table in ("subject", "event", "ground", "matter", "folder", "record")] == [0] * 6, (
                "14: nothing is left"
            )
        finally:
            transaction.set_rollback(True)
            self.around.close()


def marked() -> set[int]:
    return {row[0] for row in sql("SELECT id FROM folder WHERE marked IS NOT NULL")}


def run(club: Club, examples: int) -> None:
    machine = type("TheseLives", (Lives,), {"club": club})
    told: Any = settings(
        max_examples=1000 if LARGE else examples,
        stateful_step_count=50 if LARGE else 20,
        deadline=None,
        derandomize=not LARGE,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=told)


def test_after_every_step_of_any_lives_the_seventeen_invariants_hold(club: Club) -> None:
    run(club, 14)


def test_a_folder_that_goes_takes_what_it_alone_told_and_nothing_else_that_has_ended_moves(club: Club) -> None:
    joined = club.join("2020-01-02")
    member, membership = joined.subject, joined.ids["m"]
    club.bill(member, "2020-01-15", "2020")
    left = club.care(member, "2020-02-01 12:00", End(membership, "left")).events[0]
    club.care(member, "2020-04-01 12:00", Void(left))
    club.care(member, "2020-04-02", Put("name", {"first": "Aino"}))

    def touched(when: str) -> tuple[Seen, Seen]:
        before = see(at(when))
        club.care(member, when, Touch(membership))
        return before, see(at(when))

    for when in ("2021-06-01", "2023-01-02", "2024-06-01"):
        no_ground_ends_before_its_cause(*touched(when))
    archive = (member, "archive", 0, at("2020-02-01 12:00"))
    before, after = touched("2025-04-01")
    assert (before.grounds[archive], after.grounds[archive]) == (at("2025-02-02"), at("2020-04-01 12:00"))
    no_ground_ends_before_its_cause(before, after)
    for other in (replace(after, voids=set()), replace(after, falls=before.falls)):
        with pytest.raises(AssertionError, match="11: what has ended has ended"):
            no_ground_ends_before_its_cause(before, other)
    no_ground_ends_before_its_cause(*touched("2026-12-01"))
    before, after = touched("2027-03-01")
    assert {key[1] for key, ends in before.grounds.items() if ends < before.now and key not in after.grounds} == {"books"}
    no_ground_ends_before_its_cause(before, after)


def test_control_a_refusal_that_ends_nothing_is_seen(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_minus", lambda piece, refusal: [piece])
    with pytest.raises(AssertionError):
        run(club, 30)
