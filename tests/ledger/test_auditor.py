"""The stand-alone script checks a ledger copied to an empty directory with nothing but Python and cryptography, and says what it found."""

import ast
import base64
import json
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import seloste_verify
from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home
from seloste.ledger import notary, note

SCRIPT = Path(str(seloste_verify.__file__))
# Starts the script with the standard library and what lies in the folder `site` only.
RUN = """
import importlib.util, runpy, sys
sys.path.append("site")
assert not importlib.util.find_spec("seloste") and not importlib.util.find_spec("django")
sys.argv = ["seloste_verify.py", *sys.argv[1:]]
runpy.run_path("seloste_verify.py", run_name="__main__")
"""


@dataclass(frozen=True)
class Desk:
    """An auditor's empty directory with a copy of the ledger, the script and cryptography."""

    folder: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        # -I and -S: no environment, no site-packages, no working directory on the path.
        command = [sys.executable, "-I", "-S", "-c", RUN, "ledger", *words]
        return subprocess.run(command, cwd=self.folder, env={}, capture_output=True, text=True, check=False, timeout=60)

    def main(self, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
        code = seloste_verify.main([str(self.folder / "ledger"), *words])
        told = capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def desk(sealed: Home, tmp_path: Path) -> Desk:
    folder = tmp_path / "auditor"
    (folder / "site").mkdir(parents=True)
    for package in ("cryptography", "cffi", "pycparser"):
        if (spec := find_spec(package)) and spec.submodule_search_locations:
            (folder / "site" / package).symlink_to(spec.submodule_search_locations[0])
    if backend := find_spec("_cffi_backend"):
        (folder / "site" / Path(str(backend.origin)).name).symlink_to(str(backend.origin))
    shutil.copy(SCRIPT, folder / "seloste_verify.py")
    shutil.copytree(notary.ground(sealed), folder / "ledger", ignore=shutil.ignore_patterns("lock"))
    return Desk(folder)


def receipt(desk: Desk, forger: Forger, position: int, *, opened: bool = True) -> Path:
    path = desk.folder / f"{position}.tlog-proof"
    path.write_text(ledger.prove(forger.leaf(position), opened=opened).text, encoding="utf-8")
    return path


def test_it_checks_a_copied_ledger_with_nothing_installed_but_cryptography(desk: Desk, forger: Forger) -> None:
    shutil.move(desk.folder / "ledger" / "verifier.txt", desk.folder / "key")
    done = desk.run("--key", "key", "--receipt", receipt(desk, forger, 0).name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The ledger is whole: 10 entries, 4 signed checkpoints, 1 receipts.\n"
    bundle = desk.folder / "ledger/tile/entries/000.p/10"
    bundle.write_bytes(bundle.read_bytes().replace(b"customer_care", b"customer_carf", 5))
    done = desk.run("--key", "key")
    assert done.returncode == 1
    assert done.stderr.startswith("The ledger is NOT whole. First bad: entry 0: its hash is not the one in tile/0/000.p/10\n")
    assert len(done.stderr.splitlines()) == 5


def test_it_can_be_read_in_one_sitting_and_runs_on_an_older_python() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len([line for line in text.splitlines() if line]) <= 270
    tree = ast.parse(text, feature_version=(3, 10))
    modules = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    modules |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names) == {"cryptography"}


def test_a_key_out_of_the_copied_folder_is_pointed_out(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = desk.main(capsys)
    assert (code, out[:19]) == (0, "The ledger is whole")
    assert "Get it from somewhere else" in err


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: (folder / "checkpoint").unlink(), "holds no file `checkpoint`"),
        (lambda folder: (folder / "verifier.txt").unlink(), "there is no public key"),
        (lambda folder: (folder / "verifier.txt").write_text("key"), "is not a verifier key"),
        (lambda folder: (folder / "verifier.txt").write_text("a+b+c"), "is not a verifier key"),
        (lambda folder: (folder / "verifier.txt").write_text("a+00000000+AAAA"), "is not a verifier key"),
        (lambda folder: (folder / "verifier.txt").write_text("a+00000000+"), "is not a verifier key"),
    ],
)
def test_what_can_not_be_checked_ends_with_code_2(
    desk: Desk, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], object], said: str
) -> None:
    harm(desk.folder / "ledger")
    code, out, err = desk.main(capsys)
    assert (code, out) == (2, "")
    assert said in err


