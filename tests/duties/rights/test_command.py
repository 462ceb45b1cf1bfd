"""`seloste rights`: plans before it acts, takes people's words by standard input, and writes files that only their owner reads."""

import json
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from duties.conftest import EMAIL, World
from duties.rights.test_requests import ask
from readied import ready
from seloste import accounts, gate, home
from seloste.duties.rights.decide import Right, State
from seloste.duties.rights.requests import find_request
from seloste.faces.cli import cli

WORDS = "Poistakaa tietoni."


@pytest.fixture
def office(world: World, now: datetime, monkeypatch: pytest.MonkeyPatch) -> World:
    """The register at a terminal, with one officer who holds the privacy role."""
    officer = accounts.create("virkailija", name="Testi Virkailija", unit="Tietosuoja", password="pitkä-testisalasana", now=now)
    notice = world.door.notice_at(now)
    ready(officer, notice, now)
    accounts.grant(officer, "privacy", by=officer, reason="testi", expires=now + timedelta(days=9), now=now, notice=notice)

    def door() -> gate.Door:
        world.door._house.stand()  # as opening it does
        return world.door

    monkeypatch.setattr(gate, "door", door)
    monkeypatch.setattr(home, "now", lambda: now)
    return world


def run(*words: str, given: str = "") -> Result:
    """Run `seloste rights …`."""
    return CliRunner().invoke(cli, ["rights", *words], input=given)


def answer(*words: str, given: str = "") -> dict[str, object]:
    """Run it and read its JSON."""
    done = run(*words, "--json", given=given)
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_request_is_filed_by_number_or_by_the_address_on_file(office: World, now: datetime) -> None:
    subject, _ = office.customer(now - timedelta(days=3))
    filed = answer("open", "erasure", "--subject", str(subject), given=WORDS)
    assert (filed["number"], filed["state"], filed["due"], filed["subject"]) == ("2026-0001", "received", "2026-12-22", subject)
    assert answer("open", "access", "--find", "--channel", "letter", given=f"{EMAIL}\n{WORDS}")["subject"] == subject
    assert answer("open", "access", "--new", "customer", given=WORDS)["subject"] != subject
    listed = json.loads(run("list", "--json").stdout)
    assert [row["number"] for row in listed] == ["2026-0001", "2026-0002", "2026-0003"]


def test_a_plan_of_an_erasure_lists_every_ground_and_changes_nothing(office: World, now: datetime) -> None:
    subject, _ = office.customer(now - timedelta(days=3))
    number = ask(office, subject, Right.ERASURE, now - timedelta(hours=1)).number
    plan = answer("answer", number)
    assert plan["answered"] is False
    assert plan["gone"] == ["identity", "contact"]
    grounds = plan["grounds"]
    assert isinstance(grounds, list)
    assert all(
        ground["outcome"] in ("ended", "kept", "past") and ground["code"] and ground["statute"] and ground["until"] for ground in grounds
    )
    assert answer("decide", number)["grounds"] == grounds
    office.door._house.stand()  # the command has left it behind
    found = find_request(number)
    assert found is not None
    assert found.state == State.RECEIVED
    assert answer("answer", number, "--run")["answered"] is True
    assert run("answer", number, "--run").exit_code != 0


def test_the_answers_files_are_for_their_owner_only_and_name_nobody(office: World, now: datetime, tmp_path: Path) -> None:
    subject, _ = office.customer(now - timedelta(days=3))
    number = ask(office, subject, Right.ACCESS, now - timedelta(hours=1)).number
    done = answer("answer", number, "--run", "--out", str(tmp_path / "out"))
    paths = sorted((tmp_path / "out").iterdir())
    receipts = [path for path in paths if path.suffix == ".tlog-proof"]
    assert receipts
    assert all(path.name.removeprefix(f"{number}-").removesuffix(".tlog-proof").isdecimal() for path in receipts)
    names = [path.name for path in paths if path not in receipts]
    assert names == [f"{number}.csv", f"{number}.html", f"{number}.json", f"{number}.txt"]
    written = [str(tmp_path / "out" / f"{number}.{kind}") for kind in ("txt", "json", "csv", "html")]
    assert done["files"][:4] == written  # type: ignore[index]
    assert set(done["files"][4:]) == {str(path) for path in receipts}  # type: ignore[index]
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    assert EMAIL in (tmp_path / "out" / f"{number}.json").read_text(encoding="utf-8")


