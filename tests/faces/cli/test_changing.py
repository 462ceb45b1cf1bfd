"""`seloste notice diff`, `announce` and `publish`, and `law review`: what they print, how they end, and that nothing happens unasked."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seloste import gate, home
from seloste.duties.lawwatch.models import LawSeen
from seloste.faces.cli import cli
from seloste.home import Home
from seloste.policy import Actor, Denial
from seloste.policy.changes import Begin, Change, NewSubject, Put

LAMISNET = Path(__file__).parents[3] / "examples" / "lamisnet" / "notice.yaml"
BEGAN = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


@pytest.fixture
def register(db: None, fresh_home: Home, monkeypatch: pytest.MonkeyPatch, now: datetime) -> Home:
    """LamisNET's register with one customer."""
    gate.publish(fresh_home, LAMISNET.read_bytes(), file="notice.yaml", now=BEGAN)
    changes: list[Change] = [Begin("relationship"), Put("identity", {"last_name": "Kanarialintu"})]
    done = gate.door(fresh_home).apply(Actor(1, frozenset({"sales"}), "Myynti"), "customer_care", NewSubject("customer"), changes, now=now)
    assert not isinstance(done, Denial)
    for place in (home, gate):
        monkeypatch.setattr(place, "current", lambda: fresh_home)
    monkeypatch.setattr(home, "where", lambda: fresh_home.path)
    monkeypatch.setattr(home, "now", lambda: now)
    return fresh_home


def write(folder: Path, *swaps: tuple[str, str], effective: str = "2026-11-16") -> Path:
    text = LAMISNET.read_text("utf-8").replace("effective: 2026-11-16", f"effective: {effective}")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "coming.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="seloste")


def test_a_diff_ends_with_one_when_a_change_is_material_and_else_with_zero(tmp_path: Path) -> None:
    assert run("notice", "diff", LAMISNET, LAMISNET).exit_code == 0
    shorter = run("notice", "diff", LAMISNET, write(tmp_path, ("keep: P5Y", "keep: P4Y")))
    assert (shorter.exit_code, "keep-shorter" in shorter.stdout, "MATERIAL" in shorter.stdout) == (0, True, False)
    longer = run("notice", "diff", LAMISNET, write(tmp_path, ("keep: P5Y", "keep: P6Y")))
    assert (longer.exit_code, "MATERIAL" in longer.stdout) == (1, True)


def test_the_old_notice_of_a_diff_is_not_judged_by_the_law_of_today_but_the_new_one_is(tmp_path: Path) -> None:
    old = tmp_path / "old.yaml"
    old.write_text(LAMISNET.read_text("utf-8").replace("law: fi/1336-1997/2:10", "law: fi/523-1999/10"), encoding="utf-8")
    done = run("notice", "diff", old, LAMISNET)
    assert (done.exit_code, "1 change, 0 material" in done.stderr) == (0, True)
    refused = run("notice", "diff", LAMISNET, old)
    assert refused.exit_code == 1
    assert "NX-law" in refused.stderr


@pytest.mark.parametrize(("lang", "words"), [("fi", "säilytetään pidempään"), ("sv", "bevaras längre"), ("en", "kept longer")])
def test_a_diff_as_json_speaks_the_language_asked_for(tmp_path: Path, lang: str, words: str) -> None:
    done = run("notice", "diff", LAMISNET, write(tmp_path, ("keep: P5Y", "keep: P6Y")), "--lang", lang, "--json")
    told = json.loads(done.stdout)
    assert set(told) == {"old", "new", "material", "changes"}
    (change,) = told["changes"]
    assert set(change) == {"code", "material", "path", "line", "words"}
    assert (change["code"], change["material"], change["path"]) == ("keep-longer", True, "purposes.claims_archive.keep")
    assert words in change["words"]


def test_a_diff_of_a_file_with_errors_says_where(tmp_path: Path) -> None:
    done = run("notice", "diff", LAMISNET, write(tmp_path, ("within: P30D", "within: pian")))
    assert done.exit_code == 1
    assert "coming.yaml:" in done.stderr
    assert done.stdout == ""


def test_a_diff_weighs_the_coming_notice_on_the_register_without_a_value(register: Home, tmp_path: Path) -> None:
    done = run("notice", "diff", LAMISNET, write(tmp_path, ("keep: P5Y", "keep: P4Y")), "--register", "--json")
    told = json.loads(done.stdout)
    assert (told["impact"]["people"], told["impact"]["touched"]) == (1, 1)
    assert told["impact"]["folders"]["earlier"] == {"identity": 1}
    assert "Kanarialintu" not in done.output


