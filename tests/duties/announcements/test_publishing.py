"""A material change is published only after it was told as promised; old data don't slide under new purposes (Art. 6(4), 13(3), WP260)."""

import pytest

from duties.announcements.conftest import PROMISED, Change, dated, read
from gate.club import POST, at, no, yes
from seloste import gate
from seloste.duties.announcements import checks, planning, publishing
from seloste.duties.announcements.planning import Why
from seloste.duties.announcements.promise import promised
from seloste.duties.announcements.telling import NotComingError, told
from seloste.policy import Code

LONGER = dated(PROMISED.replace("keep: P5Y", "keep: P6Y"), "2024-03-01")
SHORTER = PROMISED.replace("keep: P5Y", "keep: P4Y")
SURVEYS = """\
  surveys:
    name: Kyselyt
    why: Kysymme mielipidettä.
    basis: legitimate-interest
    interest: Etu.
    reads: [name, reach]
    roles: [post]
    while: [membership]
"""
NEW_PURPOSE = dated(PROMISED.replace("sources:\n", f"{SURVEYS}sources:\n", 1), "2024-03-01")
TO_ALL = NEW_PURPOSE.replace("    name: Kyselyt\n", "    name: Kyselyt\n    applies: all\n")
ASSESSED = TO_ALL.replace(
    "    applies: all\n", "    applies: all\n    compatibility: Kysely koskee samaa jäsenyyttä, ja siitä voi kieltäytyä.\n"
)
POST_AT = (PROMISED.index("  post:\n    name: Posti"), PROMISED.index("sources:"))
WITHOUT_POST = dated(PROMISED[: POST_AT[0]] + PROMISED[POST_AT[1] :], "2024-03-01")


@pytest.mark.promise("LN-58", by="behaviour")
def test_a_material_change_that_nobody_was_told_of_is_not_published(change: Change) -> None:
    assert change.why(LONGER, "2024-02-01") == [Why.UNANNOUNCED]


@pytest.mark.promise("LN-58", by="behaviour")
@pytest.mark.parametrize("channel", ["site", "email"])
def test_told_on_one_of_the_promised_channels_in_time_it_is_published(change: Change, channel: str) -> None:
    change.tell(LONGER, channel, "2024-02-10 12:00")  # type: ignore[arg-type]
    assert change.why(LONGER, "2024-02-10 12:01") == []
    assert change.club.door.notices()[1][1] == at("2024-03-01")


def test_a_channel_that_was_not_promised_does_not_count(change: Change) -> None:
    change.tell(LONGER, "product", "2024-02-01")
    assert change.why(LONGER, "2024-02-02") == [Why.UNANNOUNCED]


@pytest.mark.promise("LN-58", by="behaviour")
def test_told_too_late_it_waits_until_the_promised_time_has_passed(change: Change) -> None:
    change.tell(LONGER, "site", "2024-02-20 09:00")
    made = change.publish(LONGER, "2024-02-20 09:01")
    assert made.plan is not None
    assert [each.why for each in made.plan.obstacles] == [Why.TOO_SOON]
    assert "2024-03-06" in made.plan.obstacles[0].message
    assert change.publish(LONGER, "2024-02-20 09:02", effective="2024-03-05").number == 0
    assert change.publish(LONGER, "2024-02-20 09:02", effective="2024-03-06").number == 2


def test_it_may_not_bind_before_the_day_its_own_page_tells(change: Change) -> None:
    change.tell(LONGER, "site", "2024-01-01")
    made = change.publish(LONGER, "2024-02-01", effective="2024-02-15")
    assert made.plan is not None
    assert {each.why for each in made.plan.obstacles} == {Why.OTHER_DATE, Why.TOO_SOON}


@pytest.mark.promise("OA-31", by="behaviour")
def test_where_every_channel_is_promised_one_is_not_enough(change: Change) -> None:
    every = dated(PROMISED, "2020-06-01").replace("channels: [site, email], lead", "channels: [site, product], every: true, lead")
    change.tell(every, "site", "2020-05-01")
    assert change.why(every, "2020-05-02") == []
    coming = LONGER.replace("channels: [site, email], lead", "channels: [site, product], every: true, lead")
    change.tell(coming, "site", "2024-02-01")
    assert change.why(coming, "2024-02-02") == [Why.UNANNOUNCED]
    change.tell(coming, "product", "2024-02-10")
    assert change.why(coming, "2024-02-10 01:00") == []


@pytest.mark.promise("LN-60", by="behaviour")
def test_the_advice_to_read_the_notice_regularly_never_counts_as_telling(change: Change) -> None:
    advised = LONGER.replace("lead: P14D}", "lead: P14D, advice: Lue seloste säännöllisesti.}")
    assert change.why(advised, "2024-02-01") == [Why.UNANNOUNCED]
    assert promised(read(advised)).channels == ("site", "email")


