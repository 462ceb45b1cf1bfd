"""What every test stands on: a home of its own in a temporary folder, Django on it, and one fixed instant.

The home is made before Django reads its settings, so this happens on import.
"""

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from seloste import home as homes

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)

for _name in [name for name in os.environ if name.startswith("SELOSTE_") and name != "SELOSTE_CHROMIUM"]:
    del os.environ[_name]
_FOLDER = Path(tempfile.mkdtemp(prefix="seloste-tests-"))
_HOME = homes.create(_FOLDER / "home", demo=True, now=NOW)
os.environ["SELOSTE_HOME"] = str(_HOME.path)
os.environ["DJANGO_SETTINGS_MODULE"] = "seloste.config.settings"

pytest_plugins = ["promise_marks", "altered_law"]

# Here and not in a hook: conftests of folders import models.
django.setup()

# Hashing passwords is slow on purpose; tests make many accounts and guess none.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_FOLDER, ignore_errors=True)


@pytest.fixture
def now() -> datetime:
    """Return the instant that tests take for now: Sunday 22 November 2026 at 6.00 in Helsinki."""
    return NOW


@pytest.fixture
def home() -> homes.Home:
    """Return the home of this test session, on which Django stands."""
    return _HOME


@pytest.fixture
def fresh_home(tmp_path: Path, now: datetime) -> homes.Home:
    """Make a home that only this test touches. Django doesn't stand on it."""
    return homes.create(tmp_path / "home", demo=True, now=now)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser that journeys drive. Where there is none they are skipped, and in continuous integration they fail."""
    for place in (os.environ.get("SELOSTE_CHROMIUM"), "/usr/bin/chromium"):
        if place and os.access(place, os.X_OK):
            return place
    if os.environ.get("CI") == "true":
        pytest.fail("there is no Chromium, and continuous integration must run the journeys: set SELOSTE_CHROMIUM")
    pytest.skip("there is no Chromium here: install it, or set SELOSTE_CHROMIUM")
