"""`seloste init`: a handful of questions, and a notice file that checks clean in whatever way they are answered."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste import gate, home
from seloste.faces.cli import cli
from seloste.faces.cli.init.answers import LONGEST, QUESTIONS, Answers
from seloste.faces.cli.init.writing import write
from seloste.home import Home
from seloste.notice import Notice, load
from seloste.promises import board

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
FIRM = Answers(
    name="Kukkakauppa Ruusu",
    business_id="2701131-6",
    address="Esimerkkikatu 1, 00100 Helsinki",
    email="tietosuoja@ruusu.example",
    phone="+358 0 000 000",
    website="www.ruusu.example",
    idle=24,
    invoices=True,
    newsletter=True,
)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "now", lambda: NOW)


def run(*words: str | Path, answers: str = "") -> Result:
    return CliRunner().invoke(cli, ["init", *map(str, words)], prog_name="seloste", input=answers)


def clean(text: str) -> Notice:
    loaded = load(text.encode(), file="notice.yaml", on=TODAY)
    assert loaded.notice is not None, loaded.errors
    assert loaded.findings == ()
    return loaded.notice


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_the_file_is_as_it_was_looked_at(lang: str) -> None:
    looked_at = Path(__file__).with_name(f"notice.{lang}.yaml").read_text("utf-8")
    assert write(FIRM, lang=lang, today=TODAY) == looked_at
    clean(looked_at)


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("newsletter", [True, False])
@pytest.mark.parametrize("invoices", [True, False])
def test_every_way_to_answer_makes_a_notice_without_a_finding(lang: str, newsletter: bool, invoices: bool) -> None:
    bare = FIRM.model_copy(update={"newsletter": newsletter, "invoices": invoices, "business_id": "", "phone": "", "website": ""})
    notice = clean(write(bare, lang=lang, today=TODAY))
    assert ("newsletter" in notice.purposes, "bookkeeping" in notice.purposes) == (newsletter, invoices)


def test_it_asks_in_the_language_chosen_first_and_asks_again_what_does_not_fit(tmp_path: Path) -> None:
    out = tmp_path / "notice.yaml"
    answers = ["sv", "Blomsterhandeln", "123", "", "Exempelgatan 1", "ingen", "dataskydd@blommor.example", "", "", "36", "n", "y"]
    done = run("--out", out, answers="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "Företagets namn" in done.stderr
    assert "kontrollsiffran" in done.stderr
    notice = clean(out.read_text("utf-8"))
    assert notice.controller.name == "Blomsterhandeln"
    assert str(notice.matters["relationship"].idle) == "P36M"
    assert ("newsletter" in notice.purposes, "bookkeeping" in notice.purposes) == (True, False)


def test_a_file_that_stands_is_never_written_over(tmp_path: Path) -> None:
    out = tmp_path / "notice.yaml"
    out.write_text("mine\n", encoding="utf-8")
    done = run("--out", out, "--defaults")
    assert (done.exit_code, "stands already" in done.stderr) == (2, True)
    assert out.read_text("utf-8") == "mine\n"


def test_without_answers_nothing_is_written(tmp_path: Path) -> None:
    done = run("--out", tmp_path / "notice.yaml", "--lang", "fi")
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value"), [("--business-id", "1234567-8"), ("--email", "nobody"), ("--idle", "0"), ("--name", " "), ("--name", "x" * 201)]
)
def test_an_answer_given_as_an_option_is_checked_too(tmp_path: Path, option: str, value: str) -> None:
    done = run("--out", tmp_path / "notice.yaml", "--defaults", option, value)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])


def test_defaults_make_a_whole_file_to_begin_from(tmp_path: Path) -> None:
    out = tmp_path / "notice.yaml"
    assert run("--out", out, "--defaults").exit_code == 0
    assert clean(out.read_text("utf-8")).controller.email == "tietosuoja@esimerkki.example"
    assert {question.name for question in QUESTIONS} == set(Answers.model_fields)


_WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=LONGEST)


@given(_WORDS, _WORDS)
@settings(max_examples=40, deadline=None)
def test_no_answer_breaks_out_of_its_place(name: str, address: str) -> None:
    text = write(FIRM.model_copy(update={"name": name, "address": address}), lang="en", today=TODAY)
    loaded = load(text.encode(), file="notice.yaml", on=TODAY)
    if loaded.notice is not None:
        assert (loaded.notice.controller.name, loaded.notice.controller.address) == (name, address)
        assert set(loaded.notice.purposes) == set(clean(write(FIRM, lang="en", today=TODAY)).purposes)


def test_the_register_keeps_what_it_promises_from_the_first_day(db: None, fresh_home: Home) -> None:
    source = write(FIRM, lang="fi", today=TODAY).encode()
    assert gate.publish(fresh_home, source, file="notice.yaml", now=NOW).number == 1
    found = board(gate.door(fresh_home), now=NOW)
    assert [promise.clause.anchor for promise in found.standing("broken")] == []
