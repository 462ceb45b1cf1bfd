"""The law's rows with some of them changed, as they may be in a year: for tests of what follows when the law moves on."""

from collections.abc import Iterator
from importlib import import_module

import pytest

from seloste.law import shelf
from seloste.law.rows import Row
from seloste.policy import reckoning

# Every module that took the function by its name; the others ask `seloste.law` or the shelf each time. All are imported before any is
# changed: one that came in later would take the changed law for the real one, and keep it.
_PLACES = tuple(
    import_module(name) for name in ("seloste.law", "seloste.law.shelf", "seloste.law.reading", "seloste.duties.lawwatch.citing")
)


class Shelf:
    """The law's rows, with some of them changed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.real, self.monkeypatch = shelf.rows, monkeypatch
        self.fixed: dict[type[Row], tuple[Row, ...]] = {}

    def change(self, kind: type[Row], name: str, **fields: object) -> None:
        """Change the newest row of that name."""
        rows = list(self.rows(kind))
        last = max((each for each in rows if each.id == name), key=lambda each: each.valid_from)
        rows[rows.index(last)] = last.model_copy(update=fields)
        self._stand(kind, tuple(rows))

    def remove(self, kind: type[Row], name: str) -> None:
        """Take every row of that name away."""
        self._stand(kind, tuple(each for each in self.rows(kind) if each.id != name))

    def rows(self, kind: type[Row]) -> tuple[Row, ...]:
        """Give the rows of a kind as they now are."""
        return self.fixed.get(kind) or self.real(kind)

    def _stand(self, kind: type[Row], rows: tuple[Row, ...]) -> None:
        self.fixed[kind] = rows
        _forget()
        for place in _PLACES:
            self.monkeypatch.setattr(place, "rows", self.rows)


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Give the law, to change."""
    yield Shelf(monkeypatch)
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    shelf._by_name.cache_clear()
    reckoning.ruled_until.cache_clear()
