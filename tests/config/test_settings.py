"""Django is put together closed by default, and dates are written as people here write them."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import formats, timezone, translation

from seloste import home


@pytest.mark.parametrize(
    ("language", "date", "instant"),
    [
        ("fi", "22.11.2026", "22.11.2026 klo 6.00"),
        ("sv", "22.11.2026", "22.11.2026 kl. 6.00"),
        ("en", "22 November 2026", "22 November 2026, 06:00"),
    ],
)
def test_dates_are_written_as_in_finland(language: str, date: str, instant: str, now: datetime) -> None:
    local = timezone.localtime(now)
    assert local.tzinfo == ZoneInfo("Europe/Helsinki")
    with translation.override(language):
        assert formats.date_format(local.date()) == date
        assert formats.date_format(local, "DATETIME_FORMAT") == instant


def test_a_finn_writes_a_date_with_dots() -> None:
    with translation.override("fi"):
        assert "%d.%m.%Y" in formats.get_format("DATE_INPUT_FORMATS")


def test_there_is_no_django_admin() -> None:
    assert not apps.is_installed("django.contrib.admin")


@pytest.mark.django_db
def test_no_model_is_without_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_staff_passwords_have_one_hasher() -> None:
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.django_db
def test_every_answer_carries_the_security_headers(client: Client) -> None:
    answer = client.get("/staff/sign-out/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.django_db
def test_a_page_needs_a_sign_in_unless_it_says_otherwise(client: Client) -> None:
    answer = client.post("/staff/sign-out/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/sign-in/")


@pytest.mark.parametrize(("demo", "code"), [(True, 0), (False, 1)])
def test_pages_that_show_everything_are_for_demo_homes_only(demo: bool, code: int, tmp_path: Path, now: datetime) -> None:
    place = home.create(tmp_path / "home", demo=demo, now=now).path
    environ = {**os.environ, "SELOSTE_HOME": str(place), "SELOSTE_DEBUG": "true"}
    probe = "import django; django.setup()"
    done = subprocess.run([sys.executable, "-c", probe], env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, "SELOSTE_DEBUG" in done.stderr) == (code, not demo)
