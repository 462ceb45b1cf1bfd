"""`seloste init`: a handful of questions, and a notice file that checks clean in whatever way they are answered."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste import gate, home
from seloste.faces.cli import cli
from seloste.faces.cli.init.answers import LONGEST, QUESTIONS, Answers, understood
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


_ODD = st.sampled_from(
    [
        "", " ", "x" * 200, "x" * 201, "a " * 99, 'Kukka "Ruusu": #1', "- a", "? b", "{a: 1}", "[1]", "no", "off", "~", "null", "*a", "&a",
        "!!str a", "%TAG", "«name»", "#: top", "#[invoices", "#]", "\\e\\0", "\x1b[31m", "\u202eabc", "\ud800", "\x00", "🌹",
        "👩\u200d💻", "Åbo Öljy", "SSL Networks Inc", "Koulu Oy", "Henkilötietolaki Oy", "Mahdollisesti Oy", "<script>alert(1)</script>",
        "{name}", "%s", "$x", "=1+1", "a@b.example", "a@b", "'@'.@x.fi", "2701131-6", "27011316", "FI27011316", "1234567-8", "24", "0",
        "121", "-1", "1e3", "२४", "²", "9" * 40, "y", "N", "kyllä", "EI", "ja", "nej", "ehkä",
    ]
)  # fmt: skip
_TEXT = _ODD | st.text(max_size=LONGEST + 1)


@given(st.fixed_dictionaries({question.name: _TEXT for question in QUESTIONS}), st.sampled_from(["fi", "sv", "en"]))
@settings(max_examples=150, deadline=None)
def test_any_answer_makes_a_notice_without_a_finding_or_is_asked_again_in_words(texts: dict[str, str], lang: str) -> None:
    given_back = {question.name: understood(question, texts[question.name]) for question in QUESTIONS}
    asked_again = {name: answer for name, answer in given_back.items() if isinstance(answer, Mapping)}
    for answer in asked_again.values():
        assert answer[lang]
    answers = Answers.model_validate({**FIRM.model_dump(), **{name: each for name, each in given_back.items() if name not in asked_again}})
    notice = clean(write(answers, lang=lang, today=TODAY))
    assert notice.controller.name == answers.name.strip()
    assert notice.controller.address == answers.address.strip()
    assert ("newsletter" in notice.purposes, "bookkeeping" in notice.purposes) == (answers.newsletter, answers.invoices)


@pytest.mark.parametrize(
    ("lang", "yes", "no", "told"), [("fi", "kyllä", "e", "(K/e)"), ("sv", "j", "NEJ", "(J/n)"), ("en", "Y", "no", "(Y/n)")]
)
def test_yes_and_no_are_said_in_the_readers_language(tmp_path: Path, lang: str, yes: str, no: str, told: str) -> None:
    out = tmp_path / "notice.yaml"
    answers = ["Firma", "", "Katu 1", "a@b.example", "", "", "paljon", "", "ehkä", no, yes]
    done = run("--out", out, "--lang", lang, answers="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert told in done.stderr
    assert "invalid" not in done.stderr
    notice = clean(out.read_text("utf-8"))
    assert ("newsletter" in notice.purposes, "bookkeeping" in notice.purposes) == (True, False)


@pytest.mark.parametrize("typed", ["", "fi\n", "fi\nFirma\n\n", "\x04", "fi\nFirma\n\nKatu 1\na@b.example\n\n\n24\n"])
def test_input_that_ends_writes_nothing(tmp_path: Path, typed: str) -> None:
    done = run("--out", tmp_path / "notice.yaml", answers=typed)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "Traceback" not in done.stderr


def test_the_register_keeps_what_it_promises_from_the_first_day(db: None, fresh_home: Home) -> None:
    source = write(FIRM, lang="fi", today=TODAY).encode()
    assert gate.publish(fresh_home, source, file="notice.yaml", now=NOW).number == 1
    found = board(gate.door(fresh_home), now=NOW)
    assert [promise.clause.anchor for promise in found.standing("broken")] == []
