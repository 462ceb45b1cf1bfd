"""The people of a demo home: the same for a seed, and nobody real."""

from __future__ import annotations

import random
from datetime import date

import phonenumbers
import pytest
from faker.providers.person.fi_FI import Provider as FinnishNames
from faker.providers.person.sv_SE import Provider as SwedishNames
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fi import hetu, ytunnus

from seloste.faces.cli.demo import people

CROWD = [people.person(7, index) for index in range(600)]


def test_the_same_seed_makes_the_same_people() -> None:
    assert [people.person(7, index) for index in range(600)] == CROWD
    assert people.person(8, 0) != CROWD[0]


def test_mail_goes_to_reserved_domains_only() -> None:
    assert all(someone.email.endswith(".example") and someone.email.isascii() for someone in CROWD)
    assert len({someone.email for someone in CROWD}) == len(CROWD)


def test_phone_numbers_are_possible_and_no_ones() -> None:
    for someone in CROWD:
        number = phonenumbers.parse(someone.phone, "FI")
        assert phonenumbers.is_possible_number(number)
        assert not phonenumbers.is_valid_number(number)
        assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL).startswith("09 0")


def test_identity_codes_have_the_right_check_character_and_an_artificial_number() -> None:
    for someone in CROWD:
        assert hetu.is_valid(someone.identity_code, allow_temporary=True)
        assert not hetu.is_valid(someone.identity_code)
        assert 900 <= int(someone.identity_code[7:10]) <= 999


def test_an_identity_code_that_could_be_someones_is_refused() -> None:
    with pytest.raises(ValueError, match="900-999"):
        people.identity_code(date(1970, 1, 1), 123)


def test_business_ids_pass_the_check_and_are_not_given_out() -> None:
    assert all(ytunnus.is_valid(people.business_id(number)) for number in range(9_000_000, 9_000_200))
    assert all(someone.business_id.startswith("9") for someone in CROWD if someone.company)


def test_only_those_at_work_have_a_company() -> None:
    assert {bool(someone.company) for someone in CROWD} == {True, False}
    assert all(bool(someone.company) == bool(someone.business_id) for someone in CROWD)
    assert people.person(7, 0, at_work=True).company
    assert not any(people.person(7, index, at_work=False).company for index in range(100))


def test_names_come_from_the_lists_of_common_names() -> None:
    known = set(FinnishNames.last_names) | set(SwedishNames.last_names)
    assert {someone.last_name for someone in CROWD} <= known
    swedish = sum(someone.language == "sv" for someone in CROWD)
    assert 15 <= swedish <= 60


@given(st.randoms())
def test_phone_numbers_never_leave_their_range(rng: random.Random) -> None:
    assert people.phone(rng).startswith("+358 9 01")
