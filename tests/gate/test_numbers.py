"""A door that looks at its numbers: what is none is refused, one that no row can have is nobody's, all else goes through as it came."""

from typing import Any

import pytest

from seloste.gate.numbers import LARGEST, only_numbers, whole, within
from seloste.policy.changes import NewSubject


class Door:
    """A door that gives back what it was asked."""

    def ask(self, purpose: str, subject: Any, *, record: Any = 0, now: str = "") -> tuple[Any, ...]:
        return purpose, subject, record, now

    def tell(self, words: Any) -> Any:
        return words

    def _within(self, subject: Any) -> Any:
        return subject


def door() -> Any:
    """A door that looks, made anew: what was made before would go on as it was."""
    looking: type[Any] = type("Looking", (Door,), dict(vars(Door)))
    return only_numbers(looking)()


@pytest.mark.parametrize("given", ["7", 7.0, True, None, b"7", [7]])
def test_what_is_no_whole_number_is_refused_wherever_it_is_given(given: Any) -> None:
    with pytest.raises(TypeError, match=r"^an identifier is a whole number$"):
        whole(given)
    for places, named in ((("care", given), {}), (("care",), {"subject": given}), (("care", 1), {"record": given})):
        with pytest.raises(TypeError, match=r"^an identifier is a whole number$"):
            door().ask(*places, **named)


def test_numbers_that_a_row_can_have_go_through_with_all_beside_them() -> None:
    for number in (0, 1, -1, LARGEST, -LARGEST):
        assert within(number) == number
        assert door().ask("care", number, record=number, now="n") == ("care", number, number, "n")
    assert door().ask(purpose="care", subject=3) == ("care", 3, 0, "")


@pytest.mark.parametrize(("given", "bounded"), [(2**63, LARGEST), (10**40, LARGEST), (-(2**63), -LARGEST), (-(10**40), -LARGEST)])
def test_larger_ones_become_the_largest_whether_named_or_not(given: int, bounded: int) -> None:
    assert within(given) == bounded
    assert door().ask("care", given, now="n") == ("care", bounded, 0, "n")
    assert door().ask("care", 1, record=given) == ("care", 1, bounded, "")
    assert door().ask("care", subject=given, record=2) == ("care", bounded, 2, "")


def test_somebody_new_has_no_number_yet_and_the_numbers_after_are_still_looked_at() -> None:
    new = NewSubject("member")
    assert door().ask("care", new, record=2) == ("care", new, 2, "")
    assert door().ask("care", new, record=2**63) == ("care", new, LARGEST, "")
    with pytest.raises(TypeError):
        door().ask("care", new, record="7")


def test_what_takes_no_number_and_what_is_not_for_others_is_left_alone() -> None:
    assert door().tell("7") == "7"
    assert door()._within("7") == "7"
    assert not hasattr(door().tell, "__wrapped__")
    assert door().ask.__name__ == "ask"
