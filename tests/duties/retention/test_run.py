"""A run destroys what is due, looks again before it does, and leaves a receipt that names nobody."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from seloste import gate, vault
from seloste import home as homes
from seloste.duties import retention
from seloste.home import HomeError
from seloste.policy import Actor, Denial
from seloste.policy.changes import Begin, End, PlaceHold
from seloste.register import keyring
from seloste.register.sql import stamp

BEGAN = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SALES = Actor(101, frozenset({"sales", "support"}), "Myynti")


def sweep(world: Any, now: datetime, **how: Any) -> retention.Receipt:
    return retention.run(world.door, world.home, now=now, clock=lambda: now, **how)


def ended(world: Any) -> int:
    """A customer whose relationship has ended."""
    subject, matter = world.customer(BEGAN)
    world.do("sales", "customer_care", subject, [End(matter, "customer_left")], BEGAN + DAY)
    return int(subject)


def test_a_run_with_nothing_due_leaves_no_receipt(world: Any) -> None:
    assert sweep(world, BEGAN).folders == 0
    assert retention.receipts(world.home) == []


def test_a_receipt_counts_by_category_purpose_and_line_and_names_nobody(world: Any) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    receipt = sweep(world, BEGAN + 15 * DAY)
    (path,) = retention.receipts(world.home)
    held = json.loads(path.read_text("utf-8"))
    assert held == json.loads(json.dumps(receipt.as_json()))
    assert (held["folders"], held["records"], held["spared_by_the_recheck"]) == (1, 1, 0)
    assert [(g["category"], g["purpose"], g["why"]) for g in held["groups"]] == [("identity_code", "credit_check", "at_most")]
    assert held["groups"][0]["line"] > 0
    assert held["notice"] == world.door.notice_at(BEGAN).sha256
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text("utf-8") + path.name
    for secret in ("Kanarialintu", "kanarialintu", "010190", str(subject)):
        assert secret not in text


def test_row_key_and_index_entry_are_gone_and_the_rest_stands(world: Any, sql: Any) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    sweep(world, BEGAN + 15 * DAY)
    for table in ("folder", "record"):
        assert sql(f"SELECT COUNT(*) FROM {table} WHERE category = 'identity_code'") == [(0,)]
        assert sql(f"SELECT COUNT(*) FROM {table} WHERE category = 'contact'") == [(1,)]
    assert sql("SELECT COUNT(*) FROM lookup WHERE folder NOT IN (SELECT id FROM folder)") == [(0,)]


def test_many_small_batches_do_what_one_does(world: Any, sql: Any) -> None:
    for _ in range(5):
        subject, _ = world.customer(BEGAN)
        world.check_credit(subject, BEGAN)
    steps: list[int] = []
    receipt = sweep(world, BEGAN + 15 * DAY, batch=2, step=steps.append)
    assert receipt.folders == sum(steps) == 5
    assert max(steps) == 2
    assert sql("SELECT COUNT(*) FROM folder WHERE category = 'identity_code'") == [(0,)]


def test_running_again_destroys_nothing_more(world: Any) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    sweep(world, BEGAN + 15 * DAY)
    assert sweep(world, BEGAN + 15 * DAY).folders == 0
    assert len(retention.receipts(world.home)) == 1


def test_a_folder_whose_stored_dates_are_wrong_is_looked_at_again_and_spared(world: Any, sql: Any) -> None:
    world.customer(BEGAN)
    sql("UPDATE folder SET falls = %s, doom = %s", stamp(BEGAN), stamp(BEGAN))
    receipt = sweep(world, BEGAN + DAY)
    assert (receipt.folders, receipt.spared) == (0, 2)
    assert sql("SELECT COUNT(*) FROM record") == [(2,)]
    assert retention.plan(world.door, now=BEGAN + DAY).overdue == 0


def test_what_is_held_does_not_fall(world: Any, sql: Any) -> None:
    subject = ended(world)
    world.do("privacy", "requests", subject, [Begin("request"), PlaceHold("request", date(2025, 1, 1))], BEGAN + 2 * DAY)
    sweep(world, BEGAN + timedelta(days=9 * 366))
    assert sql("SELECT COUNT(*) FROM folder WHERE category = 'contact'") == [(1,)]


def test_a_run_that_was_stopped_after_destroying_the_keys_is_finished_by_the_next(world: Any, sql: Any) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    sql("UPDATE folder SET marked = %s, wrapped = %s, kek = 0 WHERE category = 'identity_code'", stamp(BEGAN + 15 * DAY), b"")
    receipt = sweep(world, BEGAN + 15 * DAY)
    assert (receipt.folders, receipt.resumed, receipt.groups) == (1, 1, ())
    assert sql("SELECT COUNT(*) FROM record WHERE category = 'identity_code'") == [(0,)]


def test_a_leap_of_the_clock_destroys_nothing_until_somebody_vouches_for_it(world: Any, tmp_path: Any, sql: Any) -> None:
    earnest = homes.create(tmp_path / "earnest", demo=False, now=BEGAN)
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    leap = BEGAN + 20 * DAY
    retention.run(world.door, earnest, now=BEGAN, clock=lambda: BEGAN)
    with pytest.raises(retention.ClockDoubtError):
        retention.run(world.door, earnest, now=leap, clock=lambda: leap)
    assert sql("SELECT COUNT(*) FROM folder WHERE category = 'identity_code'") == [(1,)]
    assert retention.run(world.door, earnest, now=leap, clock=lambda: leap, vouched=True).folders == 1
    assert retention.run(world.door, earnest, now=leap + DAY, clock=lambda: leap).folders == 0


def test_a_receipt_that_can_not_be_written_says_what_has_been_done(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(retention.receipt, "replace_durably", full)
    with pytest.raises(HomeError, match="1 folders were erased, but their receipt can't be written"):
        sweep(world, BEGAN + 15 * DAY)


def test_an_old_backup_of_an_erased_folder_opens_until_the_horizon_and_never_after(world: Any, sql: Any) -> None:
    """Two copies are taken before the erasure: the database's row, and the ring as it stands at each date."""
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    register, owner, folder, version, wrapped = sql(
        "SELECT register_id, subject_id, id, key_version, wrapped FROM folder WHERE category = 'identity_code'"
    )[0]
    place = vault.wrapping_context(home=world.home.id, register=register, subject=owner, folder=folder, key_version=version)
    assert vault.unwrap(keyring.read(world.home), bytes(wrapped), place)
    erased = BEGAN + 15 * DAY
    sweep(world, erased)
    for day in range(16):
        world.door.rotate_keys(now=erased + day / 2 * DAY)
    with pytest.raises(vault.Refused) as refusal:
        vault.unwrap(keyring.read(world.home), bytes(wrapped), place)
    assert refusal.value.why is vault.Why.UNKNOWN_KEK
    opened = world.door.read(SALES, "customer_care", subject, now=erased + 8 * DAY)
    assert not isinstance(opened, Denial)
    assert opened.of("contact")[0].values["email"] == "kanarialintu@asiakas.example"


def test_a_door_opened_anew_after_rotation_reads_the_same(world: Any) -> None:
    subject, _ = world.customer(BEGAN)
    later = BEGAN + 30 * DAY
    assert world.door.rotate_keys(now=later).rewrapped == 2
    read = gate.door(world.home).read(SALES, "customer_care", subject, now=later)
    assert not isinstance(read, Denial)
    assert read.of("contact")
