"""Publishing a notice: whole or not at all, in order, and people follow it from its effective date."""

import hashlib
from dataclasses import replace

import pytest
from django.db import transaction

from gate.club import NOTICE, OFFICE, POST, Club, Numbers, at, count, held, leaves, no, sql, yes
from seloste import gate, vault
from seloste.gate import publishing
from seloste.gate.house import House
from seloste.gate.names import Names
from seloste.home import Home, HomeError
from seloste.policy import Code, Denial, End, Put
from seloste.register.ids import seeded_ids
from seloste.register.keyring import Keyring

SHORTER = NOTICE.replace("keep: P5Y", "keep: P1Y")
NARROWER = NOTICE.replace("reads: [name, reach]\n    roles: [post]\n    while", "reads: [name]\n    roles: [post]\n    while")


def publish(club: Club, source: str, when: str, effective: str = "") -> gate.Publication:
    made = gate.publish(club.home, source.encode(), file="notice.yaml", now=at(when), effective=at(effective) if effective else None)
    club.door = gate.door(club.home)
    return made


def test_a_notice_with_findings_changes_nothing_and_gives_them_all(club: Club) -> None:
    club.join("2024-01-02")
    before = (held(), sql("SELECT * FROM notice_version"), sql("SELECT * FROM cover"))
    broken = NOTICE.replace("within: P30D", "within: kohtuullinen aika").replace("uses: [code]", "uses: [code, shoes]")
    made = publish(club, broken, "2024-02-01")
    assert (made.register, made.number) == (0, 0)
    assert len([finding for finding in made.findings if finding.severity == "error"]) >= 2
    assert all(finding.line > 0 for finding in made.findings if finding.severity == "error")
    assert (held(), sql("SELECT * FROM notice_version"), sql("SELECT * FROM cover")) == before
    assert club.door.notice_at(at("2024-03-01")).within == club.door.notice_at(at("2020-03-01")).within


def test_the_same_content_is_published_once(club: Club) -> None:
    assert publish(club, NOTICE, "2024-02-01").number == 1
    assert count("notice_version") == 1


def test_the_content_of_an_earlier_version_is_refused_and_changes_nothing(club: Club) -> None:
    publish(club, SHORTER, "2024-02-01")
    before = (held(), sql("SELECT * FROM notice_version"), sql("SELECT * FROM cover"), published())
    with pytest.raises(gate.EarlierError, match="this is version 1, and 2 came after it"):
        publish(club, NOTICE, "2024-03-01")
    assert (held(), sql("SELECT * FROM notice_version"), sql("SELECT * FROM cover"), published()) == before


def test_a_publication_that_is_rolled_back_leaves_the_old_notice_in_force(club: Club) -> None:
    with transaction.atomic():
        assert publish(club, SHORTER, "2024-02-01").number == 2
        transaction.set_rollback(True)
    door = gate.door(club.home)
    assert [number for number, _, _ in door.notices()] == [1]


def test_a_narrower_purpose_binds_everyone_from_its_effective_date_and_not_before(club: Club) -> None:
    member = club.join("2024-01-02").subject
    publish(club, NARROWER, "2024-02-01", effective="2024-03-01")
    assert club.sees(POST, "post", member, "2024-02-29 23:59") == {"name", "reach"}
    for when in ("2024-03-01", "2024-03-02", "2025-01-01"):
        assert club.sees(POST, "post", member, when) == {"name"}
    page = yes(club.door.list(POST, "post", now=at("2024-03-01")))
    assert [entry.category for reading in page.readings for entry in reading.entries] == ["name"]


