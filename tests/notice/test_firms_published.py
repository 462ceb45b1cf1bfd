"""The five texts as published: the checker names every gap that a lawyer found in them, and misses nothing that is there.

The table was drawn up by reading the texts against Articles 13 and 14, item by item: what is missing (✘) must be found, what is present (✔)
must not be called missing. What is weak may be found or not, and the worst of it is expected by name below.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from seloste.notice import Finding, load
from seloste.notice.faults import LANGUAGES, faults

ON = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[2] / "examples"
FIRMS = ("ohjelma-aitta", "aito-support", "opinaika", "ramentor", "lamisnet")

# Each item with the faults that say it is missing.
ITEMS: Mapping[str, frozenset[str]] = {
    "controller": frozenset({"controller-missing", "controller-unreachable"}),
    "officer": frozenset({"dpo-untold", "dpo-unreachable", "contact-called-dpo", "dpo-reason"}),
    "purposes": frozenset({"purposes-missing", "purpose-unworded", "purpose-empty"}),
    "basis": frozenset({"basis-missing"}),
    "interest": frozenset({"bases-interest", "interest-missing"}),
    "recipients": frozenset({"recipients-untold"}),
    "transfers": frozenset({"processor-country", "transfer-perhaps", "safeguard-missing", "storage-except", "safeguard-dead"}),
    "access": frozenset({"right-access-untold"}),
    "rectification": frozenset({"right-rectification-untold"}),
    "erasure": frozenset({"right-erasure-untold"}),
    "restriction": frozenset({"right-restriction-untold"}),
    "objection": frozenset({"right-objection-untold"}),
    "portability": frozenset({"right-portability-untold"}),
    "withdrawal": frozenset({"right-withdrawal-untold"}),
    "complaint": frozenset({"right-complaint-untold"}),
    "authority": frozenset({"authority-old", "authority-differs"}),
    "need": frozenset({"need-untold"}),
    "machines": frozenset({"automated-missing"}),
    "categories": frozenset({"category-unnamed", "field-unnamed"}),
    "source": frozenset({"sources-missing", "source-of-data", "source-vague", "source-credit"}),
    "objection apart": frozenset({"objection-not-apart"}),
    "cookies": frozenset({"cookies-untold"}),
    "version": frozenset({"dates-missing", "dates-partial"}),
    "changes": frozenset({"changes-untold", "changes-reserved"}),
    "children": frozenset({"child-untold", "child-layer"}),
    "whose data": frozenset({"split-untold"}),
    "breaches": frozenset({"breach-untold"}),
    "audits": frozenset({"audit-untold"}),
}
# The firms in the order of FIRMS: x missing, o there, . weak, not applicable or undecidable.
TABLE = {
    "controller": "ooo..", "officer": "o....", "purposes": "ooooo", "basis": "x..x.", "interest": "xxxxo", "recipients": "....o",
    "transfers": ".oo..", "access": ".oooo", "rectification": ".oooo", "erasure": "xooo.", "restriction": "xo.oo", "objection": ".x.xo",
    "portability": "xooxo", "withdrawal": ".x.xo", "complaint": "xooxo", "authority": ".o..x", "need": ".xxxx", "machines": "xxoxo",
    "categories": "ooooo", "source": "..o..", "objection apart": "xx.x.", "cookies": "x.x..", "version": "oxo.o", "changes": "oxx.o",
    "children": "..x..", "whose data": "x.o.o", "breaches": "xxxox", "audits": "xx.ox",
}  # fmt: skip
CELLS = [(firm, item, row[number]) for item, row in TABLE.items() for number, firm in enumerate(FIRMS) if row[number] in "xo"]


def found_in(firm: str, on: date = ON) -> tuple[Finding, ...]:
    """Check a firm's text as published."""
    return load((EXAMPLES / firm / "published.yaml").read_bytes(), file="published.yaml", on=on).findings


def codes(firm: str, on: date = ON) -> set[str]:
    """Give the codes of what is found in a firm's text."""
    return {each.code for each in found_in(firm, on)}