def test_a_checkpoint_kept_elsewhere_shows_a_cut(desk: Desk, forger: Forger, capsys: pytest.CaptureFixture[str]) -> None:
    kept = desk.folder / "kept.txt"
    shutil.copy(desk.folder / "ledger" / "checkpoint", kept)
    forger.cut(6)
    forger.rewrite()
    shutil.rmtree(desk.folder / "ledger")
    shutil.copytree(notary.ground(forger.home), desk.folder / "ledger")
    assert desk.main(capsys)[0] == 0
    code, _, err = desk.main(capsys, "--checkpoint", str(kept))
    assert code == 1
    assert "First bad: entry 6: the ledger has been cut here: the checkpoint kept.txt was signed over 10 entries" in err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\n10\n", "\n010\n", "it is not a checkpoint"),
        ("\n10\n", "\n1²\n", "it is not a checkpoint"),
        ("\n\n", "\n", "it is not a checkpoint"),
        ("seloste/ledger/", "another/ledger/", "it is of another ledger"),
        ("\n10\n", "\n11\n", "it is not signed with this ledger's key"),
        ("— seloste", "- seloste", "it is not signed with this ledger's key"),
        ("=\n\n", "\n\n", "is not to be trusted"),
    ],
)
def test_a_newest_checkpoint_that_proves_nothing_is_said_and_the_others_say_how_far_to_look(
    desk: Desk, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    path = desk.folder / "ledger" / "checkpoint"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    code, _, err = desk.main(capsys)
    assert code == 1
    assert said in err
    assert "entry" not in err
    shutil.rmtree(desk.folder / "ledger" / "checkpoints")
    assert desk.main(capsys)[0] == 1


def test_a_signature_of_another_key_with_the_same_name_is_passed_over(desk: Desk, sealed: Home, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk.folder / "ledger" / "checkpoint"
    text, _, signature = path.read_text("utf-8").partition("— ")
    name, _, blob = signature.strip().partition(" ")
    forged = base64.b64encode(base64.b64decode(blob)[:4] + bytes(64)).decode()
    path.write_text(f"{text}— {name} {forged}\n— {signature}", "utf-8")
    assert desk.main(capsys)[0] == 0
    path.write_text(f"{text}— {name} {forged}\n", "utf-8")
    assert desk.main(capsys)[0] == 1


def extra_of(text: str) -> bytes:
    return base64.b64decode(text.split("\n")[1].removeprefix("extra "))


def with_extra(text: str, extra: bytes) -> str:
    lines = text.split("\n")
    return "\n".join([lines[0], f"extra {base64.b64encode(extra).decode()}", *lines[2:]])


def other_subject(text: str) -> str:
    entry, _, opening = extra_of(text).partition(b"\n")
    said = json.loads(opening) | {"subjects": [12]}
    return with_extra(text, entry + b"\n" + json.dumps(said).encode())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_subject, "whom it says the entry is about"),
        (lambda text: with_extra(text, extra_of(text).replace(b"read", b"list")), "its path does not lead to the signed root"),
        (lambda text: text.replace("index 0", "index 1"), "its path does not lead to the signed root"),
        (lambda text: text.replace("index 0", "index 00"), "not a proof for a place"),
        (lambda text: text.replace("index 0", "index 10"), "not a proof for a place"),
        (lambda text: text.replace("tlog-proof@v1", "tlog-proof@v2"), "not a proof for a place"),
        (lambda text: text.replace("\n10\n", "\n11\n"), "not signed with this ledger's key"),
        (lambda text: "\n".join(text.split("\n")[:1]), "is not to be trusted"),
        (lambda text: text.replace("index 0\n", "index 0\nAAAA\n"), "is not to be trusted"),
        (lambda text: with_extra(text, extra_of(text) + b"]"), "is not to be trusted"),
        (lambda text: with_extra(text, extra_of(text).partition(b"\n")[0] + b"\n" + b"[" * 100_000), "is not to be trusted"),
    ],
)
def test_a_receipt_that_proves_nothing_is_said(
    desk: Desk, forger: Forger, capsys: pytest.CaptureFixture[str], change: Callable[[str], str], said: str
) -> None:
    path = receipt(desk, forger, 0)
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    code, _, err = desk.main(capsys, "--receipt", str(path))
    assert code == 1
    assert "the receipt 0.tlog-proof is not to be trusted" in err
    assert said in err


