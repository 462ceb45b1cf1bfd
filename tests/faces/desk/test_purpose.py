"""The purpose that a person works in: chosen by them, never guessed, and only among those their roles open."""

import re

from django.test import Client

from faces.staff import Office, main, words


def test_without_signing_in_every_page_leads_to_signing_in(office: Office, aino: int) -> None:
    for path in ("/desk/", "/desk/all/", "/desk/new/", f"/desk/{aino}/", f"/desk/{aino}/life/", f"/desk/{aino}/ban/"):
        response = Client().get(path)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/staff/sign-in/?next=")


def test_someone_with_several_purposes_is_asked_which(office: Office, aino: int) -> None:
    client = office.client("sales", "marketing")
    for path in ("/desk/", "/desk/all/", "/desk/new/", f"/desk/{aino}/", f"/desk/{aino}/life/"):
        said = words(client.get(path))
        assert "Mihin tarvitset tietoja?" in said
        assert "Esimerkki" not in said.replace("Essi Esimerkki", "")


def test_someone_with_one_purpose_works_in_it(office: Office) -> None:
    assert "Etsi henkilö" in words(office.client("claims").get("/desk/"))


def test_someone_without_a_role_is_told_whom_to_ask(office: Office) -> None:
    said = words(office.client().get("/desk/"))
    assert "Sinulla ei ole vielä roolia" in said
    assert "Asiakaspalvelu" not in said


def test_the_chosen_purpose_stays_in_sight(office: Office) -> None:
    client = office.client("sales", "marketing")
    assert client.post("/desk/purpose/", {"purpose": "newsletter", "next": "/desk/new/"}).headers["Location"] == "/desk/new/"
    assert 'aria-pressed="true">Uutiskirje' in client.get("/desk/").content.decode()


def test_a_purpose_of_other_roles_is_not_taken(office: Office) -> None:
    client = office.client("sales")
    client.post("/desk/purpose/", {"purpose": "bookkeeping"})
    assert "Mihin tarvitset tietoja?" in words(client.get("/desk/"))


def test_a_purpose_chosen_before_the_role_ended_is_not_kept(office: Office) -> None:
    client = office.client("sales", purpose="bookkeeping")
    assert "Mihin tarvitset tietoja?" in words(client.get("/desk/"))


def test_the_choice_is_a_form_not_a_link(office: Office) -> None:
    assert office.client("sales").get("/desk/purpose/?purpose=customer_care").status_code == 405
    assert "<script" not in main(office.client("sales").get("/desk/"))


def test_after_a_refused_undo_one_chooses_a_purpose_for_the_page_one_came_from(office: Office, aino: int) -> None:
    client = office.client("sales", "marketing", purpose="newsletter")
    refused = client.post(f"/desk/{aino}/void/5/", headers={"referer": f"http://testserver/desk/{aino}/"})
    assert refused.status_code == 403
    assert set(re.findall(r'name="next" value="([^"]+)"', refused.content.decode())) == {f"/desk/{aino}/"}
