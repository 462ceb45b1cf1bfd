"""What is foretold to fall: each folder with its own records, and by which ground's end, though others end too or keep something else."""

from datetime import date

from gate.club import EVERYONE, LAW, NOTICE, POST, Club, at, count, sql, yes
from gate.conftest import Taught, publish
from seloste import gate
from seloste.gate import Due
from seloste.home import Home
from seloste.policy import Begin, End, PlaceHold, Put, RefusalKind, Refuse, Release

REVIEW = date(2024, 6, 1)


def foretold(club: Club, on: str = "2040-01-01") -> dict[tuple[int, str], Due]:
    return {(due.subject, due.category): due for due in club.door.due(on=at(on))}


def leave(club: Club, when: str, email: str = "aino@kerho.example", *more: Put) -> int:
    joined = club.join("2024-01-02", email=email, more=more)
    club.care(joined.subject, when, End(joined.ids["m"], "left"))
    return joined.subject


def test_each_folder_counts_its_own_records_also_in_the_archive_and_where_ids_are_alike(club: Club) -> None:
    names = [Put("name", {"first": name}) for name in ("B", "C")]
    one = leave(club, "2024-02-01", "a@kerho.example", *names, Put("reach", {"phone": "040 123 4567"}))
    other = leave(club, "2024-02-01", "b@kerho.example", names[0])
    for number, category in enumerate(("name", "reach"), start=7):
        for table, column in (("folder", "id"), ("record", "folder")):
            sql(f"UPDATE {table} SET {column}=%s WHERE category=%s", number, category)
    for archived in (False, True):
        if archived:
            columns = "subject_id, id, controller_id, register_id, folder, category, matter, version, source, created, updated, ciphertext"
            sql(f"INSERT INTO archived_record ({columns}) SELECT {columns} FROM record WHERE category='name'")
            sql("DELETE FROM record WHERE category='name'")
        found = {place: due.records for place, due in foretold(club).items()}
        assert found == {(one, "name"): 3, (one, "reach"): 2, (other, "name"): 2, (other, "reach"): 1}


def test_what_is_asked_for_first_is_what_falls_first_of_this_register_and_has_a_key(club: Club) -> None:
    second = NOTICE.replace("key: club", "key: second")
    gate.publish(club.home, second.encode(), file="second.yaml", now=at("2020-01-01"))
    there = Club(club.home, gate.door(club.home, register="second"))
    club.door = gate.door(club.home, register="club")
    leave(there, "2024-01-10")
    late, early = leave(club, "2024-02-02", "a@kerho.example"), leave(club, "2024-02-01", "b@kerho.example")
    assert [due.subject for due in club.door.due(on=at("2024-04-01"))] == [early, late]
    assert [due.subject for due in club.door.due(on=at("2024-04-01"), limit=1)] == [early]
    sql("UPDATE folder SET marked=%s WHERE category='reach' AND subject_id=%s", at("2024-03-10"), early)
    assert [due.subject for due in club.door.due(on=at("2024-04-01"))] == [late]


def test_a_ground_of_a_matter_may_be_the_last_to_keep_what_is_the_persons(db: None, fresh_home: Home) -> None:
    news = NOTICE.replace("    reads: [reach]\n    roles: [post]", "    uses: [reach]\n    roles: [post]")
    club = Club(fresh_home, publish(fresh_home, news.encode()))
    joined = club.join("2024-01-02")
    letters = club.letters(joined.subject, "2024-01-03").ids["l"]
    club.care(joined.subject, "2024-02-01", End(joined.ids["m"], "left"))
    yes(club.door.apply(POST, "news", joined.subject, (End(letters, "enough"),), now=at("2024-03-01")))
    due = foretold(club)[joined.subject, "reach"]
    line = NOTICE.splitlines().index("  news:") + 1
    assert (due.falls, due.purpose, due.why, due.line) == (at("2024-03-01"), "news", "ended", line)


def test_what_hangs_on_a_matter_fell_with_its_own_ground_or_one_of_the_whole_person(taught: Taught) -> None:
    club, member, over, runs = taught
    by = {due.matter: (due.purpose, due.category) for due in club.door.due(on=at("2040-01-01")) if due.category == "lessons"}
    assert by == {over.ids["c"]: ("archive", "lessons"), runs.ids["c"]: ("archive", "lessons")}
    refused = Refuse(RefusalKind.OBJECTION, ("archive",))
    club.request(member, "2024-02-01", refused)
    by_purpose = {due.matter: due.purpose for due in club.door.due(on=at("2040-01-01")) if due.category == "lessons"}
    assert by_purpose == {over.ids["c"]: "care", runs.ids["c"]: "care"}


def test_another_matters_ground_is_not_what_kept_a_matters_folder(db: None, fresh_home: Home) -> None:
    teaching = NOTICE.replace("reads: [name, lessons]\n    roles: [desk]", "uses: [lessons]\n    reads: [name]\n    roles: [desk]")
    teaching = teaching.replace("uses: [name, reach, lessons]", "uses: [name, reach]").replace("keeps: [name, lessons]", "keeps: [name]")
    club = Club(fresh_home, publish(fresh_home, teaching.encode()))
    member = club.join("2024-01-02").subject
    begun = {}
    for day, planned in ((3, 20), (4, 25)):
        begin = Begin("course", ref="c", planned=date(2024, 1, planned))
        club.care(member, f"2024-01-0{day}", begin)
        ((course,),) = sql("SELECT id FROM matter WHERE kind='course' AND opened=%s", at(f"2024-01-0{day}"))
        yes(club.door.apply(EVERYONE, "teaching", member, (Put("lessons", {"title": "S"}, matter=course),), now=at(f"2024-01-0{day}")))
        begun[course] = planned
    club.care(member, "2024-01-15", End(next(iter(begun)), "ill"))
    found = {due.matter: (due.purpose, due.why, due.falls) for due in club.door.due(on=at("2024-06-01")) if due.category == "lessons"}
    first, second = begun
    assert found == {first: ("teaching", "ended", at("2024-01-15")), second: ("teaching", "planned", at("2024-01-26"))}


def test_neither_a_ground_that_only_read_nor_one_that_came_later_is_what_ended(club: Club) -> None:
    joined = club.join("2024-01-02")
    member = joined.subject
    letters = club.letters(member, "2024-01-03").ids["l"]
    hold = club.request(member, "2024-01-10", PlaceHold("q1", REVIEW)).decisions[0]
    club.care(member, "2024-02-01", End(joined.ids["m"], "left"))
    yes(club.door.apply(POST, "news", member, (End(letters, "enough"),), now=at("2024-02-15")))
    club.request(member, "2024-03-01", Release(hold))
    club.care(member, "2024-03-05", Begin("membership"))
    due = foretold(club)[member, "reach"]
    assert (due.falls, due.purpose, due.why) == (at("2024-03-01"), "care", "ended")


def test_what_no_ground_is_left_of_falls_without_one_and_by_no_line(club: Club) -> None:
    member = leave(club, "2024-02-01")
    yes(club.door.apply(LAW, "disputes", member, (Begin("dispute"),), now=at("2024-02-01")))
    sql("DELETE FROM ground WHERE purpose<>'disputes'")
    due = foretold(club)[member, "reach"]
    assert (due.purpose, due.why, due.line) == ("", "no-ground", 0)
    assert count("folder") == 2