def test_a_receipt_without_an_opening_proves_its_entry(desk: Desk, forger: Forger, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = desk.main(capsys, "--receipt", str(receipt(desk, forger, 3)))
    assert (code, out.endswith("1 receipts.\n")) == (0, True)


def test_a_receipt_shows_a_history_rewritten_with_the_stolen_key(
    desk: Desk, forger: Forger, sql: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = receipt(desk, forger, 7)
    sql("UPDATE ledger_leaf SET purpose = 'newsletter' WHERE position = 7")
    forger.rewrite()
    shutil.rmtree(desk.folder / "ledger")
    shutil.copytree(notary.ground(forger.home), desk.folder / "ledger")
    assert desk.main(capsys)[0] == 0
    code, _, err = desk.main(capsys, "--receipt", str(path))
    assert code == 1
    assert "First bad: entry 7: it is not the entry of the receipt 7.tlog-proof" in err


def test_a_ledger_of_several_tiles_is_whole_and_a_tile_above_the_leaves_is_held_too(
    write: Any, fresh_home: Home, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(520):
        write(())
    ledger.seal(now, home=fresh_home, batch=257)
    ground = notary.ground(fresh_home)
    assert seloste_verify.main([str(ground)]) == 0
    upper = ground / "tile/1/000.p/2"
    upper.write_bytes(upper.read_bytes()[:33] + b"x" + upper.read_bytes()[34:])
    assert seloste_verify.main([str(ground)]) == 1
    assert "First bad: entry 256: tile/1/000.p/2 is not the tree's tile from it on" in capsys.readouterr().err


def test_an_empty_ledger_signed_as_empty_is_whole(sealed: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    shutil.copy(notary.ground(sealed) / "verifier.txt", empty)
    root = seloste_verify.root_of([])
    (empty / "checkpoint").write_text(note.sign(note.Head(notary.origin(sealed), 0, root), notary.signing_key(sealed)), "utf-8")
    assert seloste_verify.main([str(empty)]) == 0
    assert "0 entries" in capsys.readouterr().out


def test_what_was_not_copied_is_missed_and_everything_found_is_told(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(desk.folder / "ledger" / "tile" / "0")
    code, _, err = desk.main(capsys)
    assert code == 1
    assert "First bad: entry 0: its hash is not the one in tile/0/000.p/10" in err
    assert "\n  entry 9: its hash is not the one in tile/0/000.p/10" in err
    shutil.rmtree(desk.folder / "ledger" / "tile")
    code, _, err = desk.main(capsys)
    assert (code, "First bad: entry 0: it is missing from tile/entries/000.p/10" in err) == (1, True)


def test_it_ends_with_its_code_as_a_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, code in (([str(desk.folder / "ledger")], 0), ([str(desk.folder)], 2)):
        monkeypatch.setattr(sys, "argv", ["seloste-verify", *words])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(SCRIPT), run_name="__main__")
        assert ended.value.code == code
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("seloste_verify", run_name="__main__")
        assert ended.value.code == code


@pytest.mark.parametrize(("file", "more"), [("tile/entries/000.p/10", b"\0\2{}"), ("tile/0/000.p/10", bytes(32))])
def test_a_file_that_goes_on_after_what_was_signed_is_said(desk: Desk, capsys: pytest.CaptureFixture[str], file: str, more: bytes) -> None:
    path = desk.folder / "ledger" / file
    path.write_bytes(path.read_bytes() + more)
    code, _, err = desk.main(capsys)
    assert code == 1
    assert f"First bad: entry 9: {file} goes on after it, which nobody signed" in err


def test_a_copy_made_while_a_tile_became_full_is_whole(write: Any, fresh_home: Home, now: datetime) -> None:
    """The checkpoint of before, with the full tile that has taken the partial one's place since."""
    for step, count in ((1, 250), (2, 10)):
        for minute in range(count):
            write(minutes=step * 300 + minute)
        ledger.seal(now, home=fresh_home)
        if step == 1:
            before = notary.newest(fresh_home).read_text("utf-8")
    ground = notary.ground(fresh_home)
    notary.newest(fresh_home).write_text(before, "utf-8")
    notary.files(fresh_home)[-1].unlink()
    found, size = seloste_verify.check(ground, None, [], [])
    assert (found.wrong, size) == ([], 250)


def test_a_signature_with_something_between_its_letters_is_none(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk.folder / "ledger" / "checkpoint"
    text = path.read_text("utf-8")
    path.write_text(f"{text[:-9]}!{text[-9:]}", "utf-8")
    code, _, err = desk.main(capsys)
    assert (code, "the newest checkpoint is not to be trusted" in err) == (1, True)


def test_no_name_of_a_file_writes_a_verdict_of_its_own(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    (desk.folder / "ledger" / "checkpoints" / "x\n\x1b[2K\rThe ledger is whole: 10 entries.txt").write_text("", "utf-8")
    code, out, err = desk.main(capsys, "--key", str(desk.folder / "ledger" / "verifier.txt"))
    assert (code, out, "\x1b" in err, "\r" in err) == (1, "", False, False)
    assert err.startswith("The ledger is NOT whole. First bad: the checkpoint x??[2K?The ledger is whole: 10 entries.txt is not to be")
