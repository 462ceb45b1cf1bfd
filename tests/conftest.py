"""What every test stands on: a home of its own in a temporary folder, Django on it, a database (`database`), and one fixed instant.

The home is made before Django reads its settings, so this happens on import. On PostgreSQL only the tests that touch the database run.
"""

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import translation
from pytest_django import DjangoDbBlocker

import database
from seloste import home as homes

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
TOUCHING = frozenset({"db", "transactional_db", "django_db_setup", "own_database", "databases"})

_DATABASES = database.Databases.plan() if database.asked() == "postgres" else None
# What is asked of the tests stays: the workers of a spread run inherit it from here.
for _name in [name for name in os.environ if name.startswith("SELOSTE_") and not name.startswith(("SELOSTE_CHROMIUM", "SELOSTE_TEST_"))]:
    del os.environ[_name]
_FOLDER = Path(tempfile.mkdtemp(prefix="seloste-tests-"))
_HOME = homes.create(_FOLDER / "home", demo=True, now=NOW)
os.environ["SELOSTE_HOME"] = str(_HOME.path)
os.environ["DJANGO_SETTINGS_MODULE"] = "seloste.config.settings"

pytest_plugins = ["promise_marks", "altered_law", "mail_sink"]

# Here and not in a hook: conftests of folders import models.
os.environ.update(_DATABASES.environment() if _DATABASES else {})
django.setup()
# A process that a test starts meets this database only where the test says so (own_database).
for _name in _DATABASES.environment() if _DATABASES else ():
    del os.environ[_name]

# Hashing passwords is slow on purpose; tests make many accounts and guess none.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 64, 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each worker of a spread run set up Django by itself, on a home and a database of its own, as this process did."""
    for name in ("DJANGO_SETTINGS_MODULE", "SELOSTE_HOME"):
        os.environ.pop(name, None)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each worker of a spread run which database was asked for."""
    node.workerinput["database"] = database.asked()


def pytest_configure(config: pytest.Config) -> None:
    """Stop a worker that would stand on another database than the run: it would test the wrong one, and pass."""
    from django.db import connection

    meant = getattr(config, "workerinput", {}).get("database", database.asked())
    stands = "postgres" if connection.vendor == "postgresql" else connection.vendor
    if meant != stands:
        raise pytest.UsageError(f"this process stands on {stands}, and the run was meant for {meant}")


def pytest_report_header() -> str:
    """Say which database the tests stand on."""
    return f"database: {database.asked()}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what touches no database; on each leave out what is marked as the other's."""
    other = "sqlite" if _DATABASES else "postgres"
    left_out = [item for item in items if item.get_closest_marker(other) or (_DATABASES and not _touches_the_database(item))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _touches_the_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(TOUCHING & set(getattr(item, "fixturenames", ())))


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_FOLDER, ignore_errors=True)
    if _DATABASES:
        from django.db import connections

        connections.close_all()
        _DATABASES.end()


if _DATABASES:

    @pytest.fixture(scope="session")
    def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> None:
        """Make the tests' database as the how-to says: tables by the owner's role, everything after by the application's."""
        from seloste.home import schema

        assert _DATABASES is not None
        with django_db_blocker.unblock():
            _DATABASES.create()
            schema.bring_up()
            _DATABASES.loosen()


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> database.Databases | None:
    """The databases of this run, for tests that copy whole ones; None on SQLite, where a copy of the home is all."""
    if _DATABASES is not None:
        request.getfixturevalue("django_db_setup")
    return _DATABASES


@pytest.fixture
def own_database(request: pytest.FixtureRequest) -> dict[str, str]:
    """Settings for processes that a test starts on a home of its own: none on SQLite, a fresh database's on PostgreSQL."""
    if _DATABASES is None:
        return {}
    name = f"{_DATABASES.name}_{len(_DATABASES.made)}"
    request.getfixturevalue("django_db_setup")
    _DATABASES.create(name)
    return _DATABASES.environment(name)


@pytest.fixture(autouse=True)
def _in_finnish() -> None:
    """Begin each test in the language of the installation: a page asked for by the one before may have left another behind."""
    translation.deactivate()


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