@pytest.mark.parametrize(("firm", "item", "cell"), CELLS, ids=[f"{firm}: {item} {cell}" for firm, item, cell in CELLS])
def test_what_is_missing_is_found_and_what_is_there_is_not_called_missing(firm: str, item: str, cell: str) -> None:
    told = codes(firm) & ITEMS[item]
    assert bool(told) == (cell == "x"), told


def test_the_table_speaks_of_known_faults() -> None:
    assert set(ITEMS) == set(TABLE)
    assert {code for named in ITEMS.values() for code in named} <= set(faults())


@pytest.mark.parametrize("firm", FIRMS)
def test_a_published_text_is_in_the_form_of_a_notice_and_is_never_kept(firm: str) -> None:
    loaded = load((EXAMPLES / firm / "published.yaml").read_bytes(), file="published.yaml", on=ON)
    assert loaded.notice is None
    assert {each.id for each in loaded.findings} & {"NX-key", "NX-value", "NX-ref", "NX-missing", "NX-yaml", "NX-type", "NX-clock"} == set()
    assert "claims-not-kept" in {each.code for each in loaded.errors}
    assert all(each.line > 1 or each.code.endswith(("-missing", "-untold")) for each in loaded.findings)


WORST = {
    "ohjelma-aitta": {
        "N13-1c": "purpose-owner", "NX-contra": "contra-closed", "N13-1f": "storage-except", "N13-2a": "time-vague",
        "NX-old": "word-outdated", "N13-2e": "need-lump", "N37-7": "dpo-unnotified", "N12-1": "words-vague", "N13-2b": "right-vague",
    },
    "aito-support": {
        "N13-1b": "contact-called-dpo", "N13-1c": "bases-together", "NX-hetu": "hetu-shared", "NX-contra": "contra-anonymous",
        "N14-2f": "source-vague", "N13-1e": "recipient-notice", "NX-cookie": "cookies-browser", "N12-1": "list-open",
        "N13-2a": "time-vague",
    },
    "opinaika": {
        "N13-1c": "bases-not-party", "NX-contra": "contra-servers", "N13-1e": "hosting-unlisted", "N13-2b": "right-narrow",
        "N14-3": "informing-untold", "N28-3": "processing-terms", "N13-2a": "time-vague", "NX-child": "child-untold",
    },
    "ramentor": {
        "N13-1a": "controller-unreachable", "N13-1f": "transfer-perhaps", "NX-old": "word-outdated", "N13-3": "changes-reserved",
        "N28-3": "processing-terms", "NX-cookie": "cookies-browser", "NX-ver": "dates-partial", "N14-2f": "source-vague",
    },
    "lamisnet": {
        "NX-law": "law-past-successor", "NX-auth": "authority-old", "N14-2f": "source-credit", "N13-1f": "transfer-perhaps",
        "NX-contra": "contra-targeting", "NX-cookie": "cookies-browser", "N13-2a": "time-open", "N13-2b": "right-narrow",
        "NX-hetu": "hetu-ground", "N13-3": "recipient-fit", "N21-4": "objection-not-apart",
    },
}  # fmt: skip


@pytest.mark.parametrize(("firm", "id", "code"), [(firm, id, code) for firm, named in WORST.items() for id, code in named.items()])
def test_what_is_weak_wrong_or_outdated_is_named(firm: str, id: str, code: str) -> None:
    assert id in {each.id for each in found_in(firm) if each.code == code}


