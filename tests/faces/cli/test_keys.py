"""`seloste keys` tells when each key goes, changes the root, and shows no key."""

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from seloste import gate
from seloste.faces.cli.keys import keys
from seloste.home import Home
from seloste.home.root import read_root, root_file
from seloste.register import keyring

NOTICE = Path(__file__).resolve().parents[3] / "examples" / "lamisnet" / "notice.yaml"


@pytest.fixture
def kept(db: None, fresh_home: Home, monkeypatch: pytest.MonkeyPatch, now: object) -> Home:
    monkeypatch.setenv("SELOSTE_HOME", str(fresh_home.path))
    return fresh_home


def publish(kept: Home, now: object) -> None:
    gate.publish(kept, NOTICE.read_bytes(), file="notice.yaml", now=now)  # type: ignore[arg-type]


def test_the_list_tells_classes_and_dates_and_no_key(kept: Home, now: object) -> None:
    publish(kept, now)
    plain, as_json = CliRunner().invoke(keys, ["list"]), CliRunner().invoke(keys, ["list", "--json"])
    assert plain.exit_code == as_json.exit_code == 0
    rows = json.loads(as_json.stdout)
    assert {row["horizon"] for row in rows} == {"erasable", "archive", "lookup", "ban"}
    assert set(rows[0]) == {"horizon", "epoch", "created", "destroy_after", "folders"}
    for kek in keyring.read(kept).keks:
        for said in (plain.output, as_json.output):
            assert base64.b64encode(kek.key.secret).decode() not in said
            assert kek.key.secret.hex() not in said
    assert "2026-11-29" in plain.stdout
    assert "stays" in plain.stdout


def test_a_changed_root_seals_the_ring_and_the_old_one_opens_it_no_more(
    kept: Home, now: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(kept, now)
    before, elsewhere = keyring.read(kept), tmp_path / "root-2"
    done = CliRunner().invoke(keys, ["change-root", str(elsewhere)])
    assert done.exit_code == 0
    assert f"SELOSTE_ROOT_FILE={elsewhere}" in done.stderr
    assert read_root(root_file(kept)) != read_root(elsewhere)
    assert elsewhere.stat().st_mode & 0o777 == 0o400
    monkeypatch.setenv("SELOSTE_ROOT_FILE", str(elsewhere))
    assert keyring.read(kept) == before
