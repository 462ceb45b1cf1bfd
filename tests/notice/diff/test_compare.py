"""What changes for people between two notices: every difference is told in three languages, and WP260's are material."""

import time
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.law.periods import Period
from seloste.notice import Notice, load
from seloste.notice.diff import MATERIAL, Change, Code, compare
from seloste.notice.diff.clocks import Verdict, periods
from seloste.notice.diff.phrases import PHRASES
from seloste.notice.diff.words import alike
from seloste.notice.values import LANGUAGES

LAMISNET = (Path(__file__).resolve().parents[3] / "examples" / "lamisnet" / "notice.yaml").read_text("utf-8")
ON = date(2026, 11, 22)


def read(*swaps: tuple[str, str]) -> Notice:
    text = LAMISNET
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new, 1)
    loaded = load(text.encode(), file="notice.yaml", on=ON)
    assert loaded.notice is not None, loaded.errors
    return loaded.notice


OLD = read()


def changed(*swaps: tuple[str, str]) -> tuple[Change, ...]:
    return compare(OLD, read(*swaps))


def codes(*swaps: tuple[str, str]) -> dict[Code, bool]:
    return {change.code: change.material for change in changed(*swaps)}


CASES: list[tuple[str, str, Code, bool]] = [
    ("  name: LamisNET\n", "  name: LamisNET Verkko\n", Code.CONTROLLER, True),
    ("  website: www.lamisnet.fi", "  website: www.lamisnet.example", Code.CONTACT, True),
    ("basis: {customer: pre-contract,", "basis: {customer: contract,", Code.BASIS, True),
    (
        "basis: {customer: legitimate-interest}\n    interest:\n      fi: Etumme on varm",
        "basis: legitimate-interest\n    interest:\n      fi: Etumme on varm",
        Code.KIND_NEW,
        True,
    ),
    ("reads: [orders, usage, complaints]", "reads: [orders, usage, complaints, contact]", Code.READS_MORE, True),
    ("reads: [orders, usage, complaints]", "reads: [orders, usage]", Code.READS_LESS, False),
    (
        "keeps: [identity, contact, orders, warranties, complaints]",
        "keeps: [identity, contact, orders, warranties, complaints, messages]",
        Code.KEEPS_MORE,
        True,
    ),
    (
        "keeps: [identity, contact, orders, warranties, complaints]",
        "keeps: [identity, orders, warranties, complaints]",
        Code.KEEPS_LESS,
        False,
    ),
    (
        "while: [contract]\n    dpv: dpv:ServiceProvision",
        "while: [contract, warranty]\n    dpv: dpv:ServiceProvision",
        Code.RUNS_MORE,
        True,
    ),
    ("while: [relationship, contract, warranty]", "while: [relationship, contract]", Code.RUNS_LESS, False),
    ("keep: P5Y", "keep: P6Y", Code.KEEP_LONGER, True),
    ("keep: P5Y", "keep: P4Y", Code.KEEP_SHORTER, False),
    ("rule: FI-KPL-6", "rule: FI-KPL-10", Code.KEEP_LONGER, True),
    ("idle: P24M}", "idle: P36M}", Code.MATTER_LONGER, True),
    (
        "en: Credit check}, at_most: P14D}",
        "en: Credit check}, at_most: P7D}",
        Code.MATTER_SHORTER,
        False,
    ),
    ("else: {idle: P36M}", "else: {idle: P48M}", Code.MATTER_LONGER, True),
    ("within: P30D", "within: P31D", Code.WITHIN_LONGER, True),
    ("    within: PT0S", "    within: P1D", Code.WITHIN_LONGER, True),
    ("within: P30D", "within: P14D", Code.WITHIN_SHORTER, False),
    ("access_log: P2Y", "access_log: P3Y", Code.LOG_LONGER, True),
    ("horizon: P7D", "horizon: P14D", Code.BACKUPS_LONGER, True),
    ("horizon: P7D", "horizon: P6D", Code.BACKUPS_SHORTER, False),
    ("roles: [credit]\n    per: credit_check\n    dpv", "roles: [credit, sales]\n    per: credit_check\n    dpv", Code.ROLES_MORE, False),
    ("roles: [sales, support]\n    while: [contract]", "roles: [sales]\n    while: [contract]", Code.ROLES_LESS, False),
    ("marketing: [post, phone]", "marketing: [post, phone, sms]", Code.MARKETING_MORE, True),
    ("marketing: [post, phone]", "marketing: [post]", Code.MARKETING_LESS, False),
    ("store: any\n    despite", "store: live\n    despite", Code.STORE, True),
    ("    dpv: dpv:ImproveExisting", "    applies: all\n    dpv: dpv:ImproveExisting", Code.APPLIES_TO_ALL, True),
    (
        "      phone: {type: phone, name: {fi: Puhelinnumero,",
        "      fax: {type: phone, name: Faksi}\n      phone: {type: phone, name: {fi: Puhelinnumero,",
        Code.FIELD_NEW,
        False,
    ),
    ("      valid_until: {type: date, name: {fi: Voimassa asti, sv: Giltig till, en: Valid until}}\n", "", Code.FIELD_GONE, False),
    (
        "      serial: {type: reference, name: {fi: Sarjanumero,",
        "      serial: {type: reference, sensitive: true, name: {fi: Sarjanumero,",
        Code.SENSITIVE,
        True,
    ),
    (
        "      serial: {type: reference, name: {fi: Sarjanumero,",
        "      serial: {type: reference, need: contractual, consequence: Takuu raukeaa., name: {fi: Sarjanumero,",
        Code.NEED,
        False,
    ),
    ("  web_analytics:\n", "  friends: {name: Tuttavat, kind: company, data: [identity]}\n  web_analytics:\n", Code.SOURCE_NEW, False),
    (
        "  suppliers:\n",
        "  insurer: {name: Vakuutusyhtiö, kind: controller, why: Vakuutamme., data: [identity]}\n  suppliers:\n",
        Code.RECIPIENT_NEW,
        True,
    ),
    ("data: [identity, identity_code]\n", "data: [identity, identity_code, contact]\n", Code.RECIPIENT_MORE, True),
    (
        "data: [identity, contact, orders, invoices]\n    country",
        "data: [identity, contact, orders]\n    country",
        Code.RECIPIENT_LESS,
        False,
    ),
    ("    anonymised: true\n", "", Code.RECIPIENT, True),
    ("data: [invoices, receivables]\n", "data: [invoices, receivables, contact]\n", Code.PROCESSOR_MORE, True),
    ("data: [invoices, receivables]\n", "data: [invoices]\n", Code.PROCESSOR_LESS, False),
    ("countries: [FI, SE]\n", "countries: [FI, US]\n    safeguard: dpf\n    copy_from: Kysy.\n", Code.TRANSFER_NEW, True),
    (
        "en: Server of the customer register}, country: FI}",
        "en: Server of the customer register}, country: SE}",
        Code.PLACE,
        False,
    ),
    ("extend: never", "extend: law", Code.RIGHT, True),
    ("  objection: {within: P1M, channels: [email, letter, phone]}", "  objection: {within: P1M, channels: [letter]}", Code.RIGHT, True),
    ("Saat jäljennöksen tiedoistasi", "Käy paikalla ja katso näytöltä; kopioita emme enää anna kenellekään", Code.RIGHT, True),
    (
        "      fi: Saat mainontaa,",
        "      fi: Hinta voidaan asettaa sinulle erikseen ostojesi mukaan ja lisäksi saat mainontaa,",
        Code.PROFILING,
        True,
    ),
    ("  lead: P14D", "  lead: P7D", Code.ANNOUNCING, True),
    ("Hoidamme asiakassuhdetta, neuvomme,", "Hoidamme asiakassuhdetta ja neuvomme,", Code.WORDS, False),
    ("fi: Laskutamme tilaukset.", "fi: Arvioimme maksukykyäsi ja myymme tiedon eteenpäin.", Code.PURPOSE_RESTATED, True),
    ("searchable: true\n        need: contractual", "searchable: false\n        need: contractual", Code.OTHER, False),
]


