"""A life without its values: what stands of matters, grounds and folders, each from its own column; and who is told of it."""

from gate.club import NOTICE, OFFICE, POST, PRIVACY, Club, at, leaves, no, sql, yes
from seloste import gate
from seloste.gate import Life
from seloste.policy import Code, End, RefusalKind, Refuse

NOON = at("2024-02-01 12:00")
NOBODY = 4_611_686_018_427_387_903


def told(club: Club, subject: int) -> Life:
    return yes(club.door.life(PRIVACY, "requests", subject, now=NOON))


def test_a_life_tells_each_thing_from_its_own_column(club: Club) -> None:
    joined = club.join("2024-01-02", kind="helper")
    member = joined.subject
    course = club.course(member, "2024-01-03", "2024-12-31").ids["c"]
    club.care(member, "2024-01-20", End(course, "ill"))
    life = told(club, member)
    assert (life.subject, life.kind, life.created) == (member, "helper", at("2024-01-02"))
    assert [(one.id, one.kind, one.opened, one.why, one.reason) for one in life.matters] == [
        (joined.ids["m"], "membership", at("2024-01-02"), "idle", ""),
        (course, "course", at("2024-01-03"), "ended", "ill"),
    ]
    assert life.matters[1].ends == at("2024-01-20")
    care = next(one for one in life.grounds if one.purpose == "care")
    ((ground, ends),) = sql("SELECT id, ends FROM ground WHERE purpose='care'")
    assert (care.id, care.matter, care.basis, care.opened, care.why) == (ground, 0, "legitimate-interest", at("2024-01-02"), "idle")
    assert (care.ends.replace(tzinfo=None), care.version, care.store) == (ends, 1, "live")
    assert care.line == NOTICE.splitlines().index("  care:") + 1
    assert [(one.category, one.matter) for one in life.folders] == [("lessons", course), ("name", 0), ("reach", 0)]
    reach = life.folders[2]
    stored = sql("SELECT id, generation, arrived, live_until, falls, doom FROM folder WHERE category='reach'")[0]
    assert (reach.id, reach.generation, reach.archived) == (stored[0], stored[1], False)
    told_dates = (reach.arrived, reach.live_until, reach.falls, reach.doom)
    assert [one and one.replace(tzinfo=None) for one in told_dates] == list(stored[2:])
    assert [event.recorded for event in life.events] == sorted(event.recorded for event in life.events)
    assert len(life.events) == 3


def test_grounds_come_in_the_order_of_time_and_one_of_a_purpose_that_is_gone_has_no_line(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.letters(member, "2024-01-10")
    club.request(member, "2024-01-15", Refuse(RefusalKind.BAN, ("post",)))
    start, end = NOTICE.index("  post:\n    name: Posti"), NOTICE.index("sources:")
    gate.publish(club.home, (NOTICE[:start] + NOTICE[end:]).encode(), file="n.yaml", now=at("2024-01-20"))
    club.door = gate.door(club.home)
    life = told(club, member)
    assert [one.opened for one in life.grounds] == sorted(one.opened for one in life.grounds)
    assert {one.line > 0 for one in life.grounds if one.purpose == "post"} == {False}
    assert {one.line > 0 for one in life.grounds if one.purpose in ("care", "news")} == {True}
    assert [(one.purpose, one.lifted) for one in life.refusals] == [("post", None)]


def test_whose_life_may_be_told_to_whom_and_what_is_written_down_of_it(club: Club) -> None:
    member = club.join("2024-01-02").subject
    before = len(leaves())
    assert no(club.door.life(OFFICE, "care", NOBODY, now=NOON)).code is Code.NOT_OPEN
    assert no(club.door.life(POST, "news", member, now=NOON)).code is Code.NOT_OPEN
    assert no(club.door.life(PRIVACY, "requests", NOBODY, now=NOON)).code is Code.NOT_OPEN
    assert yes(club.door.life(OFFICE, "care", member, now=NOON)).subject == member
    assert yes(club.door.life(PRIVACY, "requests", member, now=NOON)).subject == member
    assert leaves()[before:] == [
        ("life", "care", "denied-unknown", 0),
        ("life", "news", "denied-no-ground", 1),
        ("life", "requests", "denied-unknown", 0),
        ("life", "care", "allowed", 1),
        ("life", "requests", "allowed", 1),
    ]
