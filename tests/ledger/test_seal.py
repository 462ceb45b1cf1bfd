"""The sequencer gives places, signs what the tree is, and survives being stopped anywhere."""

import base64
import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.db import connection, transaction

from seloste import ledger
from seloste.home import Home, HomeError
from seloste.ledger import merkle, models, notary, note
from seloste.ledger.leaves import COLUMNS
from seloste.ledger.rows import written


def test_places_follow_time_and_then_id_whatever_the_order_of_arrival(write: Any, sql: Any, fresh_home: Home, now: datetime) -> None:
    write(minutes=2, leaf=1)
    write(minutes=1, leaf=9)
    write(minutes=1, leaf=4)
    ledger.seal(now, home=fresh_home)
    assert sql("SELECT id FROM ledger_leaf ORDER BY position") == [(4,), (9,), (1,)]


def test_a_latecomer_gets_the_next_place_and_moves_nobody(write: Any, sql: Any, sealed: Home, now: datetime) -> None:
    late = write(minutes=-30)
    assert ledger.seal(now, home=sealed).size == 11
    assert sql("SELECT position FROM ledger_leaf WHERE id = %s", late) == [(10,)]
    assert ledger.verify(now, home=sealed).ok


def test_the_root_is_that_of_the_canonical_bytes(sql: Any, sealed: Home, now: datetime) -> None:
    def root(entries: list[bytes]) -> bytes:
        if len(entries) == 1:
            return hashlib.sha256(b"\0" + entries[0]).digest()
        half = 1 << (len(entries) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + root(entries[:half]) + root(entries[half:])).digest()

    data = [written(row).data() for row in sql(f"SELECT {COLUMNS} FROM ledger_leaf ORDER BY position")]
    assert ledger.seal(now, home=sealed).root == root(data)
    assert ledger.verify(now, home=sealed).root == root(data).hex()


def test_sealing_nothing_signs_nothing(sealed: Home, now: datetime) -> None:
    before = notary.files(sealed)
    assert ledger.seal(now, home=sealed).added == 0
    assert notary.files(sealed) == before


def test_an_empty_ledger_seals_and_verifies(db: None, fresh_home: Home, now: datetime) -> None:
    assert ledger.seal(now, home=fresh_home).size == 0
    verdict = ledger.verify(now, home=fresh_home)
    assert verdict.ok
    assert bytes.fromhex(verdict.root) == merkle.EMPTY
    assert notary.files(fresh_home) == []
    assert not notary.verifier_file(fresh_home).exists()


def test_a_long_queue_is_sealed_in_batches_with_a_checkpoint_each(write: Any, fresh_home: Home, now: datetime) -> None:
    for _ in range(7):
        write(())
    done = ledger.seal(now, home=fresh_home, batch=3)
    assert (done.added, done.size) == (7, 7)
    assert [path.name for path in notary.files(fresh_home)] == [f"{size:016d}.txt" for size in (3, 6, 7)]
    assert ledger.verify(now, home=fresh_home).ok


def test_a_stop_between_commit_and_file_is_made_good_by_the_next_sealing(sealed: Home, now: datetime) -> None:
    last = notary.files(sealed)[-1]
    text = last.read_bytes()
    last.unlink()
    ledger.seal(now, home=sealed)
    assert last.read_bytes() == text
    assert ledger.verify(now, home=sealed).ok


def test_a_checkpoint_is_a_signed_note_that_other_tools_read(sealed: Home) -> None:
    text = notary.files(sealed)[-1].read_text("utf-8")
    origin, size, root, blank, signature, end = text.split("\n")
    assert (origin, size, blank, end) == (f"seloste/ledger/{sealed.id}", "10", "", "")
    assert len(base64.b64decode(root)) == 32
    name, _, blob = signature.removeprefix("— ").partition(" ")
    verifier = (sealed.path / "ledger" / "verifier.txt").read_text().strip().split("+", 2)
    assert verifier[0] == name == origin
    key = base64.b64decode(verifier[2])
    assert hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] == verifier[1] == base64.b64decode(blob)[:4].hex()
    assert key[0] == 1


def test_a_further_signature_is_passed_over_and_a_second_form_of_the_same_is_not_taken(sealed: Home) -> None:
    origin, key = notary.origin(sealed), notary.signing_key(sealed)
    text = note.sign(note.Head(origin, 7, bytes(32)), key)
    witnessed = text + "— witness.example/1 AAAAAAAA\n"
    assert note.check(witnessed, origin, key.public_key()).size == 7
    before = text.replace("\n\n", "\n\n— witness.example/1 AAAAAAAA\n")
    assert note.check(before, origin, key.public_key()).size == 7
    for other in (text.replace("\n7\n", "\n07\n"), text.replace("\n7\n", "\n+7\n"), text.replace("\n7\n", "\n-7\n")):
        with pytest.raises(ValueError, match="does not read as a checkpoint"):
            note.check(other, origin, key.public_key())


def test_only_the_owner_may_read_the_signing_key(sealed: Home) -> None:
    assert notary.key_file(sealed).stat().st_mode & 0o777 == 0o600


def test_a_signing_key_of_another_kind_is_refused(sealed: Home, now: datetime) -> None:
    pem = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    notary.key_file(sealed).write_bytes(pem)
    with pytest.raises(HomeError, match=r"is not an Ed25519 key\. Restore it"):
        notary.signing_key(sealed)


