"""A receipt shows an entry's place to anyone; our tree, roots and paths are those of an implementation that isn't ours."""

import base64
import json
from datetime import datetime, timedelta
from typing import Any

import pymerkle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seloste_verify
from ledger.forging import Forger
from seloste import ledger
from seloste.home import Home
from seloste.ledger import merkle, notary, note


def grown(size: int) -> tuple[merkle.Tiles, pymerkle.InmemoryTree, list[bytes]]:
    ours, theirs = merkle.Tiles(), pymerkle.InmemoryTree(algorithm="sha256")
    entries = [f"entry {index}".encode() for index in range(size)]
    for entry in entries:
        ours.append(merkle.leaf_hash(entry))
        theirs.append_entry(entry)
    return ours, theirs, entries


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(1, 800))
def test_roots_and_paths_are_those_of_pymerkle(data: st.DataObject, size: int) -> None:
    ours, theirs, entries = grown(size)
    root = theirs.get_root(size)
    assert ours.root() == root
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(index, size, lambda level, number: merkle.split(ours.changed[level, number]))
    proof = theirs.prove_inclusion(index + 1, size)
    assert [merkle.leaf_hash(entries[index]), *path] == proof.path
    assert merkle.root_by(path, proof.path[0], index, size) == root
    assert seloste_verify.root_by(path, proof.path[0], index, size) == root


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(2, 700))
def test_the_auditors_script_has_the_roots_of_pymerkle_at_every_size(data: st.DataObject, size: int) -> None:
    _, theirs, entries = grown(size)
    early = data.draw(st.integers(1, size))
    trees: list[tuple[int, bytes]] = []
    for index, entry in enumerate(entries):
        seloste_verify.grow(trees, seloste_verify.leaf_hash(entry))
        if index + 1 in (early, size):
            assert seloste_verify.root_of(trees) == theirs.get_root(index + 1)
    pymerkle.verify_consistency(theirs.get_root(early), seloste_verify.root_of(trees), theirs.prove_consistency(early, size))


def test_a_sealed_ledger_and_its_receipts_stand_before_pymerkle(sealed: Home, forger: Forger) -> None:
    theirs = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in seloste_verify.unbundle((notary.ground(sealed) / "tile/entries/000.p/10").read_bytes()):
        theirs.append_entry(entry)
    for path in notary.files(sealed):
        head = note.check(path.read_text("utf-8"), notary.origin(sealed), notary.signing_key(sealed).public_key())
        assert head.root == theirs.get_root(head.size)
    for position in range(10):
        lines = ledger.prove(forger.leaf(position)).text.partition("\n\n")[0].split("\n")
        assert [base64.b64decode(line) for line in lines[3:]] == theirs.prove_inclusion(position + 1, 10).path[1:]


@pytest.mark.parametrize(("index", "size"), [(0, 1), (2, 3), (6, 7), (255, 256), (256, 257)])
def test_a_path_of_another_length_is_refused(index: int, size: int) -> None:
    ours, _, entries = grown(size)
    path = merkle.inclusion(index, size, lambda level, number: merkle.split(ours.changed[level, number]))
    leaf = merkle.leaf_hash(entries[index])
    for check in (merkle.root_by, seloste_verify.root_by):
        with pytest.raises(ValueError, match="too long"):
            check([*path, bytes(32)], leaf, index, size)
        if path:
            with pytest.raises(ValueError, match="too short"):
                check(path[:-1], leaf, index, size)


def test_a_receipt_is_a_tlog_proof_with_the_entry_and_the_checkpoint(sealed: Home, forger: Forger) -> None:
    receipt = ledger.prove(forger.leaf(7))
    first, extra, index, *path = receipt.text.partition("\n\n")[0].split("\n")
    assert (first, index, len(path), receipt.position, receipt.size) == ("c2sp.org/tlog-proof@v1", "index 7", 4, 7, 10)
    assert json.loads(base64.b64decode(extra.removeprefix("extra ")))["id"] == forger.leaf(7)
    assert receipt.text.partition("\n\n")[2] == notary.newest(sealed).read_text("utf-8")