@pytest.mark.parametrize(("old", "new", "code", "material"), CASES)
def test_each_kind_of_change_is_told_and_weighed(old: str, new: str, code: Code, material: bool) -> None:
    found = codes((old, new))
    assert found.get(code) is material, found
    assert any(found.values()) is material, "nothing else may make it material"


def test_the_same_notice_has_no_changes_and_new_dates_are_none() -> None:
    assert changed() == ()
    assert changed(("updated: 2026-11-02, effective: 2026-11-16", "updated: 2026-11-03, effective: 2026-12-16")) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [("idle: P24M}", "idle: P2Y}"), ("keep: P5Y", "keep: P60M"), ("lead: P14D", "lead: P2W"), ("rule: FI-KPL-6", "rule: FI-KPL-6  # sama")],
)
def test_periods_are_compared_by_applying_them(old: str, new: str) -> None:
    assert changed((old, new)) == ()


def test_a_rule_written_as_the_period_it_amounts_to_is_not_longer() -> None:
    found = codes(("rule: FI-KPL-6", "keep: P6Y"))
    assert Code.KEEP_LONGER not in found
    assert found[Code.KEEP_SHORTER] is False, "six years from the year's end are more than six from the fiscal year's"


def test_a_category_that_is_read_and_kept_instead_of_used_changes_nothing() -> None:
    old = "uses: [identity, contact, receivables]\n    reads: [invoices]"
    assert changed((old, "keeps: [identity, contact, receivables]\n    reads: [invoices, identity, contact, receivables]")) == ()


