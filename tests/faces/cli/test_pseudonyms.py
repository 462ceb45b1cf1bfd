"""`seloste export`: tables in a folder of their own, a key that lies apart, and neither where others may read."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from faces.staff import Office
from seloste.faces.cli import cli


@pytest.fixture
def login(office: Office) -> str:
    """Somebody who sells, in a register with six customers."""
    for number in range(6):
        office.customer("Kanari", f"Lintu{'abcdef'[number]}", at=office.now - timedelta(hours=1))
    office.client("sales")
    return office.staff["sales"].login


def run(login: str, key: Path, out: Path, *more: str) -> Result:
    words = ("export", "--as", login, "--purpose", "customer_care", "--key", str(key), "--out", str(out), *more)
    return CliRunner().invoke(cli, words)


@pytest.mark.promise("AL-55", by="behaviour")
def test_tables_and_key_lie_apart_and_only_their_owner_reads_them(login: str, tmp_path: Path) -> None:
    key, out = tmp_path / "key", tmp_path / "out"
    done = run(login, key, out)
    assert done.exit_code == 0, done.output
    assert "6 rows" in done.stdout
    assert (key.stat().st_mode & 0o777, out.stat().st_mode & 0o777) == (0o400, 0o700)
    written = "".join(path.read_text("utf-8") for path in out.iterdir())
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in out.iterdir())
    assert written.startswith("person,kind,written")
    assert not any(value in written for value in ("Kanari", "Lintu", "@posti.example", "+358", "Verkkosivut"))
    again = tmp_path / "again"
    assert run(login, key, again).exit_code == 0
    assert (again / "orders.csv").read_text() == (out / "orders.csv").read_text()


@pytest.mark.promise("AL-55", by="behaviour")
def test_a_key_beside_the_tables_or_in_the_home_is_refused(login: str, office: Office, tmp_path: Path) -> None:
    for key in (tmp_path / "out" / "key", office.home.path / "key"):
        done = run(login, key, tmp_path / "out")
        assert done.exit_code == 2
        assert "must lie apart" in done.stderr
        assert not key.exists()


def test_a_key_that_others_may_read_or_that_is_none_is_refused(login: str, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("00" * 32)
    key.chmod(0o644)
    assert "others may read" in run(login, key, tmp_path / "out").stderr
    key.chmod(0o600)
    key.write_text("abc")
    assert "holds no key" in run(login, key, tmp_path / "out").stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_stands_is_not_written_into(login: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert "stands already" in run(login, tmp_path / "key", tmp_path / "out").stderr


def test_somebody_without_the_role_gets_nothing(login: str, office: Office, tmp_path: Path) -> None:
    office.client("marketing")
    done = run(office.staff["marketing"].login, tmp_path / "key", tmp_path / "out")
    assert done.exit_code == 2
    assert "SEL-G" in done.stderr
    assert not (tmp_path / "out").exists()
