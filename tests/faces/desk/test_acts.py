"""Life events: what would follow is said first, the act is done once, and can be undone."""

from datetime import timedelta

import pytest

from faces.staff import STRANGER, Office, main, words
from seloste.gate import Life
from seloste.policy import Actor, Begin, NewSubject, Put

PRIVACY = Actor(42, frozenset({"privacy"}), "Tietosuoja")


def life(office: Office, subject: int) -> Life:
    found = office.door.life(PRIVACY, "requests", subject, now=office.now)
    assert isinstance(found, Life)
    return found


def matter(office: Office, subject: int, kind: str) -> int:
    return next(found.id for found in life(office, subject).matters if found.kind == kind)


def check_credit(office: Office, subject: int) -> None:
    code = Put("identity_code", {"hetu": "131052-930V"}, matter="k")
    office.do("credit_check", subject, Begin("credit_check", ref="k"), code, roles="credit", at=office.now - timedelta(hours=1))


def test_a_matter_begins_with_one_press(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    response = client.post(f"/desk/{aino}/begin/warranty/", {"planned": "1.3.2027"})
    assert response.status_code == 302
    assert "Takuu alkoi 22.11.2026, päättyy viimeistään 1.3.2027" in words(client.get(response.headers["Location"]))


def test_before_an_end_the_page_says_what_would_fall_and_when(office: Office, aino: int) -> None:
    check_credit(office, aino)
    check = matter(office, aino, "credit_check")
    said = words(office.client("credit", purpose="credit_check").get(f"/desk/{aino}/end/{check}/"))
    assert "Tämä poistetaan Henkilötunnus: heti" in said
    assert "Nämä käyttötarkoitukset päättyvät nyt Luottotietojen tarkistus" in said


def test_looking_at_an_act_does_nothing(office: Office, aino: int) -> None:
    before = life(office, aino)
    client = office.client("sales", purpose="customer_care")
    relationship = matter(office, aino, "relationship")
    for path in ("begin/warranty/", f"end/{relationship}/", "ban/", "objection/", "withdraw/newsletter/"):
        assert client.get(f"/desk/{aino}/{path}").status_code == 200
    assert life(office, aino) == before


@pytest.mark.promise("LN-28", by="behaviour")
def test_ending_the_check_takes_the_identity_code_with_it(office: Office, aino: int) -> None:
    check_credit(office, aino)
    check = matter(office, aino, "credit_check")
    office.client("credit", purpose="credit_check").post(f"/desk/{aino}/end/{check}/", {"reason": "completed"})
    assert "identity_code" not in {folder.category for folder in life(office, aino).folders}


def test_an_end_needs_a_reason_from_the_list(office: Office, aino: int) -> None:
    relationship = matter(office, aino, "relationship")
    response = office.client("sales", purpose="customer_care").post(f"/desk/{aino}/end/{relationship}/", {"reason": "<b>muu</b>"})
    assert response.status_code == 422
    assert 'href="#reason"' in main(response)


def test_an_act_can_be_undone_straight_after(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    contract = matter(office, aino, "contract")
    done = client.post(f"/desk/{aino}/end/{contract}/", {"reason": "agreed"}).headers["Location"]
    body = main(client.get(done))
    undo = body.split('action="')[1].split('"')[0]
    assert undo.startswith(f"/desk/{aino}/void/")
    assert "Kirjaus peruttiin." in words(client.get(client.post(undo).headers["Location"]))
    assert "Sopimus alkoi" in words(client.get(f"/desk/{aino}/"))


def test_an_act_that_closes_the_purpose_itself_still_offers_the_way_back(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    done = ""
    for kind in ("contract", "relationship"):
        done = client.post(f"/desk/{aino}/end/{matter(office, aino, kind)}/", {"reason": "customer"}).headers["Location"]
    response = client.get(done)
    assert "ei enää avaa tämän henkilön tietoja" in words(response)
    assert "Aino" not in words(response)
    assert client.get(f"/desk/{aino}/").status_code == 403
    client.post(main(response).split('action="')[1].split('"')[0])
    assert client.get(f"/desk/{aino}/").status_code == 200


@pytest.mark.promise("LN-17", "LN-56", by="behaviour")
def test_anyone_who_serves_the_person_can_record_a_marketing_ban(office: Office, aino: int) -> None:
    client = office.client("sales", "marketing", purpose="customer_care")
    client.post(f"/desk/{aino}/ban/", {"channel": "all"})
    assert "Suoramarkkinointi kieltänyt 22.11.2026" in words(client.get(f"/desk/{aino}/"))
    client.post("/desk/purpose/", {"purpose": "direct_marketing"})
    assert client.get(f"/desk/{aino}/").status_code == 403


def test_a_ban_of_one_channel_leaves_the_others(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    client.post(f"/desk/{aino}/ban/", {"channel": "phone"})
    assert "Suoramarkkinointi (puhelin) kieltänyt" in words(client.get(f"/desk/{aino}/"))
    assert office.client("marketing", purpose="direct_marketing").get(f"/desk/{aino}/").status_code == 200


@pytest.mark.promise("LN-54", by="behaviour")
def test_a_consent_is_withdrawn_in_as_many_steps_as_it_was_given(office: Office, aino: int) -> None:
    office.do("newsletter", aino, Begin("consent"), roles="marketing")
    client = office.client("sales", "marketing", purpose="newsletter")
    assert client.get(f"/desk/{aino}/").status_code == 200
    client.post("/desk/purpose/", {"purpose": "customer_care"})
    client.post(f"/desk/{aino}/withdraw/newsletter/")
    client.post("/desk/purpose/", {"purpose": "newsletter"})
    assert client.get(f"/desk/{aino}/").status_code == 403


@pytest.mark.promise("LN-54", by="behaviour")
def test_a_consent_is_written_down_where_the_person_says_so_and_withdrawn_and_given_again(office: Office, aino: int) -> None:
    client, newsletter = (office.client("sales", "marketing", purpose=purpose) for purpose in ("customer_care", "newsletter"))
    assert newsletter.get(f"/desk/{aino}/").status_code == 403
    for _ in range(2):
        assert "Kirjaa suostumus: Uutiskirje" in words(client.get(f"/desk/{aino}/"))
        assert client.post(f"/desk/{aino}/consent/consent/").headers["Location"] == f"/desk/{aino}/?done=1"
        said = words(client.get(f"/desk/{aino}/"))
        assert said.count("Uutiskirje suostumus annettu 22.11.2026") == 1
        assert "Kirjaa suostumus:" not in said
        assert newsletter.get(f"/desk/{aino}/").status_code == 200
        client.post(f"/desk/{aino}/withdraw/newsletter/")
        assert newsletter.get(f"/desk/{aino}/").status_code == 403


def test_a_consent_is_offered_only_to_whoever_may_work_in_what_it_opens(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    assert "Kirjaa suostumus" not in words(client.get(f"/desk/{aino}/"))
    assert client.post(f"/desk/{aino}/consent/consent/").status_code == 403
    assert office.client("sales", "marketing", purpose="customer_care").post(f"/desk/{aino}/consent/contract/").status_code == 403


def test_a_consent_that_keeps_its_purpose_open_while_it_lasts_is_a_consent_and_no_matter(school: Office) -> None:
    begun = (Begin("contract", ref="c"), Put("identity", {"last_name": "Esimerkki"}, matter="c"))
    customer = school.do("relationship", NewSubject("private"), *begun, roles="sales").subject
    school.do("newsletter", customer, Begin("consent"), roles="sales")
    card = words(school.client("sales", purpose="relationship").get(f"/desk/{customer}/"))
    matters, said = card.index("Asiat"), card.index("Suostumukset ja kiellot")
    assert "Suostumus uutiskirjeeseen" not in card[matters:said]
    assert "Uutiskirje suostumus annettu 22.11.2026" in card[said:]
    assert "Kirjaa peruminen" in card[said:]


@pytest.mark.promise("LN-52", by="behaviour")
def test_an_objection_ends_the_purpose_at_once(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="development")
    assert client.get(f"/desk/{aino}/").status_code == 200
    client.post(f"/desk/{aino}/objection/", {"purpose": "development"})
    assert client.get(f"/desk/{aino}/").status_code == 403


def test_a_purpose_that_rests_on_a_contract_cannot_be_objected_to(office: Office, aino: int) -> None:
    response = office.client("sales", purpose="customer_care").post(f"/desk/{aino}/objection/", {"purpose": "customer_care"})
    assert response.status_code in {403, 422}
    assert office.client("sales", purpose="customer_care").get(f"/desk/{aino}/").status_code == 200


def test_a_refusal_is_lifted_when_the_person_says_so(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    client.post(f"/desk/{aino}/ban/", {"channel": "all"})
    for refusal in life(office, aino).refusals:
        client.post(f"/desk/{aino}/lift/{refusal.id}/")
    assert "Ei suostumuksia eikä kieltoja." in words(client.get(f"/desk/{aino}/"))


def test_restricting_is_our_own_work_and_closes_the_others(office: Office, aino: int) -> None:
    sales = office.client("sales", purpose="customer_care")
    assert "Rajoita käsittelyä" not in words(sales.get(f"/desk/{aino}/"))
    sent = {"reason": "accuracy", "review": "1.3.2027"}
    assert sales.post(f"/desk/{aino}/restrict/", sent).status_code in {403, 422}
    officer = office.client("privacy", purpose="notifying")
    assert officer.post(f"/desk/{aino}/restrict/", sent).status_code == 302
    assert sales.get(f"/desk/{aino}/").status_code == 403


def test_a_restriction_needs_a_reason_of_the_law_and_a_day_to_look_again(office: Office, aino: int) -> None:
    response = office.client("privacy", purpose="notifying").post(f"/desk/{aino}/restrict/", {"reason": "muu", "review": "joskus"})
    assert response.status_code == 422
    assert all(f'href="#{field}"' in main(response) for field in ("reason", "review"))


def test_an_event_is_not_undone_by_following_a_link(office: Office, aino: int) -> None:
    event = life(office, aino).events[0].id
    assert office.client("sales", purpose="customer_care").get(f"/desk/{aino}/void/{event}/").status_code == 405


@pytest.mark.parametrize("path", ["begin/warranty/", "end/5/", "ban/", "objection/", "lift/5/", "withdraw/newsletter/"])
def test_nothing_happens_to_a_stranger(office: Office, path: str) -> None:
    client = office.client("sales", purpose="customer_care")
    assert client.get(f"/desk/{STRANGER}/{path}").status_code == 403
    assert client.post(f"/desk/{STRANGER}/{path}", {"reason": "agreed", "channel": "all", "purpose": "development"}).status_code == 403


def test_a_kind_of_matter_that_the_notice_does_not_name_is_not_found(office: Office, aino: int) -> None:
    assert office.client("sales", purpose="customer_care").get(f"/desk/{aino}/begin/feud/").status_code == 404


def test_without_a_token_no_form_is_taken(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    client.handler.enforce_csrf_checks = True
    assert client.post(f"/desk/{aino}/ban/", {"channel": "all"}).status_code == 403
    assert life(office, aino).refusals == ()


@pytest.mark.promise("LN-29", by="behaviour")
def test_a_ban_on_disclosures_is_recorded_and_shown(office: Office, aino: int) -> None:
    client = office.client("sales", purpose="customer_care")
    client.post(f"/desk/{aino}/secrecy/")
    assert "Tietojen luovuttaminen kieltänyt 22.11.2026" in words(client.get(f"/desk/{aino}/"))
