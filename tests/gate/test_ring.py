"""The ring of keys missing, another home's, cut or altered: nothing is shown, nothing is made anew, and the error says what to do."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gate.club import NOTICE, OFFICE, Club, at, count, yes
from seloste import gate, vault
from seloste import home as homes
from seloste.home import HomeError
from seloste.home.ring import read_ring, ring_file, write_ring
from seloste.home.root import new_root, root_file
from seloste.register import keyring
from seloste.register.keyring import ensure_keys

Harm = Callable[[Path, Path], None]


def missing(ring: Path, other: Path) -> None:
    ring.unlink()


def anothers(ring: Path, other: Path) -> None:
    ring.write_bytes(other.read_bytes())


def cut(ring: Path, other: Path) -> None:
    ring.write_bytes(ring.read_bytes()[:-40])


def altered(ring: Path, other: Path) -> None:
    body = bytearray(ring.read_bytes())
    body[-1] ^= 1
    ring.write_bytes(bytes(body))


def emptied(ring: Path, other: Path) -> None:
    ring.write_bytes(b"")


def open_to_others(ring: Path, other: Path) -> None:
    ring.chmod(0o644)


HARMS = (missing, anothers, cut, altered, emptied)


@pytest.fixture
def other_ring(tmp_path: Path, club: Club) -> Path:
    """The ring of another home, sound in itself."""
    elsewhere = homes.create(tmp_path / "elsewhere", demo=True, now=at("2024-01-01"))
    ensure_keys(elsewhere, club.door._house.controller, now=at("2020-01-01"))
    return ring_file(elsewhere)


@pytest.mark.parametrize("harm", [*HARMS, open_to_others], ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("known", [True, False], ids=["a process that had it", "a fresh process"])
def test_nothing_is_shown_and_the_error_says_what_to_do(
    club: Club, other_ring: Path, harm: Harm, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    club.join("2024-01-02")
    register = "club"
    if not known:
        monkeypatch.setattr(gate, "_houses", {})
    harm(ring_file(club.home), other_ring)
    if harm is open_to_others and known:
        gate.door(club.home, register=register)  # the ring it read was sound; the file is looked at again when it changes
        return
    with pytest.raises(HomeError) as error:
        gate.door(club.home, register=register)
    assert str(ring_file(club.home)) in str(error.value)
    assert "restore it from" in str(error.value).casefold() or "chmod" in str(error.value)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_door_that_stood_open_shows_nothing_either(club: Club, other_ring: Path, harm: Harm) -> None:
    member = club.join("2024-01-02").subject
    harm(ring_file(club.home), other_ring)
    with pytest.raises(HomeError):
        club.read(OFFICE, "care", member, "2024-01-03")
    with pytest.raises(HomeError):
        club.door.list(OFFICE, "care", now=at("2024-01-03"))


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_publishing_makes_no_new_ring_where_one_has_been_lost(club: Club, other_ring: Path, harm: Harm) -> None:
    member = club.join("2024-01-02").subject
    kept = ring_file(club.home).read_bytes()
    harm(ring_file(club.home), other_ring)
    newer = NOTICE.replace("within: P30D", "within: P20D").encode()
    with pytest.raises(HomeError):
        gate.publish(club.home, newer, file="n.yaml", now=at("2024-02-01"))
    assert count("notice_version", "number=2") == 0
    ring_file(club.home).write_bytes(kept)
    ring_file(club.home).chmod(0o600)
    assert club.sees(OFFICE, "care", member, "2024-01-03") == {"name", "reach"}


def test_a_ring_put_back_in_its_place_opens_everything_again(club: Club, other_ring: Path) -> None:
    member = club.join("2024-01-02").subject
    kept = ring_file(club.home).read_bytes()
    missing(ring_file(club.home), other_ring)
    with pytest.raises(HomeError):
        gate.door(club.home, register="club")
    ring_file(club.home).write_bytes(kept)
    ring_file(club.home).chmod(0o600)
    door = gate.door(club.home, register="club")
    assert yes(door.read(OFFICE, "care", member, now=at("2024-01-03"))).entries


def test_keys_of_another_home_open_nothing_even_if_its_ring_is_dressed_up_as_ours(club: Club, other_ring: Path) -> None:
    member = club.join("2024-01-02").subject
    write_ring(club.home, read_ring(homes.open_home(other_ring.parent.parent)))
    with pytest.raises(HomeError, match=r"the root secret in .* does not open"):
        club.read(OFFICE, "care", member, "2024-01-03")


def test_keys_of_another_home_sealed_under_our_root_open_nothing(club: Club, other_ring: Path) -> None:
    member = club.join("2024-01-02").subject
    theirs = keyring.read(homes.open_home(other_ring.parent.parent))
    keyring.write(club.home, replace(theirs, home=club.home.id))
    with pytest.raises(vault.Refused):
        club.read(OFFICE, "care", member, "2024-01-03")


def no_root(root: Path) -> None:
    root.unlink()


def another_root(root: Path) -> None:
    root.unlink()
    new_root(root)


def root_for_all(root: Path) -> None:
    root.chmod(0o644)


def no_secret(root: Path) -> None:
    root.chmod(0o600)
    root.write_text("kanarialintu")


@pytest.mark.parametrize("harm", [no_root, another_root, root_for_all, no_secret], ids=lambda harm: harm.__name__)
def test_without_its_root_the_ring_opens_nothing(club: Club, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> None:
    club.join("2024-01-02")
    monkeypatch.setattr(gate, "_houses", {})
    harm(root_file(club.home))
    with pytest.raises(HomeError) as error:
        gate.door(club.home, register="club")
    assert str(root_file(club.home)) in str(error.value)
    assert "kanarialintu" not in str(error.value)


def test_a_root_kept_elsewhere_opens_the_ring_when_the_environment_names_it(
    club: Club, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = club.join("2024-01-02").subject
    elsewhere = tmp_path / "handed-to-this-process"
    gate.change_root(club.home, elsewhere)
    with pytest.raises(HomeError, match="does not open"):
        gate.door(club.home, register="club")
    monkeypatch.setenv("SELOSTE_ROOT_FILE", str(elsewhere))
    assert yes(gate.door(club.home, register="club").read(OFFICE, "care", member, now=at("2024-01-03"))).entries
    with pytest.raises(HomeError, match="can't be written there"):
        gate.change_root(club.home, elsewhere)
    assert gate.door(club.home, register="club")


def test_a_new_root_is_on_the_disk_with_its_name_before_the_ring_is_sealed_under_it(
    club: Club, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere, done = tmp_path / "safe" / "root", list[str]()
    elsewhere.parent.mkdir()
    sync, put = os.fsync, os.replace

    def synced(handle: int) -> None:
        done.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        sync(handle)

    def replaced(old: str, new: Path) -> None:
        done.append(f"ring replaced at {new}")
        put(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    gate.change_root(club.home, elsewhere)
    before = done[: done.index(f"ring replaced at {ring_file(club.home)}")]
    assert before[:2] == [str(elsewhere), str(elsewhere.parent)]


def test_a_home_without_a_register_says_so(db: None, fresh_home: homes.Home) -> None:
    with pytest.raises(HomeError, match="no such register"):
        gate.door(fresh_home)
