"""Kinds of subject at the gate: which categories and optional fields are for whom, and in which role we hold them, in a small school."""

from collections.abc import Mapping

import pytest

from gate.club import NOTICE, OFFICE, POST, PRIVACY, at, count, held, leaves, no, yes
from gate.conftest import publish
from seloste import gate
from seloste.gate import Door
from seloste.home import Home
from seloste.policy import Begin, Change, Code, Denial, NewSubject, Put, Role

SCHOOL = (
    NOTICE.replace(
        "subjects: {member: {name: Jäsen, party: true}, helper: {name: Auttaja, party: false}}",
        "subjects: {member: {name: Jäsen, party: true}, helper: {name: Auttaja, party: false},"
        " pupil: {name: Oppilas, party: false, controller: schools}}\n"
        "controllers: {schools: {name: Koulut, kind: customer, contact: koulu@koulu.example}}",
    )
    .replace("{member: contract, helper: legitimate-interest}", "{member: contract, helper: legitimate-interest, pupil: public-task}")
    .replace("reach: {name: Yhteys, fields: {", "reach: {name: Yhteys, fields: {nick: {type: text, optional: controller}, ")
    .replace("  lessons: {name: Tunnit, of: course,", "  lessons: {name: Tunnit, of: course, subjects: [member, pupil],")
    .replace("    basis: consent\n", "    basis: {member: consent, helper: consent}\n")
    .replace(
        "    basis: legitimate-interest\n    interest: Etu.\n    reads: [name, reach]\n",
        "    basis: {member: legitimate-interest, helper: legitimate-interest}\n    interest: Etu.\n    reads: [name, reach]\n",
    )
)
CHOSEN = SCHOOL.replace("kind: customer,", "kind: customer, chosen: [reach.nick],")


@pytest.fixture
def school(db: None, fresh_home: Home) -> Door:
    """The school's register: nothing optional is chosen."""
    return publish(fresh_home, SCHOOL.encode())


def join(door: Door, kind: str, when: str = "2024-01-02", *more: Change) -> int:
    changes: tuple[Change, ...] = (Begin("membership"), Begin("course", ref="c"), Put("name", {"first": "Aino"}), *more)
    return yes(door.apply(OFFICE, "care", NewSubject(kind), changes, now=at(when))).subject


def put(door: Door, subject: int, category: str, values: Mapping[str, object], when: str = "2024-01-03") -> object:
    matter = "c" if category == "lessons" else 0
    return door.apply(OFFICE, "care", subject, (Begin("course", ref="c"), Put(category, values, matter=matter)), now=at(when))


def test_a_category_is_refused_of_a_kind_it_is_not_for_and_the_refusal_names_its_line(school: Door) -> None:
    helper = join(school, "helper")
    before = held()
    denial = no(put(school, helper, "lessons", {"title": "Soutu"}))
    assert (denial.code, denial.detail) == (Code.NOT_FOR_KIND, "lessons")
    assert SCHOOL.splitlines()[denial.line - 1].strip().startswith("lessons:")
    assert held() == before
    assert leaves()[-1] == ("write", "care", "denied-SEL-G013", 1)
    for kind in ("member", "pupil"):
        yes(put(school, join(school, kind), "lessons", {"title": "Soutu"}))


def test_of_somebody_new_nothing_is_stored_when_a_category_is_not_for_them(school: Door) -> None:
    changes = (Begin("membership"), Begin("course", ref="c"), Put("lessons", {"title": "Soutu"}, matter="c"))
    assert no(school.apply(OFFICE, "care", NewSubject("helper"), changes, now=at("2024-01-02"))).code is Code.NOT_FOR_KIND
    assert count("subject") == 0


def test_where_the_purpose_is_not_open_the_refusal_tells_nothing_of_the_kind(school: Door) -> None:
    helper = join(school, "helper")
    answer = school.apply(OFFICE, "care", helper, (Put("lessons", {"title": "Soutu"}),), now=at("2027-01-02"))
    nobody = school.apply(OFFICE, "care", 4711, (Put("lessons", {"title": "Soutu"}),), now=at("2027-01-02"))
    assert no(answer) == no(nobody)


