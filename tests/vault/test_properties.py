"""What holds for any record, key and place: only exactly what was sealed opens, only where it belongs."""

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste import vault

AT = datetime(2026, 11, 22, tzinfo=UTC)
NUMBERS = st.integers(0, 2**63 - 1)
WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
PLACES = st.fixed_dictionaries(
    dict.fromkeys(("home", "register", "subject", "folder", "key_version", "record"), NUMBERS) | {"category": WORDS, "notice": WORDS}
)
KEYS = st.binary(min_size=32, max_size=32).map(vault.Key)
quick = settings(max_examples=80, deadline=None)


def kek(number: int, key: vault.Key | None = None) -> vault.Kek:
    return vault.Kek(number, 1, "erasable", 1, AT, None, key or vault.new_key())


@quick
@given(key=KEYS, number=NUMBERS, place=PLACES, text=st.binary(max_size=300))
def test_what_was_sealed_opens(key: vault.Key, number: int, place: dict[str, Any], text: bytes) -> None:
    sealed = vault.seal(key, key_id=number, context=vault.context(**place), plaintext=text)
    assert vault.open(key, context=vault.context(**place), sealed=sealed) == text
    assert vault.key_id(sealed) == number
    assert len(sealed) == len(text) + 71


@quick
@given(key=KEYS, text=st.binary(max_size=60), data=st.data())
def test_any_flipped_bit_is_refused(key: vault.Key, text: bytes, data: st.DataObject) -> None:
    sealed = bytearray(vault.seal(key, key_id=1, context=b"here", plaintext=text))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(vault.Refused):
        vault.open(key, context=b"here", sealed=bytes(sealed))


