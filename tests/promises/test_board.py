"""The board: every clause once, each shown for what it is, and nothing kept that wasn't checked."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from duties.conftest import World
from seloste.law import civil_date
from seloste.notice import clauses, load, render
from seloste.promises import Board, Promise, board
from seloste.promises.checking import CHECKS
from seloste.promises.evidence import Asked, Evidence
from seloste.promises.house import notice_text

LATER = datetime(2028, 1, 10, 8, 0, tzinfo=UTC)


def at(found: Board, anchor: str) -> Promise:
    """Give one promise by its anchor."""
    return next(promise for promise in found.promises if promise.clause.anchor == anchor)


def test_a_new_register_breaks_no_promise(world: World, now: datetime) -> None:
    world.door.rotate_keys(now=now)  # as a tick does
    world.door.seal_ledger(now=now)  # as what is served does by itself
    found = board(world.door, now=now)
    assert [(promise.clause.anchor, promise.evidence) for promise in found.standing("broken")] == []
    assert [promise.clause for promise in found.promises] == list(clauses(world.door.notice_at(now)))


def test_a_register_with_people_breaks_no_promise(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    world.check_credit(subject, now)
    world.invoice(subject, 2026, now)
    world.door.rotate_keys(now=now)  # as a tick does
    world.door.seal_ledger(now=now)  # as what is served does by itself
    found = board(world.door, now=now)
    assert [(promise.clause.anchor, promise.evidence) for promise in found.standing("broken")] == []
    assert at(found, "retention.identity_code").evidence == (
        "Avoinna nyt: luottotietojen tarkistus (1), vanhin avattu 22.11.2026. Muualla tätä tietoa ei ole."
    )
    assert at(found, "statutory.bookkeeping").evidence.endswith("ensimmäisen aika päättyy 1.1.2033.")


def test_the_counts_add_up_and_agree_with_the_kinds(world: World, now: datetime) -> None:
    found = board(world.door, now=now)
    counts = {state: found.count(state) for state in ("kept", "broken", "attested", "said")}
    assert sum(counts.values()) == len(found.promises)
    for promise in found.promises:
        assert (promise.state == "said") == (promise.clause.kind == "said")
        assert (promise.state == "attested") == (promise.clause.kind == "attested")
        assert promise.evidence.endswith(".")


def test_words_that_lead_elsewhere_are_found_on_the_page_and_other_words_are_not(world: World, now: datetime) -> None:
    path = Path(__file__).parents[2] / "examples/ohjelma-aitta/notice.yaml"
    notice = load(path.read_bytes(), file=path.name, on=civil_date(now)).notice
    assert notice is not None
    page = render.html(notice, on=civil_date(now))
    clause = next(each for each in clauses(notice) if each.anchor == "related.platform")
    assert clause.text.fi not in page, "an address in it is a link"
    assert notice_text(Asked(world.door, notice, page, clause, now)).holds
    assert not notice_text(Asked(world.door, notice, page.replace("Alustapalveluilla", "Palveluilla"), clause, now)).holds


def test_a_claim_that_nothing_checks_is_only_said(world: World, now: datetime) -> None:
    assert at(board(world.door, now=now), "cookies.choice").state == "said"


@pytest.mark.promise("LN-42", "LN-43", by="attestation")
def test_what_people_confirm_is_attested_until_it_runs_out(world: World, now: datetime) -> None:
    early = board(world.door, now=now)
    late = board(world.door, now=LATER)
    for anchor in ("security.firewall", "security.connection", "processor.hosting"):
        assert at(early, anchor).state == "attested"
        assert at(early, anchor).evidence.startswith("Vahvistanut 5.10.2026: tietosuojan yhteyshenkilö.")
        assert at(late, anchor).state == "broken"
        assert "vanheni 5.10.2027" in at(late, anchor).evidence


@pytest.mark.promise("LN-27", by="attestation")
def test_the_accounting_programs_part_is_attested(world: World, now: datetime) -> None:
    assert at(board(world.door, now=now), "processor.accounting").state == "attested"
    assert at(board(world.door, now=LATER), "processor.accounting").state == "broken"


def test_a_check_that_fails_is_broken_and_tells_no_value(world: World, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(asked: Asked) -> Evidence:
        raise RuntimeError("aino@asiakas.example")

    monkeypatch.setitem(CHECKS, "overdue_folders", fails)
    promise = at(board(world.door, now=now), "retention.contact")
    assert promise.state == "broken"
    assert "RuntimeError" in promise.evidence
    assert "aino" not in promise.evidence


def test_a_check_that_is_missing_is_broken(world: World, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(CHECKS, "records_sealed")
    assert at(board(world.door, now=now), "security.encryption").state == "broken"


def test_every_check_and_probe_of_the_notice_is_there(world: World, now: datetime) -> None:
    for clause in clauses(world.door.notice_at(now)):
        name = str(clause.params["name"]) if clause.check == "probe" else clause.check
        assert name in CHECKS or name == "said", clause.anchor


def test_the_json_has_a_row_for_each_promise(world: World, now: datetime) -> None:
    told = board(world.door, now=now).as_json()
    rows = told["promises"]
    assert isinstance(rows, list)
    assert {"id", "clause", "kind", "state", "evidence", "line"} <= set(rows[0])
    assert told["kept"] == sum(row["state"] == "kept" for row in rows)
    assert told["checked_at"] == "2026-11-22T04:00:00Z"


def test_looking_at_the_board_changes_nothing(world: World, now: datetime, sql: Callable[..., list[tuple[int]]]) -> None:
    world.customer(now)
    before = sql("SELECT COUNT(*) FROM ledger_leaf"), sql("SELECT * FROM folder"), sql("SELECT * FROM ground")
    board(world.door, now=now)
    assert (sql("SELECT COUNT(*) FROM ledger_leaf"), sql("SELECT * FROM folder"), sql("SELECT * FROM ground")) == before
