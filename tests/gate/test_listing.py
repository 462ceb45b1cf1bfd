"""Many subjects for one purpose: pages, search by address and by name, and ids for our own work."""

from datetime import date

import pytest

from gate.club import EVERYONE, OFFICE, POST, PRIVACY, Club, at, count, leaves, no, sql, yes
from seloste.gate import Reading
from seloste.policy import SYSTEM, Begin, Code, End, Put, RefusalKind, Refuse, Restrict

NOON = at("2024-02-01 12:00")


def people(club: Club, many: int) -> list[int]:
    return sorted(club.join("2024-01-02 09:00", last=f"Jäsen{i}", email=f"jasen{i}@kerho.example").subject for i in range(many))


def test_a_list_goes_page_by_page_over_everyone_once(club: Club) -> None:
    members = people(club, 7)
    found, after, pages = [], 0, 0
    while True:
        page = yes(club.door.list(OFFICE, "care", now=NOON, limit=3, after=after))
        found += [reading.subject for reading in page.readings]
        pages, after = pages + 1, page.next
        if not after:
            break
    assert (found, pages) == (members, 3)


def test_a_list_that_ends_with_a_full_page_ends(club: Club) -> None:
    people(club, 4)
    first = yes(club.door.list(OFFICE, "care", now=NOON, limit=4))
    assert len(first.readings) == 4
    last = yes(club.door.list(OFFICE, "care", now=NOON, limit=4, after=first.next))
    assert (last.readings, last.next) == ((), 0)


def test_a_list_holds_only_those_on_whom_the_purpose_is_open_and_only_what_it_opens(club: Club) -> None:
    members = people(club, 3)
    club.letters(members[1], "2024-01-10")
    page = yes(club.door.list(POST, "news", now=NOON))
    assert [reading.subject for reading in page.readings] == [members[1]]
    assert {entry.category for entry in page.readings[0].entries} == {"reach"}


def test_a_list_leaves_out_the_restricted_and_the_withdrawn(club: Club) -> None:
    members = people(club, 4)
    for member in members:
        club.letters(member, "2024-01-10")
    club.request(members[0], "2024-01-11", Restrict(("news",), "accuracy", date(2024, 6, 1)))
    yes(club.door.apply(POST, "news", members[1], (Refuse(RefusalKind.WITHDRAWAL, ("news",)),), now=at("2024-01-12")))
    page = yes(club.door.list(POST, "news", now=NOON))
    assert [reading.subject for reading in page.readings] == members[2:]


@pytest.mark.parametrize("named", [None, ("lessons",), ("name", "reach"), ()])
def test_a_page_shows_of_each_person_what_a_look_at_them_and_at_each_record_shows(club: Club, named: tuple[str, ...] | None) -> None:
    members = people(club, 4)
    for member, until in zip(members, ("2024-01-20", "2024-12-31", "2024-12-31", "2026-12-31"), strict=True):
        club.course(member, "2024-01-05", until)
        club.course(member, "2024-01-06", "2024-06-30", {"title": "Purjehdus"})
        club.dispute(member, "2024-01-07")
        club.bill(member, "2024-01-08")
    lessons = sql("SELECT id FROM folder WHERE subject_id=%s AND category='lessons' ORDER BY arrived", members[1])[0][0]
    club.request(members[1], "2024-01-11", Restrict(("teaching",), "accuracy", date(2024, 6, 1), folder=lessons))
    club.request(members[2], "2024-01-11", Restrict(("teaching",), "accuracy", date(2024, 6, 1)))
    year = sql("SELECT id FROM own_matter")[0][0]
    for purpose, matter in (("care", 0), ("teaching", 0), ("disputes", 0), ("bygones", 0), ("post", 0), ("books", 0), ("books", year)):
        page = yes(club.door.list(EVERYONE, purpose, now=NOON, matter=matter, categories=named))
        looks = [club.door.read(EVERYONE, purpose, member, now=NOON, categories=named) for member in members]
        seen = {look.subject: look.entries for look in looks if isinstance(look, Reading) and look.entries}
        assert {reading.subject: reading.entries for reading in page.readings} == seen
        assert all((reading.kind, reading.role) == ("member", looks[0].role) for reading in page.readings if isinstance(looks[0], Reading))
        for subject, entries in seen.items():
            alone = [club.door.read(EVERYONE, purpose, subject, now=NOON, record=entry.record) for entry in entries]
            assert [look.entries for look in alone if isinstance(look, Reading)] == [(entry,) for entry in entries]
    if named is None:
        taught = yes(club.door.list(EVERYONE, "teaching", now=NOON)).readings
        assert [len(reading.of("lessons")) for reading in taught] == [1, 1, 2]


