"""The ring's file: replaced whole or not at all, this home's or nobody's."""

import os
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seloste import home
from seloste.home import HomeError
from seloste.home.ring import has_ring, read_ring, ring_file, ring_lock, write_ring

AT = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path) -> home.Home:
    return home.create(tmp_path / "home", demo=True, now=AT)


def test_what_was_written_is_read_and_only_the_owner_may(here: home.Home) -> None:
    assert not has_ring(here)
    write_ring(here, b"one\ntwo")
    write_ring(here, b"three\n")
    assert read_ring(here) == b"three\n"
    assert ring_file(here).stat().st_mode & 0o777 == 0o600
    assert os.listdir(here.keys) == ["ring"]


def test_a_missing_ring_says_that_nothing_is_shown_and_what_to_do(here: home.Home) -> None:
    with pytest.raises(HomeError, match=r"missing\. Nothing is shown until .* restore it"):
        read_ring(here)


def test_another_homes_ring_is_refused(here: home.Home, tmp_path: Path) -> None:
    other = home.create(tmp_path / "other", demo=True, now=AT)
    write_ring(other, b"keys")
    ring_file(here).write_bytes(ring_file(other).read_bytes())
    ring_file(here).chmod(0o600)
    with pytest.raises(HomeError, match=r"belongs to another home\. Nothing is shown"):
        read_ring(here)


@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "foreign", "readdressed"])
def test_a_harmed_ring_is_refused_without_showing_a_byte_of_it(here: home.Home, harm: str) -> None:
    write_ring(here, b"kanarialintu")
    whole = ring_file(here).read_bytes()
    harmed = {
        "flip": whole[:-1] + b"v",
        "cut": whole[:-3],
        "empty": b"",
        "foreign": b"\xff\xfe kanarialintu\n",
        "readdressed": whole.replace(str(here.id).encode(), b"17", 1),
    }[harm]
    ring_file(here).write_bytes(harmed)
    with pytest.raises(HomeError, match="Nothing is shown") as refusal:
        read_ring(here)
    assert "kanaria" not in str(refusal.value)


def test_a_ring_that_others_may_read_is_refused(here: home.Home) -> None:
    write_ring(here, b"keys")
    ring_file(here).chmod(0o644)
    with pytest.raises(HomeError, match="chmod 600"):
        read_ring(here)


def test_a_ring_that_is_a_folder_is_refused(here: home.Home) -> None:
    ring_file(here).mkdir(mode=0o700)
    with pytest.raises(HomeError, match="can't be read"):
        read_ring(here)


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_ring_and_nothing_beside_it(here: home.Home, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    write_ring(here, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, {"write": "fchmod", "fsync": "fsync", "replace": "replace"}[step], fail)
    with pytest.raises(HomeError, match="The old one stands"):
        write_ring(here, b"new")
    monkeypatch.undo()
    assert read_ring(here) == b"old"
    assert os.listdir(here.keys) == ["ring"]


def test_two_writers_wait_for_one_another(here: home.Home) -> None:
    write_ring(here, b"0")

    def add_one() -> None:
        for _ in range(20):
            with ring_lock(here):
                write_ring(here, str(int(read_ring(here)) + 1).encode())

    writers = [threading.Thread(target=add_one) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert read_ring(here) == b"60"


def test_a_keys_folder_that_is_gone_is_said_plainly(here: home.Home) -> None:
    here.keys.rmdir()
    with pytest.raises(HomeError, match="keys folder can't be used"), ring_lock(here):
        pass


def test_what_a_stopped_writer_left_beside_the_ring_goes_with_the_next_one(here: home.Home) -> None:
    write_ring(here, b"one")
    (here.keys / ".ring.abc123").write_bytes(b"a key that is to be destroyed")
    write_ring(here, b"two")
    assert os.listdir(here.keys) == ["ring"]


def test_a_disk_that_does_not_confirm_the_new_ring_is_not_said_to_hold_the_old_one(
    here: home.Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_ring(here, b"one")
    really = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(5, "Input/output error")
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(HomeError, match=r"the new ring of keys stands, but the disk did not confirm it \(Input/output error\)"):
        write_ring(here, b"two")
    assert read_ring(here) == b"two"