def test_a_signature_line_of_another_key_or_of_rubbish_signs_nothing(sealed: Home) -> None:
    origin, key = notary.origin(sealed), notary.signing_key(sealed)
    text = note.sign(note.Head(origin, 7, bytes(32)), key)
    start, _, blob = text.rpartition(" ")
    wrong = base64.b64encode(bytes(4) + base64.b64decode(blob)[4:]).decode()
    for tail in (wrong, "****", base64.b64encode(base64.b64decode(blob)[:4] + bytes(64)).decode()):
        with pytest.raises(ValueError, match="not signed with this ledger's key"):
            note.check(f"{start} {tail}\n", origin, key.public_key())
    with pytest.raises(ValueError, match="does not read as a checkpoint"):
        note.check(text.replace("\n7\n", "\n"), origin, key.public_key())


def test_a_checkpoint_kept_elsewhere_proves_nothing_to_a_home_without_a_key(
    db: None, fresh_home: Home, now: datetime, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("seloste/ledger/1\n0\n\n\n", "utf-8")
    first = ledger.verify(now, home=fresh_home, against=[kept]).first_bad
    assert "there is no key to check it with" in str(first)


def test_rows_name_themselves_by_ids_only() -> None:
    shown = [str(models.Leaf(id=5)), str(models.Side(leaf=5, ordinal=2, subject=11)), str(models.Tile(level=1, number=3))]
    assert [*shown, str(models.Checkpoint(size=9))] == ["leaf 5", "side 2 of leaf 5", "tile 1/3", "checkpoint at 9"]


def test_one_sequencer_at_a_time_gives_places(write: Any, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[object, ...]] = []
    monkeypatch.setattr("seloste.home.turns.alone", lambda *what: taken.append((*what, connection.in_atomic_block)))
    write()
    ledger.seal(now, home=fresh_home)
    assert ("sequencer", True) in taken


@pytest.mark.parametrize(
    "text",
    [
        "seloste/ledger/7\n7\n",  # too few lines
        "seloste/ledger/7\n7\nAAAA\n",  # a short root
        f"seloste/ledger/7\n-7\n{'A' * 43}=\n",
        f"seloste/ledger/7\n 7\n{'A' * 43}=\n",
        f"seloste/ledger/7\n7\n{'A' * 20}*{'A' * 23}=\n",
    ],
)
def test_a_text_that_says_the_same_otherwise_is_no_checkpoint(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a checkpoint|base64|padding|invalid literal"):
        note.Head.read(text.encode())


def test_a_checkpoint_of_nothing_is_one_and_further_lines_may_follow() -> None:
    head = note.Head("seloste/ledger/7", 0, bytes(32))
    assert note.Head.read(head.text()) == head
    assert note.Head.read(head.text() + b"another line\n") == head


def test_only_a_whole_signature_of_this_name_and_key_counts(sealed: Home) -> None:
    origin, key = notary.origin(sealed), notary.signing_key(sealed)
    text = note.sign(note.Head(origin, 7, bytes(32)), key)
    before, _, blob = text.rpartition(" ")
    raw = base64.b64decode(blob)
    whole = base64.b64encode(raw).decode()
    assert note.check(f"{before} {whole}\n", origin, key.public_key()).size == 7
    for line in (
        f"— {origin} *{whole}",
        f"— {origin}x {whole}",
        f"- {origin} {whole}",
        f"— {origin} {base64.b64encode(raw[:-1]).decode()}",
    ):
        with pytest.raises(ValueError, match="not signed with this ledger's key"):
            note.check(f"{text.partition('— ')[0]}{line}\n", origin, key.public_key())
    for broken in (text.removesuffix("\n"), text.replace("\n\n", "\n")):
        with pytest.raises(ValueError, match="not a signed note"):
            note.check(broken, origin, key.public_key())


def test_an_idle_sealing_writes_no_file_again(sealed: Home, now: datetime, settings: Any, tmp_path: Path) -> None:
    settings.CHECKPOINTS_TO = tmp_path
    ledger.seal(now, home=sealed)
    before = {path: path.stat().st_ino for top in (sealed.path, tmp_path) for path in top.rglob("*") if path.is_file()}
    ledger.seal(now, home=sealed)
    assert {path: path.stat().st_ino for top in (sealed.path, tmp_path) for path in top.rglob("*") if path.is_file()} == before


def test_where_every_checkpoint_file_was_lost_the_last_is_written_again(sealed: Home, now: datetime) -> None:
    text = notary.newest(sealed).read_bytes()
    for path in notary.files(sealed):
        path.unlink()
    ledger.seal(now, home=sealed)
    assert [path.read_bytes() for path in notary.files(sealed)] == [text]


def test_what_has_been_sealed_is_not_due_again(write: Any, fresh_home: Home, now: datetime) -> None:
    write(minutes=10)
    assert ledger.seal_if_due(now, home=fresh_home) is not None
    assert ledger.seal_if_due(now, home=fresh_home) is None


def test_nothing_is_sealed_inside_a_transaction_that_could_still_be_undone(write: Any, fresh_home: Home, now: datetime) -> None:
    write()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        ledger.seal(now, home=fresh_home)


@pytest.mark.parametrize("size", [256, 260, 520])
def test_a_tree_of_several_tiles_is_taken_up_by_the_last_of_each_level(write: Any, fresh_home: Home, now: datetime, size: int) -> None:
    for _ in range(size):
        write(())
    ledger.seal(now, home=fresh_home)
    write(minutes=20)
    assert ledger.seal(now, home=fresh_home).size == size + 1
    assert ledger.verify(now, home=fresh_home).ok
