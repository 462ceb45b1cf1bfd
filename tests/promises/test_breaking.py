"""Breaking a promise by hand, as someone with the database could, turns its line red and names it, and turns no other red without cause."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from duties.conftest import ACTORS, NOTICE, World
from readied import ready
from seloste import accounts, gate, law
from seloste.accounts.models import Grant, Staff
from seloste.duties.rights.decide import Right
from seloste.duties.rights.models import Request
from seloste.duties.rights.requests import open_request
from seloste.gate import Door
from seloste.home import Home
from seloste.notice import render
from seloste.policy import SYSTEM, Actor, Denial
from seloste.policy.changes import Begin, Change, End, PlaceHold, Put
from seloste.promises import Board
from seloste.promises import board as whole_board

type Sql = Callable[..., list[Any]]


def board(door: Door, *, now: datetime) -> Board:
    """Draw the board of a register that runs: what is served seals its ledger by itself, and ticks renew its keys."""
    door.rotate_keys(now=now)
    door.seal_ledger(now=now)
    return whole_board(door, now=now)


def red(found: Board) -> dict[str, str]:
    """Give the broken promises: anchor → evidence."""
    return {promise.clause.anchor: promise.evidence for promise in found.standing("broken")}


@pytest.fixture
def subject(world: World, now: datetime) -> int:
    """A customer of today, in a register that breaks nothing."""
    found, _ = world.customer(now)
    assert red(board(world.door, now=now)) == {}
    return found


def test_an_overdue_folder_breaks_the_time_of_its_category(world: World, subject: int, now: datetime, sql: Sql) -> None:
    late = now - timedelta(days=40)
    sql("UPDATE folder SET live_until=%s, falls=%s, doom=%s WHERE category='contact'", late, late, now - timedelta(days=10))
    broken = red(board(world.door, now=now))
    assert {"register", "retention.contact"} == set(broken)
    assert "1 kansio on yli poistoaikansa; vanhin piti poistaa 12.11.2026." in broken["retention.contact"]


def test_the_time_of_a_register_that_nobody_sweeps_runs_out_by_itself(world: World, subject: int, now: datetime) -> None:
    matter = next(each.id for each in _life(world, subject, now))
    world.do("sales", "customer_care", subject, [End(matter, "cancelled")], now + timedelta(hours=1))
    assert red(board(world.door, now=now + timedelta(hours=1))) == {}
    after = law.day_after(law.add_months(law.civil_date(now), 61)) + timedelta(days=40)
    broken = set(red(board(world.door, now=after)))
    assert {"register", "retention.identity", "retention.contact"} <= broken
    assert "retention.invoices" not in broken


def _life(world: World, subject: int, now: datetime) -> list[Any]:
    world.do("privacy", "requests", subject, [Begin("request", ref="q")], now)
    life = world.door.life(ACTORS["privacy"], "requests", subject, now=now)
    assert not isinstance(life, Denial)
    return [matter for matter in life.matters if matter.kind == "relationship"]


@pytest.mark.promise("LN-07", by="behaviour")
def test_a_read_without_a_purpose_breaks_its_line(world: World, subject: int, now: datetime, sql: Sql) -> None:
    sql("UPDATE ledger_leaf SET purpose='curiosity' WHERE purpose='customer_care'")
    broken = red(board(world.door, now=now))
    assert "1 käyttölokin merkintä on ilman tietosuojaselosteen mukaista käyttötarkoitusta." in broken["purposes.only"]
    assert "purpose.customer_care" not in broken


def test_a_read_beyond_the_purpose_breaks_that_purpose(world: World, subject: int, now: datetime, sql: Sql) -> None:
    sql("UPDATE ledger_leaf SET categories='contact,identity,invoices' WHERE purpose='customer_care'")
    assert "purpose.customer_care" in red(board(world.door, now=now))


def test_an_altered_access_log_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    world.door.seal_ledger(now=now)
    assert red(board(world.door, now=now)) == {}
    sql("UPDATE ledger_leaf SET actor=999 WHERE purpose='customer_care'")
    assert set(red(whole_board(world.door, now=now))) == {"security.access_log"}


def test_entries_that_nobody_seals_break_the_line_of_the_access_log_after_ten_minutes(world: World, subject: int, now: datetime) -> None:
    world.customer(now + timedelta(seconds=1))
    assert red(whole_board(world.door, now=now + timedelta(minutes=10))) == {}
    later = now + timedelta(minutes=11)
    assert "1 merkintä on ilman allekirjoitusta" in red(whole_board(world.door, now=later))["security.access_log"]
    assert red(board(world.door, now=later)) == {}


def test_side_rows_of_the_access_log_that_outlive_their_time_are_found(world: World, subject: int, now: datetime) -> None:
    later = now + timedelta(days=735)
    assert "retention.log" in red(board(world.door, now=later))
    while world.door.drop_sides(now=later):
        pass
    assert "retention.log" not in red(board(world.door, now=later))


@pytest.mark.promise("LN-28", by="behaviour")
def test_an_identity_code_without_an_open_check_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    matter = world.check_credit(subject, now)
    assert red(board(world.door, now=now)) == {}
    sql("UPDATE matter SET ends=%s WHERE id=%s", now - timedelta(minutes=1), matter)
    broken = red(board(world.door, now=now))
    assert "on tallessa, vaikka asia ei ole avoinna: luottotietojen tarkistus" in broken["retention.identity_code"]


def test_vouchers_that_would_fall_too_early_are_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    world.invoice(subject, 2026, now)
    sql("UPDATE folder SET falls=%s, doom=%s WHERE category='invoices'", now + timedelta(days=30), now + timedelta(days=60))
    assert "poistuisi ennen kuin laki sallii" in red(board(world.door, now=now))["statutory.bookkeeping"]


@pytest.mark.promise("LN-22", by="behaviour")
def test_a_source_that_the_notice_does_not_name_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    sql("UPDATE record SET source='rumour' WHERE category='contact'")
    assert set(red(board(world.door, now=now))) == {"sources.only"}


def test_a_category_that_the_notice_does_not_name_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    sql("UPDATE record SET category='health' WHERE category='contact'")
    assert "data.only" in red(board(world.door, now=now))


def test_a_record_in_the_clear_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    sql("UPDATE record SET ciphertext=%s WHERE category='contact'", b'{"email": "aino@asiakas.example"}')
    broken = red(board(world.door, now=now))
    assert set(broken) == {"security.encryption"}
    assert "aino" not in broken["security.encryption"]


@pytest.mark.promise("LN-16", by="behaviour")
def test_a_relationship_ended_without_a_reason_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    matter = next(each.id for each in _life(world, subject, now))
    later = now + timedelta(hours=1)
    world.do("sales", "customer_care", subject, [End(matter, "cancelled")], later)
    assert red(board(world.door, now=later)) == {}
    sql("UPDATE matter SET reason='' WHERE id=%s", matter)
    assert set(red(board(world.door, now=later))) == {"matter.relationship"}


def test_an_archived_record_among_those_in_use_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    sql("UPDATE folder SET archived=%s WHERE category='identity'", True)
    assert "archive.claims_archive" in red(board(world.door, now=now))


def test_a_late_answer_is_named_with_its_day(world: World, subject: int, now: datetime) -> None:
    asked = open_request(world.door, ACTORS["privacy"], subject, Right.ACCESS, text="Mitä minusta on?", channel="email", now=now)
    assert isinstance(asked, Request)
    assert red(board(world.door, now=now)) == {}
    broken = red(board(world.door, now=now + timedelta(days=36)))
    assert broken["right.access"] == (
        f"Pyyntöön {asked.number} piti vastata viimeistään ti 22.12.2026; siitä on 6 päivää. "
        "Vastaa nyt ja kerro pyytäjälle viivästyksen syy."
    )


@pytest.mark.promise("LN-50", by="behaviour")
def test_an_extension_where_none_was_promised_is_found(world: World, subject: int, now: datetime) -> None:
    asked = open_request(world.door, ACTORS["privacy"], subject, Right.ACCESS, text="Mitä minusta on?", channel="email", now=now)
    assert isinstance(asked, Request)
    Request.objects.filter(number=asked.number).update(extended_from=asked.due, due=date(2027, 2, 22))
    broken = red(board(world.door, now=now))
    assert set(broken) == {"right.access.no_extension"}
    assert asked.number in broken["right.access.no_extension"]


def test_a_hold_past_its_review_is_found(world: World, subject: int, now: datetime) -> None:
    begun: list[Change] = [Begin("request", ref="q"), PlaceHold("odottaa", review=date(2026, 12, 1))]
    world.do("privacy", "requests", subject, begun, now)
    assert red(board(world.door, now=now)) == {}
    assert "rights.reviews" in red(board(world.door, now=now + timedelta(days=20)))


@pytest.mark.promise("LN-54", by="behaviour")
def test_a_ground_open_under_a_withdrawn_consent_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    marketing = Actor(110, frozenset({"marketing"}), "Markkinointi")
    done = world.door.apply(marketing, "newsletter", subject, [Begin("consent")], now=now)
    assert not isinstance(done, Denial)
    later = now + timedelta(hours=1)
    open_request(world.door, ACTORS["privacy"], subject, Right.WITHDRAWAL, text="Perun.", channel="email", now=later)
    later += timedelta(minutes=5)
    assert red(board(world.door, now=later)) == {}
    sql("UPDATE ground SET ends=%s WHERE purpose='newsletter'", now + timedelta(days=300))
    broken = set(red(board(world.door, now=later)))
    assert {"right.withdrawal", "right.objection", "right.marketing_ban"} == broken


@pytest.mark.promise("LN-46", by="behaviour")
def test_the_machine_can_write_no_decision_about_anyone(world: World, subject: int, now: datetime) -> None:
    world.check_credit(subject, now)
    for purpose in world.door.notice_at(now).purposes:
        denied = world.door.apply(SYSTEM, purpose, subject, [Put("credit_results", {"decision": "hylätty"})], now=now)
        assert isinstance(denied, Denial), purpose
    promise = next(each for each in board(world.door, now=now).promises if each.clause.anchor == "automated.decisions")
    assert promise.state == "kept"


@pytest.mark.promise("LN-57", by="behaviour")
def test_an_authority_that_has_moved_is_found(world: World, subject: int, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    old = render.html(world.door.notice_at(now), on=date(2019, 6, 1))
    monkeypatch.setattr(render, "html", lambda notice, *, on: old)
    assert set(red(board(world.door, now=now))) == {"right.complaint"}


@pytest.mark.promise("AS-34", by="behaviour")
def test_an_office_told_at_its_old_address_is_found_on_the_board_of_aito_support(
    db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (NOTICE.parents[1] / "aito-support" / "notice.yaml").read_bytes()
    assert gate.publish(fresh_home, text, file="notice.yaml", now=now).number == 1
    door = gate.door(fresh_home)
    assert "right.complaint" not in red(board(door, now=now))
    old = render.html(door.notice_at(now), on=date(2019, 6, 1))
    monkeypatch.setattr(render, "html", lambda notice, *, on: old)
    assert "right.complaint" in red(board(door, now=now))


def test_a_role_given_to_oneself_and_a_weak_password_are_found(world: World, subject: int, now: datetime) -> None:
    notice = world.door.notice_at(now)
    boss = accounts.create("maija.malli", name="Maija Malli", unit="Johto", password="pitkä-ja-oma-lause-7", now=now)
    ready(boss, notice, now)
    accounts.grant(boss, "privacy", by=boss, reason="perustaja", expires=now + timedelta(days=300), now=now, notice=notice)
    later = now + timedelta(hours=1)
    assert red(board(world.door, now=later)) == {}
    Grant.objects.create(staff=boss, role="sales", granted_by=boss, reason="itse", granted_at=later, expires=later + timedelta(days=9))
    Staff.objects.filter(pk=boss.pk).update(password="selkokielinen")
    broken = red(board(world.door, now=later))
    assert set(broken) == {"access.named", "security.passwords"}
    assert broken["access.named"] == "Joku on antanut käyttöoikeuden itselleen (1)."
    assert "selkokielinen" not in str(broken)


@pytest.mark.promise("OA-15", "AS-24", by="behaviour")
def test_a_role_of_somebody_whose_employer_the_notice_does_not_name_is_found(world: World, now: datetime) -> None:
    notice = world.door.notice_at(now)
    boss = accounts.create("maija.malli", name="Maija Malli", unit="Johto", password="pitkä-ja-oma-lause-7", now=now)
    ready(boss, notice, now)
    accounts.grant(boss, "privacy", by=boss, reason="perustaja", expires=now + timedelta(days=300), now=now, notice=notice)
    other = accounts.create(
        "eero.malli", name="Eero Malli", unit="Tuki", password="pitkä-ja-oma-lause-7", employer=min(notice.processors), now=now
    )
    ready(other, notice, now)
    accounts.grant(other, "support", by=boss, reason="palvelin", expires=now + timedelta(days=300), now=now, notice=notice)
    assert red(board(world.door, now=now)) == {}
    Staff.objects.filter(pk=other.pk).update(employer="somebody")
    broken = red(board(world.door, now=now))
    assert broken == {"access.named": "Käyttöoikeus on henkilöllä, jonka työnantajaa tietosuojaseloste ei nimeä (1)."}


@pytest.mark.promise("LN-29", by="behaviour")
def test_a_disclosure_against_a_ban_is_found(world: World, subject: int, now: datetime, sql: Sql) -> None:
    open_request(world.door, ACTORS["privacy"], subject, Right.DISCLOSURE_BAN, text="En salli.", channel="email", now=now)
    later = now + timedelta(hours=1)
    assert red(board(world.door, now=later)) == {}
    register = sql("SELECT controller_id, register_id FROM subject")[0]
    columns = "subject_id, id, controller_id, register_id, recipient, purpose, categories, at, provision"
    values = (subject, 77, *register, "suppliers", "delivery", "contact", later, "")
    sql(f"INSERT INTO disclosure ({columns}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", *values)
    assert set(red(board(world.door, now=later))) == {"recipient.suppliers", "right.disclosure_ban"}
