"""What was published is read, never judged again: neither a repealed act nor a check of a later release closes it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altered_law import Shelf
from seloste.law.rows import Statute
from seloste.notice import Unreadable, checks, clauses, load, read, render
from seloste.notice.asking import Asking
from seloste.notice.diff import compare
from seloste.notice.findings import Finding

ON = date(2026, 11, 22)
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*/*.yaml")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_loads_clean_reads_as_the_same_notice_and_a_published_text_does_not_read(file: Path) -> None:
    data = file.read_bytes()
    loaded = load(data, file=file.name, on=ON).notice
    if loaded is None:
        with pytest.raises(Unreadable):
            read(data, file=file.name)
        return
    found = read(data, file=file.name)
    assert found == loaded
    assert (found.sha256, found.file, found.line("purposes")) == (loaded.sha256, loaded.file, loaded.line("purposes"))


def test_a_notice_on_a_repealed_act_reads_renders_and_compares(mini: str, law: Shelf) -> None:
    text = mini.replace("    roles: [sales]\n", "    roles: [sales]\n    law: fi/1336-1997/2:10\n")
    law.change(Statute, "fi/1336-1997/2:10", valid_to=date(2026, 1, 1))
    law.change(Statute, "fi/1336-1997", valid_to=date(2026, 1, 1))
    assert load(text.encode(), file="n.yaml", on=ON).notice is None
    old = read(text.encode(), file="n.yaml")
    for lang in render.LANGUAGES:
        assert "Oy Esimerkki" in render.html(old, lang=lang, on=ON)
    assert clauses(old)
    new = load(mini.encode(), file="n.yaml", on=ON).notice
    assert new is not None
    assert compare(old, new)


def test_a_check_of_a_later_release_judges_no_stored_notice(mini: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stricter(asking: Asking) -> Iterator[Finding]:
        yield asking.find("purpose-empty", "purposes.care", key=True, name="care")

    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, stricter))
    assert load(mini.encode(), file="n.yaml", on=ON).notice is None
    assert read(mini.encode(), file="n.yaml").purposes["care"].kept == ("identity", "orders")


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe",
        b"schema: 1",
        b"- a list",
        b"a: &x 1\nb: *x",
        b"x" * (1 << 17),
    ],
    ids=["nothing", "bytes", "a stump", "a list", "an alias", "too large"],
)
def test_what_is_no_notice_is_refused_by_one_kind_of_exception(broken: bytes) -> None:
    with pytest.raises(Unreadable):
        read(broken, file="n.yaml")


@pytest.mark.parametrize(
    ("old", "new"), [("    uses: [identity, orders]", "    uses: 7"), ("within: P30D\n", ""), ("  care:", "  requests:")]
)
def test_half_a_notice_is_never_read(mini: str, old: str, new: str) -> None:
    assert old in mini
    with pytest.raises(Unreadable):
        read(mini.replace(old, new).encode(), file="n.yaml")
