"""`seloste search` counts terms and makes the index anew; nothing about a person passes through it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from seloste import gate
from seloste.faces.cli.search import search
from seloste.home import Home
from seloste.policy import Actor, Begin, Denial, NewSubject, Put

NOTICE = Path(__file__).resolve().parents[3] / "examples" / "lamisnet" / "notice.yaml"
SALES = Actor(1, frozenset({"sales", "support"}), "Myynti")


@pytest.fixture
def kept(db: None, fresh_home: Home, monkeypatch: pytest.MonkeyPatch, now: object) -> Home:
    monkeypatch.setenv("SELOSTE_HOME", str(fresh_home.path))
    gate.publish(fresh_home, NOTICE.read_bytes(), file="notice.yaml", now=now)  # type: ignore[arg-type]
    return fresh_home


def customer(kept: Home, now: object) -> None:
    put = Put("contact", {"email": "kanaria@asiakas.example"})
    done = gate.door(kept).apply(SALES, "customer_care", NewSubject("customer"), (Begin("relationship"), put), now=now)  # type: ignore[arg-type]
    assert not isinstance(done, Denial), done


def test_an_empty_index_says_what_to_do(kept: Home) -> None:
    done = CliRunner().invoke(search, ["status"])
    assert done.exit_code == 0
    assert "seloste search rebuild" in done.stderr


def test_a_lost_index_is_made_anew_and_counted(kept: Home, now: object) -> None:
    customer(kept, now)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM lookup")
    done = CliRunner().invoke(search, ["rebuild"])
    assert done.exit_code == 0, done.output
    assert "1 people, 1 terms: the index is whole." in done.stderr
    assert "kanaria" not in done.output
    assert json.loads(CliRunner().invoke(search, ["status", "--json"]).stdout) == {"names": "memory", "terms": {"email": 1}}
    assert "email" in CliRunner().invoke(search, ["status"]).stdout
