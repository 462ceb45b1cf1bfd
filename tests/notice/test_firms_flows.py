"""Where the five firms' data come from and go to: sources, transfers, roles, cookies and machines, as their repaired notices tell it."""

import re
from typing import get_args

import pytest

from notice.firms import FILES, changed, notice, page, proves, text
from seloste.notice.parts import Term


def codes(firm: str, *swaps: tuple[str, str]) -> set[str]:
    """Give the codes of what is found when some words are swapped."""
    return {each.code for each in changed(firm, *swaps)}


# Sources


@pytest.mark.parametrize(
    ("firm", "kinds"),
    [
        proves("AS-12 AS-13", "AS", {"person", "organisation", "register", "authority"}),
        proves("AL-23 AL-24", "AL", {"person", "organisation", "register"}),
        proves("AL-23", "ALC", {"person", "organisation", "web"}),
        proves("RA-14", "RA", {"person", "organisation", "web", "register", "analytics"}),
        proves("LN-22", "LN", {"person", "register", "authority", "company", "analytics"}),
    ],
)
def test_sources_are_named_and_people_are_told_of_the_foreign_ones(firm: str, kinds: set[str]) -> None:
    sources = notice(firm).sources
    assert {each.kind for each in sources.values()} == kinds
    for each in sources.values():
        assert each.name.fi in page(firm)
        if each.kind in {"organisation", "authority", "company", "web"}:
            assert (each.informed and each.informed.within.months == 1) or each.exempt


@pytest.mark.promise("AL-10", by="text")
def test_contacts_from_public_websites_are_told_within_a_month() -> None:
    web = notice("ALC").sources["web"]
    assert web.public
    assert web.informed
    assert web.informed.how
    assert web.informed.how.fi == "Kerromme ensimmäisessä viestissä, viimeistään kuukauden kuluttua, mistä tiedot on saatu."
    told = "\n      how:\n        fi: Kerromme ensimmäisessä viestissä, viimeistään"
    assert codes("ALC", (f"within: P1M{told}", f"within: P2M{told}")) == {"informing-late"}


@pytest.mark.promise("LN-24", by="text")
def test_credit_data_come_from_a_firm_and_not_from_an_authority() -> None:
    assert notice("LN").sources["credit_company"].kind == "company"
    assert codes("LN", ("kind: company", "kind: authority")) == {"source-credit"}


@pytest.mark.promise("RA-19", by="text")
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_no_source_is_left_that_nobody_can_name(lang: str) -> None:
    assert "permitted" not in notice("RA").sources
    assert not re.search("sallitu|tillåtna källor|permitted sources|sosiaali|sociala medier|social network", page("RA", lang))
    told = "fi: Kirjaamme sivun ja päivän, jolta tieto on saatu."
    assert told.removeprefix("fi: ") in page("RA")
    assert "name: Muut sallitut lähteet" not in text("RA")


@pytest.mark.promise("AL-25", by="text")
@pytest.mark.parametrize("firm", ["AL", "ALC"])
def test_data_are_mended_when_a_person_asks(firm: str) -> None:
    right = notice(firm).rights["rectification"]
    assert right.channels
    assert "Sinulla on oikeus vaatia virheellisten, vanhentuneiden ja puutteellisten tietojen oikaisemista." in page(firm)


# Transfers


@pytest.mark.promise("OA-24", by="text")
def test_the_union_is_not_the_economic_area() -> None:
    assert notice("OA").storage.area == "EU"
    assert codes("OA", ("country: FI, owner: own", "country: NO, owner: own")) == {"contra-area"}
    assert codes("OA", ("countries: [FI]", "countries: [IS]")) == {"contra-area"}
    abroad = codes("OA", ("countries: [FI]", "countries: [US]"), ("area: EU", "area: EU\n  except: [mailing]"), ("transfers: none\n", ""))
    assert abroad == {"safeguard-missing"}


@pytest.mark.parametrize("firm", [proves("AS-21", "AS"), proves("AL-47", "AL"), proves("AL-47", "ALC")])
def test_no_transfers_means_no_place_processor_or_recipient_outside(firm: str) -> None:
    assert "Emme siirrä tietoja Euroopan talousalueen ulkopuolelle" in page(firm)
    assert "contra-transfer" in codes(firm, ("countries: [FI]", "countries: [JP]"))
    assert "contra-transfer" in codes(firm, ("country: FI", "country: JP"))


