"""The tree is RFC 6962's: its published vectors, and a second implementation written from the text of the RFC."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seloste.ledger import merkle

# The vectors of RFC 6962 implementations (certificate-transparency's merkle tree tests): eight entries and every root on the way.
ENTRIES = [
    bytes.fromhex(row) for row in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def by_the_rfc(entries: list[bytes]) -> bytes:
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\0" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return hashlib.sha256(b"\1" + by_the_rfc(entries[:k]) + by_the_rfc(entries[k:])).digest()


def grown(entries: list[bytes]) -> merkle.Tiles:
    tiles = merkle.Tiles()
    for entry in entries:
        tiles.append(merkle.leaf_hash(entry))
    return tiles


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size: int) -> None:
    assert grown(ENTRIES[:size]).root().hex() == ROOTS[size - 1]
    assert by_the_rfc(ENTRIES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_empty_hash() -> None:
    assert merkle.Tiles().root() == by_the_rfc([]) == merkle.EMPTY


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 513, 1000, 65535, 65536, 65537])
def test_roots_agree_around_the_edges_of_tiles(size: int) -> None:
    entries = [number.to_bytes(4, "big") for number in range(size)]
    assert grown(entries).root() == by_the_rfc(entries)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.integers(0, 300), max_size=6))
def test_a_tree_taken_up_again_from_its_tiles_grows_the_same(steps: list[int]) -> None:
    stored: dict[tuple[int, int], bytes] = {}
    entries: list[bytes] = []
    for step in steps:
        tiles = merkle.Tiles.load(len(entries), stored)
        fresh = [(len(entries) + offset).to_bytes(4, "big") for offset in range(step)]
        for entry in fresh:
            tiles.append(merkle.leaf_hash(entry))
        entries += fresh
        stored |= tiles.changed
        assert tiles.root() == by_the_rfc(entries)


def test_a_tree_with_a_tile_missing_or_cut_is_not_taken_up() -> None:
    stored = grown([b"a", b"b", b"c"]).changed
    with pytest.raises(KeyError):
        merkle.Tiles.load(3, {})
    with pytest.raises(ValueError, match="tile 0/0"):
        merkle.Tiles.load(3, {(0, 0): stored[0, 0][:-1]})


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b")
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)


def test_a_tree_of_whole_tiles_has_no_unfinished_one_at_the_levels_that_are_full() -> None:
    assert list(merkle.edge_of(0)) == []
    assert list(merkle.edge_of(1)) == [(0, 0, 1)]
    assert list(merkle.edge_of(255)) == [(0, 0, 255)]
    assert list(merkle.edge_of(256)) == [(1, 0, 1)]
    assert list(merkle.edge_of(257)) == [(0, 1, 1), (1, 0, 1)]
    assert list(merkle.edge_of(65536 + 512 + 3)) == [(0, 258, 3), (1, 1, 2), (2, 0, 1)]


def test_a_tile_holds_what_the_tree_has_reached_of_it() -> None:
    sizes = [merkle.width_of(0, 1, size) for size in (0, 256, 257, 511, 512, 700)]
    assert sizes == [0, 0, 1, 255, 256, 256]
    assert [merkle.width_of(1, 0, size) for size in (255, 256, 767, 768, 65536, 70000)] == [0, 1, 2, 3, 256, 256]


@pytest.mark.parametrize(
    ("index", "size"), [(0, 1), (600, 700), (512, 513), (256, 1000), (999, 1000), (0, 1024), (1023, 1024), (1536, 2049)]
)
def test_a_path_through_several_tiles_leads_to_the_root(index: int, size: int) -> None:
    entries = [number.to_bytes(4, "big") for number in range(size)]
    tiles = grown(entries)
    path = merkle.inclusion(index, size, lambda level, number: merkle.split(tiles.changed[level, number]))
    assert merkle.root_by(path, merkle.leaf_hash(entries[index]), index, size) == by_the_rfc(entries)
