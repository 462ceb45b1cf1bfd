"""Two subjects, one person: what was refused or restricted at one is closed at the other, until parting them restores both."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gate.club import EVERYONE, OFFICE, POST, PRIVACY, TABLES, Club, at, count, held, no, sql, yes
from gate.test_histories import GAPS, WHAT, Story, broken_now, reading_keeps_to_grounds
from seloste.gate import Order, Rule
from seloste.policy import Begin, Code, Lift, Put, RefusalKind, Refuse, Restrict, Unrestrict
from seloste.register import person as reading_one
from seloste.register import state

NOW = "2024-03-01 12:00"
BAN, OBJECTION, WITHDRAWAL, ERASURE = RefusalKind.BAN, RefusalKind.OBJECTION, RefusalKind.WITHDRAWAL, RefusalKind.ERASURE
REVIEW = date(2030, 1, 1)


@pytest.fixture
def two(club: Club) -> tuple[int, int]:
    """A member and a helper who are one person."""
    member = club.join("2024-01-02").subject
    helper = club.join("2024-01-03", email="auttaja@kerho.example", kind="helper").subject
    return member, helper


def link(club: Club, one: int, other: int, when: str = NOW) -> tuple[int, ...]:
    return yes(club.door.link(PRIVACY, "requests", one, other, now=at(when))).subjects


def unlink(club: Club, one: int, when: str = NOW) -> tuple[int, ...]:
    return yes(club.door.unlink(PRIVACY, "requests", one, now=at(when))).subjects


def mailed(club: Club, channel: str, when: str = NOW) -> set[int]:
    return {one.subject for one in yes(club.door.list(POST, "post", now=at(when), channel=channel)).readings}


def decided(club: Club, subject: int, when: str = NOW) -> int:
    """The one decision that stands at a subject."""
    life = yes(club.door.life(PRIVACY, "requests", subject, now=at(when)))
    standing = [r.id for r in life.refusals if r.lifted is None] + [r.id for r in life.restrictions if r.lifted is None]
    assert len(standing) == 1
    return standing[0]


def test_a_link_and_its_undoing_are_on_record_for_both(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    assert link(club, member, helper) == unlink(club, helper) == tuple(sorted(two))
    for one in two:
        seen = [look.verb for look in yes(club.door.looks(PRIVACY, "requests", one, now=at(NOW)))]
        assert [verb for verb in seen if "link" in verb] in (["link", "unlink"], ["unlink", "link"])


def test_a_life_names_the_linked_to_our_own_work_only(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    link(club, member, helper)
    assert yes(club.door.life(PRIVACY, "requests", member, now=at(NOW))).linked == (helper,)
    assert yes(club.door.life(OFFICE, "care", member, now=at(NOW))).linked == ()


def test_a_ban_of_marketing_closes_it_at_the_linked_subject_and_ends_nothing_there(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    link(club, member, helper)
    grounds, folders = sql("SELECT * FROM ground WHERE subject_id=%s", helper), club.folders(helper)
    club.request(member, "2024-03-01", Refuse(BAN, ("post",)))
    assert mailed(club, "post") == mailed(club, "phone") == set()
    assert no(club.read(POST, "post", helper, NOW)).code is Code.NOT_OPEN
    assert yes(club.door.explain(PRIVACY, POST, "post", helper, "reach", now=at(NOW))).rule is Rule.RESTRICTED
    assert club.sees(OFFICE, "care", helper, NOW) == {"name", "reach"}
    assert (sql("SELECT * FROM ground WHERE subject_id=%s", helper), club.folders(helper)) == (grounds, folders)
    assert club.door.check("restriction_closes", now=at("2024-03-02")).breaches == 0


def test_a_ban_said_before_the_link_counts_from_the_link(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    club.request(member, "2024-02-01", Refuse(BAN, ("post",), "phone"))
    assert mailed(club, "phone") == {helper}
    link(club, member, helper)
    assert (mailed(club, "phone"), mailed(club, "post")) == (set(), {member, helper})


def test_a_ban_of_disclosures_stops_those_of_the_linked_subject(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    link(club, member, helper)
    club.request(member, "2024-03-01", Refuse(BAN, ("disclosure",)))
    assert no(club.door.disclose(OFFICE, "care", helper, Order("boats"), now=at(NOW))).code is Code.BANNED
    unlink(club, member)
    assert yes(club.door.disclose(OFFICE, "care", helper, Order("boats"), now=at(NOW)))


def test_a_restriction_closes_the_linked_subject_to_reading_and_to_writing_but_keeps_nothing_there(
    club: Club, two: tuple[int, int]
) -> None:
    member, helper = two
    link(club, member, helper)
    club.request(member, "2024-03-01", Restrict(("care",), "accuracy", REVIEW))
    assert club.sees(OFFICE, "care", helper, NOW) == set()
    assert no(club.door.apply(OFFICE, "care", helper, (Put("reach", {"phone": "+358401234567"}),), now=at(NOW))).code is Code.NOT_OPEN
    kept = {row[0]: row[2] for row in sql("SELECT subject_id, category, falls FROM folder WHERE category='reach'")}
    assert kept[member] is None
    assert kept[helper] is not None, "the helper's data fall when they would have fallen"


@pytest.mark.parametrize("kind", [WITHDRAWAL, ERASURE])
def test_what_was_decided_of_one_capacity_stays_there(club: Club, two: tuple[int, int], kind: RefusalKind) -> None:
    member, helper = two
    club.letters(helper, "2024-01-04")
    link(club, member, helper)
    club.request(member, "2024-03-01", Refuse(kind, ("news",)))
    assert club.sees(POST, "news", helper, NOW) == {"reach"}


def test_an_objection_reaches_the_other_where_it_is_about_marketing_and_no_further(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    link(club, member, helper)
    club.request(member, "2024-03-01", Refuse(OBJECTION, ("post", "disputes")))
    club.dispute(helper, "2024-03-01")
    assert mailed(club, "post") == set()
    assert club.sees(EVERYONE, "disputes", helper, NOW) == {"name"}


def test_what_is_lifted_where_it_was_decided_is_lifted_at_both(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    link(club, member, helper)
    for decision, lift in ((Refuse(BAN, ("post",)), Lift), (Restrict(("post",), "accuracy", REVIEW), Unrestrict)):
        club.request(member, "2024-03-01", decision)
        assert mailed(club, "post") == set()
        there = (Begin("request"), lift(decided(club, member)))
        assert no(club.door.apply(PRIVACY, "requests", helper, there, now=at(NOW))).code is Code.DECISION
        club.request(member, "2024-03-01 13:00", lift(decided(club, member)))
        assert mailed(club, "post", "2024-03-01 14:00") == {member, helper}


def test_a_third_subject_joins_with_its_decisions_and_leaves_with_them(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    third = club.join("2024-01-04", email="kolmas@kerho.example").subject
    club.request(third, "2024-02-01", Refuse(BAN, ("post",), "post"))
    club.request(member, "2024-02-01", Refuse(BAN, ("post",), "phone"))
    link(club, member, helper)
    assert link(club, helper, third) == tuple(sorted((member, helper, third)))
    assert mailed(club, "post") == mailed(club, "phone") == set()
    unlink(club, third)
    assert (mailed(club, "post"), mailed(club, "phone")) == ({member, helper}, {third})


def test_a_ban_outlives_the_subject_at_which_it_was_said(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    link(club, member, helper)
    club.request(member, "2024-03-01", Refuse(BAN, ("post",)))
    sql("DELETE FROM subject WHERE id=%s", member)
    assert mailed(club, "post") == set()
    unlink(club, helper)
    assert mailed(club, "post") == {helper}


def test_nobody_is_linked_to_themselves_or_twice_or_to_an_unknown_or_parted_from_nobody(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    door, before = club.door, held()
    assert no(door.link(PRIVACY, "requests", member, member, now=at(NOW))).code is Code.LINK
    assert no(door.link(PRIVACY, "requests", member, 404, now=at(NOW))).code is Code.NOT_OPEN
    assert no(door.unlink(PRIVACY, "requests", 404, now=at(NOW))).code is Code.NOT_OPEN
    assert no(door.unlink(PRIVACY, "requests", member, now=at(NOW))).code is Code.LINK
    for purpose in ("requests", "care"):  # for our own work only
        assert no(door.link(OFFICE, purpose, member, helper, now=at(NOW))).code is Code.ROLE
        assert no(door.unlink(OFFICE, purpose, member, now=at(NOW))).code is Code.ROLE
    assert held() == before
    link(club, member, helper)
    assert no(door.link(PRIVACY, "requests", helper, member, now=at(NOW))).code is Code.LINK


# random lives


def own_rows() -> dict[str, list[tuple[Any, ...]]]:
    """Everything held of anyone, less what a link adds."""
    found = {}
    for table in TABLES:
        where = "WHERE origin IS NULL" if table in ("refusal", "restriction") else ""
        what = "id, controller_id, register_id, kind, created" if table == "subject" else "*"
        found[table] = sorted(sql(f"SELECT {what} FROM {table} {where}"), key=repr)
    return found


class Linked(Story):
    """A life story in which people turn out to be one, and not to be after all."""

    def tell(self, gap: int, what: str, pick: int) -> None:
        before = own_rows() if what in ("link", "unlink") else {}
        super().tell(gap, what, pick)
        assert not before or own_rows() == before, "a link adds nothing to anybody's history, and takes nothing"

    def _link(self, pick: int) -> None:
        self.club.door.link(PRIVACY, "requests", self._person(pick), self._person(pick // 7), now=self.now)

    def _unlink(self, pick: int) -> None:
        self.club.door.unlink(PRIVACY, "requests", self._person(pick), now=self.now)

    def _lists(self, pick: int) -> None:
        """Who is reached by a channel is whom neither their own no nor a linked one's keeps out."""
        for channel in ("post", "phone"):
            no_more = {
                subject
                for subject, kind in sql(
                    "SELECT t.id, r.kind FROM subject t JOIN subject s ON s.id=t.id OR s.person=t.person"
                    " JOIN refusal r ON r.subject_id=s.id"
                    " WHERE r.origin IS NULL AND r.lifted IS NULL AND r.purpose='post' AND r.channel IN ('', %s)",
                    channel,
                )
                if kind in (BAN, OBJECTION)
            }
            page = yes(self.club.door.list(POST, "post", now=self.now, channel=channel))
            assert not {one.subject for one in page.readings} & no_more