@pytest.mark.promise("LN-56", by="behaviour")
def test_those_who_refuse_a_channel_are_left_out_of_that_channel_only(club: Club) -> None:
    members = people(club, 3)
    yes(club.door.apply(POST, "post", members[0], (Refuse(RefusalKind.BAN, ("post",), channel="phone"),), now=at("2024-01-12")))
    yes(club.door.apply(POST, "post", members[1], (Refuse(RefusalKind.BAN, ("post",)),), now=at("2024-01-12")))

    def listed(channel: str) -> list[int]:
        return [reading.subject for reading in yes(club.door.list(POST, "post", now=NOON, channel=channel)).readings]

    assert listed("phone") == [members[2]]
    assert listed("post") == [members[0], members[2]]


def test_a_page_is_one_leaf_with_a_side_row_for_each_seen(club: Club) -> None:
    people(club, 5)
    before = len(leaves())
    page = yes(club.door.list(OFFICE, "care", now=NOON, limit=4))
    assert leaves()[before:] == [("list", "care", "allowed", 4)]
    assert count("ledger_side", "leaf=%s", page.leaf) == 4


@pytest.mark.parametrize("asked", ["aino@kerho.example", "AINO@Kerho.EXAMPLE", "  aino@kerho.example "])
def test_an_address_is_found_in_any_letter_case_and_only_whole(club: Club, asked: str) -> None:
    member = club.join("2024-01-02 09:00", email="Aino@kerho.example").subject
    club.join("2024-01-02 09:00", email="raino@kerho.example")
    assert [r.subject for r in yes(club.door.search(OFFICE, "care", now=NOON, term=asked)).readings] == [member]
    assert yes(club.door.search(OFFICE, "care", now=NOON, term=asked.strip()[:-1])).readings == ()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("väis", True),
        ("VÄIS", True),
        ("vais", True),
        ("Åke", True),
        ("ake", True),
        ("väisänen åke", True),
        ("nen", False),
        ("väis x", False),
        ("  ", False),
        ("", False),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words_with_or_without_dots(club: Club, asked: str, found: bool) -> None:
    member = club.join("2024-01-02 09:00", first="Åke", last="Väisänen").subject
    club.join("2024-01-02 09:00", first="Olli", last="Öhman", email="olli@kerho.example")
    hits = [r.subject for r in yes(club.door.search(OFFICE, "care", now=NOON, term=asked)).readings]
    assert hits == ([member] if found else [])