def test_a_wider_purpose_covers_only_what_begins_after(club: Club) -> None:
    first = gate.publish(club.home, NARROWER.encode(), file="n.yaml", now=at("2021-01-01"))
    assert first.number == 2
    club.door = gate.door(club.home)
    old = club.join("2024-01-02").subject
    publish(club, NOTICE.replace("why: Kerromme.", "why: Kerromme lisää."), "2024-02-01")
    new = club.join("2024-02-02", email="b@kerho.example").subject
    assert club.sees(POST, "post", old, "2024-03-01") == {"name"}
    assert club.sees(POST, "post", new, "2024-03-01") == {"name", "reach"}


def test_everyone_follows_a_shorter_period_with_its_publication(club: Club) -> None:
    joined = club.join("2024-01-02")
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    publish(club, SHORTER, "2024-03-01")
    assert str(club.folders(joined.subject)["name"][1]) == "2025-01-31 22:00:00", "through the last day, 31 January, and not 2029"
    before = held()
    assert sum(club.door.recompute_all()) == 1
    assert held() == before
    assert set(club.sweep("2025-03-04")) == {"name", "reach"}


def test_a_later_notice_never_takes_effect_before_an_earlier_one(club: Club) -> None:
    publish(club, SHORTER, "2024-02-01", effective="2024-06-01")
    publish(club, NARROWER, "2024-02-02")
    numbered = {number: effective for number, effective, _ in club.door.notices()}
    assert numbered[2] <= numbered[3]
    assert club.door.notice_at(at("2024-03-01")).sha256 == club.door.notices()[0][2].sha256
    assert club.door.notice_at(at("2024-06-02")).sha256 == club.door.notices()[2][2].sha256


def test_a_purpose_that_vanished_closes_for_everyone(club: Club) -> None:
    member = club.join("2024-01-02").subject
    a, b = NOTICE.index("  post:\n    name: Posti"), NOTICE.index("sources:")
    publish(club, NOTICE[:a] + NOTICE[b:], "2024-02-01")
    assert no(club.read(POST, "post", member, "2024-02-02")).code is Code.NO_PURPOSE
    assert club.sees(OFFICE, "care", member, "2024-02-02") == {"name", "reach"}


def test_a_record_carries_the_notice_it_was_stored_under(club: Club) -> None:
    joined = club.join("2024-01-02")
    publish(club, NARROWER, "2024-02-01")
    club.care(joined.subject, "2024-02-02", Put("name", {"first": "Toinen"}))
    entries = yes(club.read(OFFICE, "care", joined.subject, "2024-02-03")).of("name")
    first, second = (notice.sha256 for _, _, notice in club.door.notices())
    assert [entry.notice for entry in entries] == [first, second]


@pytest.mark.parametrize("where", ["version", "notice"])
def test_a_stored_notice_that_was_altered_by_hand_no_longer_opens_what_was_sealed_under_it(club: Club, where: str) -> None:
    joined = club.join("2024-01-02")
    publish(club, NARROWER, "2024-02-01")
    if where == "version":
        sql("UPDATE record SET version=2")
        with pytest.raises(vault.Refused):
            club.read(OFFICE, "care", joined.subject, "2024-02-03")
    else:
        sql("UPDATE ground SET version=2")
        answer = club.read(POST, "post", joined.subject, "2024-02-03")
        assert isinstance(answer, Denial) or {entry.category for entry in answer.entries} == {"name"}


def published() -> list[tuple[str, str, str, int]]:
    """The leaves of publications: (notice, from when it binds, outcome, actor), in order of time."""
    found = sql("SELECT notice, categories, outcome, actor FROM ledger_leaf WHERE verb='publish' ORDER BY at, id")
    return [(bytes(row[0]).hex(), row[1], row[2], row[3]) for row in found]