def test_nothing_is_published_unasked(register: Home, tmp_path: Path) -> None:
    done = run("notice", "publish", write(tmp_path, ("keep: P5Y", "keep: P4Y")))
    assert (done.exit_code, "Nothing was published" in done.stderr) == (2, True)
    assert len(gate.door(register).notices()) == 1


def test_with_yes_a_change_that_is_not_material_is_published_and_its_law_written_down(register: Home, tmp_path: Path) -> None:
    done = run("notice", "publish", write(tmp_path, ("keep: P5Y", "keep: P4Y")), "--yes")
    assert (done.exit_code, "Published as version 2" in done.stdout) == (0, True), done.output
    assert "In the register: 1 people, 1 touched." in done.stdout
    reviewed = run("law", "review")
    assert (reviewed.exit_code, reviewed.stdout) == (0, "")


@pytest.mark.promise("LN-58", by="behaviour")
def test_a_material_change_is_refused_with_what_to_do_then_told_and_published(register: Home, tmp_path: Path) -> None:
    file = write(tmp_path, ("keep: P5Y", "keep: P6Y"), effective="2026-12-10")
    refused = run("notice", "publish", file, "--yes")
    assert refused.exit_code == 2
    assert "In the way: the change is material" in refused.stderr
    assert "seloste notice announce" in refused.stderr
    told = run("notice", "announce", file, "--channel", "site", "--json")
    assert json.loads(told.stdout)["may_bind_from"] == "2026-12-06T22:00:00Z"
    listed = json.loads(run("notice", "announced", "--json").stdout)
    assert [(each["effective"], list(each["told"])) for each in listed] == [("2026-12-09T22:00:00Z", ["site"])]
    done = run("notice", "publish", file, "--yes", "--json")
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["published"], answer["material"], answer["obstacles"]) == (0, 2, True, [])
    assert gate.door(register).notices()[1][1] == datetime(2026, 12, 9, 22, tzinfo=UTC)


def test_a_notice_in_force_is_not_announced(register: Home) -> None:
    done = run("notice", "announce", LAMISNET, "--channel", "email")
    assert (done.exit_code, "this very notice is version 1, in force since" in done.stderr) == (2, True)


def test_a_notice_in_force_is_not_published_again_and_an_earlier_one_only_with_a_day_of_its_own(register: Home, tmp_path: Path) -> None:
    done = run("notice", "publish", LAMISNET, "--yes")
    assert (done.exit_code, "In the way: this very notice is version 1, in force since" in done.stderr) == (2, True)
    assert run("notice", "publish", write(tmp_path, ("keep: P5Y", "keep: P4Y")), "--yes").exit_code == 0
    done = run("notice", "publish", LAMISNET, "--yes")
    assert (done.exit_code, "was published before, as version 1" in done.stderr, "`dates.effective`" in done.stderr) == (2, True, True)
    assert len(gate.door(register).notices()) == 2


def test_a_purpose_left_out_is_named_with_its_line(register: Home, tmp_path: Path) -> None:
    text = LAMISNET.read_text("utf-8")
    begin, end = text.index("  development:\n"), text.index("sources:\n")
    done = run("notice", "publish", write(tmp_path, (text[begin:end], "\n")), "--yes")
    assert done.exit_code == 2
    line = text[:begin].count("\n") + 1
    assert (
        f"the purpose `development` is gone: its grounds would end for everyone, and what only it keeps would fall (line {line})"
        in done.stderr
    )


def test_a_task_of_changed_law_is_listed_and_closed(register: Home) -> None:
    assert run("law", "review").exit_code == 0
    LawSeen.objects.create(register_id=gate.door(register).register, row="rule:FI-KPL-6", was={"in_force": "2000-01-01"}, seen_at=BEGAN)
    listed = run("law", "review")
    assert (listed.exit_code, listed.stdout.splitlines()[0]) == (1, "rule:FI-KPL-6  (as it stood on 2026-11-16)")
    assert "Asiakasrekisteri, version 1: purpose.bookkeeping (line " in listed.stdout
    (task,) = json.loads(run("law", "review", "--json").stdout)
    assert set(task) == {"row", "changed", "seen_at", "notices"}
    assert run("law", "reviewed", "rule:FI-KPL-6").exit_code == 0
    again = run("law", "reviewed", "rule:FI-KPL-6")
    assert (again.exit_code, "no task is open" in again.stderr) == (2, True)


def test_the_days_of_the_two_dates_are_helsinki_days(register: Home, tmp_path: Path) -> None:
    file = write(tmp_path, ("keep: P5Y", "keep: P4Y"))
    done = run("notice", "publish", file, "--yes", "--effective", "2027-01-15", "--json")
    assert json.loads(done.stdout)["effective"] == "2027-01-14T22:00:00Z"
