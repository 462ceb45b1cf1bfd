"""Bytes that some register may hold already must open for ever, and what was refused once stays refused.

The second half writes the formats again from the specification's text alone, so that the vectors bind the page too.
"""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from seloste import vault

VECTORS = Path(__file__).parent / "vectors"
SEALED = json.loads((VECTORS / "sealed-1.json").read_text("utf-8"))
WRAPPED = [json.loads((VECTORS / f"wrapped-{version}.json").read_text("utf-8")) for version in (1, 2)]
RING = json.loads((VECTORS / "ring-1.json").read_text("utf-8"))
FROZEN = {
    "sealed-1.json": "fe310a47cc8d512584bd63a9a6aab97508f40e62f2f2f722ece11db041addb3b",
    "wrapped-1.json": "cd17c64556447420c83aea6c0a1bca6912b9939d6f0814840ced682c77ea1ac4",
    "wrapped-2.json": "23662a2dee0de585b884403cba9d921b8e4a13409f19cd9a13dad0d3422c73e8",
    "ring-1.json": "83b2ae9f9a43871d84c508f543fa8f94436fd6308aad0d2869750966c62a7af3",
}
AT = datetime(2026, 11, 22, tzinfo=UTC)


def named(rows: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[str(row.get("name", row.get("value"))) for row in rows])


def lone_kek(secret: str, number: int = 1) -> vault.Kek:
    return vault.Kek(number, 1, "erasable", 1, AT, None, vault.Key(bytes.fromhex(secret)))


@pytest.mark.parametrize("name", FROZEN)
def test_the_vectors_themselves_never_change(name: str) -> None:
    assert hashlib.sha256((VECTORS / name).read_bytes()).hexdigest() == FROZEN[name]


@named(SEALED["accept"])
def test_a_frozen_record_opens(row: dict[str, Any]) -> None:
    context = vault.context(**row["place"])
    assert context.hex() == row["context"]
    sealed = bytes.fromhex(row["sealed"])
    assert vault.open(vault.Key(bytes.fromhex(row["key"])), context=context, sealed=sealed).hex() == row["plaintext"]
    assert vault.key_id(sealed) == row["key_id"]


@named(SEALED["reject"])
def test_a_frozen_forgery_stays_refused(row: dict[str, Any]) -> None:
    with pytest.raises(vault.Refused) as refusal:
        vault.open(vault.Key(bytes.fromhex(row["key"])), context=bytes.fromhex(row["context"]), sealed=bytes.fromhex(row["sealed"]))
    assert refusal.value.why is vault.Why[row["why"]]


@named([*WRAPPED[0]["accept"], *WRAPPED[1]["accept"]])
def test_a_frozen_folder_key_unwraps(row: dict[str, Any]) -> None:
    context = vault.wrapping_context(**row["place"])
    wrapped = bytes.fromhex(row["wrapped"])
    assert context.hex() == row["context"]
    assert vault.unwrap(lone_kek(row["kek"]), wrapped, context) == vault.Key(bytes.fromhex(row["key"]))
    assert vault.kek_id(wrapped) == row["kek_id"]


@named([*WRAPPED[0]["reject"], *WRAPPED[1]["reject"]])
def test_a_frozen_false_wrapping_stays_refused(row: dict[str, Any]) -> None:
    with pytest.raises(vault.Refused) as refusal:
        vault.unwrap(lone_kek(row["kek"]), bytes.fromhex(row["wrapped"]), bytes.fromhex(row["context"]))
    assert refusal.value.why is vault.Why[row["why"]]


@named(RING["accept"])
def test_a_frozen_ring_reads_and_writes_the_same_bytes(row: dict[str, Any]) -> None:
    ring = vault.Ring.parse(row["ring"].encode())
    assert ring.home == row["home"]
    assert ring.dump() == row["ring"].encode()
    assert (ring.current(1, "erasable").id if ring.has(1, "erasable") else None) == row["current_erasable"]


