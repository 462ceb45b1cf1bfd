"""Bytes to values with places: what is refused, where it is said to be, and that nothing makes the reader raise."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seloste.notice.tree import MAX_BYTES, read


def test_core_scalars_are_those_of_yaml_1_2() -> None:
    tree = read(b"a: no\nb: off\nc: true\nd: 012\ne: ~\nf: 1.5\ng: '12'\nh: 2018-04-12\ni: 0x1F\nj: 1_000\nk: 190:20\n")
    assert tree.value == {
        "a": "no", "b": "off", "c": True, "d": 12, "e": None, "f": 1.5, "g": "12", "h": "2018-04-12",
        "i": "0x1F", "j": "1_000", "k": "190:20",
    }  # fmt: skip
    assert tree.findings == []


def test_every_key_and_value_has_its_place() -> None:
    tree = read("ä: [yksi,\n     kaksi]\nb:\n  c: {d: 1}\n".encode())
    assert (tree.keys["b.c"].line, tree.keys["b.c"].column) == (4, 3)
    assert (tree.values["ä.1"].line, tree.values["ä.1"].column) == (2, 6)
    assert (tree.values["b.c.d"].line, tree.values["b.c.d"].column) == (4, 10)


def test_a_place_is_that_of_the_nearest_thing_around_it() -> None:
    tree = read(b"a:\n  b: 1\n")
    assert tree.place("a.b.c.d") == tree.place("a.b")
    assert (tree.place("").line, tree.place("").column) == (1, 1)


@pytest.mark.parametrize(
    ("data", "id", "line", "column"),
    [
        (b"a: &x 1\nb: 2\n", "NX-yaml", 1, 4),
        (b"a: 1\nb: *x\n", "NX-yaml", 2, 4),
        (b"a: !!str 1\n", "NX-yaml", 1, 4),
        (b"a: !python/object:os.system 1\n", "NX-yaml", 1, 4),
        (b"%YAML 1.1\n---\na: 1\n", "NX-yaml", 1, 1),
        (b"a: 1\n---\nb: 2\n", "NX-yaml", 2, 1),
        (b"a: 1\nb: 2\na: 3\n", "NX-duplicate", 3, 1),
        (b"a: 1\n[b]: 2\n", "NX-yaml", 2, 1),
        (b"a: [1\n", "NX-yaml", 2, 1),
        (b"a: 1\nb: \xff\n", "NX-yaml", 2, 4),
        (b"\xff\xfea\x00", "NX-yaml", 1, 1),
        (b"- a\n- b\n", "NX-yaml", 1, 1),
        (b"", "NX-yaml", 1, 1),
        ("a: x\u202ey\n".encode(), "NX-text", 1, 4),
        ("a: 1\nb: åä\x01y\n".encode(), "NX-yaml", 2, 6),
        (b'a: 1\nb: "\\e[31m"\n', "NX-text", 2, 4),
        (b'a: 1\nb: "\\0"\n', "NX-text", 2, 4),
        (b'a: "\\ud800"\n', "NX-yaml", 1, 7),
        ("a: x\u061cy\n".encode(), "NX-text", 1, 4),
        (b"a: " + b"[" * 60 + b"]" * 60, "NX-yaml", 1, 53),
    ],
)
def test_what_is_not_a_plain_file_is_refused_where_it_stands(data: bytes, id: str, line: int, column: int) -> None:
    found = read(data).findings
    assert [(each.id, each.line, each.column, each.severity) for each in found] == [(id, line, column, "error")]
    assert found[0].message
    assert found[0].fix


def test_a_duplicate_key_keeps_the_first_value_and_hides_the_second() -> None:
    assert read(b"a: 1\na: {b: [2, {c: 3}]}\nd: 4\n").value == {"a": 1, "d": 4}


def test_a_file_too_large_is_refused_unread() -> None:
    tree = read(b"[" * (MAX_BYTES + 1))
    assert tree.broken
    assert [each.id for each in tree.findings] == ["NX-yaml"]


def test_fifty_thousand_brackets_are_refused_quickly() -> None:
    assert read(b"[" * 50_000).broken


def test_an_alias_bomb_does_not_explode() -> None:
    bomb = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c, c, c - 1, c - 1) for c in range(98, 110))
    tree = read(bomb)
    assert not tree.broken
    assert all(each.id == "NX-yaml" for each in tree.findings)


@given(st.binary(max_size=300))
@example(b"? [a]: b\n: c\n")
@example(b"? ? ? a\n")
@example(b"{a: 1, ? [x]: {b: 2}, *c : 3}")
@settings(max_examples=100, deadline=None)
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    tree = read(data)
    assert tree.findings or isinstance(tree.value, dict)
    assert all(each.line >= 1 and each.column >= 1 for each in tree.findings)


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%#, \n\t", max_size=120))
@settings(max_examples=100, deadline=None)
def test_no_yaml_like_text_makes_the_reader_raise(text: str) -> None:
    tree = read(text.encode())
    assert tree.findings or isinstance(tree.value, dict)
