"""The repaired LamisNET notice loads clean, and its page says what the published text promised, mended where it was outdated."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest

from seloste import law
from seloste.notice import Basis, Finding, Loaded, Notice, clauses, finnish, load, naming, render

ON = date(2026, 11, 22)
type Broken = Callable[[str, str], tuple[Finding, ...]]
type Read = Callable[[str], Loaded]


@pytest.fixture(scope="module")
def page(lamisnet: Notice) -> str:
    """Give the words of the page, tags and all white space folded."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", render.html(lamisnet, on=ON))))


def clause(notice: Notice, anchor: str) -> str:
    """Give a clause's Finnish words."""
    return next(each.text.fi for each in clauses(notice) if each.anchor == anchor)


def test_it_has_no_errors_and_no_warnings(lamisnet_text: str) -> None:
    assert [str(each) for each in load(lamisnet_text.encode(), file="notice.yaml", on=ON).findings] == []


def test_it_names_no_natural_person_and_no_old_telephone(lamisnet_text: str) -> None:
    assert not re.search(r"lamminp|ismo|1636", lamisnet_text, re.I)


@pytest.mark.promise("LN-02", "LN-09", by="text")
def test_it_leans_on_no_repealed_act(lamisnet_text: str, page: str) -> None:
    assert "523/1999" not in page
    assert "henkilötietola" not in page.casefold()
    for old in ("mukaan henkilötietolain 8 §:n", "lain 523/1999 mukaan"):
        text = lamisnet_text.replace("fi: Teemme tarjouksen, kun sitä pyydetään.", f"fi: Teemme tarjouksen {old}.")
        found = load(text.encode(), file="notice.yaml", on=ON)
        assert found.notice is None
        assert [each.id for each in found.errors] == ["NX-law"]


@pytest.mark.promise("LN-03", by="text")
def test_the_controller_is_named_with_business_id_and_telephone(lamisnet: Notice, page: str) -> None:
    who = lamisnet.controller
    said = clause(lamisnet, "controller")
    for piece in ("LamisNET", "2701131-6", who.phone, who.email, "www.ytj.fi"):
        assert piece
        assert piece in said
    assert said in page


@pytest.mark.promise("LN-04", by="text")
def test_a_contact_person_is_told_and_is_not_called_an_officer(lamisnet: Notice, page: str) -> None:
    said = clause(lamisnet, "contact")
    contact = lamisnet.controller.contact
    assert contact
    assert contact.email
    assert contact.email in said
    assert "yhteyshenkilö" in said
    assert "tietosuojavastaava" not in said.casefold()
    assert said in page
    assert "Tietosuojavastaavaa ei ole nimetty" in page


@pytest.mark.promise("LN-05", by="text")
def test_the_one_long_sentence_of_purposes_is_split(lamisnet: Notice, page: str, lamisnet_text: str) -> None:
    wanted = {"CustomerCare", "ServiceProvision", "ImproveExistingProductsAndServices", "DirectMarketing", "EstablishContractualAgreement"}
    assert wanted <= {(purpose.dpv or "").removeprefix("dpv:") for purpose in lamisnet.purposes.values()}
    assert all(purpose.dpv for purpose in lamisnet.purposes.values())
    for key in lamisnet.purposes:
        assert naming.purpose(lamisnet, key) in page
    two = lamisnet_text.replace("dpv: dpv:ServiceProvision", "dpv: [dpv:ServiceProvision, dpv:CustomerCare]")
    assert load(two.encode(), file="notice.yaml", on=ON).notice is None


@pytest.mark.promise("LN-11", by="text")
def test_contract_is_a_basis_for_those_who_are_party_to_it(lamisnet: Notice, page: str, broken: Broken) -> None:
    assert lamisnet.purposes["customer_care"].basis == {"customer": Basis.CONTRACT, "contact_person": Basis.LEGITIMATE_INTEREST}
    assert "Asiakaspalvelu sopimus (6 art. 1 b) oikeutettu etu (6 art. 1 f)" in page
    found = broken("contact_person: legitimate-interest", "contact_person: contract")
    assert [each.id for each in found] == ["N13-1c"]


@pytest.mark.promise("LN-12", by="text")
def test_a_statutory_duty_is_a_basis_with_its_statute(page: str, lamisnet_text: str) -> None:
    assert "Kirjanpito lakisääteinen velvoite (6 art. 1 c, 1336/1997 2:10 §)" in page
    without = lamisnet_text.replace("    law: fi/1336-1997/2:10\n", "")
    assert [each.id for each in load(without.encode(), file="notice.yaml", on=ON).errors] == ["N13-1c"]


