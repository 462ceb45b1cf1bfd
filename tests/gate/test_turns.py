"""Two connections at once on PostgreSQL: nothing is lost, nothing standing is destroyed, and nobody keeps yesterday's grounds.

Each race is forced, not hoped for: one transaction is held open at the point where the other would do harm, and the other is seen waiting.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from gate.club import BOOKS, NOTICE, OFFICE, POST, PRIVACY, Club, at, count, held, sql, yes
from seloste import gate
from seloste.policy import Begin, Denial, NewSubject, PlaceHold, Put, RefusalKind, Refuse, Restrict

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = at("2024-01-10")


class Other:
    """A second process, as far as the database can tell: a thread with a connection of its own."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self.answer: Any = None
        self.failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(act,), daemon=True)
        self._thread.start()

    def _run(self, act: Callable[[], Any]) -> None:
        try:
            self.answer = act()
        except BaseException as error:
            self.failed = error
        finally:
            connection.close()

    def waits(self) -> "Other":
        """See that it waits for a lock of ours."""
        until = time.monotonic() + 20
        while not sql("SELECT 1 FROM pg_locks WHERE NOT granted"):
            assert self._thread.is_alive(), f"it did not wait: {self.failed!r} {self.answer!r}"
            assert time.monotonic() < until
            time.sleep(0.01)
        return self

    def done(self) -> Any:
        self._thread.join(30)
        assert not self._thread.is_alive()
        if self.failed:
            raise self.failed
        return self.answer


@pytest.fixture(autouse=True)
def leave() -> Iterator[None]:
    yield
    gate.leave()


def anew(club: Club) -> gate.Door:
    """The register as another process has it: notices and keys of its own."""
    gate._houses.clear()
    return gate.door(club.home)


def test_two_changes_of_one_person_wait_for_each_other_and_neither_is_lost(club: Club) -> None:
    joined = club.join("2024-01-02")
    door = anew(club)
    with transaction.atomic():
        yes(
            club.door.apply(
                OFFICE, "care", joined.subject, (Begin("course", ref="a"), Put("lessons", {"title": "Yksi"}, matter="a")), now=NOW
            )
        )
        other = Other(
            lambda: door.apply(
                OFFICE, "care", joined.subject, (Begin("course", ref="b"), Put("lessons", {"title": "Kaksi"}, matter="b")), now=NOW
            )
        ).waits()
    assert not isinstance(other.done(), Denial)
    assert count("matter", "kind='course'") == 2
    assert count("record", "category='lessons'") == 2
    assert sum(club.door.recompute_all()) == 1
    assert count("folder", "category='lessons'") == 2


def test_a_correction_made_during_another_does_not_bring_the_old_value_back(club: Club) -> None:
    person = club.join("2024-01-02", first="Vanha").subject
    ((record,),) = sql("SELECT id FROM record WHERE category='name'")
    door = anew(club)
    with transaction.atomic():
        yes(club.door.apply(OFFICE, "care", person, (Put("name", {"first": "Ensin"}, record=record),), now=NOW))
        other = Other(lambda: door.apply(OFFICE, "care", person, (Put("name", {"first": "Sitten"}, record=record),), now=NOW)).waits()
    other.done()
    entries = yes(club.door.read(OFFICE, "care", person, now=NOW)).of("name")
    assert [entry.values["first"] for entry in entries] == ["Sitten"]
    assert sql("SELECT key_version FROM folder WHERE category='name'") == [(3,)]


def test_once_a_withdrawal_is_committed_the_next_read_shows_nothing(club: Club) -> None:
    person = club.join("2024-01-02", email="a@kerho.example").subject
    club.letters(person, "2024-01-03")
    door = anew(club)
    with transaction.atomic():
        yes(club.door.apply(POST, "news", person, (Refuse(RefusalKind.WITHDRAWAL, ("news",)),), now=NOW))
        before = Other(lambda: door.read(POST, "news", person, now=NOW)).done()
        assert not isinstance(before, Denial), "not committed yet: a read that came before"
    assert isinstance(Other(lambda: door.read(POST, "news", person, now=NOW)).done(), Denial)
    assert Other(lambda: door.list(POST, "news", now=NOW)).done().readings == ()


def fallen(club: Club) -> tuple[int, datetime]:
    """Someone of whom nothing more is heard, and an instant at which all of their data are due."""
    joined = club.join("2024-01-02")
    return joined.subject, max(due.doom for due in club.door.due(on=at("2044-01-01"))) + timedelta(days=1)


