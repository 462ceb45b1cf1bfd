"""What is held of which kind of subject, in which role, and what becomes of it when a notice stops collecting it of that kind."""

from typing import Any

from policy.scenes import SUBJECTS, Life, at, policy, run, through
from seloste.policy import Role

SCHOOL: dict[str, Any] = {
    "subjects": {
        "customer": {"name": "Asiakas", "party": True},
        "pupil": {"name": "Oppilas", "party": False, "controller": "schools"},
        "parent": {"name": "Huoltaja", "party": False, "controller": "towns"},
        "coach": {"name": "Valmentaja", "party": False, "controller": "league"},
    },
    "controllers": {
        "schools": {"name": "Koulut", "kind": "customer", "chosen": ["profile.group"]},
        "towns": {"name": "Kunnat", "kind": "customer"},
        "league": {"name": "Liitto", "kind": "joint"},
    },
    "matters": {"use": {"idle": "P24M"}},
    "data": {
        "profile": {"fields": {"name": "text", "group": {"type": "text", "optional": "controller"}}},
        "usage": {"subjects": ["customer"], "fields": {"x": "text"}},
    },
    "purposes": {"service": {"uses": ["profile", "usage"], "while": ["use"], "roles": ["desk"]}},
}


def test_a_category_that_names_no_kind_is_for_every_kind() -> None:
    categories = policy(SCHOOL).categories
    assert [kind for kind in SCHOOL["subjects"] if categories["profile"].is_for(kind)] == ["customer", "pupil", "parent", "coach"]
    assert [kind for kind in SCHOOL["subjects"] if categories["usage"].is_for(kind)] == ["customer"]


def test_an_optional_field_is_used_only_of_those_whose_controller_has_chosen_it() -> None:
    fields = policy(SCHOOL).categories["profile"].fields
    assert [kind for kind in SCHOOL["subjects"] if fields["name"].is_for(kind)] == ["customer", "pupil", "parent", "coach"]
    assert [kind for kind in SCHOOL["subjects"] if fields["group"].is_for(kind)] == ["pupil"]


def test_we_process_for_a_customer_that_decides_and_decide_ourselves_with_a_joint_controller() -> None:
    made = policy(SCHOOL)
    roles = {kind: made.role_for(kind) for kind in made.subjects}
    assert roles == {"customer": Role.CONTROLLER, "pupil": Role.PROCESSOR, "parent": Role.PROCESSOR, "coach": Role.CONTROLLER}
    assert made.processed_for == {"pupil": "schools", "parent": "towns"}


PLAIN: dict[str, Any] = {
    "subjects": SUBJECTS,
    "matters": {"use": {"idle": "P24M"}},
    "data": {"usage": {}},
    "purposes": {
        "service": {"uses": ["usage"], "while": ["use"]},
        "archive": {"keeps": ["usage"], "after": "service", "keep": "P5Y", "store": "archive"},
    },
}
NARROWER: dict[str, Any] = {**PLAIN, "data": {"usage": {"subjects": ["customer"]}}}


def used(kind: str, begun: str) -> tuple[Life, int]:
    life = Life(("2018-01-01", PLAIN), ("2020-06-01", NARROWER), kind=kind)
    life.begin("use", begun)
    return life, life.folder("usage", begun)


def test_what_a_notice_no_longer_collects_of_a_kind_falls_as_it_takes_effect() -> None:
    life, folder = used("contact_person", "2020-01-02")
    assert run(life.fate(folder)) == (at("2020-06-01"), at("2020-06-01"))


def test_what_it_still_collects_of_another_kind_stands_as_before() -> None:
    life, folder = used("customer", "2020-01-02")
    assert run(life.fate(folder)) == (through("2022-01-02"), through("2027-01-02"))


def test_a_ground_of_the_narrower_notice_keeps_nothing_of_that_kind() -> None:
    life, folder = used("contact_person", "2021-01-02")
    assert run(life.fate(folder)) == (at("2021-01-02"), at("2021-01-02"))