def test_the_promise_of_the_notice_in_force_binds_and_not_that_of_the_coming_one(change: Change) -> None:
    hasty = LONGER.replace("lead: P14D", "lead: PT0S")
    change.tell(hasty, "site", "2024-02-28")
    assert change.why(hasty, "2024-02-28 01:00") == [Why.TOO_SOON]


def test_a_change_that_is_not_material_needs_no_announcement(change: Change) -> None:
    assert change.why(SHORTER, "2024-02-01") == []
    assert checks.changes_announced(change.club.door).of == 0


def test_a_notice_that_promised_nothing_still_owes_people_a_word(change: Change) -> None:
    silent = dated(PROMISED.replace("changes: {channels: [site, email], lead: P14D}\n", ""), "2020-06-01")
    change.tell(silent, "email", "2020-05-01")
    assert change.why(silent, "2020-05-02") == []
    coming = LONGER.replace("changes: {channels: [site, email], lead: P14D}\n", "")
    assert change.why(coming, "2024-02-01") == [Why.UNANNOUNCED]
    change.tell(coming, "letter", "2024-02-01")
    assert change.why(coming, "2024-02-02") == []


@pytest.mark.parametrize(("source", "when"), [(PROMISED, "2024-02-01"), (LONGER, "2024-03-02")])
def test_what_is_in_force_or_overdue_cannot_be_announced(change: Change, source: str, when: str) -> None:
    with pytest.raises(NotComingError):
        change.tell(source, "site", when)


def test_telling_twice_keeps_the_first_day(change: Change) -> None:
    change.tell(LONGER, "site", "2024-02-01")
    change.tell(LONGER, "site", "2024-02-05")
    assert told(change.club.door, read(LONGER).sha256) == {"site": at("2024-02-01")}


def test_another_text_than_the_one_announced_is_another_notice(change: Change) -> None:
    change.tell(LONGER, "site", "2024-02-01")
    assert change.why(LONGER.replace("keep: P6Y", "keep: P7Y"), "2024-02-02") == [Why.UNANNOUNCED]


@pytest.mark.promise("LN-58", by="behaviour")
def test_the_board_finds_a_material_version_that_slipped_past_the_duty(change: Change) -> None:
    gate.publish(change.home, LONGER.encode(), file="n.yaml", now=at("2024-02-01"), effective=at("2024-03-01"))
    found = checks.changes_announced(gate.door(change.home))
    assert (found.breaches, found.of, found.samples) == (1, 1, (2,))


def test_a_purpose_that_is_gone_is_refused_until_it_is_said_to_end(change: Change) -> None:
    change.tell(WITHOUT_POST, "site", "2024-01-02")
    assert change.why(WITHOUT_POST, "2024-02-01") == [Why.VANISHED]
    found = change.plan(WITHOUT_POST, "2024-02-01").obstacles[0]
    assert found.line == read(PROMISED).line("purposes.post")
    assert "--ends post" in found.fix
    assert change.why(WITHOUT_POST, "2024-02-01", "post") == []


def test_a_purpose_under_another_key_is_pointed_at(change: Change) -> None:
    obstacles = change.plan(PROMISED.replace("\n  post:\n", "\n  letters_out:\n"), "2024-02-01").obstacles
    (found,) = [each for each in obstacles if each.why is Why.VANISHED]
    assert found.fix.startswith("`letters_out` looks like it under another key: to rename it, keep the key `post` and change its `name`")


def test_a_purpose_whose_key_stays_may_be_renamed_and_nothing_falls(change: Change) -> None:
    member = change.club.join("2020-02-01").subject
    before = change.club.folders(member)
    renamed = PROMISED.replace("name: Posti\n", "name: Kirjeposti\n")
    assert change.why(renamed, "2024-02-01") == []
    assert change.club.folders(member) == before


def test_a_purpose_added_later_does_not_reach_data_that_are_here_already(change: Change) -> None:
    old = change.club.join("2023-01-02").subject
    change.tell(NEW_PURPOSE, "site", "2024-02-01")
    assert change.why(NEW_PURPOSE, "2024-02-02") == []
    assert no(change.club.read(POST, "surveys", old, "2024-02-29")).code is Code.NO_PURPOSE
    assert no(change.club.read(POST, "surveys", old, "2024-03-02")).code is Code.NOT_OPEN
    new = change.club.join("2024-03-02", email="b@kerho.example").subject
    assert change.club.sees(POST, "surveys", new, "2024-03-02 01:00") == {"name", "reach"}
    assert {r.subject for r in yes(change.club.door.list(POST, "surveys", now=at("2024-03-03"))).readings} == {new}