def test_a_hit_passes_the_gate_like_any_list(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    assert yes(club.door.search(POST, "news", now=NOON, term="aino@kerho.example")).readings == ()
    assert yes(club.door.search(POST, "news", now=NOON, term="aino")).readings == ()
    club.request(member, "2024-01-11", Restrict(("care",), "accuracy", date(2024, 6, 1)))
    assert yes(club.door.search(OFFICE, "care", now=NOON, term="aino")).readings == ()
    assert leaves()[-1] == ("search", "care", "allowed", 0)


def test_a_corrected_name_is_found_by_the_new_one_only(club: Club) -> None:
    joined = club.join("2024-01-02 09:00", last="Virtanen")
    assert yes(club.door.search(OFFICE, "care", now=NOON, term="virt")).readings
    record = joined.records[0]
    club.care(joined.subject, "2024-01-02 09:00", Put("name", {"first": "Aino", "last": "Koski"}, record=record))
    club.care(joined.subject, "2024-01-02 09:00", Put("reach", {"email": "uusi@kerho.example"}, record=joined.records[1]))
    assert not yes(club.door.search(OFFICE, "care", now=NOON, term="virt")).readings
    assert yes(club.door.search(OFFICE, "care", now=NOON, term="kosk")).readings
    assert not yes(club.door.search(OFFICE, "care", now=NOON, term="aino@kerho.example")).readings
    assert yes(club.door.search(OFFICE, "care", now=NOON, term="uusi@kerho.example")).readings


def test_search_forgets_the_erased_and_no_list_in_memory_keeps_them(club: Club) -> None:
    joined = club.join("2024-01-02 09:00")
    assert yes(club.door.search(OFFICE, "care", now=NOON, term="aino")).readings
    club.care(joined.subject, "2024-03-01", End(joined.ids["m"], "left"))
    club.request(joined.subject, "2024-03-02", Refuse(RefusalKind.ERASURE, ("care", "archive")))
    club.sweep("2024-04-15")
    names = club.door._house.names.entries
    assert not [words for _, _, words in names.values() if "aino" in words]
    assert count("lookup") == 0
    assert yes(club.door.search(OFFICE, "care", now=at("2024-04-16"), term="aino")).readings == ()
    assert yes(club.door.search(OFFICE, "care", now=at("2024-04-16"), term="aino@kerho.example")).readings == ()


def test_locating_gives_ids_for_our_own_work_and_nothing_to_anyone_else(club: Club) -> None:
    joined = club.join("2024-01-02 09:00")
    asked = {"now": NOON, "term": "AINO@kerho.example"}
    assert yes(club.door.locate(PRIVACY, "requests", **asked)) == (joined.subject,)  # type: ignore[arg-type]
    assert no(club.door.locate(OFFICE, "requests", **asked)).code is Code.ROLE  # type: ignore[arg-type]
    assert no(club.door.locate(EVERYONE, "care", **asked)).code is Code.ROLE  # type: ignore[arg-type]
    assert leaves()[-3:] == [("locate", "requests", "allowed", 1), ("locate", "requests", "denied-role", 0),
                             ("locate", "care", "denied-purpose", 0)]  # fmt: skip


def test_locating_also_finds_someone_whom_no_purpose_may_read_now(club: Club) -> None:
    joined = club.join("2024-01-02 09:00")
    club.care(joined.subject, "2024-01-20", End(joined.ids["m"], "left"))
    assert club.sees(OFFICE, "care", joined.subject, "2024-02-01") == set()
    assert yes(club.door.locate(PRIVACY, "requests", now=NOON, term="aino@kerho.example")) == (joined.subject,)


def test_a_search_role_may_not_use_the_machines_own_purposes(club: Club) -> None:
    club.join("2024-01-02 09:00")
    assert no(club.door.search(OFFICE, "indexing", now=NOON, term="aino")).code is Code.ROLE
    assert yes(club.door.search(SYSTEM, "indexing", now=NOON, term="aino")).readings


def test_the_next_page_does_not_depend_on_who_left_meanwhile(club: Club) -> None:
    members = people(club, 6)
    page = yes(club.door.list(OFFICE, "care", now=NOON, limit=3))
    club.request(members[1], "2024-02-01 12:30", Refuse(RefusalKind.OBJECTION, ("post",)))
    club.request(members[2], "2024-02-01 12:30", Restrict(("care",), "accuracy", date(2024, 6, 1)))
    yes(club.door.apply(OFFICE, "care", members[3], (Begin("course", planned=date(2024, 6, 1)),), now=at("2024-02-01 12:31")))
    rest = yes(club.door.list(OFFICE, "care", now=at("2024-02-01 13:00"), limit=3, after=page.next))
    assert [reading.subject for reading in rest.readings] == members[3:]


def test_nobody_is_reached_by_a_channel_that_the_notice_does_not_promise_for_the_purpose(club: Club) -> None:
    club.join("2024-01-02")
    now = at("2024-01-03")
    for verb, ask in (("list", club.door.list), ("count", club.door.count)):
        denied = no(ask(POST, "post", now=now, channel="email"))
        assert (denied.code, denied.detail) == (Code.NOT_OPEN, "email")
        assert leaves()[-1] == (verb, "post", "denied-channel", 0)
    assert len(yes(club.door.list(POST, "post", now=now, channel="phone")).readings) == 1
