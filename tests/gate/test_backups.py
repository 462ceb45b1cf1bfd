"""Every old backup against every surviving copy of the ring: what was erased opens in none, what a statute keeps opens in all."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from gate.club import Club, at, sql
from seloste import vault
from seloste.policy import PlaceHold
from seloste.register import keyring

DAY = timedelta(days=1)
HORIZON = vault.DEFAULT_HORIZON


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database and one of the ring, taken on one day and kept apart."""

    day: datetime
    folders: dict[str, tuple[bytes, bytes]]
    """Category → wrapped key and the place it is bound to."""
    ring: vault.Ring


def back_up(club: Club, day: datetime) -> Backup:
    found = sql("SELECT register_id, subject_id, id, key_version, category, wrapped FROM folder WHERE marked IS NULL")
    folders = {
        category: (bytes(wrapped), vault.wrapping_context(home=club.home.id, register=r, subject=s, folder=f, key_version=version))
        for r, s, f, version, category, wrapped in found
    }
    return Backup(day, folders, keyring.read(club.home))


def opens(backup: Backup, category: str, ring: vault.Ring) -> bool:
    wrapped, place = backup.folders[category]
    try:
        return bool(vault.unwrap(ring, wrapped, place))
    except vault.Refused:
        return False


def live(club: Club, begins: datetime, days: int) -> list[Backup]:
    """Let days pass with their timed duties, and back up each evening."""
    taken = []
    for day in range(days):
        club.door.rotate_keys(now=begins + day * DAY)
        taken.append(back_up(club, begins + day * DAY))
    return taken


def test_what_was_erased_opens_in_no_backup_with_any_ring_younger_than_the_horizon(club: Club) -> None:
    member = club.join("2024-01-02")
    club.check(member.subject, "2024-01-02")
    before = live(club, at("2024-01-03"), 16)
    erased = at("2024-01-19")
    club.sweep("2024-01-19")
    after = live(club, erased, 12)
    assert "code" not in after[0].folders
    held = [b for b in before if "code" in b.folders]
    assert len(held) >= 12
    # A copy of the ring is kept for one horizon at most; whoever asks after that has only these.
    rings = [b.ring for b in (*before, *after) if b.day > erased + HORIZON]
    assert rings
    assert not [1 for backup in held for ring in rings if opens(backup, "code", ring)]
    assert any(opens(backup, "code", backup.ring) for backup in held), "a backup and a ring of one age do open: the test can see it"


def test_a_voucher_opens_with_a_ring_of_any_age_until_it_is_erased_and_never_after(club: Club) -> None:
    member = club.join("2024-01-02")
    club.bill(member.subject, "2024-03-01")
    first = back_up(club, at("2024-03-01"))
    taken = live(club, at("2024-03-02"), 20)
    assert all(opens(backup, "bills", first.ring) for backup in taken), "the ring's newer copies were lost"
    assert all(opens(first, "bills", backup.ring) for backup in taken), "the voucher itself was lost from newer backups"
    (doom,) = sql("SELECT doom FROM folder WHERE category='bills'")[0]
    # Fiscal year 2024 + 6 years from its end, then P30D.
    assert str(doom).startswith("2031-01-30")
    assert club.sweep("2031-02-02")["bills"] == 1
    club.door.rotate_keys(now=at("2031-03-02"))
    assert not [1 for backup in (first, *taken) if opens(backup, "bills", keyring.read(club.home))]


def test_each_month_of_erasure_has_a_key_of_its_own(club: Club) -> None:
    member = club.join("2024-01-02").subject
    for year in ("2022", "2023", "2024"):
        club.bill(member, "2024-03-01", year)
    keks = {kek.id: kek for kek in keyring.read(club.home).keks}
    hung = sorted(keks[kek].epoch for (kek,) in sql("SELECT kek FROM folder WHERE category='bills'"))
    assert hung == [202901, 203001, 203101]
    assert {keks[kek].horizon for (kek,) in sql("SELECT kek FROM folder WHERE category='bills'")} == {"statutory"}


def test_a_voucher_that_a_decision_keeps_past_its_month_moves_to_a_later_key_and_stays_readable(club: Club) -> None:
    member = club.join("2030-01-02").subject
    club.bill(member, "2030-03-01", "2024")
    club.request(member, "2030-12-01", PlaceHold("2030-0001", date(2032, 1, 1)))
    (kek,) = sql("SELECT kek FROM folder WHERE category='bills'")[0]
    rotated = club.door.rotate_keys(now=at("2031-02-15"))
    assert rotated.rewrapped
    (moved,) = sql("SELECT kek FROM folder WHERE category='bills'")[0]
    assert moved != kek
    assert keyring.read(club.home).kek(moved).epoch == 203103
    with pytest.raises(vault.Refused):
        keyring.read(club.home).kek(kek)
    opened = back_up(club, at("2031-02-16"))
    assert opens(opened, "bills", opened.ring)


def test_a_key_drawn_for_a_unit_of_work_that_failed_is_harmless(club: Club) -> None:
    house = club.door._house
    stray = house.keyring.kek_for(house.controller, "statutory", at("2024-02-02"), now=at("2024-01-02"))
    assert house.keyring.kek_for(house.controller, "statutory", at("2024-02-09"), now=at("2024-01-03")) == stray
    club.door.rotate_keys(now=at("2024-03-02"))
    with pytest.raises(vault.Refused):
        keyring.read(club.home).kek(stray.id)
