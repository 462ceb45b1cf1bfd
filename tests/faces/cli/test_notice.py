"""`seloste notice`: check, show and render, with exit codes and JSON, without Django."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import seloste
from seloste.faces.cli.notice import notice

LAMISNET = Path(__file__).parents[3] / "examples" / "lamisnet" / "notice.yaml"


def run(*words: str | Path) -> Result:
    """Run `seloste notice …`."""
    return CliRunner().invoke(notice, [str(word) for word in words], standalone_mode=False)


def test_a_clean_notice_checks_clean() -> None:
    done = run("check", LAMISNET, "--json", "--on", "2026-11-22")
    assert done.return_value == 0
    assert json.loads(done.stdout) == {"findings": [], "errors": 0, "warnings": 0}


def test_findings_come_as_json_with_place_fix_and_article(tmp_path: Path) -> None:
    file = tmp_path / "notice.yaml"
    file.write_text(LAMISNET.read_text(encoding="utf-8").replace("within: P30D", "within: kohtuullinen aika"), encoding="utf-8")
    done = run("check", file, "--json", "--on", "2026-11-22")
    told = json.loads(done.stdout)
    assert done.return_value == 1
    assert (told["errors"], told["warnings"]) == (1, 0)
    finding = told["findings"][0]
    assert set(finding) == {"id", "severity", "line", "column", "path", "message", "fix", "article"}
    assert (finding["id"], finding["severity"], finding["path"]) == ("NX-value", "error", "within")
    assert file.read_text(encoding="utf-8").splitlines()[finding["line"] - 1] == "within: kohtuullinen aika"


def test_findings_come_as_file_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "notice.yaml"
    file.write_bytes(b"a: 1\na: 2\n")
    done = run("check", file)
    assert done.return_value == 1
    assert f"{file}:2:1 error NX-duplicate" in done.stdout


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "notice.yaml"
    with file.open("wb") as opened:
        opened.truncate(4 * 1024**3)
    done = run("check", file)
    assert done.return_value == 1
    assert "liian suuri" in done.stdout


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    assert CliRunner().invoke(notice, ["check", str(tmp_path / "none.yaml")]).exit_code == 2


def test_rendering_gives_a_whole_page() -> None:
    done = run("render", LAMISNET, "--on", "2026-11-22")
    assert done.return_value == 0
    assert done.stdout.startswith("<!doctype html>")
    assert 'id="retention.identity_code"' in done.stdout


@pytest.mark.parametrize("form", ["html", "md", "txt", "pdf", "json", "jsonld"])
@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_format_is_written_to_a_file_byte_for_byte(form: str, lang: str, tmp_path: Path) -> None:
    done = run("render", LAMISNET, "--on", "2026-11-22", "--format", form, "--lang", lang, "--out", tmp_path / "made")
    assert (done.return_value, done.stdout) == (0, "")
    again = run("render", LAMISNET, "--on", "2026-11-22", "--format", form, "--lang", lang)
    assert (tmp_path / "made").read_bytes() == again.stdout_bytes


def test_every_language_is_written_at_once(tmp_path: Path) -> None:
    done = run("render", LAMISNET, "--on", "2026-11-22", "--into", tmp_path)
    assert (done.return_value, done.stdout) == (0, "")
    assert {file.name for file in tmp_path.iterdir()} == {"notice.fi.html", "notice.sv.html", "notice.en.html"}
    for lang in ("fi", "sv", "en"):
        alone = run("render", LAMISNET, "--on", "2026-11-22", "--lang", lang)
        assert (tmp_path / f"notice.{lang}.html").read_bytes() == alone.stdout_bytes
    both = CliRunner().invoke(notice, ["render", str(LAMISNET), "--into", str(tmp_path), "--out", str(tmp_path / "one")])
    assert both.exit_code == 2


@pytest.mark.parametrize("form", ["html", "pdf", "csv"])
def test_the_record_of_processing_is_made_in_every_format(form: str, tmp_path: Path) -> None:
    done = run("records", LAMISNET, "--on", "2026-11-22", "--format", form, "--lang", "sv", "--out", tmp_path / "made")
    assert done.return_value == 0
    begins = {"html": b"<!doctype html>", "pdf": b"%PDF", "csv": b"\xef\xbb\xbfPersonuppgiftsansvarig;"}
    assert (tmp_path / "made").read_bytes().startswith(begins[form])


def test_no_processors_record_is_made_where_nothing_is_done_for_others() -> None:
    done = run("records", LAMISNET, "--on", "2026-11-22", "--role", "processor")
    assert (done.return_value, done.stdout) == (1, "")
    assert "on behalf of others" in done.stderr


@pytest.mark.parametrize("words", [("render",), ("records",)])
def test_a_character_that_the_pdf_cannot_show_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "notice.yaml"
    file.write_text(LAMISNET.read_text("utf-8").replace("Laskutamme tilaukset.", "Laskutamme tilaukset 👩."), encoding="utf-8")
    done = run(*words, file, "--on", "2026-11-22", "--format", "pdf", "--out", tmp_path / "made")
    assert (done.return_value, (tmp_path / "made").exists()) == (1, False)
    assert "no “👩”" in done.stderr
    assert run(*words, file, "--on", "2026-11-22", "--format", "html", "--out", tmp_path / "made").return_value == 0


def test_the_schema_is_the_one_that_is_published() -> None:
    published = Path(__file__).parents[3] / "docs" / "reference" / "notice.schema.json"
    assert run("schema").stdout == published.read_text(encoding="utf-8")


def test_a_broken_notice_is_neither_rendered_nor_shown(tmp_path: Path) -> None:
    file = tmp_path / "notice.yaml"
    file.write_bytes(b"a: 1\n")
    for command in ("render", "records", "show"):
        done = run(command, file)
        assert done.return_value == 1
        assert "<html" not in done.stdout


def test_show_lists_every_purpose() -> None:
    done = run("show", LAMISNET, "--on", "2026-11-22")
    assert done.return_value == 0
    assert "claims_archive" in done.stdout
    assert "after customer_care; then P5Y" in done.stdout
    assert "built in" in done.stdout


def test_it_starts_without_django() -> None:
    code = "import sys, seloste.faces.cli.notice; print('django' in sys.modules)"
    place = str(Path(seloste.__file__).parents[1])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": place})
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("fi", "Kenelle tietoja luovutetaan?"), ("sv", "Till vem lämnas uppgifter ut?"), ("en", "To whom are data disclosed?")],
)
def test_findings_speak_the_language_asked_for(tmp_path: Path, lang: str, words: str) -> None:
    file = tmp_path / "notice.yaml"
    text = re.sub(r"\nrecipients:\n(  .*\n)+", "\n", LAMISNET.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    done = run("check", file, "--json", "--lang", lang, "--on", "2026-11-22")
    told = json.loads(done.stdout)
    assert words in {each["message"] for each in told["findings"]}
    assert f"error N13-1e: {words}" in run("check", file, "--lang", lang, "--on", "2026-11-22").stdout


@pytest.mark.parametrize("firm", ["ohjelma-aitta", "aito-support", "opinaika", "ramentor", "lamisnet"])
def test_a_text_as_published_is_checked_and_is_neither_rendered_nor_published(firm: str) -> None:
    file = LAMISNET.parents[1] / firm / "published.yaml"
    done = run("check", file, "--json", "--on", "2026-11-22")
    told = json.loads(done.stdout)
    assert done.return_value == 1
    assert told["errors"] >= 15
    assert "NX-claims" in {each["id"] for each in told["findings"]}
    assert run("render", file).return_value == 1
