"""Two firms' registers in one home: whatever one door is asked, it shows, finds, changes, counts and erases nothing of the other's."""

import pytest

from gate.club import BOOKS, EVERYONE, NOTICE, OFFICE, POST, PRIVACY, Club, at, held, no, sql, yes
from seloste import gate
from seloste.gate.checks import CHECKS
from seloste.home import HomeError
from seloste.policy import Begin, Code, Denial, End, Put, RefusalKind, Refuse

NOW = at("2024-02-01 12:00")


@pytest.fixture
def other(club: Club) -> Club:
    """Another controller's club with the same words in its notice, in the same home."""
    source = NOTICE.replace("key: club", "key: other").replace("business_id: 2701131-6, ", "").replace("name: Kerho", "name: Toinen kerho")
    assert gate.publish(club.home, source.encode(), file="other.yaml", now=at("2020-01-01")).number == 1
    club.door = gate.door(club.home, register="club")
    return Club(club.home, gate.door(club.home, register="other"))


@pytest.fixture
def stranger(other: Club) -> int:
    """Someone in the other register, with everything on file."""
    member = other.join("2024-01-02", first="Kanaria", last="Kanarialintu", email="kanaria@kerho.example").subject
    other.course(member, "2024-01-03", "2024-12-31")
    other.bill(member, "2024-01-04")
    other.letters(member, "2024-01-04")
    return member


def test_no_verb_of_one_door_shows_anyone_of_the_other(club: Club, stranger: int) -> None:
    mine = club.join("2024-01-02").subject
    for purpose in club.door.policy_at(NOW).purposes:
        answers = [
            club.door.read(EVERYONE, purpose, stranger, now=NOW),
            club.door.list(EVERYONE, purpose, now=NOW),
            club.door.search(EVERYONE, purpose, now=NOW, term="kanaria@kerho.example"),
            club.door.search(EVERYONE, purpose, now=NOW, term="kanaria"),
            club.door.locate(EVERYONE, purpose, now=NOW, term="kanaria@kerho.example"),
            club.door.life(EVERYONE, purpose, stranger, now=NOW),
            club.door.disclose(EVERYONE, purpose, stranger, gate.Order("boats"), now=NOW),
        ]
        assert "kanaria" not in repr(answers).casefold()
        assert str(stranger) not in repr(answers)
        assert no(answers[0]).code in (Code.NOT_OPEN, Code.ROLE)
    assert [r.subject for r in yes(club.door.list(OFFICE, "care", now=NOW)).readings] == [mine]


def test_unknown_and_anothers_are_one_denial(club: Club, stranger: int) -> None:
    for actor, purpose in ((OFFICE, "care"), (POST, "news"), (BOOKS, "books")):
        assert club.door.read(actor, purpose, stranger, now=NOW) == club.door.read(actor, purpose, 4711, now=NOW)


def test_nothing_of_the_other_register_can_be_changed(club: Club, stranger: int) -> None:
    club.join("2024-01-02")
    before = held()
    ((matter,),) = sql("SELECT id FROM matter WHERE subject_id=%s AND kind='membership'", stranger)
    ((record,),) = sql("SELECT id FROM record WHERE subject_id=%s AND category='name'", stranger)
    for purpose in club.door.policy_at(NOW).purposes:
        for change in (
            Begin("membership"), End(matter, "left"), Put("name", {"first": "X"}), Put("name", {"first": "X"}, record=record),
            Refuse(RefusalKind.ERASURE, ("care",)),
        ):  # fmt: skip
            assert isinstance(club.door.apply(EVERYONE, purpose, stranger, (change,), now=NOW), Denial)
    assert held() == before


def test_a_sweep_and_a_plan_of_one_leave_the_other_alone(club: Club, other: Club, stranger: int) -> None:
    joined = club.join("2024-01-02")
    theirs = [row for row in sql("SELECT * FROM folder") if row[1] == stranger or stranger in row]
    later = at("2045-01-01")
    assert {due.subject for due in club.door.due(on=later)} == {joined.subject}
    while club.door.sweep(now=later).more:
        pass
    assert sql("SELECT id FROM subject") == [(stranger,)]
    assert [row for row in sql("SELECT * FROM folder") if stranger in row] == theirs
    assert other.sees(OFFICE, "care", stranger, "2024-02-01") == {"name", "reach", "lessons"}
    assert sum(club.door.recompute_all()) == 0


def test_the_board_of_one_counts_nothing_of_the_other(club: Club, stranger: int) -> None:
    sql("UPDATE folder SET doom=%s, live_until=%s", at("2024-01-05"), at("2024-01-05"))
    sql("UPDATE record SET category='gossip', source='gossip', ciphertext=zeroblob(9)")
    asked = {"category": "code", "matter": "check", "purpose": "care", "recipient": "boats"}
    for name in CHECKS:
        params = {key: value for key, value in asked.items() if not (name == "overdue_folders" and key == "category")}
        assert club.door.check(name, now=NOW, **params).breaches == 0, name


def test_the_ledger_of_one_shows_no_call_on_the_other(club: Club, other: Club, stranger: int) -> None:
    other.read(OFFICE, "care", stranger, "2024-01-15")
    assert yes(club.door.looks(PRIVACY, "requests", stranger, now=NOW)) == ()
    mine = yes(club.door.browse_ledger(PRIVACY, now=NOW))
    theirs = yes(other.door.browse_ledger(PRIVACY, now=NOW))
    assert {entry.controller for entry in mine} & {entry.controller for entry in theirs} == set()
    chosen = yes(club.door.browse_ledger(PRIVACY, now=NOW, filters=gate.Filters(controller=theirs[0].controller)))
    assert {entry.controller for entry in chosen} <= {entry.controller for entry in mine}
    assert "read" in {entry.verb for entry in theirs}
    assert len(yes(other.door.looks(PRIVACY, "requests", stranger, now=NOW))) >= 2


def test_a_ban_at_one_firm_is_no_ban_at_the_other(club: Club, other: Club, stranger: int) -> None:
    yes(other.door.apply(POST, "post", stranger, (Refuse(RefusalKind.BAN, ("post",)),), now=NOW))
    mine = club.join("2024-02-02", email="kanaria@kerho.example").subject
    assert club.sees(POST, "post", mine, "2024-02-03") == {"name", "reach"}
    assert other.sees(POST, "post", stranger, "2024-02-03") == set()


def test_each_controller_has_keys_of_its_own(club: Club, other: Club, stranger: int) -> None:
    mine = club.join("2024-01-02").subject
    keks = {subject: {row[0] for row in sql("SELECT kek FROM folder WHERE subject_id=%s", subject)} for subject in (mine, stranger)}
    assert keks[mine].isdisjoint(keks[stranger])
    ring = club.door._house.keyring.fresh()
    assert {ring.kek(kek).controller for kek in keks[stranger]} == {other.door._house.controller}


def test_a_door_must_be_told_which_of_two_registers(club: Club, other: Club) -> None:
    with pytest.raises(HomeError, match="no such register"):
        gate.door(club.home)
