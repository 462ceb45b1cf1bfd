"""The colour of a purpose: one for each, and stable when the notice grows."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from seloste.faces.ui.hues import OWN, SLOTS, hues


@dataclass(frozen=True)
class Purpose:
    builtin: bool = False


keys = st.lists(st.text("abcdefgh_", min_size=1, max_size=8), unique=True, max_size=SLOTS)


@given(keys)
def test_every_purpose_has_a_colour_of_its_own_while_the_palette_lasts(names: list[str]) -> None:
    found = hues({name: Purpose() for name in names})
    assert len(set(found.values())) == len(names)
    assert all(1 <= hue <= SLOTS for hue in found.values())


@given(keys, st.text("xyz", min_size=1, max_size=5))
def test_a_purpose_added_last_recolours_nobody(names: list[str], added: str) -> None:
    before = hues({name: Purpose() for name in names})
    after = hues({name: Purpose() for name in [*names, added]})
    assert before.items() <= after.items()


def test_a_palette_that_is_full_starts_again() -> None:
    found = hues({f"p{number}": Purpose() for number in range(3 * SLOTS)})
    assert all(list(found.values()).count(hue) == 3 for hue in range(1, SLOTS + 1))


def test_our_own_work_is_grey_and_takes_no_colour_from_others() -> None:
    named = hues({"care": Purpose(), "books": Purpose()})
    with_ours = hues({"requests": Purpose(builtin=True), "care": Purpose(), "books": Purpose(), "indexing": Purpose(builtin=True)})
    assert with_ours == named | {"requests": OWN, "indexing": OWN}