# Everything that is found, by the id of the requirement and how often.
ALL = {
    "ohjelma-aitta": "N12-1*4 N13-1a N13-1c*5 N13-1d N13-1f N13-2a*4 N13-2b*6 N13-2d N13-2e N13-2f N13-3 N14-2f N21-4 N28-3 N34-1 N37-7 "
    "NX-claims NX-contra*2 NX-cookie NX-old",
    "aito-support": "N12-1*4 N13-1b*2 N13-1c*6 N13-1d N13-1e N13-2a*3 N13-2b N13-2c N13-2e N13-2f N13-3 N14-2f N14-3 N21-4 N28-3*3 N34-1 "
    "NX-claims NX-contra*2 NX-cookie*2 NX-hetu*4 NX-ver",
    "opinaika": "N12-1 N13-1b*2 N13-1c*6 N13-1d N13-1e N13-2a*5 N13-2b*2 N13-2e N13-3 N14-3 N28-3*2 N34-1 NX-child NX-claims "
    "NX-contra*2 NX-cookie",
    "ramentor": "N12-1*3 N13-1a*2 N13-1b*2 N13-1c*4 N13-1d N13-1f*3 N13-2a*2 N13-2b*2 N13-2c N13-2d N13-2e N13-2f N13-3 N14-2f N14-3 N21-4 "
    "N28-3*2 NX-claims NX-cookie*2 NX-old*2 NX-ver",
    "lamisnet": "N12-1*2 N13-1b N13-1c*8 N13-1f*2 N13-2a*5 N13-2b N13-2e N13-3 N14-2f N14-3*2 N21-4 N28-3*2 N34-1 N5-1c*4 NX-auth*2 "
    "NX-claims NX-contra NX-cookie*2 NX-hetu NX-law*6",
}


@pytest.mark.parametrize("firm", FIRMS)
def test_the_findings_of_a_published_text_are_these(firm: str) -> None:
    counted = Counter(each.id for each in found_in(firm))
    assert " ".join(f"{id}*{times}" if times > 1 else id for id, times in sorted(counted.items())) == ALL[firm]


@pytest.mark.parametrize("firm", FIRMS)
def test_each_finding_has_all_that_an_author_needs_in_each_language(firm: str) -> None:
    source = (EXAMPLES / firm / "published.yaml").read_text("utf-8").splitlines()
    for each in found_in(firm):
        assert each.severity in {"error", "warning", "info"}
        assert 1 <= each.line <= len(source)
        assert 1 <= each.column <= len(source[each.line - 1]) + 1
        assert each.path
        assert each.article or each.id.startswith("NX-"), each.code
        told = {lang: each.told(lang) for lang in LANGUAGES}
        assert all(message and fix for message, fix in told.values()), each.code
        assert len(set(told.values())) == len(LANGUAGES), each.code


@pytest.mark.promise("OA-14", by="text")
def test_another_firms_purpose_left_in_the_text_is_an_error() -> None:
    (found,) = (each for each in found_in("ohjelma-aitta") if each.code == "purpose-owner")
    assert found.severity == "error"
    assert "Lemonsoft Oy" in found.message


@pytest.mark.promise("RA-02", "RA-09", by="text")
def test_a_notice_without_contact_or_basis_fails() -> None:
    told = [each.id for each in found_in("ramentor") if each.severity == "error"]
    assert told.count("N13-1c") >= 3
    assert "N13-1a" in told


@pytest.mark.promise("LN-09", by="text")
def test_each_item_of_the_repealed_section_is_mapped_or_asked_about() -> None:
    fixes = {each.code: each.fix for each in found_in("lamisnet") if each.code.startswith("law-old-")}
    assert "consent" in fixes["law-old-consent"]
    assert "contract" in fixes["law-old-contract"]
    assert "legitimate-interest" in fixes["law-old-interest"]
    assert fixes["law-old-group"].count("?") == fixes["law-old-assignment"].count("?") == 1


@pytest.mark.promise("LN-37", by="text")
def test_the_dead_clauses_die_on_their_day() -> None:
    assert "safeguard-dead" not in codes("ramentor", date(2022, 12, 27))
    assert "safeguard-dead" in codes("ramentor", date(2022, 12, 28))


def test_the_repealed_act_is_an_error_from_the_day_it_ended() -> None:
    assert "law-past-successor" not in codes("lamisnet", date(2018, 12, 31))
    assert "law-past-successor" in codes("lamisnet", date(2019, 1, 1))


@pytest.mark.promise("AS-34", by="text")
def test_the_authoritys_address_as_printed_is_compared_with_that_of_the_day() -> None:
    assert not codes("aito-support") & {"authority-old", "authority-differs"}
    assert "authority-differs" in codes("aito-support", date(2019, 6, 1))
    assert "authority-old" not in codes("lamisnet", date(2019, 6, 1))