@quick
@given(key=KEYS, text=st.binary(max_size=60), data=st.data())
def test_any_shortened_record_is_refused(key: vault.Key, text: bytes, data: st.DataObject) -> None:
    sealed = vault.seal(key, key_id=1, context=b"here", plaintext=text)
    with pytest.raises(vault.Refused):
        vault.open(key, context=b"here", sealed=sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@quick
@given(place=PLACES, other=PLACES, text=st.binary(max_size=60), data=st.data())
def test_a_record_moved_to_another_place_is_refused(place: dict[str, Any], other: dict[str, Any], text: bytes, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(sorted(place)))
    moved = place | {part: other[part]}
    if moved == place:
        return
    key = vault.new_key()
    sealed = vault.seal(key, key_id=1, context=vault.context(**place), plaintext=text)
    with pytest.raises(vault.Refused) as refusal:
        vault.open(key, context=vault.context(**moved), sealed=sealed)
    assert refusal.value.why is vault.Why.ALTERED


@quick
@given(one=PLACES, other=PLACES)
def test_two_places_never_share_a_context(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert (vault.context(**one) == vault.context(**other)) == (one == other)


@quick
@given(key=KEYS, other=KEYS, text=st.binary(max_size=60))
def test_another_key_is_refused_before_anything_is_decrypted(key: vault.Key, other: vault.Key, text: bytes) -> None:
    sealed = vault.seal(key, key_id=1, context=b"", plaintext=text)
    if key != other:
        with pytest.raises(vault.Refused) as refusal:
            vault.open(other, context=b"", sealed=sealed)
        assert refusal.value.why is vault.Why.ANOTHER_KEY


def test_text_can_slide_from_one_part_of_a_place_to_the_next_without_being_taken_for_it() -> None:
    numbers = dict.fromkeys(("home", "register", "subject", "folder", "key_version", "record"), 1)
    assert vault.context(**numbers, category="ab", notice="c") != vault.context(**numbers, category="a", notice="bc")


def test_the_same_text_is_never_sealed_to_the_same_bytes() -> None:
    key = vault.new_key()
    assert len({vault.seal(key, key_id=1, context=b"", plaintext=b"same") for _ in range(50)}) == 50


@quick
@given(secret=KEYS, data=st.data())
def test_a_wrapped_key_opens_only_under_its_kek_in_its_place(secret: vault.Key, data: st.DataObject) -> None:
    place = data.draw(st.fixed_dictionaries(dict.fromkeys(("home", "register", "subject", "folder", "key_version"), NUMBERS)))
    context = vault.wrapping_context(**place)
    hook = kek(7)
    wrapped = vault.wrap(hook, secret, context)
    assert vault.unwrap(hook, wrapped, context) == secret
    for wrong, where in ((kek(7), context), (hook, vault.wrapping_context(**(place | {"folder": place["folder"] ^ 1})))):
        with pytest.raises(vault.Refused):
            vault.unwrap(wrong, wrapped, where)


@quick
@given(data=st.data())
def test_any_wrapped_key_that_was_altered_or_cut_or_lengthened_is_refused(data: st.DataObject) -> None:
    hook = kek(7)
    wrapped = vault.wrap(hook, vault.new_key(), b"here")
    assert len(wrapped) == 71
    flipped = bytearray(wrapped)
    flipped[data.draw(st.integers(0, len(wrapped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    for false in (bytes(flipped), wrapped[: data.draw(st.integers(0, len(wrapped) - 1))], wrapped + b"\0"):
        with pytest.raises(vault.Refused):
            vault.unwrap(vault.Ring(1, (hook,)), false, b"here")
        with pytest.raises(vault.Refused):
            vault.unwrap(hook, false, b"here")


@quick
@given(key=KEYS, other=KEYS)
def test_another_key_of_the_same_number_opens_nothing(key: vault.Key, other: vault.Key) -> None:
    wrapped = vault.wrap(kek(7, key), vault.new_key(), b"here")
    if key != other:
        with pytest.raises(vault.Refused) as refusal:
            vault.unwrap(kek(7, other), wrapped, b"here")
        assert refusal.value.why is vault.Why.ALTERED


def test_a_wrapped_key_asks_for_the_kek_whose_number_it_was_made_with() -> None:
    secret, key = vault.new_key(), vault.new_key()
    one, two = kek(1, secret), kek(2, secret)
    renumbered = b"W2\x01" + (2).to_bytes(8, "big") + vault.wrap(one, key, b"here")[11:]
    with pytest.raises(vault.Refused):
        vault.unwrap(vault.Ring(1, (one, two)), renumbered, b"here")


def test_the_same_key_is_never_wrapped_to_the_same_bytes() -> None:
    hook, key = kek(1), vault.new_key()
    assert len({vault.wrap(hook, key, b"") for _ in range(50)}) == 50


def test_a_kek_makes_its_cipher_once_and_keeps_it_to_itself() -> None:
    hook = kek(1)
    same = vault.Kek(1, 1, "erasable", 1, AT, None, hook.key)
    assert hook.cipher() is hook.cipher()
    assert hook == same
    assert hash(hook) == hash(same)
    assert "cipher" not in f"{hook!r}{vault.Ring(1, (hook,))!r}"
    for leave in (pickle.dumps, copy.deepcopy):
        for whole in (hook, hook.cipher(), vault.Ring(1, (hook,))):
            with pytest.raises(TypeError):
                leave(whole)


def test_rewrapping_keeps_the_key_and_changes_the_kek() -> None:
    old, fresh, key = kek(1), kek(2), vault.new_key()
    ring = vault.Ring(1, (old, fresh))
    moved = vault.rewrap(ring, fresh, vault.wrap(old, key, b"place"), b"place")
    assert vault.kek_id(moved) == 2
    assert vault.unwrap(ring.without([1]), moved, b"place") == key


def test_a_folder_whose_kek_is_destroyed_is_gone() -> None:
    old, key = kek(1), vault.new_key()
    wrapped = vault.wrap(old, key, b"place")
    with pytest.raises(vault.Refused) as refusal:
        vault.unwrap(vault.Ring(1, (old,)).without([1]), wrapped, b"place")
    assert refusal.value.why is vault.Why.UNKNOWN_KEK


def test_a_record_can_not_pose_as_a_wrapped_key_nor_the_other_way_round() -> None:
    key, inner = vault.new_key(), vault.new_key()
    hook = kek(3, key)
    sealed = vault.seal(key, key_id=3, context=b"", plaintext=inner.secret)
    with pytest.raises(vault.Refused):
        vault.unwrap(hook, b"W1" + sealed[2:], b"")
    with pytest.raises(vault.Refused):
        vault.unwrap(hook, b"W2" + sealed[2:], b"")
    with pytest.raises(vault.Refused):
        vault.open(key, context=b"", sealed=b"S1" + vault.wrap(hook, inner, b"")[2:] + bytes(32))


def test_a_key_never_shows_itself() -> None:
    key = vault.Key(b"0123456789abcdefghijklmnopqrstuv")
    shown = f"{key!r} {key} {kek(1, key)!r} {vault.Ring(1, (kek(1, key),))!r}"
    assert "0123456789" not in shown
    assert "3031" not in shown
    for leave in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            leave(key)


def test_a_key_of_another_length_is_no_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        vault.Key(b"short")


def test_a_refusal_carries_no_value() -> None:
    sealed = bytearray(vault.seal(vault.new_key(), key_id=1, context=b"", plaintext=b"kanarialintu"))
    with pytest.raises(vault.Refused) as refusal:
        vault.open(vault.new_key(), context=b"kanarialintu", sealed=bytes(sealed))
    assert "kanarialintu" not in f"{refusal.value!r}{refusal.value.args}"
    assert refusal.value.__cause__ is None


def test_a_token_is_told_apart_by_field_and_key_and_is_never_too_short() -> None:
    hook = kek(1)
    assert vault.token(hook, field="a", value="x") != vault.token(hook, field="b", value="x")
    assert vault.token(hook, field="a", value="x") != vault.token(kek(1), field="a", value="x")
    for size in (7, 33):
        with pytest.raises(ValueError, match="8 to 32"):
            vault.token(hook, field="a", value="x", size=size)