def opening(receipt: ledger.Receipt) -> dict[str, Any] | None:
    extra = base64.b64decode(receipt.text.split("\n")[1].removeprefix("extra "))
    said = extra.partition(b"\n")[2]
    return json.loads(said) if said else None


def test_a_persons_receipt_opens_the_commitment_and_shows_nobody_else(sealed: Home, forger: Forger) -> None:
    alone = opening(ledger.prove(forger.leaf(0), opened=True))
    assert alone is not None
    assert (alone["subjects"], alone["unit"]) == ([11], "Myynti")
    assert opening(ledger.prove(forger.leaf(0))) is None
    assert opening(ledger.prove(forger.leaf(3), opened=True)) is None  # it saw three people
    assert opening(ledger.prove(forger.leaf(5), opened=True)) is None  # it saw nobody
    forger.sql("UPDATE ledger_side SET r = NULL WHERE leaf = %s", forger.leaf(1))
    with pytest.raises(ledger.LedgerError, match="has been altered"):
        ledger.prove(forger.leaf(1), opened=True)


def test_a_persons_receipts_are_of_the_purpose_and_the_time_asked(write: Any, sealed: Home, now: datetime) -> None:
    mine = write(purpose="requests", minutes=15)
    write(purpose="requests", minutes=16, controller=2)
    write((12,), purpose="requests", minutes=17)
    hour = timedelta(hours=1)
    asked = {"since": now - hour, "until": now + hour}
    assert ledger.prove_subject(11, 1, "requests", **asked) == ()  # nothing of it is sealed
    ledger.seal(now, home=sealed)
    assert [receipt.leaf for receipt in ledger.prove_subject(11, 1, "requests", **asked)] == [mine]
    assert ledger.prove_subject(11, 1, "requests", since=now, until=now + hour) == ()


def test_what_is_not_sealed_or_not_there_or_not_as_signed_is_not_proved(write: Any, sealed: Home, forger: Forger) -> None:
    with pytest.raises(ledger.LedgerError, match="no entry 5 in"):
        ledger.prove(5)
    with pytest.raises(ledger.LedgerError, match="not sealed yet"):
        ledger.prove(write())
    forger.sql("UPDATE ledger_leaf SET purpose = 'newsletter' WHERE position = 2")
    with pytest.raises(ledger.LedgerError, match="nothing can be proved"):
        ledger.prove(forger.leaf(2))


def test_a_persons_receipts_reach_from_the_first_instant_asked_to_the_last(write: Any, fresh_home: Home, now: datetime) -> None:
    moment = timedelta(microseconds=1)
    mine = [write(purpose="requests", minutes=minute) for minute in (10, 20, 20)]
    ledger.seal(now, home=fresh_home)
    first, last = now - timedelta(minutes=50), now - timedelta(minutes=40)

    def asked(since: datetime, until: datetime) -> list[int]:
        return sorted(receipt.leaf for receipt in ledger.prove_subject(11, 1, "requests", since=since, until=until))

    assert asked(first, last) == sorted(mine)
    assert asked(first + moment, last) == sorted(mine[1:])
    assert asked(first, last - moment) == mine[:1]
    assert ledger.prove_subject(12, 1, "requests", since=first, until=last) == ()
    assert ledger.prove_subject(11, 1, "customer_care", since=first, until=last) == ()


def test_a_receipt_names_a_unit_whatever_its_letters(write: Any, fresh_home: Home, now: datetime) -> None:
    leaf = write((11,), unit="Äänekosken myymälä")
    ledger.seal(now, home=fresh_home)
    said = opening(ledger.prove(leaf, opened=True))
    assert said is not None
    assert said["unit"] == "Äänekosken myymälä"
    assert ledger.verify(now, home=fresh_home).ok
    assert b"\xc3" not in base64.b64decode(ledger.prove(leaf, opened=True).text.split("\n")[1].removeprefix("extra "))