def test_a_new_purpose_says_what_why_and_whom_it_concerns() -> None:
    new = (
        "  surveys:\n    name: Kyselyt\n    why: Kysymme mielipidettä.\n    basis: consent\n"
        "    reads: [contact]\n    roles: [sales]\n    per: consent\n"
    )
    (change,) = changed(("  development:\n", f"{new}  development:\n"))
    assert (change.code, change.material, change.path) == (Code.PURPOSE_NEW, True, "purposes.surveys")
    assert change.said["fi"] == (
        "Uusi käyttötarkoitus: Kyselyt. Kysymme mielipidettä. Käsittelyperuste: suostumus. Tiedot: Yhteystiedot."
        " Koskee vain asioita, jotka alkavat muutoksen jälkeen."
    )


def test_a_purpose_that_ends_points_at_where_it_stood() -> None:
    begin, end = LAMISNET.index("  development:\n"), LAMISNET.index("sources:\n")
    (change,) = [each for each in changed((LAMISNET[begin:end], "\n")) if each.code is Code.PURPOSE_GONE]
    assert change.line == OLD.line("purposes.development")


def test_a_translation_that_is_added_is_only_other_words() -> None:
    found = compare(read(("{fi: Laskutamme tilaukset., sv: Vi fakturerar beställningarna.,", "{fi: Laskutamme tilaukset.,")), OLD)
    assert [(change.code, change.path) for change in found] == [(Code.WORDS, "purposes.invoicing.why")]


def test_every_kind_of_change_is_said_in_every_language() -> None:
    for code in Code:
        assert set(PHRASES[code]) == set(LANGUAGES)
        names = {lang: {name for _, name, _, _ in Formatter().parse(words) if name} for lang, words in PHRASES[code].items()}
        assert names["fi"] == names["sv"] == names["en"]
    assert set(Code) >= MATERIAL


def test_braces_in_an_authors_text_stay_braces() -> None:
    (change,) = changed(("fi: Laskutamme tilaukset.", 'fi: "{0.__class__} {purpose} ja aivan muuta kuin ennen sanottiin"'))
    assert "{0.__class__} {purpose}" in change.said["fi"]


def test_a_word_more_or_less_in_a_long_text_is_other_words_and_another_text_is_not() -> None:
    told = [f"sana{number}" for number in range(2000)]
    assert alike(" ".join(told), " ".join([*told[:700], "lisää", *told[700:1500], *told[1502:]]))
    assert not alike(" ".join(told), " ".join(f"muu{number}" for number in range(2000)))
    assert not alike(" ".join(told), " ".join(told[:900]))
    assert alike("Laskutamme tilaukset", "laskutamme, tilaukset.")
    assert not alike("Laskutamme tilaukset", None)


def test_no_two_texts_are_weighed_for_long() -> None:
    began = time.process_time()
    for one, other in (("a " * 3000, "b " + "a " * 2990 + "b"), ("a b " * 1500, "b a " * 1500), ("a b c " * 1000, "c a b " * 1000)):
        alike(one, other)
    assert time.process_time() - began < 1


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_a_verdict_agrees_with_the_days_it_is_judged_by(months: int, others: int, days: int, other_days: int) -> None:
    one, other = Period(months=months, days=days), Period(months=others, days=other_days)
    verdict, back = periods(one, other, ON), periods(other, one, ON)
    if (months, days) == (others, other_days):
        assert verdict is back is Verdict.SAME
    if others > months and other_days >= days:
        assert (verdict, back) == (Verdict.LONGER, Verdict.SHORTER)
    assert Verdict.LONGER in (verdict, back) or verdict is back is Verdict.SAME