HOLD, RESTRICT = PlaceHold("2024-0001", date(2044, 6, 1)), Restrict(("care",), "accuracy", date(2044, 6, 1))


def meet(club: Club, change: PlaceHold | Restrict) -> Mapping[str, int]:
    """Let a sweep meet a decision that keeps what it is about to destroy; give what it destroyed."""
    person, day = fallen(club)
    door = anew(club)
    with transaction.atomic():
        club.request(person, "2024-01-20 12:00", change)
        sweep = Other(lambda: door.sweep(now=day)).waits()
    found: Mapping[str, int] = sweep.done().destroyed
    return found


@pytest.mark.parametrize("change", [HOLD, RESTRICT])
def test_a_sweep_that_meets_a_new_hold_or_restriction_destroys_nothing(club: Club, change: PlaceHold | Restrict) -> None:
    assert meet(club, change) == {}
    assert (count("record", "category='name'"), count("folder", "marked IS NOT NULL")) == (1, 0)


def test_without_the_lock_it_would_have_destroyed_what_is_held(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: it is the lock that keeps it from harm."""
    monkeypatch.setattr("seloste.gate.sweeping._LOCKED", "")
    assert meet(club, HOLD) != {}


def test_two_sweeps_at_once_destroy_each_folder_once(club: Club) -> None:
    _, when = fallen(club)
    folders, doors = count("folder"), (club.door, anew(club))
    with transaction.atomic():
        first = doors[0].sweep(now=when)
        second = Other(lambda: doors[1].sweep(now=when)).waits()
    swept = [first, second.done()]
    assert sum(sum(one.destroyed.values()) for one in swept) == folders
    assert sum(one.subjects for one in swept) == 1
    assert (count("folder"), count("subject")) == (0, 0)


def test_someone_of_whom_nothing_is_left_is_not_removed_while_something_is_stored(club: Club) -> None:
    joined = club.join("2024-01-02")
    door = anew(club)
    sql("DELETE FROM record")
    sql("DELETE FROM folder")
    sql("UPDATE ground SET ends=%s", at("2024-01-05"))
    sql("UPDATE matter SET ends=%s", at("2024-01-05"))
    with transaction.atomic():
        change = (Begin("membership"), Put("name", {"first": "Palasi"}))
        yes(club.door.apply(OFFICE, "care", joined.subject, change, now=NOW))
        bare = Other(lambda: door.sweep(now=NOW)).waits()
    assert bare.done().subjects == 0
    assert (count("subject"), count("record", "category='name'")) == (1, 1)


def test_whoever_comes_while_a_notice_is_published_has_the_new_notices_grounds(club: Club) -> None:
    changed = NOTICE.replace("keep: P5Y", "keep: P4Y")
    door = anew(club)
    with transaction.atomic():
        made = gate.publish(club.home, changed.encode(), file="n.yaml", now=NOW)
        assert made.number == 2, made.findings
        newcomer = Other(
            lambda: door.apply(OFFICE, "care", NewSubject("member"), (Begin("membership"), Put("name", {"first": "Uusi"})), now=NOW)
        ).waits()
    assert not isinstance(newcomer.done(), Denial)
    assert {version for (version,) in sql("SELECT version FROM ground")} == {2}


def test_a_house_opened_before_a_publication_takes_it_up(club: Club) -> None:
    person = club.join("2024-01-02").subject
    door = anew(club)
    assert gate.publish(club.home, NOTICE.replace("keep: P5Y", "keep: P4Y").encode(), file="n.yaml", now=NOW).number == 2
    before = sql("SELECT id, ends, version FROM ground ORDER BY id")
    assert len(door._house.notices.published) == 1, "it was opened before"
    yes(door.apply(OFFICE, "care", person, (Put("name", {"first": "Toinen"}),), now=NOW))
    assert len(door._house.notices.published) == 2
    assert sql("SELECT id, ends, version FROM ground ORDER BY id") == before


def test_what_is_told_to_a_recipient_is_told_by_the_newest_notice_and_written_down_once(club: Club) -> None:
    door = anew(club)
    number = gate.publish(club.home, NOTICE.replace("keep: P5Y", "keep: P4Y").encode(), file="n.yaml", now=NOW).number
    before = count("ledger_leaf")
    assert yes(door.tell_recipient(PRIVACY, "notifying", "school", given=NOW, now=NOW + timedelta(days=1))) == 0
    assert [p.number for p in door._house.notices.published][-1] == number == 2
    assert count("ledger_leaf") == before + 1


def test_a_matter_that_moves_waits_for_whoever_puts_something_into_it_and_takes_that_along(club: Club) -> None:
    people = [club.join("2024-01-02").subject for _ in range(2)]
    club.bill(people[0], "2024-01-03")
    ((year,),) = sql("SELECT id FROM own_matter")
    door = anew(club)
    with transaction.atomic():
        club.bill(people[1], "2024-01-04")
        moving = Other(lambda: door.end_own(year, now=NOW)).waits()
    assert moving.done().folders == 2
    assert sql("SELECT DISTINCT ends>%s FROM ground WHERE purpose='books'", at("2031-01-02")) == [(False,)]


def test_whoever_puts_something_into_a_matter_that_moves_waits_and_goes_by_its_new_end(club: Club) -> None:
    person = club.join("2024-01-02").subject
    club.bill(person, "2024-01-03")
    ((year,),) = sql("SELECT id FROM own_matter")
    door = anew(club)
    put = Put("bills", {"number": "2"}, matter=year, source="own_work")
    with transaction.atomic():
        club.door.end_own(year, now=NOW)
        other = Other(lambda: door.apply(BOOKS, "books", person, (put,), now=NOW + timedelta(days=1))).waits()
    other.done()
    before = held()
    sum(club.door.recompute_all())
    assert held() == before, "what is stored is a refold"


def test_a_matter_is_ended_once_whoever_else_tries(club: Club) -> None:
    club.bill(club.join("2024-01-02").subject, "2024-01-03")
    ((year,),) = sql("SELECT id FROM own_matter")
    door = anew(club)
    with transaction.atomic():
        club.door.end_own(year, now=NOW)
        other = Other(lambda: door.end_own(year, now=NOW)).waits()
    with pytest.raises(LookupError):
        other.done()


def test_two_sequencers_give_every_leaf_one_place(club: Club) -> None:
    for _ in range(5):
        club.join("2024-01-02")
    doors = (club.door, anew(club))
    others = [Other(lambda door=door: door.seal_ledger(now=NOW)) for door in doors]  # type: ignore[misc]
    added = sum(other.done().added for other in others)
    places = [place for (place,) in sql("SELECT position FROM ledger_leaf ORDER BY position")]
    assert places == list(range(added))
    assert club.door.verify_ledger(now=NOW).ok


def two_as_one(club: Club) -> tuple[int, int]:
    """A member and a helper."""
    return club.join("2024-01-02").subject, club.join("2024-01-02", email="apu@kerho.example", kind="helper").subject


def banned(club: Club) -> set[int]:
    """The people who are not written to by one channel or the other."""
    reached = [{one.subject for one in yes(club.door.list(POST, "post", now=NOW, channel=c)).readings} for c in ("post", "phone")]
    return {row[0] for row in sql("SELECT id FROM subject")} - (reached[0] & reached[1])


def test_decisions_at_two_linked_subjects_wait_for_each_other_and_both_reach_both(club: Club) -> None:
    member, helper = two_as_one(club)
    yes(club.door.link(PRIVACY, "requests", member, helper, now=NOW))
    door = anew(club)
    with transaction.atomic():
        club.request(member, "2024-01-10", Refuse(RefusalKind.BAN, ("post",), "post"))
        ban = (Begin("request"), Refuse(RefusalKind.BAN, ("post",), "phone"))
        other = Other(lambda: door.apply(PRIVACY, "requests", helper, ban, now=NOW)).waits()
    assert not isinstance(other.done(), Denial)
    assert sorted(sql("SELECT subject_id, channel FROM refusal")) == sorted((s, c) for s in (member, helper) for c in ("post", "phone"))


def test_a_decision_made_while_two_are_linked_reaches_the_other(club: Club) -> None:
    member, helper = two_as_one(club)
    door = anew(club)
    with transaction.atomic():
        yes(club.door.link(PRIVACY, "requests", member, helper, now=NOW))
        ban = (Begin("request"), Refuse(RefusalKind.BAN, ("post",)))
        other = Other(lambda: door.apply(PRIVACY, "requests", member, ban, now=NOW)).waits()
    assert not isinstance(other.done(), Denial)
    assert banned(club) == {member, helper}


def test_two_are_linked_with_what_was_decided_meanwhile(club: Club) -> None:
    member, helper = two_as_one(club)
    door = anew(club)
    with transaction.atomic():
        club.request(member, "2024-01-10", Refuse(RefusalKind.BAN, ("post",)))
        other = Other(lambda: door.link(PRIVACY, "requests", helper, member, now=NOW)).waits()
    assert not isinstance(other.done(), Denial)
    assert banned(club) == {member, helper}
