"""The static files are those of C2SP tlog-tiles, whole at each checkpoint, and survive being stopped anywhere."""

import fcntl
import os
import shutil
import stat
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seloste_verify
from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home
from seloste.ledger import merkle, notary, shelf, tiles
from seloste.ledger.leaves import COLUMNS
from seloste.ledger.rows import written


def files(home: Home) -> set[str]:
    ground = notary.ground(home)
    return {str(path.relative_to(ground)) for path in ground.rglob("*") if path.is_file() and "tile" in path.parts}


def names(size: int) -> list[tuple[int, int, int]]:
    return list(tiles.grown(0, size))


def test_paths_are_those_of_the_specification() -> None:
    assert str(tiles.place(0, 1234067)) == "tile/0/x001/x234/067"
    assert str(tiles.place(1, 4, 210)) == "tile/1/004.p/210"
    assert str(tiles.place(tiles.ENTRIES, 1000, 3)) == "tile/entries/x001/000.p/3"


def test_a_tree_of_70000_has_the_tiles_that_the_specification_counts() -> None:
    found = names(70_000)
    assert sum(1 for level, _, width in found if (level, width) == (0, 256)) == 273
    assert [each for each in found if each[2] < 256] == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert [each for each in found if each[0] == 1 and each[2] == 256] == [(1, 0, 256)]
    assert names(256) == [(0, 0, 256), (1, 0, 1)]


@given(st.lists(st.integers(1, 70_000), min_size=1, max_size=5))
def test_growing_step_by_step_names_every_tile_that_the_whole_tree_has(steps: list[int]) -> None:
    seen, size = dict[tuple[int, int], int](), 0
    for step in steps:
        for level, number, width in tiles.grown(size, size + step):
            assert width > seen.get((level, number), 0)
            seen[level, number] = width
        size += step
    assert sorted((level, number, width) for (level, number), width in seen.items()) == sorted(names(size))


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]) -> None:
    assert tiles.unbundle(tiles.bundle(entries)) == entries


def test_a_sealing_writes_the_tiles_and_the_entries_and_the_checkpoint_last(sealed: Home, sql: Any) -> None:
    assert files(sealed) == {"tile/0/000.p/6", "tile/0/000.p/10", "tile/entries/000.p/6", "tile/entries/000.p/10"}
    ground = notary.ground(sealed)
    entries = [written(row).data() for row in sql(f"SELECT {COLUMNS} FROM ledger_leaf ORDER BY position")]
    assert tiles.unbundle((ground / "tile/entries/000.p/10").read_bytes()) == entries
    assert (ground / "tile/0/000.p/6").read_bytes() == b"".join(merkle.leaf_hash(entry) for entry in entries[:6])
    assert notary.newest(sealed).read_bytes() == notary.files(sealed)[-1].read_bytes()


def test_a_full_tile_takes_the_place_of_its_beginnings(write: Any, fresh_home: Home, now: datetime) -> None:
    for size in (3, 250, 7):
        for _ in range(size):
            write(())
        ledger.seal(now, home=fresh_home)
    assert files(fresh_home) == {
        *("tile/0/000", "tile/0/001.p/4", "tile/1/000.p/1"),
        *("tile/entries/000", "tile/entries/001.p/4"),
    }
    assert ledger.verify(now, home=fresh_home).ok


def test_a_stop_between_the_commit_and_the_files_is_made_good_by_the_next_sealing(
    write: Any, sealed: Home, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(minutes=20)

    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "fill", stop)
        with pytest.raises(KeyboardInterrupt):
            ledger.seal(now, home=sealed)
    assert "tile/0/000.p/11" not in files(sealed)
    found = ledger.verify(now, home=sealed)
    assert any("if a sealing was stopped, the next one puts it right" in problem.what for problem in found.problems)
    assert ledger.seal(now, home=sealed).added == 0
    assert "tile/0/000.p/11" in files(sealed)
    assert ledger.verify(now, home=sealed).ok