@pytest.mark.promise("LN-13", by="text")
def test_each_legitimate_interest_is_told_and_can_be_objected_to(lamisnet: Notice, page: str) -> None:
    objection = clause(lamisnet, "right.objection")
    assert objection in page
    resting = [key for key, purpose in lamisnet.purposes.items() if Basis.LEGITIMATE_INTEREST in purpose.basis.values()]
    assert len(resting) >= 10
    for key in resting:
        interest = lamisnet.purposes[key].interest
        assert interest
        assert interest.fi in page
        if not lamisnet.purposes[key].builtin:
            assert finnish.lowered(naming.purpose(lamisnet, key)) in objection


@pytest.mark.promise("LN-37", by="text")
def test_every_processor_and_place_has_its_country(lamisnet: Notice, page: str) -> None:
    for key, processor in lamisnet.processors.items():
        assert processor.countries
        assert all(finnish.country(country) in clause(lamisnet, f"processor.{key}") for country in processor.countries)
        assert clause(lamisnet, f"processor.{key}") in page
    assert "Emme siirrä tietoja Euroopan talousalueen ulkopuolelle." in page
    assert not re.search(r"\b(saattaa|saattavat|voi olla)\b", page)


@pytest.mark.promise("LN-40", by="text")
def test_it_says_that_cookies_do_no_harm(page: str) -> None:
    assert "Evästeet eivät vahingoita laitettasi eivätkä tiedostojasi." in page


@pytest.mark.promise("LN-50", by="text")
def test_access_is_answered_within_a_month_flat(lamisnet: Notice, page: str, lamisnet_text: str) -> None:
    said = clause(lamisnet, "right.access")
    assert "Vastaamme viimeistään kuukauden kuluttua pyynnöstä." in said
    assert "jatkaa aikaa" not in said
    assert clause(lamisnet, "right.access.no_extension") in page
    longer = load(lamisnet_text.replace("extend: never", "extend: law").encode(), file="notice.yaml", on=ON).notice
    assert longer
    assert "jatkaa aikaa" in clause(longer, "right.access")


@pytest.mark.promise("LN-55", by="text")
def test_the_right_to_complain_is_told(lamisnet: Notice, page: str) -> None:
    assert clause(lamisnet, "right.complaint") in page
    assert "kantelu" in page


@pytest.mark.promise("LN-57", by="text")
def test_the_ombudsmans_details_are_those_of_the_day(lamisnet: Notice, page: str, lamisnet_text: str) -> None:
    office = law.authority(ON)
    for piece in (office.name.fi, office.visiting.fi, office.post.fi, office.phone):
        assert piece in page
    assert "Ratapihantie" not in page
    assert "00521" not in page
    earlier = render.html(lamisnet, on=date(2019, 6, 1))
    assert "Ratapihantie" in earlier
    old = lamisnet_text.replace("fi: Rekisteröity itse,", "fi: 'Rekisteröity itse (kantelut: PL 800, 00521 Helsinki)',")
    assert [each.id for each in load(old.encode(), file="notice.yaml", on=ON).errors] == ["NX-auth"]


@pytest.mark.promise("LN-60", by="text")
def test_advice_to_read_regularly_never_counts_as_telling(page: str, lamisnet_text: str) -> None:
    assert "Lukemissuositus ei korvaa ilmoitusta" in page
    only = re.sub(r"channels: \[site, email\]", "channels: []", lamisnet_text)
    assert [each.id for each in load(only.encode(), file="notice.yaml", on=ON).errors] == ["NX-value"]


@pytest.mark.promise("LN-61", by="text")
def test_both_dates_are_shown(page: str, lamisnet_text: str) -> None:
    assert "Tietosuojaseloste on laadittu 12.4.2018 ja päivitetty viimeksi 2.11.2026." in page
    for line in ("created: 2018-04-12, ", "updated: 2026-11-02, "):
        without = lamisnet_text.replace(line, "")
        assert "NX-missing" in [each.id for each in load(without.encode(), file="notice.yaml", on=ON).errors]


def test_the_time_of_each_kind_of_data_is_told_with_a_number(lamisnet: Notice, page: str) -> None:
    assert "Henkilötunnus säilytetään vain niin kauan kuin tämä on avoinna: luottotietojen tarkistus, kuitenkin enintään 14 päivää." in page
    assert "6 vuotta sen kalenterivuoden päättymisestä, jona tämä päättyi: tilikausi" in page
    assert "5 vuotta siitä, kun käyttötarkoitus ”Asiakaspalvelu” on päättynyt" in page
    assert "kun viimeisestä asioinnista on kulunut 24 kuukautta" in page
    for key in lamisnet.data:
        assert re.search(r"heti\.|\d+ päivän kuluttua\.", clause(lamisnet, f"retention.{key}"))
