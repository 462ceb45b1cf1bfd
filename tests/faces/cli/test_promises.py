"""`seloste promises`: the board in words and as JSON; exit 1 when a promise is broken."""

import json
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner, Result

from duties.conftest import World, world
from seloste import gate, home
from seloste.faces.cli.promises import promises

__all__ = ["world"]


@pytest.fixture(autouse=True)
def here(world: World, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command finds this register, sealed as what is served does by itself and with the keys that a tick renews, and this instant."""
    world.door.rotate_keys(now=now)
    world.door.seal_ledger(now=now)
    monkeypatch.setattr(gate, "door", lambda: world.door)
    monkeypatch.setattr(home, "now", lambda: now)


def run(*words: str) -> Result:
    """Run `seloste promises …`."""
    return CliRunner().invoke(promises, list(words), standalone_mode=False)


def test_a_register_in_order_exits_0_and_counts() -> None:
    done = run()
    assert done.return_value == 0
    assert "rikottu 0" in done.stdout
    assert "Tarkistettu 22.11.2026 klo 6.00." in done.stdout
    assert "PIDETTY  Säilytysaika: Henkilötunnus  (retention.identity_code · kohta 8, notice.yaml:" in done.stdout


def test_the_json_has_what_the_board_shows() -> None:
    done = run("--json")
    told = json.loads(done.stdout)
    assert done.return_value == 0
    assert (told["broken"], told["kept"] > 60) == (0, True)
    rows = {row["id"]: row for row in told["promises"]}
    assert rows["retention.identity_code"]["state"] == "kept"
    assert rows["retention.identity_code"]["kind"] == "enforced"
    assert rows["retention.identity_code"]["line"] > 0
    assert {row["state"] for row in rows.values()} == {"kept", "attested", "said"}


def test_a_broken_promise_exits_1_and_comes_first(world: World, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    world.customer(now)
    monkeypatch.setattr(home, "now", lambda: now + timedelta(days=3000))
    done = run()
    assert done.return_value == 1
    assert done.stdout.startswith("RIKOTTU")
    told = json.loads(run("--json").stdout)
    assert told["broken"] > 0
    assert "PIDETTY" not in run("--broken").stdout


def test_nothing_of_a_person_is_on_the_board(world: World, now: datetime) -> None:
    world.customer(now)
    for words in (run().stdout, run("--json").stdout):
        assert "Kanarialintu" not in words
        assert "asiakas.example" not in words
