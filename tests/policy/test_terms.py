"""An identifier has one form, however it was written, and none is taken for another kind's."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seloste.gate.names import misspelt
from seloste.notice.values import FieldType
from seloste.policy.terms import INDEXED, beginnings, folded, normal, readings


@pytest.mark.parametrize(
    ("kind", "form", "written"),
    [
        (FieldType.EMAIL, "aino@kerho.example", ("aino@kerho.example", " AINO@Kerho.EXAMPLE ", "Aino@kerho.example")),
        (FieldType.PHONE, "+358401234567", ("040 123 4567", "+358 40 1234567", "00358401234567", "040-1234567", "(040) 123 4567")),
        (FieldType.FI_YTUNNUS, "27011316", ("2701131-6", "27011316", "FI27011316", " 2701131-6")),
        (FieldType.FI_HETU, "131052-902Y", ("131052-902y", " 131052-902Y ")),
        (FieldType.REFERENCE, "as1234", ("AS-1234", "as 1234", "AS1234")),
    ],
)
def test_an_identifier_has_one_form_however_it_is_written(kind: FieldType, form: str, written: tuple[str, ...]) -> None:
    assert {normal(kind, text) for text in written} == {form}


@pytest.mark.parametrize(
    ("kind", "text"),
    [(FieldType.EMAIL, "aino"), (FieldType.PHONE, "aino"), (FieldType.PHONE, "1234"), (FieldType.FI_YTUNNUS, "12-3"),
     (FieldType.FI_HETU, "131052"), (FieldType.NOTE, "aino@kerho.example"), (FieldType.TEXT, "Aino")],
)  # fmt: skip
def test_what_can_not_be_one_has_no_form(kind: FieldType, text: str) -> None:
    assert normal(kind, text) == ""


def test_a_term_is_read_as_every_identifier_that_it_may_be() -> None:
    assert dict(readings("040 1234567")) == {FieldType.PHONE: "+358401234567", FieldType.REFERENCE: "0401234567"}
    assert readings("   ") == ()


@given(st.sampled_from(INDEXED), st.text(max_size=40))
@example(FieldType.REFERENCE, "U¯")
@example(FieldType.REFERENCE, "U -¯")
@example(FieldType.FI_YTUNNUS, "123456-7")
def test_a_form_is_its_own_form(kind: FieldType, text: str) -> None:
    form = normal(kind, text)
    assert normal(kind, form) == form


@pytest.mark.parametrize(
    ("asked", "word", "meant"),
    [
        ("virtnen", "virtanen", True),
        ("virtaanen", "virtanen", True),
        ("virtamen", "virtanen", True),
        ("vitranen", "virtanen", True),
        ("birtanen", "virtanen", True),
        ("irtanen", "virtanen", True),
        ("virtsa", "virtanen", True),
        ("vrtnen", "virtanen", False),
        ("koski", "virtanen", False),
        ("aho", "ahonen", False),
        ("ahp", "aho", False),
    ],
)
def test_one_slip_of_the_pen_is_forgiven_and_not_two(asked: str, word: str, meant: bool) -> None:
    assert misspelt(asked, word) is meant


@given(st.text("abcdeö", min_size=5, max_size=12), st.data())
def test_any_one_slip_is_forgiven(word: str, data: st.DataObject) -> None:
    word = folded(word)
    place = data.draw(st.integers(0, len(word) - 2))
    slips = (
        word[:place] + word[place + 1 :],
        word[:place] + "x" + word[place:],
        word[:place] + "x" + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    )
    for slip in slips:
        assert misspelt(slip, word) or word.startswith(slip), (slip, word)


def test_beginnings_reach_from_two_letters_to_eight() -> None:
    assert beginnings("Åke Ö") == {"ak", "ake"}
    assert max(len(one) for one in beginnings("Väisänen-Hämäläinen")) == 8
