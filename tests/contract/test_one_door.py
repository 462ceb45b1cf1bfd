"""No other path decrypts: what may open a box is a short list, the gate logs each opening, and on disk there is nothing to read."""

import ast
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from seloste import gate, vault
from seloste.gate import Door
from seloste.home import Home
from seloste.policy import Actor, Denial
from seloste.policy.changes import Begin, Change, NewSubject, Put

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "seloste"
NOTICE = ROOT / "examples" / "lamisnet" / "notice.yaml"
NOW = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)
SALES = Actor(1, frozenset({"sales", "support"}), "Myynti")
STRANGER = Actor(2, frozenset({"marketing"}), "Markkinointi")

# Each with the reason why it has to open or move a box.
OPENERS = {
    "gate/reading.py": "reads for a purpose",
    "gate/reads.py": "the verbs that read and list, through reading",
    "gate/disclosing.py": "hands a recipient what the notice lets out, through reading",
    "gate/searching.py": "makes the search index anew, through reading",
    "gate/bans.py": "hashes the contact points of someone who bans marketing",
    "gate/explaining.py": "says whether a record still holds a field that was turned off",
    "gate/names.py": "fills the list of names in memory, through reading",
    "gate/writing.py": "amends a record, and rewrites a folder under a new key",
    "gate/narrowing.py": "rewrites a folder under a new key without an erased record",
    "gate/sweeping.py": "moves a folder's key under the archive's KEK",
    "gate/since/proving.py": "opens a record of each category of a restored register, and shows none, through reading",
    "gate/rotating.py": "moves folders' keys under a new epoch",
    "register/keyring.py": "unwraps a folder's key for the gate",
    "register/records.py": "turns a record's bytes into values for the gate",
}
OPENING = {"unseal", "unwrap", "rewrap", "open_sealed"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("vault/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def opens(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in OPENING:
            return True
        if isinstance(node, ast.Attribute) and node.attr in ("open", "opener") and _last(node.value) in ("vault", "keyring"):
            return True
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("seloste.vault"):
            names = {alias.name for alias in node.names}
            if names & {*OPENING, "open", "opener", "box", "opening", "sealing", "wrapping"}:
                return True
    return False


def _last(node: ast.expr) -> str:
    """The last name of `vault` or `sight.keyring`."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_only_these_modules_open_or_move_a_box() -> None:
    assert {name for name, tree in modules() if opens(tree)} <= set(OPENERS)


def test_ciphers_stand_in_the_vault_alone() -> None:
    for name, tree in modules():
        assert not [word for word in imported(tree) if "ciphers" in word or "fernet" in word.lower()], name


def test_the_ring_is_read_by_the_registers_keyring_alone() -> None:
    readers = {name for name, tree in modules() if "seloste.home.ring.read_ring" in set(imported(tree))}
    assert readers == {"register/keyring.py"}


@pytest.fixture
def door(db: None, fresh_home: Home) -> Door:
    gate.publish(fresh_home, NOTICE.read_bytes(), file="notice.yaml", now=NOW)
    return gate.door(fresh_home)


@pytest.fixture
def subject(door: Door) -> int:
    return customer(door)


def customer(door: Door) -> int:
    values = {"first_name": "Testi", "last_name": "Kanarialintu"}
    changes: list[Change] = [Begin("relationship"), Put("identity", values), Put("contact", {"email": "kanaria@asiakas.example"})]
    done = door.apply(SALES, "customer_care", NewSubject("customer"), changes, now=NOW)
    assert not isinstance(done, Denial), done
    return done.subject


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count every record that is decrypted."""
    counted: list[int] = []
    alone, together = vault.open, vault.opener

    def counting(really: Callable[..., bytes]) -> Callable[..., bytes]:
        def count(*args: Any, **kwargs: Any) -> bytes:
            counted.append(1)
            return really(*args, **kwargs)

        return count

    monkeypatch.setattr(vault, "open", counting(alone))
    monkeypatch.setattr(vault, "opener", lambda *args, **kwargs: counting(together(*args, **kwargs)))
    return counted


def leaves() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM ledger_leaf")
        return int(cursor.fetchone()[0])


ALLOWED: dict[str, Callable[[Door, int], Any]] = {
    "read": lambda door, subject: door.read(SALES, "customer_care", subject, now=NOW),
    "list": lambda door, subject: door.list(SALES, "customer_care", now=NOW),
    "search": lambda door, subject: door.search(SALES, "customer_care", now=NOW, term="kanaria@asiakas.example"),
}
DENIED: dict[str, Callable[[Door, int], Any]] = {
    "read": lambda door, subject: door.read(STRANGER, "customer_care", subject, now=NOW),
    "read of nobody": lambda door, subject: door.read(SALES, "customer_care", subject + 1, now=NOW),
    "read without a ground": lambda door, subject: door.read(STRANGER, "newsletter", subject, now=NOW),
    "list": lambda door, subject: door.list(STRANGER, "customer_care", now=NOW),
    "search": lambda door, subject: door.search(STRANGER, "customer_care", now=NOW, term="kanaria@asiakas.example"),
    "write": lambda door, subject: door.apply(STRANGER, "customer_care", subject, [Put("contact", {"email": "a@b.example"})], now=NOW),
    "no such purpose": lambda door, subject: door.read(SALES, "uteliaisuus", subject, now=NOW),
}


@pytest.mark.promise("LN-07", by="behaviour")
@pytest.mark.parametrize("verb", ALLOWED)
def test_whatever_is_opened_leaves_one_leaf(door: Door, subject: int, openings: list[int], verb: str) -> None:
    before = leaves()
    answer = ALLOWED[verb](door, subject)
    assert not isinstance(answer, Denial)
    assert len(openings) == 2
    assert leaves() == before + 1


@pytest.mark.promise("LN-07", by="behaviour")
@pytest.mark.parametrize("verb", DENIED)
def test_a_denial_opens_nothing_and_leaves_one_leaf_too(door: Door, subject: int, openings: list[int], verb: str) -> None:
    before = leaves()
    assert isinstance(DENIED[verb](door, subject), Denial)
    assert openings == []
    assert leaves() == before + 1


def test_a_ledger_that_can_not_be_written_gives_no_value(door: Door, subject: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for write in ("append", "reading"):  # the second is how PostgreSQL writes down what it reads
        monkeypatch.setattr(f"seloste.ledger.{write}", full)
    for call in ALLOWED.values():
        with pytest.raises(OSError, match="No space"):
            call(door, subject)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_neither_the_database_nor_the_home_holds_a_readable_value(fresh_home: Home, home: Home) -> None:
    gate.publish(fresh_home, NOTICE.read_bytes(), file="notice.yaml", now=NOW)
    door = gate.door(fresh_home)
    customer(door)
    door.read(SALES, "customer_care", customer(door), now=NOW)
    door.seal_ledger(now=NOW)
    database = Path(str(connection.settings_dict["NAME"]))
    files = [*database.parent.glob(f"{database.name}*"), *fresh_home.path.rglob("*")]
    held = {path: path.read_bytes() for path in files if path.is_file()}
    assert any(b"ledger_leaf" in data for data in held.values()), "the control: table names are readable, so the right files were read"
    for path, data in held.items():
        for canary in (b"Kanarialintu", b"kanaria@asiakas.example", b"Testi"):
            assert canary not in data, os.fspath(path)