@pytest.mark.promise("AL-62", by="text")
def test_located_in_finland_means_in_finland() -> None:
    assert notice("AL").storage.area == "FI"
    assert {place.country for place in notice("AL").storage.places.values()} == {"FI"}
    assert codes("AL", ("country: FI\n      owner: own", "country: SE\n      owner: own")) == {"contra-area"}
    assert codes("AL", ("countries: [FI]", "countries: [SE]")) == {"contra-area"}


@pytest.mark.promise("RA-24", "RA-25", by="text")
@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ("countries: [JP]", {"contra-area", "contra-tool"}),
        ("countries: [US]\n    safeguard: dpf\n    copy_from: {fi: Meiltä., sv: Av oss., en: From us.}", {"contra-area", "contra-tool"}),
        ("countries: [US]\n    safeguard: scc-2010/87\n    copy_from: {fi: Meiltä., sv: Av oss., en: From us.}",
         {"contra-area", "contra-tool", "safeguard-dead"}),
        ("countries: [US]\n    safeguard: scc-2021/914\n    copy_from: {fi: Meiltä., sv: Av oss., en: From us.}", {"contra-area"}),
        ("countries: [US]", {"contra-area", "contra-tool", "safeguard-missing"}),
    ],
)  # fmt: skip
def test_a_transfer_rests_on_the_clauses_of_2021_and_on_nothing_else(terms: str, found: set[str]) -> None:
    assert codes("RA", ("countries: [FI]", terms)) == found


# Roles


@pytest.mark.parametrize(
    ("firm", "theirs", "ours"),
    [
        proves("AL-07 AL-08 AL-26", "AL", {"pupil", "teacher"}, {"private"}),
        proves("RA-03 RA-04 RA-05", "RA", {"user"}, {"contact_person", "licensee", "prospect"}),
    ],
)
def test_it_is_told_by_kind_of_subject_who_decides(firm: str, theirs: set[str], ours: set[str]) -> None:
    subjects = notice(firm).subjects
    assert {name for name, kind in subjects.items() if kind.controller} == theirs
    assert {name for name, kind in subjects.items() if not kind.controller} == ours
    for purpose in notice(firm).purposes.values():
        if purpose.marketing or (purpose.dpv or "").endswith(("Marketing", "ImproveExistingProductsAndServices")):
            assert not theirs & set(purpose.basis)
    (party,) = notice(firm).controllers.values()
    assert party.what
    assert party.what.fi in page(firm)


@pytest.mark.promise("AL-07", "RA-05", by="text")
def test_data_of_another_controller_serve_no_purpose_of_our_own() -> None:
    both = "basis: {contact_person: consent, prospect: consent}"
    assert "basis-role" in codes("RA", (both, "basis: {contact_person: consent, user: consent}"))
    assert "basis-role" in codes("AL", ("basis: {private: consent}", "basis: {private: consent, teacher: consent}"))


@pytest.mark.promise("RA-01", by="text")
def test_a_notice_bound_to_contracts_has_the_whole_of_article_28() -> None:
    party = notice("RA").controllers["customers"]
    assert party.annex
    assert set(party.terms) == set(get_args(Term))
    (found,) = changed("RA", ("[instructions, confidentiality, ", "[confidentiality, "))
    assert (found.code, found.severity) == ("processing-terms", "warning")
    assert "ohjeet (a)" in found.message


@pytest.mark.promise("AS-18", "AS-19", by="text")
def test_every_provider_is_listed_with_its_contract() -> None:
    for each in notice("AS").processors.values():
        assert each.name.fi in page("AS")
        assert each.contract
        assert each.no_own_use
    assert "processor-contract" in codes("AS", ("    contract: {by: privacy, on: 2026-10-05, valid: P1Y}\n", ""))


@pytest.mark.promise("AS-41", by="text")
def test_the_payment_provider_has_a_notice_of_its_own() -> None:
    klarna = notice("AS").recipients["klarna"]
    assert klarna.own_notice
    assert klarna.notice_url
    assert codes("AS", (f"    notice_url: {klarna.notice_url}\n", "")) == {"recipient-notice"}


# Cookies