def test_a_stop_in_the_middle_of_the_files_is_made_good_too(
    write: Any, sealed: Home, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(minutes=20)
    with monkeypatch.context() as patch:
        patch.setattr(shelf, "_sync", lambda folder: (_ for _ in ()).throw(OSError("the disk")))
        with pytest.raises(OSError, match="the disk"):
            ledger.seal(now, home=sealed)
    assert b"\n10\n" in notary.newest(sealed).read_bytes()
    ledger.seal(now, home=sealed)
    assert b"\n11\n" in notary.newest(sealed).read_bytes()
    assert ledger.verify(now, home=sealed).ok


def test_a_shelf_that_was_lost_is_written_anew_with_each_checkpoints_beginnings(sealed: Home, now: datetime) -> None:
    before = files(sealed)
    shutil.rmtree(notary.ground(sealed) / "tile")
    notary.newest(sealed).unlink()
    ledger.seal(now, home=sealed)
    assert files(sealed) == before
    assert ledger.verify(now, home=sealed).ok


@pytest.mark.parametrize("harm", ["checkpoint", "tile", "leaf"])
def test_nothing_is_put_on_the_shelf_that_does_not_belong_to_the_signed_tree(
    sealed: Home, now: datetime, forger: Forger, harm: str
) -> None:
    shutil.rmtree(notary.ground(sealed) / "tile")
    if harm == "checkpoint":
        notary.newest(sealed).write_text("another\n")
    else:
        notary.newest(sealed).unlink()
        forger.sql("DELETE FROM ledger_tile" if harm == "tile" else "UPDATE ledger_leaf SET actor = 8 WHERE position = 2")
    with pytest.raises(ledger.LedgerError, match="files were not written"):
        shelf.fill(sealed)
    assert "tile/entries/000.p/10" not in files(sealed)


def test_a_harmed_file_is_named_with_its_first_bad_entry(sealed: Home, now: datetime) -> None:
    ground = notary.ground(sealed)
    for name, harm, said in (
        ("tile/0/000.p/10", lambda path: path.write_bytes(path.read_bytes()[:-40]), "entry 8: the file ledger/tile/0/000.p/10"),
        ("tile/entries/000.p/10", Path.unlink, "entry 0: the file ledger/tile/entries/000.p/10"),
        ("verifier.txt", lambda path: path.write_text("another"), "the ledger: the file ledger/verifier.txt"),
        ("verifier.txt", Path.unlink, "the ledger: the file ledger/verifier.txt"),
        ("checkpoint", Path.unlink, "the ledger: the file ledger/checkpoint is not the newest"),
    ):
        kept = (ground / name).read_bytes()
        harm(ground / name)
        assert str(ledger.verify(now, home=sealed).first_bad).startswith(said)
        (ground / name).write_bytes(kept)
    assert ledger.verify(now, home=sealed).ok


def test_one_at_a_time_holds_the_ledgers_folder_and_only_the_owner_may_look_into_it(fresh_home: Home) -> None:
    def taken() -> bool:
        with (notary.ground(fresh_home) / "lock").open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    with shelf.alone(fresh_home):
        assert taken()
    assert not taken()
    assert (notary.ground(fresh_home) / "lock").stat().st_mode & 0o777 == 0o600
    assert notary.ground(fresh_home).stat().st_mode & 0o777 == 0o700


def test_only_the_owner_may_look_into_the_folders_of_tiles_and_checkpoints(sealed: Home) -> None:
    folders = [path for path in notary.ground(sealed).rglob("*") if path.is_dir()]
    assert len(folders) >= 5
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}


def test_a_shelf_is_filled_from_where_it_stands(write: Any, sealed: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[int | str, int, int]] = []
    real = shelf._write

    def noted(home: Home, level: int | str, number: int, width: int, data: bytes, folders: set[Path]) -> None:
        written.append((level, number, width))
        real(home, level, number, width, data, folders)

    monkeypatch.setattr(shelf, "_write", noted)
    ledger.seal(now, home=sealed)
    assert written == []
    write(minutes=20)
    ledger.seal(now, home=sealed)
    assert written == [(0, 0, 11), (tiles.ENTRIES, 0, 11)]


