"""The commands that erase and that verify: what they print, with which code they end, and what they never show."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection

import seloste_verify
from dba import sql
from mail_sink import Sink
from seloste import gate, home
from seloste.duties.operations import backups
from seloste.faces.cli import cli
from seloste.home import Home
from seloste.policy import Actor, Denial
from seloste.policy.changes import Begin, Change, NewSubject, Put

NOTICE = Path(__file__).parents[3] / "examples" / "lamisnet" / "notice.yaml"
BEGAN = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)
LATER = BEGAN + timedelta(days=15)


@pytest.fixture
def register(db: None, fresh_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A register with one person whose credit check has timed out, at an instant when that is due."""
    gate.publish(fresh_home, NOTICE.read_bytes(), file="notice.yaml", now=BEGAN)
    changes: list[Change] = [Begin("credit_check", ref="c"), Put("identity_code", {"hetu": "010190-900P"}, matter="c")]
    actor = Actor(1, frozenset({"credit"}), "Luotto")
    done = gate.door(fresh_home).apply(actor, "credit_check", NewSubject("customer"), changes, now=BEGAN)
    assert not isinstance(done, Denial), done
    monkeypatch.setattr(home, "current", lambda: fresh_home)
    monkeypatch.setattr(gate, "current", lambda: fresh_home)
    monkeypatch.setattr(home, "now", lambda: LATER)
    return fresh_home


def run(*words: str, **how: Any) -> Result:
    return CliRunner().invoke(cli, words, prog_name="seloste", **how)


def test_a_plan_prints_a_table_with_the_notices_line_and_no_value(register: Home) -> None:
    result = run("retention", "plan")
    assert result.exit_code == 0
    assert "1 folders (1 records) of 1 people" in result.stdout
    row = next(line for line in result.stdout.splitlines() if "identity_code" in line)
    assert row.split()[2:4] == ["identity_code", "credit_check"]
    assert "010190" not in result.output


def test_a_plan_as_json_is_for_the_day_asked(register: Home) -> None:
    body = json.loads(run("retention", "plan", "--on", "2024-01-20", "--json").stdout)
    assert (body["on"], body["folders"], body["groups"]) == ("2024-01-20", 0, [])
    body = json.loads(run("retention", "plan", "--on", "2024-02-20", "--json").stdout)
    assert (body["folders"], body["groups"][0]["why"]) == (1, "at_most")
    assert run("retention", "plan", "--on", "2024-01-20").stdout == "Nothing falls through 20.01.2024.\n"


def test_a_day_that_is_none_is_a_usage_error(register: Home) -> None:
    result = run("retention", "plan", "--on", "huomenna")
    assert result.exit_code == 2
    assert "does not match" in result.output


def test_a_run_destroys_and_prints_its_receipt(register: Home) -> None:
    body = json.loads(run("retention", "run", "--yes", "--json").stdout)
    assert (body["folders"], body["records"]) == (1, 1)
    assert run("retention", "run").stdout == "Nothing was due.\n"


def test_a_run_in_words(register: Home) -> None:
    result = run("retention", "run", "--yes")
    assert result.exit_code == 0
    assert "Erased 1 folders (1 records); " in result.stdout
    assert "010190" not in result.output


def test_a_tick_says_what_it_did(register: Home) -> None:
    assert "Erased 1 folders" in run("tick").stdout
    body = json.loads(run("tick", "--json").stdout)
    assert body["retention"]["folders"] == 0
    assert body["ledger"]["size"] == 3


def test_a_whole_ledger_verifies_with_code_0(register: Home) -> None:
    run("ledger", "checkpoint")
    result = run("ledger", "verify")
    assert result.exit_code == 0
    assert result.stdout.endswith("The ledger is whole.\n")
    body = json.loads(run("ledger", "verify", "--json").stdout)
    assert (body["ok"], body["first_bad"], body["leaves"]) == (True, None, 2)


