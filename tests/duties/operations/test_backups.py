"""Every backup with every surviving copy of the ring: nobody who was erased comes back, and nothing that was decided is undone."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from duties.operations.conftest import Backed

pytestmark = pytest.mark.promise("AL-51", by="behaviour")

DAYS = ("2024-01-04", "2024-01-05")
DECIDED, ASKED = "2024-01-06 12:00", "2024-01-07 12:00"


@pytest.fixture
def town(backed: Backed) -> tuple[Backed, dict[str, Any]]:
    """Two days with a backup and a copy of the keys each; then everything is decided, and the keys are copied once more."""
    who = backed.ask("found", when="2024-01-02")
    for day in DAYS:
        backed.ask("rotate", when=day)
        backed.ask("make", into=str(backed.data), when=f"{day} 20:00")
        backed.ask("keep", into=str(backed.keys), when=f"{day} 21:00")
    backed.ask("decide", who=who, when=DECIDED)
    backed.ask("sweep", when="2024-01-06 14:00")
    backed.ask("publish", when="2024-01-06 15:00")
    backed.ask("keep", into=str(backed.keys), when="2024-01-06 21:00")
    return backed, who


def only(keys: Path, ring: str, to: Path) -> Path:
    """The keys' folder after every other copy of the ring has been lost."""
    shutil.copytree(keys, to)
    for copy in (to / "keys").iterdir():
        if copy.name != ring:
            shutil.rmtree(copy)
    return to


def test_nobody_comes_back_from_any_backup_with_any_ring(town: tuple[Backed, dict[str, Any]]) -> None:
    backed, who = town
    before = backed.ask("look", who=who, when=ASKED)
    rings = sorted(path.name for path in (backed.keys / "keys").iterdir())
    copies = sorted(path.name for path in backed.data.iterdir())
    assert (len(copies), len(rings)) == (2, 3)
    for data in copies:
        for ring in rings:
            name = f"{data}-{ring}"
            keys = only(backed.keys, ring, backed.place / f"keys-{name}")
            backed.restore(name, ASKED, data=backed.data / data, keys=keys)
            assert backed.ask("release", name, when=ASKED) == {"holds": True, "problem": "", "opened": ["bills", "lessons", "name", "reach"], "shut": []}  # fmt: skip # noqa: E501
            after = backed.ask("look", name, who=who, when=ASKED)
            as_before(before, after)
            backed.forget(name)


def as_before(before: dict[str, Any], after: dict[str, Any]) -> None:
    """What was decided stands as it stood; of what was readable all is, but for the value that was changed after the backup."""
    for name in ("news", "notices", "ledger", "breaches", "found"):
        assert after[name] == before[name], name
    assert (len(after["news"]), after["notices"], after["ledger"]) == (1, 2, True)
    closed = before["standing"].pop("eeva"), after["standing"].pop("eeva")
    assert before["standing"] == after["standing"]
    assert [now - then for then, now in zip(*closed, strict=True)] == [0, 0, 0, 0, 3, 0, 0], "care, post and news are closed"
    before["standing"]["eeva"] = closed[0]
    # Of Aino only the bill stands, which the law keeps; of Gunnar nothing.
    assert before["seen"]["aino"] == after["seen"]["aino"] == ["books:bills"]
    assert after["standing"]["gunnar"][:3] == [0, 0, 0]
    assert "gunnar" not in after["seen"]
    assert {"Aino", "Gunnar", "Soutu", "eeva@kerho.example"} & set(after["values"]) == set()
    assert "care:name" not in after["seen"]["cecilia"]
    # Irja is the same person as Ida, who objected.
    for objecting in ("dan", "ida", "irja"):
        assert [seen for seen in after["seen"][objecting] if seen.startswith("post")] == []
    outdated = {"eeva": [seen for seen in before["seen"]["eeva"] if not seen.endswith(":reach")]}
    assert after["seen"] == before["seen"] | outdated