def restored(story: Linked) -> None:
    """After every link is undone, all stands as the histories alone give it, and is read so."""
    for (person,) in sql("SELECT id FROM subject WHERE person IS NOT NULL"):
        story.club.door.unlink(PRIVACY, "requests", person, now=story.now)
    assert (
        count("subject", "person IS NOT NULL") == count("refusal", "origin IS NOT NULL") == count("restriction", "origin IS NOT NULL") == 0
    )
    before = held()
    sum(story.club.door.recompute_all())
    assert held() == before
    assert not broken_now(story.club.door._house, story.now) - {due.folder for due in story.club.door.due(on=story.now)}
    for person in story.people:
        reading_keeps_to_grounds(story.club, person, story.now)


LINKED = (*(what for what in WHAT if what not in ("crash", "read")), "link", "link", "unlink", "lists", "refuse", "restrict")
TOLD = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MOVES = st.lists(st.tuples(st.sampled_from(GAPS[:5]), st.sampled_from(LINKED), st.integers(0, 1000)), min_size=10, max_size=24)


def tell(club: Club, moves: list[tuple[int, str, int]]) -> None:
    with transaction.atomic():
        story = Linked(club)
        for number in range(3):
            story.tell(0, "join", number)
        story.tell(0, "link", 8)
        for move in moves:
            story.tell(*move)
        restored(story)
        transaction.set_rollback(True)