def test_a_tampered_ledger_ends_with_code_1_and_names_the_entry(register: Home) -> None:
    run("ledger", "checkpoint")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_leaf SET purpose = ''")
    result = run("ledger", "verify")
    assert result.exit_code == 1
    assert "The ledger is NOT whole. First bad: entry 0 (leaf " in result.stderr
    result = run("ledger", "verify", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["first_bad"]["position"] == 0


def test_a_checkpoint_is_printed_to_be_kept_elsewhere_and_checked_against(register: Home, tmp_path: Path) -> None:
    note = run("ledger", "checkpoint").stdout
    assert note.startswith(f"seloste/ledger/{register.id}\n2\n")
    copy = tmp_path / "copy.txt"
    copy.write_text(note, "utf-8")
    assert run("ledger", "verify", "--against", str(copy)).exit_code == 0
    copy.write_text(note.replace("\n2\n", "\n3\n"), "utf-8")
    assert run("ledger", "verify", "--against", str(copy)).exit_code == 1
    assert run("ledger", "verify", "--against", str(tmp_path / "none")).exit_code == 2
    assert json.loads(run("ledger", "checkpoint", "--json").stdout)["added"] == 0


def test_a_leaf_is_proved_once_it_is_sealed(register: Home, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_leaf ORDER BY at, id")
        leaf = str(cursor.fetchone()[0])
    result = run("ledger", "prove", leaf)
    assert (result.exit_code, "is not sealed yet" in result.stderr) == (2, True)
    assert "aren't sealed yet, the oldest from 15.01.2024" in run("ledger", "verify").stdout
    run("ledger", "checkpoint")
    assert run("ledger", "prove", leaf).stdout.startswith("c2sp.org/tlog-proof@v1\nextra ")
    written = run("ledger", "prove", leaf, "--to", str(tmp_path / "out")).stdout.splitlines()
    assert written == [str(tmp_path / "out" / "entry-0.tlog-proof")]
    assert seloste_verify.main([str(register.path / "ledger"), "--receipt", written[0]]) == 0
    for words in (("ledger", "prove"), ("ledger", "prove", leaf, "--request", "1"), ("ledger", "prove", "--request", "2026-0001")):
        assert run(*words).exit_code == 2


def test_what_could_not_be_copied_out_of_reach_ends_with_code_1(register: Home, tmp_path: Path, settings: Any) -> None:
    settings.CHECKPOINTS_TO = tmp_path / "unmounted"
    for words in (("tick",), ("ledger", "checkpoint")):
        result = run(*words)
        assert (result.exit_code, "could not be copied" in result.stderr) == (1, True)


def test_a_mailed_checkpoint_is_told_and_one_that_could_not_be_mailed_ends_with_code_1(
    register: Home, settings: Any, mail_sink: Sink
) -> None:
    settings.MAIL, settings.MAIL_FROM = mail_sink.server, "seloste@toimisto.example"
    settings.CHECKPOINTS_MAIL_TO = "tietosuoja@muualla.example"
    mail_sink.to_data = "451 later"
    result = run("tick")
    assert (result.exit_code, "could not be mailed: the server answered 451" in result.stderr) == (1, True)
    mail_sink.to_data = "250 OK"
    result = run("tick")
    assert (result.exit_code, "Mailed the newest checkpoint" in result.stdout, len(mail_sink.taken)) == (0, True, 1)
    assert run("tick").exit_code == 0
    assert len(mail_sink.taken) == 1


def test_a_tick_that_could_not_copy_does_all_else_says_why_and_ends_with_code_1(register: Home, tmp_path: Path, settings: Any) -> None:
    settings.BACKUPS_TO, settings.BACKUP_KEYS_TO = tmp_path / "unmounted", tmp_path / "away"
    result = run("tick")
    assert result.exit_code == 1
    assert "the folder that SELOSTE_BACKUPS_TO names is not there" in result.stderr
    assert "the folder that SELOSTE_BACKUP_KEYS_TO names is not there" in result.stderr
    assert "Sealed " in result.stdout
    assert len(json.loads(run("tick", "--json").stdout)["backups"]["hindered"]) == 2


def test_a_tick_says_where_its_copies_are(register: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    data = backups.Made(Path("/mnt/backups/2026-11-22T040000Z"), 1000, 5)
    keys = backups.Kept(Path("/mnt/keys/keys/2026-11-22T040000Z"), None, 0, ())
    monkeypatch.setattr(backups, "take", lambda door, now: backups.Taken(data, keys))
    result = run("tick")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Copied the data to /mnt/backups/2026-11-22T040000Z.\nCopied the keys to /mnt/keys/keys/2026-11-22T040000Z.\n" in result.stdout
    assert json.loads(run("tick", "--json").stdout)["backups"]["data"]["path"] == "/mnt/backups/2026-11-22T040000Z"


def test_verifying_says_when_no_checkpoint_from_elsewhere_takes_part(register: Home, tmp_path: Path, settings: Any) -> None:
    run("tick")
    assert "No checkpoint is kept out of the administrator's reach" in run("ledger", "verify").stderr
    settings.CHECKPOINTS_MAIL_TO = "tietosuoja@muualla.example"
    assert "hold the ledger against one of those mails" in run("ledger", "verify").stderr
    copy = tmp_path / "copy.txt"
    copy.write_text(run("ledger", "checkpoint").stdout, "utf-8")
    assert run("ledger", "verify", "--against", str(copy)).stderr == ""
    settings.CHECKPOINTS_MAIL_TO, settings.CHECKPOINTS_TO = "", tmp_path
    run("ledger", "checkpoint")
    assert run("ledger", "verify").stderr == ""


def test_a_tick_on_a_changed_ledger_says_so(register: Home) -> None:
    run("tick")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_side SET subject = 99")
    (register.path / "ledger" / "verified.json").unlink()
    result = run("tick")
    assert (result.exit_code, "The ledger is NOT whole" in result.stderr) == (1, True)
    assert json.loads(run("tick", "--json").stdout)["ledger"]["whole"] is False


@pytest.mark.parametrize(
    ("harm", "said"), [("UPDATE ledger_leaf SET purpose = ''", "files were not written"), ("DELETE FROM ledger_tile", "nothing was sealed")]
)
def test_nothing_is_built_on_a_changed_ledger(register: Home, harm: str, said: str) -> None:
    run("ledger", "checkpoint")
    gate.door(register).browse_ledger(Actor(1, frozenset({"privacy"}), "Tietosuoja"), now=LATER)
    with connection.cursor() as cursor:
        cursor.execute(harm)
    result = run("ledger", "checkpoint")
    assert (result.exit_code, said in result.stderr) == (2, True)
    assert run("tick").exit_code == 2


def test_without_the_ring_nothing_is_shown_and_the_code_is_2(register: Home) -> None:
    (register.keys / "ring").unlink()
    for words in (("retention", "plan"), ("tick",), ("ledger", "verify")):
        result = run(*words)
        assert result.exit_code == 2
        assert "the ring of keys is missing. Nothing is shown until" in result.output


def test_a_folder_key_that_somebody_has_harmed_is_told_and_the_rest_of_the_tick_is_done(
    register: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "now", lambda: BEGAN + timedelta(days=5))
    sql("UPDATE folder SET wrapped=x'00'")
    result = run("tick")
    assert result.exit_code == 1
    assert "1 folder keys don't open, so the keys that they hang on stay" in result.stderr
    assert "Sealed " in result.stdout
    assert json.loads(run("tick", "--json").stdout)["keys"]["do_not_open"] == 1