def test_every_folder_on_the_way_to_a_new_file_reaches_the_disk_the_deepest_first(
    write: Any, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(shelf, "_sync", lambda folder: synced.append(str(folder.relative_to(notary.ground(fresh_home)))))
    write()
    ledger.seal(now, home=fresh_home)
    assert synced == ["tile/entries/000.p", "tile/entries", "tile/0/000.p", "tile/0", "tile", "."]


def test_a_lost_key_file_is_written_again_and_what_lies_about_is_no_file_of_a_tile(sealed: Home, now: datetime) -> None:
    kept = notary.verifier_file(sealed).read_bytes()
    notary.verifier_file(sealed).unlink()
    ledger.seal(now, home=sealed)
    assert notary.verifier_file(sealed).read_bytes() == kept
    assert notary.verifier_file(sealed).stat().st_mode & 0o777 == 0o644
    (notary.ground(sealed) / "tile/0/000").mkdir()
    (notary.ground(sealed) / "tile/0/000.p/10").unlink()
    assert "tile/0/000.p/10 is missing" in str(ledger.verify(now, home=sealed).first_bad)


@pytest.mark.parametrize(("level", "number", "first"), [(0, 1, 257), (1, 0, 256)])
def test_a_harmed_tile_file_names_the_first_entry_under_what_was_harmed(
    write: Any, fresh_home: Home, now: datetime, level: int, number: int, first: int
) -> None:
    for _ in range(520):
        write(())
    ledger.seal(now, home=fresh_home)
    width = merkle.width_of(level, number, 520)
    path = notary.ground(fresh_home) / tiles.place(level, number, width)
    data = path.read_bytes()
    path.write_bytes(data[:32] + bytes(32) + data[64:])
    assert [str(one) for one in ledger.verify(now, home=fresh_home).problems] == [
        f"entry {first}: the file ledger/{tiles.place(level, number, width)} is missing or is not the recomputed tile"
    ]


def test_a_bundle_that_is_harmed_is_named_once_by_its_first_bad_entry(write: Any, fresh_home: Home, now: datetime) -> None:
    for _ in range(260):
        write(())
    ledger.seal(now, home=fresh_home)
    path = notary.ground(fresh_home) / "tile/entries/001.p/4"
    path.write_bytes(tiles.bundle(tiles.unbundle(path.read_bytes())[:2]))
    assert [str(one) for one in ledger.verify(now, home=fresh_home).problems] == [
        "entry 258: the file ledger/tile/entries/001.p/4 lacks the entry or has it altered"
    ]


@pytest.mark.parametrize("file", ["tile/entries/000.p/10", "tile/0/000.p/10"])
def test_a_file_that_goes_on_after_the_last_entry_is_named_by_it(sealed: Home, now: datetime, file: str) -> None:
    path = notary.ground(sealed) / file
    path.write_bytes(path.read_bytes() + (tiles.bundle([b"{}"]) if "entries" in file else bytes(merkle.SIZE)))
    first = ledger.verify(now, home=sealed).first_bad
    assert first is not None
    assert (first.position, file in first.what) == (9, True)


def test_nothing_is_sealed_while_the_ledger_is_verified(sealed: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sealing puts beside what has been read would look like what somebody has altered."""
    module = sys.modules["seloste.ledger.verify"]
    places = [(module, "_walk"), (module, "_loose_ends"), (shelf, "hold")]
    held = []

    def watched(really: Any) -> Any:
        def look(*args: Any, **kwargs: Any) -> Any:
            with (notary.ground(sealed) / "lock").open("rb") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    held.append(really)
            return really(*args, **kwargs)

        return look

    for module, name in places:
        monkeypatch.setattr(module, name, watched(getattr(module, name)))
    assert ledger.verify(now, home=sealed).ok
    assert len(held) == len(places)


def test_a_last_entry_that_says_it_is_longer_is_named(sealed: Home, now: datetime) -> None:
    path = notary.ground(sealed) / "tile/entries/000.p/10"
    *before, last = tiles.unbundle(path.read_bytes())
    path.write_bytes(tiles.bundle(before) + (len(last) + 1).to_bytes(2, "big") + last)
    first = ledger.verify(now, home=sealed).first_bad
    found, _ = seloste_verify.check(notary.ground(sealed), None, [], [])
    assert first is not None
    assert (first.position, found.wrong[0][0]) == (9, 9)


def test_every_file_is_on_the_disk_whole_before_it_bears_its_name_and_so_is_its_folder(
    fresh_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[bool, bool]] = []
    really = os.fsync

    def noted(handle: int) -> None:
        found = os.fstat(handle)
        synced.append((stat.S_ISDIR(found.st_mode), found.st_size > 0))
        really(handle)

    notary.ground(fresh_home).mkdir()
    monkeypatch.setattr(os, "fsync", noted)
    folders: set[Path] = set()
    shelf._write(fresh_home, 0, 0, 1, b"whole", folders)
    assert synced == [(False, True)]
    opened = len(os.listdir("/proc/self/fd"))
    for folder in folders:
        shelf._sync(folder)
    assert [folder for folder, _ in synced] == [False] + [True] * len(folders)
    assert len(os.listdir("/proc/self/fd")) == opened


def test_a_full_tile_leaves_no_empty_folder_of_its_beginnings(write: Any, fresh_home: Home, now: datetime) -> None:
    for size in (3, 253):
        for _ in range(size):
            write(())
        ledger.seal(now, home=fresh_home)
    assert sorted(path.name for path in (notary.ground(fresh_home) / "tile/0").iterdir()) == ["000"]


@pytest.mark.parametrize("harm", ["gone", "another"])
@pytest.mark.parametrize(("file", "said"), [("checkpoint", "is not the newest checkpoint"), ("verifier.txt", "is missing or is not this")])
def test_a_file_beside_the_tiles_that_is_gone_or_another_is_found(sealed: Home, now: datetime, file: str, said: str, harm: str) -> None:
    path = notary.ground(sealed) / file
    path.unlink() if harm == "gone" else path.write_text("another", "utf-8")
    assert said in str(ledger.verify(now, home=sealed).first_bad)