@TOLD
@given(moves=MOVES)
def test_whatever_was_decided_while_two_were_one_parting_them_restores_both(club: Club, moves: list[tuple[int, str, int]]) -> None:
    tell(club, moves)


def forget_statements() -> None:
    """Let no statement that was made of the parts as they are now be used again: they are remembered for the whole process."""
    state._everything.cache_clear()
    reading_one._reading.cache_clear()


def test_control_a_fold_that_read_what_a_link_brought_would_be_found_out(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "PARTS", tuple(part.replace(" AND origin IS NULL", "") for part in state.PARTS))
    forget_statements()
    try:
        with pytest.raises(AssertionError):
            tell(club, [(1, "restrict", 2), (24 * 800, "sweep", 5)])
    finally:
        forget_statements()


def test_the_last_one_of_a_person_is_linked_to_nobody_and_two_that_are_left_still_are(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    third = club.join("2024-01-04", email="kolmas@kerho.example").subject
    link(club, member, helper)
    link(club, helper, third)
    unlink(club, third)
    assert len(sql("SELECT id FROM subject WHERE person IS NOT NULL")) == 2
    unlink(club, member)
    assert sql("SELECT id FROM subject WHERE person IS NOT NULL") == []


def copies(subject: int) -> tuple[int, int]:
    """How many refusals and restrictions a subject has for a linked one's sake."""
    refusals, restrictions = (count(table, "subject_id=%s AND origin IS NOT NULL", subject) for table in ("refusal", "restriction"))
    return refusals, restrictions


def test_what_was_decided_before_the_link_is_copied_as_far_as_it_stands_and_is_the_whole_persons(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    ((folder,),) = sql("SELECT id FROM folder WHERE subject_id=%s AND category='reach'", member)
    club.request(member, "2024-02-01", Restrict(("care",), "accuracy", REVIEW, folder))
    lifted = club.request(member, "2024-02-01", Restrict(("teaching",), "accuracy", REVIEW), Refuse(BAN, ("news",), "email")).decisions
    club.request(member, "2024-02-02", Unrestrict(lifted[1]), Lift(lifted[0]))
    club.request(member, "2024-02-03", Refuse(BAN, ("post",)), Refuse(BAN, ("news",), "email"))
    link(club, member, helper)
    assert (copies(member), copies(helper)) == ((0, 0), (1, 1))
    assert sql("SELECT purpose, reason, folder FROM restriction WHERE origin=%s", member) == [("post", "=refused", 0)]
    assert sql("SELECT purpose, channel FROM refusal WHERE origin=%s", member) == [("news", "email")]


def test_what_is_closed_for_one_person_closes_nothing_for_another_nor_for_other_work(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    others = [club.join("2024-01-04", email=f"{one}@kerho.example").subject for one in "ab"]
    link(club, member, helper)
    link(club, others[0], others[1])
    shut = club.request(member, "2024-03-01", Restrict(("care",), "accuracy", REVIEW)).decisions[0]
    put = (Put("name", {"first": "Oona"}),)
    assert no(club.door.apply(OFFICE, "care", helper, put, now=at(NOW))).code is Code.NOT_OPEN
    for one in others:
        club.care(one, NOW, *put)
    club.request(helper, NOW, Put("request_file", {"text": "Mitä minusta on?"}, matter="q"))
    club.request(member, "2024-03-01 13:00", Unrestrict(shut))
    club.care(helper, "2024-03-01 14:00", *put)
    ((folder,),) = sql("SELECT id FROM folder WHERE subject_id=%s AND category='reach'", helper)
    club.request(helper, "2024-03-01 15:00", Restrict(("care",), "accuracy", REVIEW, folder))
    club.care(helper, "2024-03-01 16:00", *put)


@pytest.mark.parametrize("first", [True, False])
def test_parting_two_leaves_neither_linked_and_other_people_as_they_were(club: Club, two: tuple[int, int], first: bool) -> None:
    others = tuple(club.join("2024-01-04", email=f"{one}@kerho.example").subject for one in "ab")
    link(club, *two)
    link(club, others[0], others[1])
    club.request(others[0], "2024-03-01", Refuse(BAN, ("post",)), Refuse(BAN, ("news",), "email"))
    for one in two:
        club.request(one, "2024-03-01", Restrict(("teaching",), "accuracy", REVIEW), Refuse(BAN, ("news",), "email"))
    unlink(club, min(two) if first else max(two))
    assert {row[0] for row in sql("SELECT id FROM subject WHERE person IS NOT NULL")} == set(others)
    assert copies(others[1]) == (1, 1)
    assert copies(two[0]) == copies(two[1]) == (0, 0)


def test_everyone_linked_to_either_is_locked_before_anything_is_written(
    club: Club, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    third = club.join("2024-01-04", email="kolmas@kerho.example").subject
    locked: list[set[int]] = []
    monkeypatch.setattr(state, "lock", lambda *subjects: locked.append(set(subjects)))
    link(club, *two)
    link(club, third, two[0])
    unlink(club, two[1])
    assert locked == [set(two), {third, *two}, {third, *two}]


def test_what_reaches_a_linked_subject_is_lifted_there_when_it_was_lifted(club: Club, two: tuple[int, int]) -> None:
    member, helper = two
    link(club, member, helper)
    done = club.request(member, "2024-03-01", Refuse(BAN, ("post",), "phone"), Refuse(BAN, ("news",), "email")).decisions
    club.request(member, "2024-03-01 13:00", Lift(done[0]))
    club.request(member, "2024-03-01 14:00", Lift(done[1]))
    lifted = {at("2024-03-01 13:00").replace(tzinfo=None), at("2024-03-01 14:00").replace(tzinfo=None)}
    assert {row[0].replace(tzinfo=None) for row in sql("SELECT lifted FROM refusal WHERE origin=%s", member)} == lifted
