"""One subject read for one purpose: what it opens, what stays locked, and every no."""

from datetime import date

import pytest

from gate.club import BOOKS, DESK, EVERYONE, LAW, OFFICE, POST, ROLES, Club, at, count, leaves, no, sql, yes
from seloste.policy import Code, Denial, Put, Restrict

NOBODY = 4711


def test_a_purpose_opens_its_own_categories_and_no_other(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    club.course(member, "2024-01-03", "2024-06-30")
    club.check(member, "2024-01-03 10:00")
    assert club.sees(OFFICE, "care", member, "2024-01-03 11:00") == {"name", "reach", "lessons"}
    assert club.sees(POST, "post", member, "2024-01-03 11:00") == {"name", "reach"}
    assert club.sees(DESK, "checking", member, "2024-01-03 11:00") == {"name", "code"}
    assert club.sees(EVERYONE, "care", member, "2024-01-03 11:00") == {"name", "reach", "lessons"}


def test_what_a_purpose_does_not_open_stands_there_locked_and_names_who_may_open_it(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    club.check(member, "2024-01-03")
    locked = yes(club.read(OFFICE, "care", member, "2024-01-03 12:00")).locked
    assert [(lock.category, lock.purposes, lock.roles) for lock in locked] == [("code", ("checking",), ("desk",))]


def test_nothing_is_locked_that_does_not_stand(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    assert yes(club.read(OFFICE, "care", member, "2024-01-02 10:00")).locked == ()


def test_a_read_can_ask_for_less_but_never_for_more(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    club.check(member, "2024-01-03")
    some = yes(club.door.read(OFFICE, "care", member, now=at("2024-01-03 12:00"), categories=("name",)))
    more = yes(club.door.read(OFFICE, "care", member, now=at("2024-01-03 12:00"), categories=("name", "code", "nothing")))
    assert {e.category for e in some.entries} == {e.category for e in more.entries} == {"name"}


def test_an_entry_says_what_it_is_and_when_it_falls(club: Club) -> None:
    joined = club.join("2024-01-02 09:00")
    (entry,) = yes(club.read(OFFICE, "care", joined.subject, "2024-01-05")).of("name")
    assert entry.values == {"first": "Aino", "last": "Väisänen"}
    assert (entry.source, entry.created, entry.archived) == ("person", at("2024-01-02 09:00"), False)
    assert entry.live_until == at("2026-01-03")
    assert entry.falls == at("2031-01-03"), "five years in the archive after the membership's two years of silence"


@pytest.mark.promise("LN-07", by="behaviour")
@pytest.mark.parametrize("purpose", ["", "curiosity", "Aino Väisänen 131052-902Y"])
def test_without_a_purpose_of_the_notice_nothing_is_done_and_the_ledger_keeps_no_words_of_the_asker(club: Club, purpose: str) -> None:
    member = club.join("2024-01-02 09:00").subject
    before, now = leaves(), at("2024-01-02 10:00")
    answers = (
        club.door.read(EVERYONE, purpose, member, now=now),
        club.door.list(EVERYONE, purpose, now=now),
        club.door.search(EVERYONE, purpose, now=now, term="aino@kerho.example"),
        club.door.locate(EVERYONE, purpose, now=now, term="aino@kerho.example"),
        club.door.life(EVERYONE, purpose, member, now=now),
        club.door.apply(EVERYONE, purpose, member, (Put("name", {"first": "A"}),), now=now),
    )
    assert {no(answer).code for answer in answers} == {Code.NO_PURPOSE}
    verbs = ["read", "list", "search", "locate", "life", "write"]
    assert leaves()[len(before) :] == [(verb, "", "denied-purpose", 0) for verb in verbs]


@pytest.mark.promise("LN-44", "AL-53", by="behaviour")
def test_every_purpose_is_open_to_the_notices_roles_and_to_no_other(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    now = at("2024-01-02 10:00")
    for key, purpose in club.door.policy_at(now).purposes.items():
        for actor in ROLES:
            answer = club.door.read(actor, key, member, now=now)
            denied = isinstance(answer, Denial) and answer.code is Code.ROLE
            assert denied == (not purpose.roles & actor.roles), (key, actor.unit)


def test_a_denied_role_is_told_which_line_and_roles_before_anyone_looks(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    for subject in (member, NOBODY):
        denial = no(club.read(POST, "care", subject, "2024-01-02 10:00"))
        assert (denial.code, denial.detail) == (Code.ROLE, "office")
        assert denial.line == club.door.notice_at(at("2024-01-02")).line("purposes.care") > 0
    assert leaves()[-2:] == [("read", "care", "denied-role", 0)] * 2


def test_unknown_no_ground_and_restricted_are_one_denial_and_only_the_ledger_knows_which(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    stranger = club.join("2024-01-02 09:00", email="eero@kerho.example").subject
    club.request(stranger, "2024-01-02 10:00", Restrict(("care", "post"), "accuracy", date(2024, 3, 1)))
    club.letters(stranger, "2024-01-02 11:00")
    denials = {
        club.read(POST, "news", NOBODY, "2024-01-03"),
        club.read(POST, "news", member, "2024-01-03"),
        club.door.read(POST, "news", member, now=at("2024-01-03"), categories=("reach",)),
    }
    assert len(denials) == 1
    care = {club.read(OFFICE, "care", NOBODY, "2024-01-03"), club.read(OFFICE, "care", stranger, "2024-01-03")}
    assert len(care) == 1
    assert {no(d).code for d in denials | care} == {Code.NOT_OPEN}
    said = [outcome for verb, _, outcome, _ in leaves() if verb == "read"]
    assert said == ["denied-unknown", "denied-no-ground", "denied-no-ground", "denied-unknown", "denied-restricted"]


def test_a_denial_on_someone_is_part_of_their_access_log_and_one_on_nobody_is_nobodys(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    no(club.read(POST, "news", member, "2024-01-03"))
    no(club.read(POST, "news", NOBODY, "2024-01-03"))
    assert count("ledger_side", "subject=%s", member) == 2
    assert count("ledger_side", "subject=%s", NOBODY) == 0


def test_a_read_before_the_first_notice_shows_nothing(club: Club) -> None:
    with pytest.raises(LookupError):
        club.read(OFFICE, "care", NOBODY, "2019-12-31")


def test_a_matters_folder_is_opened_by_that_matter_only(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    first = club.course(member, "2024-01-03", "2024-03-31", {"title": "Soutu"}).ids["c"]
    second = club.course(member, "2024-01-04", "2024-06-30", {"title": "Purje"}).ids["c"]

    def taught(when: str) -> set[int]:
        return {entry.matter for entry in yes(club.read(DESK, "teaching", member, when)).of("lessons")}

    assert taught("2024-03-31 23:59") == {first, second}
    assert taught("2024-04-01") == {second}, "the first one's lessons still stand, for the care of the member"
    assert {entry.matter for entry in yes(club.read(OFFICE, "care", member, "2024-04-01")).of("lessons")} == {first, second}


def test_one_purpose_does_not_open_for_another(club: Club) -> None:
    member = club.join("2024-01-02 09:00").subject
    club.bill(member, "2024-02-01")
    assert club.sees(BOOKS, "books", member, "2024-02-02") == {"bills"}
    assert no(club.read(LAW, "disputes", member, "2024-02-02")).code is Code.NOT_OPEN
    assert sql("SELECT DISTINCT purpose FROM ground WHERE purpose='disputes'") == []


def test_one_record_may_be_read_alone(club: Club) -> None:
    joined = club.join("2024-01-02")
    reading = yes(club.door.read(OFFICE, "care", joined.subject, now=at("2024-02-01"), record=joined.records[0]))
    assert [entry.record for entry in reading.entries] == [joined.records[0]]
    other = club.join("2024-01-02", email="toinen@kerho.example")
    strange = yes(club.door.read(OFFICE, "care", joined.subject, now=at("2024-02-01"), record=other.records[0]))
    assert strange.entries == (), "another's record is not this person's"