@pytest.mark.promise("OA-01", by="behaviour")
def test_every_version_of_the_notice_stands_in_the_ledger_with_its_hash_and_its_date(club: Club) -> None:
    publish(club, SHORTER, "2024-02-01", effective="2024-03-01")
    publish(club, NARROWER, "2024-02-02 12:00")
    hashes = [notice.sha256 for _, _, notice in club.door.notices()]
    binds = [f"{effective:%Y-%m-%dT%H:%M:%SZ}" for _, effective, _ in club.door.notices()]
    assert published() == [(each, when, "allowed", 0) for each, when in zip(hashes, binds, strict=True)]
    assert hashes[1] == hashlib.sha256(SHORTER.encode()).hexdigest()
    assert binds[1:] == ["2024-02-29T22:00:00Z"] * 2, "the third was to bind at once, but none overtakes another"


def test_who_published_stands_in_the_ledger(club: Club) -> None:
    gate.publish(club.home, SHORTER.encode(), file="notice.yaml", now=at("2024-02-01"), actor=OFFICE)
    assert [actor for _, _, _, actor in published()] == [0, OFFICE.id]


def test_what_was_not_published_leaves_no_leaf_of_a_publication(club: Club) -> None:
    publish(club, NOTICE, "2024-02-01")
    publish(club, NOTICE.replace("within: P30D", "within: kohtuullinen aika"), "2024-02-01")
    with transaction.atomic():
        publish(club, SHORTER, "2024-02-01")
        transaction.set_rollback(True)
    assert len(published()) == 1


def test_the_promise_board_counts_a_publication_as_our_own_work(club: Club) -> None:
    publish(club, SHORTER, "2024-02-01")
    found = club.door.check("reads_have_purpose", now=at("2024-02-02"))
    assert (found.breaches, found.of) == (0, 2)


def test_a_notice_binds_at_once_unless_it_is_to_bind_later_and_never_from_the_past(club: Club) -> None:
    publish(club, SHORTER, "2024-02-01", effective="2023-01-01")
    assert [effective for _, effective, _ in club.door.notices()][-1] == at("2024-02-01")
    publish(club, NARROWER, "2024-03-01")
    assert [effective for _, effective, _ in club.door.notices()][-1] == at("2024-03-01")
    assert [binds for _, binds, _, _ in published()][1:] == ["2024-01-31T22:00:00Z", "2024-02-29T22:00:00Z"]


def test_a_publications_leaf_is_of_our_own_work_and_sees_nobody(club: Club) -> None:
    club.join("2024-01-02")
    publish(club, SHORTER, "2024-02-01")
    found = sql("SELECT count, at, controller FROM ledger_leaf WHERE verb='publish' ORDER BY at DESC LIMIT 1")
    assert found == [(0, int(at("2024-02-01").timestamp() * 1_000_000), club.door._house.controller)]


def test_publishing_takes_its_turn_before_it_looks_for_people(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[object, ...]] = []
    monkeypatch.setattr("seloste.home.turns.alone", lambda *what: taken.append(what))
    publish(club, SHORTER, "2024-02-01")
    assert ("people", club.door._house.register) in taken


def test_everyone_is_refolded_in_batches_and_none_is_left_out(club: Club) -> None:
    for n in range(5):
        club.join("2024-01-02", email=f"{n}@kerho.example")
    assert list(publishing.recompute_all(club.door._house, batch=2)) == [2, 2, 1]
    sql("UPDATE ground SET ends=%s WHERE purpose='care'", at("2024-01-20"))
    assert list(club.door.recompute_all()) == [5]
    assert count("ground", "purpose='care' AND ends=%s", at("2024-01-20")) == 0


def test_a_door_that_stood_open_works_by_what_another_has_published_meanwhile(club: Club) -> None:
    house = club.door._house
    member = club.join("2024-01-02").subject
    other = gate.Door(House(house.home, house.notices, Keyring.open(house.home), Names()))
    assert publish(club, SHORTER, "2024-02-01").number == 2
    assert len(other.notices()) == 1
    yes(other.apply(OFFICE, "care", member, (Put("name", {"first": "B"}),), now=at("2024-02-02")))
    assert len(other.notices()) == 2
    third = gate.Door(House(house.home, house.notices, Keyring.open(house.home), Names()))
    assert list(third.recompute_all()) == [1]
    assert len(third.notices()) == 2
    assert [version for (version,) in sql("SELECT version FROM record WHERE category='name' ORDER BY created")] == [1, 2]


