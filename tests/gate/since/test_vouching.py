"""A piece is this home's own or it is refused; and each follows on the one before it."""

import json
from collections.abc import Sequence

import pytest

from gate.club import at
from gate.since.conftest import Past
from seloste import vault
from seloste.gate import since
from seloste.home import HomeError
from seloste.register import keyring


@pytest.fixture
def told(past: Past) -> Past:
    """Three pieces, and something in each."""
    for day in ("2024-01-02", "2024-01-03", "2024-01-04"):
        past.club.join(f"{day} 09:00")
        past.tell(f"{day} 12:00")
    return past


def again(told: Past) -> Sequence[since.Piece]:
    return [since.read(piece.path, piece.home) for piece in told.pieces]


def test_what_the_home_told_is_vouched_for_and_follows_on_one_another(told: Past) -> None:
    since.vouch(told.club.home, again(told))
    since.follow(again(told))
    assert [piece.before for piece in told.pieces] == ["", *(piece.digest for piece in told.pieces[:-1])]
    assert [kek.controller for kek in keyring.read(told.club.home).keks if kek.horizon == "told"] == [0], "one key for all"


@pytest.mark.parametrize("tag", ["", "00" * 32, "ä", 7, None])
def test_another_tag_is_refused(told: Past, tag: object) -> None:
    path = told.pieces[1].path
    *lines, last = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines) + json.dumps(json.loads(last) | {"tag": tag}).encode() + b"\n")
    with pytest.raises(since.PieceError, match=r"1\.jsonl.*somebody forged it.*take another copy"):
        since.vouch(told.club.home, again(told))


def test_a_piece_of_another_ring_is_refused(told: Past) -> None:
    ring = keyring.read(told.club.home)
    own = ring.current(0, "told")
    keyring.write(told.club.home, ring.without([own.id]).with_epoch(0, "told", now=at("2024-02-01")))
    with pytest.raises(since.PieceError, match="somebody forged it"):
        since.vouch(told.club.home, told.pieces)


def test_where_the_ring_has_no_key_for_it_nothing_is_vouched_for(told: Past) -> None:
    ring = keyring.read(told.club.home)
    keyring.write(told.club.home, ring.without([ring.current(0, "told").id]))
    with pytest.raises(HomeError, match="newer copy of the keys"):
        since.vouch(told.club.home, told.pieces)


def test_the_key_outlives_rotations_and_is_made_once(told: Past) -> None:
    ring = vault.rotate(keyring.read(told.club.home), at("2030-01-01"))
    assert ring.current(0, "told") == keyring.ensure_telling(told.club.home, now=at("2031-01-01"))


def test_one_that_is_missing_or_stands_in_anothers_place_is_refused(told: Past) -> None:
    first, second, third = told.pieces
    with pytest.raises(since.PieceError, match=r"2\.jsonl: does not follow on 0\.jsonl: the piece between them is missing"):
        since.follow([first, third])
    with second.path.open("wb") as file:
        since.tell(told.club.home, file, first, None, now=at("2024-01-05"))
    other = since.read(second.path, second.home)
    since.vouch(told.club.home, [other])
    since.follow([first, other])
    with pytest.raises(since.PieceError, match="does not follow"):
        since.follow([first, other, third])


def test_what_has_changed_since_it_was_read_is_not_believed(told: Past) -> None:
    piece = told.pieces[1]
    content = piece.path.read_bytes()
    altered = content.replace(b'["own"', b'["now"', 1)
    assert altered != content
    piece.path.write_bytes(altered)
    with pytest.raises(since.PieceError, match="has changed while it was read"):
        list(piece.lines())


def test_a_piece_of_the_form_without_tags_is_refused_with_what_to_do(told: Past) -> None:
    path = told.pieces[0].path
    path.write_bytes(path.read_bytes().replace(b"seloste/since/2", b"seloste/since/1", 1))
    with pytest.raises(since.PieceError, match=r"not a piece that this version knows.*move the folder aside"):
        again(told)


def test_where_nothing_was_told_there_is_nothing_to_vouch_for(past: Past) -> None:
    before = keyring.read(past.club.home).keks
    since.vouch(past.club.home, ())
    assert keyring.read(past.club.home).keks == before, "no key was needed, and none was made"


def test_a_piece_that_is_missing_between_two_is_said_to_be(told: Past) -> None:
    first, _, last = again(told)
    with pytest.raises(since.PieceError, match=r"2\.jsonl: does not follow on 0\.jsonl: the piece between them is missing"):
        since.follow([first, last])


def test_a_piece_that_cannot_be_read_or_is_another_homes_is_refused_by_name(told: Past) -> None:
    path = told.pieces[0].path
    with pytest.raises(since.PieceError, match=r"0\.jsonl: belongs to another home"):
        since.read(path, told.club.home.id + 1)
    with pytest.raises(since.PieceError, match=r"gone\.jsonl: can't be read"):
        since.read(path.with_name("gone.jsonl"), told.club.home.id)