def test_an_answer_goes_through_no_link_and_into_no_file_of_anybody_elses(office: World, now: datetime, tmp_path: Path) -> None:
    subject, _ = office.customer(now - timedelta(days=3))
    number = ask(office, subject, Right.ACCESS, now - timedelta(hours=1)).number
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.write_text("")
    (out / f"{number}.json").symlink_to(elsewhere)
    (out / f"{number}.html").touch(mode=0o644)
    answer("answer", number, "--run", "--out", str(out))
    assert elsewhere.read_text() == ""
    assert {path.lstat().st_mode for path in out.iterdir()} == {stat.S_IFREG | 0o600}
    assert EMAIL in (out / f"{number}.json").read_text(encoding="utf-8")


def test_a_request_is_shown_with_its_words(office: World, now: datetime) -> None:
    subject, _ = office.customer(now)
    number = ask(office, subject, Right.ACCESS, now).number
    shown = answer("show", number)
    assert shown["extendable"] is False
    assert ["text", "Haluan tietää, mitä tietoja minusta on."] in shown["file"]  # type: ignore[operator]


def test_moving_extending_and_rejecting(office: World, now: datetime) -> None:
    subject, _ = office.customer(now - timedelta(days=3))
    number = ask(office, subject, Right.ERASURE, now - timedelta(hours=1)).number
    assert run("move", number, "waiting").exit_code == 0
    assert "Älä lähetä henkilötunnustasi" in run("verify", number, given="Osoite on toinen.").stdout
    assert "answer it by 2026-12-22" in run("verified", number).stderr
    assert "22.2.2027" in run("extend", number, given="Pyyntö on laaja.").stdout
    assert run("reject", number, "UNF", given="syy").exit_code == 2
    assert "kantelun" in run("reject", number, "UNF", "--run", given="Sama pyyntö kymmenettä kertaa.").stdout


@pytest.mark.parametrize(
    ("words", "given", "why"),
    [
        (("open", "access"), WORDS, "--subject NUMBER"),
        (("open", "access", "--new", "customer"), " ", "standard input"),
        (("open", "access", "--subject", "4711"), WORDS, "SEL-G003"),
        (("open", "access", "--new", "ghost"), WORDS, "SEL-G009"),
        (("open", "forgetting", "--new", "customer"), WORDS, "is not one of"),
        (("open", "access", "--find"), f"kukaan@asiakas.example\n{WORDS}", "nobody has that address"),
        (("show", "2026-9999"), "", "There is no request 2026-9999. [SEL-R003]"),
        (("decide", "2026-9999"), "", "SEL-R003"),
        (("answer", "2026-9999", "--keep", "claims_archive=ERA-A"), "", "KEY=CODE"),
        (("answer", "2026-9999", "--purpose", "unheard_of"), "", "no purpose 'unheard_of'"),
        (("--as", "nobody", "list"), "", "no such account"),
    ],
)
def test_bad_input_is_refused_and_says_why(office: World, words: tuple[str, ...], given: str, why: str) -> None:
    done = run(*words, given=given)
    assert done.exit_code == 2
    assert why in done.stderr
    assert "kukaan@" not in done.stderr


def test_an_account_without_the_role_is_denied(office: World, now: datetime) -> None:
    accounts.create("myyjä", name="Testi Myyjä", unit="Myynti", password="pitkä-testisalasana", now=now)
    done = run("--as", "myyjä", "list")
    assert done.exit_code == 2
    assert "SEL-G002" in done.stderr