def test_a_new_purpose_for_everyone_needs_an_assessment_and_an_announcement(change: Change) -> None:
    assert set(change.why(TO_ALL, "2024-02-01")) == {Why.UNASSESSED, Why.UNANNOUNCED}
    change.tell(TO_ALL, "site", "2024-02-01")
    assert change.why(TO_ALL, "2024-02-02") == [Why.UNASSESSED]
    assert change.why(ASSESSED, "2024-02-02") == [Why.UNANNOUNCED]


def test_assessed_and_announced_it_reaches_everyone_from_its_day(change: Change) -> None:
    old = change.club.join("2023-01-02").subject
    change.tell(ASSESSED, "email", "2024-02-01")
    found = change.plan(ASSESSED, "2024-02-02")
    assert found.impact is not None
    assert found.impact.opened == {("surveys", "name"): 1, ("surveys", "reach"): 1}
    assert change.why(ASSESSED, "2024-02-02") == []
    assert change.club.sees(POST, "surveys", old, "2024-02-29") == set()
    assert change.club.sees(POST, "surveys", old, "2024-03-01") == {"name", "reach"}


def test_a_file_with_findings_is_given_back_with_all_of_them(change: Change) -> None:
    broken = PROMISED.replace("within: P30D", "within: pian").replace("uses: [code]", "uses: [code, shoes]")
    made = publishing.publish(change.home, broken.encode(), file="n.yaml", effective=at("2024-02-01"), now=at("2024-02-01"))
    assert (made.number, made.plan) == (0, None)
    assert len(made.findings) >= 2


def test_the_same_notice_again_is_nothing_to_publish(change: Change) -> None:
    assert change.why(PROMISED, "2024-02-01") == [Why.SAME]
    found = change.plan(PROMISED, "2024-02-01").obstacles[0]
    assert (found.message, found.fix) == ("this very notice is version 1, in force since 2020-01-01", "nothing to do")


def test_one_that_is_published_and_not_yet_in_force_says_from_when_it_binds(change: Change) -> None:
    change.tell(LONGER, "site", "2024-02-01")
    assert change.why(LONGER, "2024-02-02") == []
    assert change.why(LONGER, "2024-02-03") == [Why.SAME]
    assert change.plan(LONGER, "2024-02-03").obstacles[0].message == "this very notice is version 2, published, and binds from 2024-03-01"


@pytest.mark.promise("LN-58", by="behaviour")
def test_an_earlier_version_does_not_come_back_by_what_was_told_of_it_then(change: Change) -> None:
    change.tell(LONGER, "site", "2024-02-01")
    assert change.why(LONGER, "2024-02-02") == []
    assert change.why(dated(SHORTER, "2024-04-01"), "2024-03-02") == []
    assert change.why(LONGER, "2024-05-01") == [Why.EARLIER]
    found = change.plan(LONGER, "2024-05-01").obstacles[0]
    assert found.message == "this very notice was published before, as version 2 from 2024-03-01, and version 3 came after it"
    assert (found.line, "`dates.effective`" in found.fix) == (read(LONGER).line("dates.effective"), True)
    with pytest.raises(NotComingError, match="version 3 came after it"):
        change.tell(LONGER, "site", "2024-05-01")


def test_an_earlier_text_comes_back_with_a_day_of_its_own_once_people_were_told(change: Change) -> None:
    assert change.why(dated(SHORTER, "2024-02-01"), "2024-02-01") == []
    again = dated(PROMISED, "2024-03-01")
    assert change.why(again, "2024-02-02") == [Why.UNANNOUNCED]
    change.tell(again, "site", "2024-02-02")
    assert change.why(again, "2024-02-03") == []
    versions = change.club.door.notices()
    assert [number for number, _, _ in versions] == [1, 2, 3]
    assert change.club.door.notice_at(at("2024-03-01")).sha256 == read(again).sha256
    assert versions[0][2].purposes == versions[2][2].purposes


@pytest.mark.promise("OA-30", by="behaviour")
def test_earlier_versions_stay_and_a_record_knows_its_own(change: Change) -> None:
    joined = change.club.join("2023-01-02")
    change.tell(LONGER, "site", "2024-02-01")
    change.publish(LONGER, "2024-02-02")
    first, second = (notice for _, _, notice in change.club.door.notices())
    assert change.club.door.notice_at(at("2024-02-29")).sha256 == first.sha256
    assert change.club.door.notice_at(at("2024-03-01")).sha256 == second.sha256
    entries = yes(change.club.read(POST, "post", joined.subject, "2024-03-02")).entries
    assert {entry.notice for entry in entries} == {first.sha256}


def test_a_plan_tells_what_changes_and_whom_it_touches_and_changes_nothing(change: Change) -> None:
    change.club.join("2023-01-02")
    found = change.plan(SHORTER, "2024-02-01")
    assert found.impact is not None
    assert (found.impact.people, found.impact.earlier) == (1, {"name": 1})
    assert not found.material
    assert len(change.club.door.notices()) == 1
    assert planning.promise_at(change.club.door, at("2024-02-01")).every is False
