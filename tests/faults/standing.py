"""Is a home sound after what was done to it, and what stands in it?  Everything that must hold of any home at any instant.

`held` leaves out what is random each time (ciphertexts, wrapped keys, keyed hashes), but the records are opened: their values are in it.
"""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import AutoField

from faults.verbs import open_home, unused
from seloste import ledger, vault
from seloste.gate.house import House
from seloste.home import Home, HomeError
from seloste.home.statements import rows
from seloste.policy import fold
from seloste.register import differences, keyring, records, state

type Held = dict[str, list[list[str]]]

_OPAQUE = frozenset({"wrapped", "kek", "ciphertext", "token", "epoch"})
_ROOMS = ("register", "announcements", "rights", "lawwatch")
# What a stopped sealing may leave on its shelf; the next one puts it right.
_MENDABLE = ("if a sealing was stopped", "has no file outside", "is not the recomputed tile", "lacks the entry", "verifier.txt is missing")


def look(home: Home, now: datetime, *, sealed: bool = False) -> dict[str, Any]:
    """Say what is wrong, what stands, and what the ledger tells; with `sealed` after the next sealing, which must find all in order."""
    wrong: list[str] = []
    try:
        opened = open_home(home)
    except HomeError as error:
        return {"wrong": [f"no root opens the ring: {error}"], "held": {}, "leaves": [], "ring": []}
    house = opened._house
    if connection.vendor == "sqlite":
        wrong += [f"integrity: {row}" for row in rows("PRAGMA integrity_check") if row != ("ok",)]
        wrong += [f"foreign key: {row[0]}" for row in rows("PRAGMA foreign_key_check")]
    folders_and_records(house, wrong)
    _refold(house, wrong)
    wrong += [f"side rows: {row}" for row in rows(_SIDES)]
    if sealed:
        opened.seal_ledger(now=now)
        wrong += [f"left beside the ring: {path.name}" for path in unused(home.keys)]
    told = ledger.verify(now, home=home)
    wrong += [str(p) for p in told.problems if sealed or not any(known in str(p) for known in _MENDABLE)]
    ring = sorted([kek.horizon, str(kek.epoch)] for kek in keyring.read(home).keks)
    leaves = sorted([str(v) for v in row] for row in rows("SELECT verb, purpose, outcome, categories, count, at FROM ledger_leaf"))
    return {"wrong": wrong, "held": held(house), "leaves": leaves, "ring": ring}


_SIDES = (
    "SELECT l.id, l.fallen FROM ledger_leaf l WHERE (SELECT COUNT(*) FROM ledger_side s WHERE s.leaf=l.id)"
    " <> CASE WHEN l.fallen=1 THEN 0 ELSE l.count END"
)


def folders_and_records(house: House, wrong: list[str]) -> None:
    """Every folder has its key under a KEK of the ring unless it is marked, and every record a folder in which it opens."""
    keys: dict[int, tuple[vault.Key, int]] = {}
    archived: dict[int, bool] = {}
    for owner, folder, version, kek, wrapped, moved, marked in rows(
        "SELECT subject_id, id, key_version, kek, wrapped, archived, marked FROM folder"
    ):
        archived[folder] = moved
        if marked is not None:
            wrong += ["a marked folder has its key still"] if bytes(wrapped) or kek else []
            continue
        try:
            house.keyring.fresh().kek(kek)
            keys[folder] = house.keyring.unwrap(house.register, owner, folder, version, bytes(wrapped)), version
        except vault.Refused as refused:
            wrong.append(f"a folder's key: {refused}")
    for table in ("record", "archived_record"):
        for record in _records(table):
            if archived.get(record["folder"]) is not (table == "archived_record"):
                wrong.append(f"a {table} without its folder")
            elif record["folder"] in keys:
                try:
                    values_of(house, record, *keys[record["folder"]])
                except (vault.Refused, LookupError) as refused:
                    wrong.append(f"a {table}: {refused}")
    stray = "SELECT 1 FROM lookup l WHERE NOT EXISTS (SELECT 1 FROM folder f WHERE f.subject_id=l.subject_id AND f.id=l.folder)"
    wrong += ["a look-up without its folder" for _ in rows(stray)]


def _records(table: str) -> list[dict[str, Any]]:
    names = ("subject_id", "id", "folder", "category", "matter", "version", "source", "created", "updated", "ciphertext")
    return [dict(zip(names, row, strict=True)) for row in rows(f"SELECT {', '.join(names)} FROM {table}")]


def values_of(house: House, record: dict[str, Any], key: vault.Key, key_version: int) -> dict[str, object]:
    """Open a record without asking the gate."""
    when = datetime.min
    row = records.Row(record["id"], record["folder"], record["category"], 0, record["version"], "person", when, when)
    sealed, notice = bytes(record["ciphertext"]), house.notices.hashes[record["version"]]
    return records.unseal(house.keyring, house.register, record["subject_id"], key, key_version, row, notice, sealed)


def _refold(house: House, wrong: list[str]) -> None:
    """Invariant 1: what is stored of everyone is what a fold of their history gives. Whom a sweep has begun on is finished first."""
    own = state.own_matters(house.register)
    people = [row[0] for row in rows("SELECT id FROM subject ORDER BY id")]
    loaded = [found for person in people if (found := state.load(house.register, person, own)) and not found.marked]
    with transaction.atomic():
        before = held(house, values=False)
        refolded = ((one, fold(one.history, house.notices.timeline, house.notices.covers)) for one in loaded)
        differences.store_many(house.controller, house.register, refolded)
        if held(house, values=False) != before:
            wrong.append("what is stored is not what a refold gives")
        transaction.set_rollback(True)


def held(house: House, *, values: bool = True) -> Held:
    """Give every table but the ledger's as sorted rows of text, and the opened records."""
    found: Held = {}
    for model in apps.get_models():
        if model._meta.app_label in _ROOMS:
            columns = [f for f in model._meta.concrete_fields if f.column not in _OPAQUE and not isinstance(f, AutoField)]
            names = [f.column for f in columns]
            quoted = ", ".join(f'"{name}"' for name in names)
            found[model._meta.db_table] = sorted([str(v) for v in row] for row in rows(f"SELECT {quoted} FROM {model._meta.db_table}"))
    if values:
        found["values"] = sorted(_values(house))
    return found


def _values(house: House) -> list[list[str]]:
    folders = {row[0]: row[1:] for row in rows("SELECT id, subject_id, key_version, wrapped FROM folder WHERE marked IS NULL")}
    found = []
    for record in (*_records("record"), *_records("archived_record")):
        if record["folder"] in folders:
            owner, version, wrapped = folders[record["folder"]]
            try:
                key = house.keyring.unwrap(house.register, owner, record["folder"], version, bytes(wrapped))
                found.append([str(record["id"]), str(values_of(house, record, key, version))])
            except (vault.Refused, LookupError):
                found.append([str(record["id"]), "does not open"])
    return found