STUDY = """\
  study:
    name: Tutkimus
    why: Tutkimme.
    basis: legitimate-interest
    interest: Etu.
    uses: [name, reach]
    roles: [post]
    while: [{kind}]
    keep: P5Y
    applies: all
    compatibility: Sama seura.
sources:"""


def test_a_notice_that_is_replaced_before_it_takes_effect_moves_nothing_and_opens_nothing(club: Club) -> None:
    joined = club.join("2024-01-02")
    member = joined.subject
    club.course(member, "2024-01-03", "2024-12-31")
    before = held()
    mistaken = SHORTER.replace("uses: [name, reach, lessons]", "uses: [name, lessons]").replace("sources:", STUDY.format(kind="course"), 1)
    assert publish(club, mistaken, "2024-02-01", "2024-03-01").number == 2
    assert held() != before
    assert publish(club, NOTICE + "# as before\n", "2024-02-02", "2024-02-10").number == 3
    assert club.door.notices()[-1][1] == at("2024-03-01"), "in the order of their numbers"
    assert held() == before
    assert club.sees(OFFICE, "care", member, "2024-03-02") == {"name", "reach", "lessons"}
    assert club.sees(POST, "post", member, "2024-03-02") == {"name", "reach"}


def test_of_two_notices_that_take_effect_at_once_the_later_binds(club: Club) -> None:
    member = club.join("2024-01-02").subject
    course = club.course(member, "2024-01-03", "2024-12-31")
    for number, kind in ((2, "course"), (3, "membership")):
        study = NOTICE.replace("sources:", STUDY.format(kind=kind), 1)
        assert publish(club, study, "2024-02-01", "2024-03-01").number == number
    club.care(member, "2024-03-02", End(course.ids["c"], "done"))
    assert sql("SELECT version, why FROM ground WHERE purpose='study'") == [(3, "idle")]
    assert set(sql("SELECT DISTINCT version FROM cover")) == {(1,), (3,)}


def test_the_newest_notice_again_refolds_nobody_and_leaves_no_leaf(club: Club) -> None:
    club.join("2024-01-02")
    sql("UPDATE ground SET ends=%s WHERE purpose='care'", at("2024-01-20"))
    before = held(), len(leaves())
    assert publish(club, NOTICE, "2024-02-01").number == 1
    assert (held(), len(leaves())) == before
    publish(club, SHORTER, "2024-02-01")
    assert count("ground", "purpose='care' AND ends=%s", at("2024-01-20")) == 0


def test_the_person_with_the_lowest_number_follows_too(club: Club) -> None:
    with seeded_ids(Numbers(1)):
        assert club.join("2024-01-02").subject == 1
    assert list(club.door.recompute_all()) == [1]


@pytest.mark.parametrize(("named", "key"), [("business_id: 2701131-6, ", "2701131-6"), ("", ("Kerho" * 20)[:48])])
def test_a_controller_is_known_by_its_business_id_or_else_by_its_name(db: None, fresh_home: Home, named: str, key: str) -> None:
    source = NOTICE.replace("name: Kerho, business_id: 2701131-6, ", f"name: {'Kerho' * 20}, {named}")
    assert gate.publish(fresh_home, source.encode(), file="n.yaml", now=at("2020-01-01")).number == 1
    assert sql("SELECT key FROM controller") == [(key,)]


def test_a_home_that_is_being_restored_publishes_nothing(club: Club) -> None:
    quarantined = replace(club.home, quarantine="restored")
    with pytest.raises(HomeError):
        gate.publish(quarantined, SHORTER.encode(), file="n.yaml", now=at("2024-02-01"))
    assert count("notice_version") == 1
