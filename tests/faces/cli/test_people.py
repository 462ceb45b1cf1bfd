"""`seloste people`: from the first account of a fresh register to roles for everybody, with every no saying what to do."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seloste import accounts, gate, home
from seloste.accounts.models import Proof, Staff
from seloste.duties.logreview.rules import DENIALS
from seloste.faces.cli import cli
from seloste.home import Home

SCHOOL = Path(__file__).resolve().parents[3] / "examples" / "opinaika" / "notice.yaml"
PASSWORD = "kolme-pitkää-sanaa\n"


@pytest.fixture(autouse=True)
def place(db: None, fresh_home: Home, now: object, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A register that demands training, an undertaking and own staff, in which nobody works yet."""
    monkeypatch.setenv("SELOSTE_HOME", str(fresh_home.path))
    monkeypatch.setattr("seloste.home.now", lambda: now)
    assert gate.publish(fresh_home, SCHOOL.read_bytes(), file="notice.yaml", now=now).number == 1  # type: ignore[arg-type]
    return fresh_home


def people(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(cli, ["people", *words], input=given)


def add(login: str, name: str, *more: str) -> Result:
    return people("add", login, "--name", name, "--unit", "Toimisto", *more, given=PASSWORD)


def first() -> None:
    """The first privacy officer, who has nobody to ask."""
    assert add("maija.malli", "Maija Malli").exit_code == 0
    for kind in ("training", "undertaking"):
        assert people("record", "maija.malli", kind).exit_code == 0
    done = people("grant", "maija.malli", "privacy", "--reason", "perustaja")
    assert done.exit_code == 0, done.output


def named() -> str:
    """How the promise stands that only named persons get in."""
    board = json.loads(CliRunner().invoke(cli, ["promises", "--json"]).stdout)
    return next(str(each["state"]) for each in board["promises"] if each["id"] == "access.named")


def test_a_new_account_breaks_no_promise_while_it_waits_for_its_role_and_one_left_behind_does() -> None:
    first()
    assert add("eero.malli", "Eero Malli").exit_code == 0
    assert named() == "kept"
    for kind in ("training", "undertaking"):
        assert people("record", "eero.malli", kind).exit_code == 0
    assert people("grant", "eero.malli", "service", "--reason", "asiakkaat").exit_code == 0
    assert named() == "kept"
    assert people("revoke", "eero.malli", "service").exit_code == 0
    assert named() == "broken"
    assert people("close", "eero.malli").exit_code == 0
    assert named() == "kept"


def test_a_fresh_register_lets_the_first_officer_in_and_they_the_others() -> None:
    nobody = people("list")
    assert (nobody.exit_code, nobody.stdout) == (0, "")
    assert "seloste people add" in nobody.stderr
    first()
    assert add("eero.malli", "Eero Malli").exit_code == 0
    refused = people("grant", "eero.malli", "service", "--reason", "asiakkaat")
    assert refused.exit_code == 2
    assert "seloste people record eero.malli training" in refused.stderr
    assert people("record", "eero.malli", "training", "--on", "2026-11-01").stdout.startswith("eero.malli: training 2026-1 on 2026-11-01")
    assert people("record", "eero.malli", "undertaking").exit_code == 0
    assert people("grant", "eero.malli", "service", "--reason", "asiakkaat", "--until", "2027-06-30").exit_code == 0
    listed = people("list")
    assert listed.exit_code == 0
    assert "eero.malli  Eero Malli (Toimisto): service until 2027-07-01 00:00" in listed.stdout


@pytest.mark.promise("OA-28", "AL-56", by="behaviour")
def test_somebody_whose_training_has_lapsed_is_listed_as_suspended_and_acts_in_nothing() -> None:
    first()
    Proof.objects.filter(kind="training").update(on="2025-01-01", until="2026-01-01")
    listed = people("list")
    assert listed.exit_code == 1
    assert "SUSPENDED: The data protection training was valid until 1 January 2026." in listed.stdout
    told = json.loads(people("list", "--json").stdout)
    assert told[0]["lacks"] == [{"kind": "training", "why": "expired", "last": "2026-01-01"}]
    stopped = CliRunner().invoke(cli, ["rights", "list"])
    assert stopped.exit_code == 2
    assert "roles of this account are suspended. The data protection training was valid until" in stopped.stderr
    looked = CliRunner().invoke(cli, ["subject", "--as", "maija.malli", "find", "--purpose", "service"], input="x\n")
    assert "suspended" in looked.stderr


@pytest.mark.promise("AL-57", by="behaviour")
def test_a_processors_person_gets_no_role_where_only_own_staff_are_let_in() -> None:
    first()
    key = min(gate.door().notice_at(home.now()).processors)
    assert add("outi.malli", "Outi Malli", "--employer", key).exit_code == 0
    refused = people("grant", "outi.malli", "service", "--reason", "x")
    assert refused.exit_code == 2
    assert "only the controller's own staff" in refused.stderr
    unknown = add("iida.malli", "Iida Malli", "--employer", "somebody")
    assert unknown.exit_code == 2
    assert "names no processor" in unknown.stderr


def test_a_record_is_shown_and_taken_back() -> None:
    first()
    add("eero.malli", "Eero Malli")
    people("record", "eero.malli", "training")
    number = Proof.objects.get(staff__login="eero.malli").pk
    assert f"record {number}: training 2026-1 on 2026-11-22, good until 2027-11-22" in people("show", "eero.malli").stdout
    assert people("withdraw", str(number)).exit_code == 0
    assert f"record {number}: training 2026-1 on 2026-11-22, taken back" in people("show", "eero.malli").stdout
    assert people("withdraw", str(number)).exit_code == 2


def test_a_role_is_revoked_and_an_account_closed() -> None:
    first()
    assert people("revoke", "maija.malli", "service").exit_code == 2
    assert people("revoke", "maija.malli", "privacy").exit_code == 0
    assert "no role" in people("list").stdout
    assert people("close", "maija.malli").exit_code == 0
    assert not Staff.objects.filter(is_active=True).exists()
    assert people("show", "maija.malli").exit_code == 2


@pytest.mark.parametrize("words", [("record", "kukaan", "training"), ("grant", "kukaan", "service", "--reason", "x"), ("close", "kukaan")])
def test_an_unknown_account_is_refused(words: tuple[str, ...]) -> None:
    done = people(*words)
    assert done.exit_code == 2
    assert "no such account" in done.stderr


def test_a_password_is_never_an_argument_and_a_weak_one_is_refused() -> None:
    weak = people("add", "eero.malli", "--name", "Eero Malli", "--unit", "Toimisto", given="pikku7\n")
    assert weak.exit_code == 2
    assert "pikku7" not in weak.output
    assert not Staff.objects.exists()
    assert "--password" not in people("add", "--help").stdout


@pytest.mark.promise("AL-54", by="behaviour")
def test_the_access_log_is_reviewed_at_a_terminal(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    first()
    notice = gate.door().notice_at(now)
    officer = accounts.actor(Staff.objects.get(), now=now, notice=notice)
    for _ in range(DENIALS):
        gate.door().search(officer, "service", now=now, term="nobody")
    monkeypatch.setattr("seloste.home.now", lambda: now + timedelta(hours=1))

    def review(*words: str) -> Result:
        return CliRunner().invoke(cli, ["ledger", "review", *words])

    assert review().exit_code == 0
    begun = review("--begin")
    assert begun.exit_code == 1
    assert "maija.malli  denials" in begun.stdout
    (one,) = json.loads(review("--json").stdout)["found"]
    assert (one["login"], one["rule"], one["count"], one["outcome"]) == ("maija.malli", "denials", DENIALS, "")
    assert "no outcome yet" in review("--sign").stderr
    assert "the outcomes are" in review("--settle", f"{one['number']}=gossip").stderr
    assert "N=CODE" in review("--settle", "x").stderr
    signed = review("--settle", f"{one['number']}=mistake", "--sign")
    assert signed.exit_code == 0
    assert "the next is due 2026-12-22" in signed.stderr
