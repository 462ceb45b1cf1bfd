"""Which test proves which of the seventeen invariants?  The list, that each test named in it is there, and the table of the page.

Beside these, the machine (`test_machine.py`) asks all of them of what is stored, on either database.
"""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
PROPERTIES, LIVES = "policy/test_properties.py", "gate/test_histories.py"
WHATEVER = "test_whatever_happens_what_is_stored_is_a_refold_and_only_the_fallen_fall"
PROVED: dict[int, tuple[tuple[str, str], ...]] = {
    1: ((PROPERTIES, "test_the_fold_ignores_the_order_of_its_input_and_what_is_told_twice"), (LIVES, WHATEVER)),
    2: ((PROPERTIES, "test_every_ground_has_an_end_after_its_beginning_and_a_key_of_its_own"),),
    3: ((PROPERTIES, "test_nothing_is_read_that_the_notice_in_force_does_not_let_the_purpose_read"), (LIVES, WHATEVER)),
    4: ((PROPERTIES, "test_what_was_known_at_an_instant_is_what_was_so_until_then"), (LIVES, WHATEVER)),
    5: (
        (PROPERTIES, "test_after_a_refusal_no_record_falls_later"),
        (PROPERTIES, "test_after_a_shorter_notice_no_record_falls_later"),
    ),
    6: ((PROPERTIES, "test_after_a_hold_a_restriction_or_activity_no_record_falls_earlier"),),
    7: ((PROPERTIES, "test_a_longer_notice_moves_no_ground_that_had_opened_and_no_record_falls_earlier"),),
    8: ((PROPERTIES, "test_no_ground_opens_under_a_standing_refusal"),),
    9: ((PROPERTIES, "test_a_record_that_came_later_into_a_living_folder_falls_with_the_first"),),
    10: ((PROPERTIES, "test_reading_never_moves_a_fall"),),
    11: ((PROPERTIES, "test_no_ground_ends_before_its_cause_was_recorded_or_its_notice_took_effect"),),
    12: (
        (PROPERTIES, "test_what_was_known_at_an_instant_is_what_was_so_until_then"),
        ("gate/test_archive.py", "test_the_archive_is_one_way"),
    ),
    13: (
        (PROPERTIES, "test_what_is_doomed_has_fallen_and_was_neither_held_nor_restricted_as_it_fell"),
        ("faults/test_at_once.py", "test_two_at_once_leave_what_one_after_the_other_would"),
    ),
    14: ((LIVES, WHATEVER),),
    15: (("gate/test_linking.py", "test_whatever_was_decided_while_two_were_one_parting_them_restores_both"),),
    16: ((LIVES, WHATEVER),),
    17: (("duties/rights/decide/test_erasure.py", "test_every_ground_is_answered_once_and_no_purpose_is_both_ended_and_kept"),),
}


MACHINE = (TESTS / "gate/test_machine.py").read_text("utf-8")
PAGE = (TESTS.parent / "docs/reference/core-tests.md").read_text("utf-8")


def test_every_invariant_is_proved() -> None:
    assert sorted(PROVED) == list(range(1, 18))


@pytest.mark.parametrize("number", PROVED)
def test_the_tests_that_prove_it_are_there(number: int) -> None:
    for file, name in PROVED[number]:
        assert f"def {name}(" in (TESTS / file).read_text("utf-8")


def test_the_machine_asks_every_one_of_them_of_what_is_stored() -> None:
    asked = re.findall(r'(?:"|# )((?:\d+, )*\d+)(?::|$)', MACHINE, re.MULTILINE)
    assert {int(number) for named in asked for number in named.split(", ")} == set(PROVED)


def test_the_page_has_a_row_for_each_and_names_its_tests() -> None:
    rows = {int(row[0]): row[2] for row in (re.findall(r" ([^|]+) \|", line) for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line))}
    assert sorted(rows) == sorted(PROVED)
    for number, tests in PROVED.items():
        assert {f"`{Path(file).name}`" for file, _ in tests} <= set(re.findall(r"`[^`]+`", rows[number])), number
