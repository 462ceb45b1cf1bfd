"""Values: what the field says, or a problem that never repeats what was typed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.law import Period
from seloste.notice.values import FieldType
from seloste.policy import Problem, check_values
from seloste.policy.tables import Category, FieldRule
from seloste.policy.values import LONGEST_NOTE, LONGEST_TEXT


def category(type: FieldType, *, choices: tuple[str, ...] = ()) -> Category:
    return Category("some", None, Period.parse("P30D"), {"x": FieldRule("x", type, choices=choices)})


def test_a_field_that_is_used_for_some_kinds_is_refused_of_others_and_told_apart_from_an_unknown_one() -> None:
    rules = {"x": FieldRule("x", FieldType.TEXT), "chosen": FieldRule("chosen", FieldType.TEXT, kinds=frozenset({"pupil"}))}
    some = Category("some", None, Period.parse("P30D"), rules)
    values = {"x": "Aino", "chosen": "7B"}
    assert check_values(some, values, kind="pupil") == (values, ())
    for kind in ("teacher", ""):
        found, problems = check_values(some, values, kind=kind)
        assert (found, [(p.field, p.code) for p in problems]) == ({"x": "Aino"}, [("chosen", "SEL-P015")])
    assert check_values(some, {"x": "Aino", "chosen": ""}, kind="teacher") == ({"x": "Aino"}, ())


def stored(type: FieldType, value: object, *, artificial_codes: bool = False) -> object:
    found, problems = check_values(category(type), {"x": value}, artificial_codes=artificial_codes)
    assert problems == ()
    return found["x"]


def problem(type: FieldType, value: object, *, artificial_codes: bool = False) -> Problem:
    found, problems = check_values(category(type), {"x": value}, artificial_codes=artificial_codes)
    assert found == {}
    (only,) = problems
    assert only.field == "x"
    return only


def test_a_field_that_the_notice_does_not_name_is_refused() -> None:
    found, problems = check_values(category(FieldType.TEXT), {"x": "Aino", "shoe_size": "38"})
    assert found == {"x": "Aino"}
    assert [(p.field, p.code) for p in problems] == [("shoe_size", "SEL-P001")]


@pytest.mark.parametrize("nothing", [{}, {"x": None}, {"x": ""}, {"x": " \t\n"}])
def test_a_record_without_any_value_is_refused(nothing: dict[str, object]) -> None:
    assert check_values(category(FieldType.TEXT), nothing) == ({}, (Problem("", "SEL-P002", "Tiedossa ei ole yhtään arvoa."),))


def test_every_problem_is_found_at_once() -> None:
    both = Category("c", None, Period(), {"a": FieldRule("a", FieldType.EMAIL), "b": FieldRule("b", FieldType.MONEY)})
    _, problems = check_values(both, {"a": "ei", "b": "paljon", "c": 1})
    assert [p.code for p in problems] == ["SEL-P006", "SEL-P009", "SEL-P001"]


@pytest.mark.parametrize("type", [FieldType.TEXT, FieldType.NOTE, FieldType.ADDRESS, FieldType.REFERENCE])
def test_text_loses_only_the_space_around_it(type: FieldType) -> None:
    assert stored(type, "  Åsa  Öhman ") == "Åsa  Öhman"


def test_only_notes_and_addresses_have_several_lines() -> None:
    assert stored(FieldType.NOTE, "yksi\nkaksi") == "yksi\nkaksi"
    assert stored(FieldType.ADDRESS, "Katu 1\n00100 Helsinki") == "Katu 1\n00100 Helsinki"
    assert problem(FieldType.TEXT, "yksi\nkaksi").code == "SEL-P004"


def test_text_has_a_longest_length() -> None:
    assert stored(FieldType.TEXT, "x" * LONGEST_TEXT)
    assert problem(FieldType.TEXT, "x" * (LONGEST_TEXT + 1)).code == "SEL-P005"
    assert problem(FieldType.NOTE, "x" * (LONGEST_NOTE + 1)).code == "SEL-P005"


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "\ud800"])
def test_text_holds_no_control_characters(bad: str) -> None:
    assert problem(FieldType.NOTE, bad).code == "SEL-P004"


@pytest.mark.parametrize("good", ["aino@yritys.example", "a.b+c@d.e.example", "äö@yritys.example"])
def test_mail_addresses(good: str) -> None:
    assert stored(FieldType.EMAIL, f" {good} ") == good


@pytest.mark.parametrize("bad", ["aino", "aino@", "@yritys.example", "a b@yritys.example", "a@b", "a@b.c, d@e.fi", 5])
def test_what_is_no_mail_address(bad: object) -> None:
    assert problem(FieldType.EMAIL, bad).code in {"SEL-P003", "SEL-P006"}


@pytest.mark.parametrize(
    ("typed", "kept"), [("09 0123 456", "+35890123456"), ("+46 8 123 456", "+468123456"), ("(09) 0123456", "+35890123456")]
)
def test_phone_numbers_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert stored(FieldType.PHONE, typed) == kept


@pytest.mark.parametrize("bad", ["puhelin", "12", "+999 1", """ """ + "0" * 40])
def test_what_is_no_phone_number(bad: str) -> None:
    assert problem(FieldType.PHONE, bad).code == "SEL-P007"


def test_dates() -> None:
    assert stored(FieldType.DATE, " 2024-02-29 ") == stored(FieldType.DATE, date(2024, 2, 29)) == "2024-02-29"


@pytest.mark.parametrize(
    "bad", ["2023-02-29", "29.2.2024", "20240229", "2024-W09-4", "2024-2-9", "２０２４-02-29", datetime(2024, 2, 29, 23, tzinfo=UTC)]
)
def test_what_is_no_date(bad: object) -> None:
    assert problem(FieldType.DATE, bad).code == "SEL-P008"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1250,00", "1250.00"), ("1 250,5", "1250.50"), ("1\u00a0250", "1250.00"), ("-12.30", "-12.30"), ("\u22125", "-5.00"), (7, "7.00"),
        (Decimal("1E+3"), "1000.00"), (Decimal("0.1"), "0.10"),
    ],
)  # fmt: skip
def test_sums_of_money(typed: object, kept: str) -> None:
    assert stored(FieldType.MONEY, typed) == kept


@pytest.mark.parametrize(
    "bad",
    ["paljon", "1.250,00", "1,255", "1.250", "1e3", "1_000", "NaN", "Infinity", "1e30", "9" * 16, "1" * 400, 10**40, 10**4000,
     Decimal("1E+999999"), Decimal("NaN"), Decimal("sNaN"), Decimal("1E-3"), True, 1.5, "１２"],
)  # fmt: skip
def test_what_is_no_sum_of_money(bad: object) -> None:
    assert problem(FieldType.MONEY, bad).code in {"SEL-P003", "SEL-P009"}


def test_integers() -> None:
    assert stored(FieldType.INTEGER, " -12 ") == stored(FieldType.INTEGER, -12) == -12
    assert stored(FieldType.INTEGER, "0") == 0


@pytest.mark.parametrize("bad", ["1.5", "yksi", True, 1.0, "1" * 17, 10**15, 10**4000, "٣"])
def test_what_is_no_integer(bad: object) -> None:
    assert problem(FieldType.INTEGER, bad).code in {"SEL-P003", "SEL-P010"}


def test_yes_and_no() -> None:
    assert stored(FieldType.BOOLEAN, False) is False
    assert problem(FieldType.BOOLEAN, "kyllä").code == "SEL-P011"


def test_a_choice_is_one_of_those_listed() -> None:
    colours = category(FieldType.CHOICE, choices=("sininen", "vihreä"))
    assert check_values(colours, {"x": "vihreä"}) == ({"x": "vihreä"}, ())
    assert check_values(colours, {"x": "Vihreä"})[1][0].code == "SEL-P012"


@pytest.mark.parametrize("code", ["010190-900P", "010190y900p"])
def test_an_artificial_identity_code_is_taken_only_where_people_are_artificial(code: str) -> None:
    assert problem(FieldType.FI_HETU, code).code == "SEL-P013"
    assert stored(FieldType.FI_HETU, code, artificial_codes=True) == code.upper()


@pytest.mark.parametrize("bad", ["010190-900A", "310290-900P", "010190900P", "010190-9OOP", "hetu", "０１０１９０-900P", 5])
def test_what_is_no_identity_code(bad: object) -> None:
    assert problem(FieldType.FI_HETU, bad, artificial_codes=True).code in {"SEL-P003", "SEL-P013"}


def test_business_ids() -> None:
    assert stored(FieldType.FI_YTUNNUS, "2701131-6") == stored(FieldType.FI_YTUNNUS, "27011316") == "2701131-6"


@pytest.mark.parametrize("bad", ["2701131-5", "2701131", "FI2701131-6x", 5])
def test_what_is_no_business_id(bad: object) -> None:
    assert problem(FieldType.FI_YTUNNUS, bad).code in {"SEL-P003", "SEL-P014"}


TYPED = st.one_of(
    st.text(max_size=60), st.integers(), st.floats(), st.booleans(), st.decimals(), st.binary(max_size=5), st.datetimes(), st.none()
)


@settings(max_examples=100, deadline=None)
@given(type=st.sampled_from(FieldType), value=TYPED, artificial=st.booleans())
def test_any_value_is_either_stored_or_a_problem(type: FieldType, value: object, artificial: bool) -> None:
    found, problems = check_values(category(type, choices=("a",)), {"x": value}, artificial_codes=artificial)
    assert bool(found) != bool(problems)
    if found:
        assert check_values(category(type, choices=("a",)), found, artificial_codes=artificial) == (found, ())


@settings(max_examples=100, deadline=None)
@given(type=st.sampled_from(FieldType), value=st.text(alphabet="XYZÄÖ0123456789@-", min_size=8, max_size=30))
def test_no_problem_repeats_what_was_typed(type: FieldType, value: str) -> None:
    _, problems = check_values(category(type), {"x": value})
    assert all(value not in f"{p!r}" for p in problems)
