"""How data are protected, on whose terms, of whom and from where: each difference is told in words, and the weightier beforehand."""

from datetime import date
from pathlib import Path

import pytest

from seloste.notice import Notice, load
from seloste.notice.diff import Change, Code, compare

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
ON = date(2026, 11, 22)


def read(firm: str, *swaps: tuple[str, str]) -> Notice:
    text = (EXAMPLES / firm / "notice.yaml").read_text("utf-8")
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new, 1)
    loaded = load(text.encode(), file="notice.yaml", on=ON)
    assert loaded.notice is not None, loaded.errors
    return loaded.notice


def one(firm: str, old: str, new: str) -> Change:
    found = compare(read(firm), read(firm, (old, new)))
    assert len(found) == 1, [change.said["en"] for change in found]
    return found[0]


@pytest.mark.promise("RA-40", by="text")
@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    audit:\n      lead: P21D", "    audit:\n      lead: P7D", "audits"),
        ("return-or-erase, audits]", "return-or-erase]", "points of the contract"),
    ],
)
def test_changed_terms_of_processing_for_another_controller_are_material(old: str, new: str, what: str) -> None:
    change = one("ramentor", old, new)
    assert (change.code, change.material) == (Code.TERMS, True)
    assert f"change ({what})" in change.said["en"]
    assert set(change.said) == {"fi", "sv", "en"}


def test_data_collected_of_another_group_are_told_beforehand_and_of_fewer_afterwards() -> None:
    more = one("ramentor", "    subjects: [user]\n", "    subjects: [user, licensee]\n")
    assert (more.code, more.material) == (Code.GROUP_MORE, True)
    fewer = compare(read("ramentor", ("    subjects: [user]\n", "    subjects: [user, licensee]\n")), read("ramentor"))
    assert [(change.code, change.material) for change in fewer] == [(Code.GROUP_LESS, False)]


def test_a_source_that_gives_less_names_what() -> None:
    change = one(
        "lamisnet", "receivables, identity_code, claim_files, invoices]\n    how:", "receivables, identity_code, claim_files]\n    how:"
    )
    assert (change.code, change.material) == (Code.SOURCE_LESS, False)
    assert "invoices" in change.said["en"].casefold()


def test_a_measure_that_goes_is_named() -> None:
    old = read("lamisnet")
    fewer = old.model_copy(update={"security": {key: each for key, each in old.security.items() if key != "encryption"}})
    assert [(change.code, change.said["sv"]) for change in compare(old, fewer)] == [
        (Code.MEASURE_GONE, "En skyddsåtgärd upphör: Kryptering.")
    ]
    assert [change.code for change in compare(fewer, old)] == [Code.MEASURE_NEW]


def test_a_cookie_that_lasts_longer_is_named() -> None:
    change = one("lamisnet", "      provider: LamisNET\n      duration: session", "      provider: LamisNET\n      duration: P1M")
    assert change.code is Code.COOKIE
    assert "sessionid" in change.said["fi"]


def test_fields_that_another_controller_chooses_are_named() -> None:
    old = read("opinaika")
    field = next(f"{key}.{name}" for key, each in old.data.items() for name, rule in each.fields.items() if rule.optional)
    party = next(key for key, each in old.controllers.items() if each.kind == "customer")
    chosen = old.controllers[party].model_copy(update={"chosen": (field,)})
    new = old.model_copy(update={"controllers": {**old.controllers, party: chosen}})
    assert [(change.code, change.material) for change in compare(old, new)] == [(Code.CHOSEN_ON, False)]
    assert [change.code for change in compare(new, old)] == [Code.CHOSEN_OFF]
    assert field not in compare(old, new)[0].said["fi"], "a person reads names, not keys"


def test_a_place_that_no_phrase_knows_is_named_by_its_part() -> None:
    change = one("lamisnet", "searchable: true\n        need: contractual", "searchable: false\n        need: contractual")
    assert change.said["fi"].startswith("Muu muutos: tiedot (data.")
