"""The five firms' repaired notices: clean by the checker, whole in three languages, and naming nobody."""

import re
from datetime import date
from pathlib import Path

import pytest

from notice.firms import EXAMPLES, FILES, FIRMS, ON, changed, notice, page, proves, text, texts
from seloste import law
from seloste.notice import clauses, load
from seloste.policy.compile import compile_notice

FIRST_DAY = date(2019, 1, 7)  # the day on which the demo's registers begin


@pytest.mark.parametrize("firm", FILES)
@pytest.mark.parametrize("on", [FIRST_DAY, ON])
def test_it_has_no_errors_and_no_warnings(firm: str, on: date) -> None:
    assert [str(each) for each in load(text(firm).encode(), file="notice.yaml", on=on).findings] == []


@pytest.mark.parametrize("firm", FILES)
def test_it_compiles_to_a_policy_whose_every_purpose_ends(firm: str) -> None:
    policy = compile_notice(notice(firm))
    assert set(policy.subjects) == set(notice(firm).subjects)
    assert all(purpose.builtin or purpose.while_ or purpose.per or purpose.after for purpose in policy.purposes.values())


@pytest.mark.parametrize("firm", FILES)
def test_everything_people_read_is_in_three_languages(firm: str) -> None:
    for path, each in texts(firm):
        assert each.sv, path
        assert each.en, path
        same = each.fi == each.sv == each.en
        assert not same or each.fi in {"Klarna Bank AB"}, path


@pytest.mark.parametrize("firm", FILES)
def test_the_swedish_is_that_of_finland(firm: str) -> None:
    swedish = " ".join(each.sv or "" for _, each in texts(firm))
    assert not re.search(r"personnummer|organisationsnummer|integritetspolicy|cookie|datainspektion|personuppgiftslagen", swedish, re.I)
    assert not re.search(r"\bhen\b", swedish)


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_names_nobody_and_its_addresses_are_nobodys(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    addresses = re.findall(r"[\w.+-]+@[\w.-]+\w", words)
    assert [each for each in addresses if not each.endswith(".example")] in ([], ["tietosuoja@om.fi"])
    numbers = {re.sub(r"\D", "", each) for each in re.findall(r"\+358[\d ]+", words)}
    assert numbers <= {"3580000000"}
    assert len(words.encode()) < 64 * 1024


@pytest.mark.parametrize("firm", FIRMS)
def test_each_firm_has_the_text_as_it_was_and_the_repaired_one_with_its_repairs(firm: str) -> None:
    assert (EXAMPLES / firm / "published.yaml").exists()
    repaired = (EXAMPLES / firm / "notice.yaml").read_text(encoding="utf-8")
    header = repaired.partition("schema: 1")[0]
    assert header.count("->") >= 5
    assert "published.yaml" in header or firm == "lamisnet"


@pytest.mark.parametrize("firm", [proves("OA-02" if firm == "OA" else "", firm) for firm in FILES])
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_the_page_tells_of_collecting_using_disclosing_transferring_and_keeping(firm: str, lang: str) -> None:
    said = dict.fromkeys((4, 6, 8, 9, 10), 0)
    for each in clauses(notice(firm)):
        if each.section in said:
            said[each.section] += 1
            assert each.text[lang] in page(firm, lang) or each.anchor.startswith(("retention.", "matter.")), each.anchor
    assert all(said.values())


@pytest.mark.parametrize(
    ("firm", "id"),
    [
        proves("OA-32", "OA", "2234951-0"),
        proves("AS-01", "AS", None),
        proves("AL-03", "AL", "2810442-6"),
        proves("AL-03", "ALC", "2810442-6"),
        proves("", "RA", None),
        proves("LN-03", "LN", "2701131-6"),
    ],
)
def test_the_controller_is_named_with_its_address_and_ways(firm: str, id: str | None) -> None:
    who = notice(firm).controller
    for piece in (who.name, who.address or who.details, who.email, id):
        assert not piece or piece in page(firm)
    if id:
        assert {each.id for each in changed(firm, (id, id[:-1] + str((int(id[-1]) + 1) % 10)))} == {"N13-1a"}


@pytest.mark.promise("AS-02", by="text")
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_privacy_matters_have_one_address_of_mail(lang: str) -> None:
    told = set(re.findall(r"[\w.]+@[\w.]+\w", page("AS", lang)))
    assert told == {notice("AS").controller.email}
    without = changed("AS", (f"email: {notice('AS').controller.email}", "phone: +358 0 000 001"))
    assert without, "an address that goes is missed"


@pytest.mark.promise("OA-33", by="text")
def test_an_officer_is_reachable_and_notified_or_it_is_told_why_there_is_none() -> None:
    assert "Tietosuojavastaavaa ei ole nimetty." in page("OA")
    told = {each.code for each in changed("OA", ("    present: false", "    present: true\n    email: dpo@ohjelma-aitta.example"))}
    assert told == {"dpo-unnotified"}
    assert "contact-called-dpo" in {each.code for each in changed("OA", ("fi: Tietosuojan yhteyshenkilö,", "fi: Tietosuojavastaava,"))}


@pytest.mark.parametrize(
    "firm", [proves({"OA": "OA-01", "AL": "AL-01", "ALC": "AL-01", "LN": "LN-61"}.get(firm, ""), firm) for firm in FILES]
)
def test_the_page_shows_when_it_was_changed_and_which_version_it_is(firm: str) -> None:
    assert "päivitetty viimeksi 2.11.2026" in page(firm)
    assert notice(firm).sha256[:12] in page(firm)


@pytest.mark.promise("AS-34", by="text")
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_the_ombudsmans_details_are_those_of_the_day(lang: str) -> None:
    office = law.authority(ON)
    for piece in (office.name[lang], office.visiting[lang], office.post[lang], office.phone):
        assert piece in page("AS", lang)


@pytest.mark.parametrize(
    ("firm", "channels", "days"),
    [
        proves("OA-31", "OA", ("product", "site"), 14),
        proves("LN-58", "LN", ("site", "email"), 14),
        proves("RA-40", "RA", ("site", "email"), 30),
    ],
)
def test_changes_are_told_beforehand_on_the_channels_promised(firm: str, channels: tuple[str, ...], days: int) -> None:
    told = notice(firm).changes
    assert told
    assert (told.channels, told.lead.days) == (channels, days)
    assert f"{days} päivää ennen kuin muutos tulee voimaan" in page(firm)
