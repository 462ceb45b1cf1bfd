"""Signing in: one answer for every wrong try, five tries in a quarter of an hour, and no way to be sent elsewhere."""

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from seloste.accounts import attempts
from seloste.accounts.models import Attempt, Staff

pytestmark = pytest.mark.django_db
PASSWORD = "kolme-pitkää-sanaa"
PAGE = "/staff/sign-in/"


def test_the_right_password_signs_in_and_goes_where_one_was_going(client: Client, granted: Staff) -> None:
    answer = client.post(PAGE, {"login": " Aino ", "password": PASSWORD, "next": "/desk/"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(granted.pk)
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http:///evil.example"])
def test_nobody_is_sent_elsewhere(elsewhere: str, client: Client, granted: Staff) -> None:
    answer = client.post(PAGE, {"login": "aino", "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/desk/"


@pytest.mark.usefixtures("granted")
def test_every_wrong_try_gets_the_same_answer(client: Client) -> None:
    Staff.objects.filter(login="outi").update(is_active=False)
    tries = [("aino", "väärä-salasana-tämä"), ("nobody", PASSWORD), ("outi", PASSWORD)]
    said = [client.post(PAGE, {"login": login, "password": password}) for login, password in tries]
    assert {answer.status_code for answer in said} == {422}
    assert {str(answer.context["form"].non_field_errors()) for answer in said} == {str(said[0].context["form"].non_field_errors())}
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("granted")
def test_the_sixth_wrong_try_waits_even_with_the_right_password(client: Client) -> None:
    for _ in range(attempts.TRIES):
        assert client.post(PAGE, {"login": "aino", "password": "väärä-salasana-tämä"}).status_code == 422
    answer = client.post(PAGE, {"login": "aino", "password": PASSWORD})
    assert answer.status_code == 429
    assert "15 minuuttia" in str(answer.context["form"].non_field_errors())
    assert client.post(PAGE, {"login": "outi", "password": PASSWORD}).status_code == 302


def test_tries_are_forgotten_after_a_quarter_of_an_hour(now: datetime) -> None:
    for _ in range(attempts.TRIES):
        assert attempts.take("aino", "192.0.2.1", now=now)
    assert not attempts.take("aino", "192.0.2.1", now=now + timedelta(minutes=14))
    assert attempts.take("aino", "192.0.2.2", now=now + timedelta(minutes=14))
    assert attempts.take("aino", "192.0.2.1", now=now + timedelta(minutes=15))


def test_tries_name_neither_account_nor_address(now: datetime) -> None:
    attempts.take("aino", "192.0.2.1", now=now)
    key = Attempt.objects.get().key
    assert len(key) == 64
    assert "aino" not in key


@pytest.mark.usefixtures("granted")
def test_a_sign_in_sweeps_out_sessions_that_have_ended(client: Client, now: datetime) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=30))
    client.post(PAGE, {"login": "aino", "password": PASSWORD})
    assert not Session.objects.filter(session_key="old").exists()


def test_an_empty_form_says_so(client: Client) -> None:
    answer = client.post(PAGE, {"login": "", "password": ""})
    assert set(answer.context["form"].errors) == {"login", "password"}
    assert not Attempt.objects.exists()


def test_signing_out_takes_a_post_and_ends_the_session(client: Client, granted: Staff) -> None:
    client.force_login(granted)
    assert client.get("/staff/sign-out/").status_code == 405
    assert client.post("/staff/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_form_from_elsewhere_is_refused(granted: Staff) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(PAGE, {"login": "aino", "password": PASSWORD}).status_code == 403