@pytest.mark.parametrize(
    "firm", [proves("", "OA"), proves("AS-35", "AS"), proves("", "AL"), proves("RA-15", "RA"), proves("LN-38 LN-39", "LN")]
)
def test_each_cookie_is_told_with_its_purpose_kind_and_duration(firm: str) -> None:
    told = notice(firm).cookies
    assert told
    for each in told.inventory.values():
        assert each.name in page(firm)
        assert each.why.fi in page(firm)
    if any(each.kind != "necessary" for each in told.inventory.values()):
        assert "vain, jos hyväksyt ne, ja voit kieltäytyä yhtä helposti" in told.choice.fi


@pytest.mark.parametrize("firm", [proves("AS-36", "AS"), proves("RA-16", "RA"), proves("LN-41", "LN")])
def test_browser_settings_are_only_mentioned_besides(firm: str) -> None:
    cookies = notice(firm).cookies
    assert cookies
    choice = cookies.choice.fi
    assert choice.index("hyväksyt") < choice.index("selaimesi asetuksista")
    only = codes(firm, ("Muut tallennetaan vain, jos hyväksyt ne, ja voit kieltäytyä yhtä", "Muutkin tallennetaan yhtä"))
    assert {"cookies-browser", "cookies-choice"} <= only


@pytest.mark.promise("AS-37", "AS-38", by="text")
def test_statistics_are_called_what_they_are_and_are_not_combined() -> None:
    assert "satunnaisesta numerosta, jonka poistamme kolmen kuukauden kuluttua" in page("AS")
    assert "Emme yhdistä tilastoja asiakastietoihin." in page("AS")
    assert "contra-anonymous" in codes("AS", ("Tilastoissa selain tunnistetaan", "Tilastot ovat anonyymejä. Selain tunnistetaan"))


@pytest.mark.promise("RA-17", "RA-18", "LN-23", by="text")
def test_web_statistics_stay_at_home_and_a_third_party_would_be_listed() -> None:
    assert "IP-osoitteen loppu katkaistaan ennen tallennusta" in page("RA")
    assert not re.search(r"google", page("RA"), re.I)
    assert "vain, jos kävijä on hyväksynyt analytiikkaevästeet" in page("LN")
    theirs = ("provider: Ramentor Oy\n      duration: P3M", "provider: Google\n      duration: P3M\n      third_party: true")
    assert codes("RA", theirs) == {"cookies-third-party"}


# Machines


@pytest.mark.parametrize("firm", [proves("", "OA"), proves("AL-48", "AL"), proves("AL-48", "ALC"), proves("", "RA")])
def test_no_machine_decides_or_profiles_and_monitoring_would_be_found(firm: str) -> None:
    assert notice(firm).automated.decisions is None
    assert notice(firm).automated.profiling is None
    assert "Emme tee automaattisia yksittäispäätöksiä" in page(firm)
    swaps = [(f"dpv: {purpose.dpv}", "dpv: dpv:CustomerSolvencyMonitoring") for purpose in list(notice(firm).purposes.values())[:1]]
    about = notice(firm).automated.about
    assert about
    found = changed(firm, *swaps, (f"  about:\n    fi: {about.fi}\n    sv: {about.sv}\n    en: {about.en}\n", ""))
    assert "profiling-unassessed" in {each.code for each in found}


@pytest.mark.promise("AS-07", by="text")
def test_following_payments_is_told_as_profiling_and_seen_by_finance_only() -> None:
    profiling = notice("AS").automated.profiling
    assert profiling
    assert profiling.logic.fi in page("AS")
    assert notice("AS").purposes["payment_monitoring"].roles == ("finance",)
    without = re.search(r"  profiling:\n(    .*\n)+", text("AS"))
    assert without
    assert codes("AS", (without[0], "  profiling: none\n")) == {"profiling-unassessed"}


@pytest.mark.parametrize("firm", FILES)
def test_each_firm_that_is_given_data_has_its_assessment_in_every_language(firm: str) -> None:
    """Without one the gate refuses every disclosure to it, and the notice would promise what can't be done."""
    for name, recipient in notice(firm).recipients.items():
        if recipient.kind == "controller" and recipient.data:
            assert recipient.compatibility, name
            assert set(recipient.compatibility.items()) == {"fi", "sv", "en"}, name