@named(RING["reject"])
def test_a_broken_ring_is_refused_without_a_word_of_what_it_held(row: dict[str, Any]) -> None:
    with pytest.raises(vault.Refused) as refusal:
        vault.Ring.parse(row["ring"].encode())
    assert refusal.value.why is vault.Why.BROKEN_RING
    assert refusal.value.__cause__ is None


@named(RING["tokens"])
def test_a_frozen_token_is_still_the_same(row: dict[str, Any]) -> None:
    token = vault.token(lone_kek(row["kek"]), field=row["field"], value=row["value"], size=row["size"])
    assert token.hex() == row["token"]


def written_again(mark: bytes, domain: bytes, key: bytes, number: int, nonce: bytes, context: bytes, text: bytes) -> bytes:
    header = mark + b"\x01" + number.to_bytes(8, "big")
    material = hmac.new(key, domain + header + nonce, hashlib.sha512).digest()
    return header + nonce + material[32:] + AESGCMSIV(material[:32]).encrypt(nonce, text, header + context)


@named(SEALED["accept"])
def test_the_specification_alone_gives_the_frozen_record(row: dict[str, Any]) -> None:
    place = row["place"]
    parts = [b"seloste/record/1"]
    parts += [place[name].to_bytes(8, "big") for name in ("home", "register", "subject", "folder", "key_version", "record")]
    parts += [place["category"].encode(), place["notice"].encode()]
    context = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    key, nonce, text = (bytes.fromhex(row[name]) for name in ("key", "nonce", "plaintext"))
    assert written_again(b"S1", b"seloste/sealed/1", key, row["key_id"], nonce, context, text).hex() == row["sealed"]


@named([*WRAPPED[0]["accept"], *WRAPPED[1]["accept"]])
def test_the_specification_alone_gives_the_frozen_wrapped_key(row: dict[str, Any]) -> None:
    place = row["place"]
    parts = [b"seloste/folder-key/1"]
    parts += [place[name].to_bytes(8, "big") for name in ("home", "register", "subject", "folder", "key_version")]
    context = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    kek, nonce, key = (bytes.fromhex(row[name]) for name in ("kek", "nonce", "key"))
    if row["wrapped"].startswith(b"W1".hex()):
        assert written_again(b"W1", b"seloste/wrapped/1", kek, row["kek_id"], nonce, context, key).hex() == row["wrapped"]
    else:
        cipher = AESGCMSIV(hmac.new(kek, b"seloste/wrapped/2", hashlib.sha512).digest()[:32])
        header = b"W2\x01" + row["kek_id"].to_bytes(8, "big")
        assert (header + nonce + cipher.encrypt(nonce, key, header + context)).hex() == row["wrapped"]


def test_what_was_wrapped_in_the_older_format_is_wrapped_in_the_newer_when_it_moves() -> None:
    for row in WRAPPED[0]["accept"]:
        old, fresh, context = lone_kek(row["kek"], row["kek_id"]), lone_kek("ab" * 32, 5), bytes.fromhex(row["context"])
        moved = vault.rewrap(vault.Ring(1, (old,)), fresh, bytes.fromhex(row["wrapped"]), context)
        assert (moved[:2], vault.kek_id(moved)) == (b"W2", 5)
        assert vault.unwrap(fresh, moved, context) == vault.Key(bytes.fromhex(row["key"]))


def test_the_cipher_is_the_one_rfc_8452_publishes() -> None:
    cipher = AESGCMSIV(bytes.fromhex("01" + "00" * 31))
    nonce = bytes.fromhex("03" + "00" * 11)
    assert cipher.encrypt(nonce, b"", None).hex() == "07f5f4169bbf55a8400cd47ea6fd400f"
    assert cipher.encrypt(nonce, bytes.fromhex("0100000000000000"), None).hex() == "c2ef328e5c71c83b843122130f7364b761e0b97427e3df28"