@pytest.mark.parametrize("kind", ["member", "helper", "pupil"])
def test_an_optional_field_is_off_for_everyone_until_it_is_chosen(school: Door, kind: str) -> None:
    denial = no(put(school, join(school, kind), "reach", {"email": "a@kerho.example", "nick": "A"}))
    assert [(problem.field, problem.code) for problem in denial.problems] == [("nick", "SEL-P015")]


def test_a_chosen_field_is_on_for_those_whose_controller_chose_it_from_the_day_the_choice_takes_effect(
    school: Door, fresh_home: Home
) -> None:
    pupil, member = join(school, "pupil"), join(school, "member")
    made = gate.publish(fresh_home, CHOSEN.encode(), file="notice.yaml", now=at("2024-02-01"), effective=at("2024-03-01"), actor=PRIVACY)
    assert made.number == 2, made.findings
    assert leaves()[-1] == ("publish", "accountability", "allowed", 0), "whoever turned it on stands in the ledger"
    door = gate.door(fresh_home)
    assert isinstance(put(door, pupil, "reach", {"nick": "A"}, "2024-02-29"), Denial)
    yes(put(door, pupil, "reach", {"nick": "A"}, "2024-03-01"))
    assert isinstance(put(door, member, "reach", {"nick": "A"}, "2024-03-01"), Denial)


@pytest.mark.parametrize("chosen", ["reach.email", "reach.shoe", "shoes.nick"])
def test_only_a_field_that_is_optional_can_be_chosen(db: None, fresh_home: Home, chosen: str) -> None:
    source = CHOSEN.replace("reach.nick", chosen)
    made = gate.publish(fresh_home, source.encode(), file="notice.yaml", now=at("2024-01-01"))
    assert made.number == 0
    assert [(finding.id, finding.path) for finding in made.findings if finding.severity == "error"] == [
        ("NX-ref", "controllers.schools.chosen.0")
    ]


def test_every_answer_about_somebody_says_in_which_role_we_hold_their_data(school: Door) -> None:
    people = {kind: join(school, kind, "2024-01-02", Put("reach", {"email": f"{kind}@kerho.example"})) for kind in ("member", "pupil")}
    wanted = {people["member"]: Role.CONTROLLER, people["pupil"]: Role.PROCESSOR}
    now = at("2024-01-03")
    assert {s: yes(school.read(OFFICE, "care", s, now=now)).role for s in wanted} == wanted
    assert {r.subject: r.role for r in yes(school.list(OFFICE, "care", now=now)).readings} == wanted
    assert {r.subject: r.role for r in yes(school.search(OFFICE, "care", now=now, term="aino")).readings} == wanted
    lives = {s: yes(school.life(PRIVACY, "requests", s, now=now)) for s in wanted}
    assert {s: life.role for s, life in lives.items()} == wanted
    assert {s: life.decided_by for s, life in lives.items()} == {people["member"]: "", people["pupil"]: "schools"}


def test_what_is_given_to_a_recipient_says_the_role_too(school: Door) -> None:
    pupil = join(school, "pupil", "2024-01-02", Put("reach", {"email": "p@kerho.example"}))
    assert yes(school.disclose(OFFICE, "care", pupil, gate.Order("boats"), now=at("2024-01-03"))).role is Role.PROCESSOR


def test_what_we_process_for_another_serves_no_purpose_that_the_notice_does_not_give_its_kind(school: Door, fresh_home: Home) -> None:
    source = SCHOOL.replace("{member: consent, helper: consent}", "{member: consent, pupil: consent}")
    made = gate.publish(fresh_home, source.encode(), file="notice.yaml", now=at("2024-01-01"))
    assert (made.number, [finding.id for finding in made.findings if finding.severity == "error"]) == (0, ["N13-1c"])
    assert no(school.apply(POST, "news", join(school, "pupil"), (Begin("letters"),), now=at("2024-01-03"))).code is Code.NOT_OPEN
