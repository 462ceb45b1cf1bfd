"""A process that lives in one register after another: the one that is backed up, and each that is restored from its copies.

Reads and writes a line of JSON for each thing asked of it. Everything that isn't set up anew between two homes is forgotten here.
"""

import json
import os
import shutil
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from dba import sql  # noqa: E402
from faults.dying import NEVER, Countdown  # noqa: E402
from gate.club import NOTICE, OFFICE, POST, PRIVACY, ROLES, Club, at, yes  # noqa: E402
from seloste import gate, home, vault  # noqa: E402
from seloste.duties.operations import backups  # noqa: E402
from seloste.home import schema  # noqa: E402
from seloste.home.root import read_root, root_file  # noqa: E402
from seloste.policy import Put, RefusalKind, Refuse, Restrict  # noqa: E402
from seloste.register import keyring  # noqa: E402

PEOPLE = ("aino", "bertta", "cecilia", "dan", "eeva", "fanny", "gunnar", "hanna", "ida", "irja")
# What falls is destroyed at once, so that an erasure leaves nothing by the next copy.
AT_ONCE = NOTICE.replace("within: P30D", "within: PT0S")


def club() -> Club:
    place = home.current()
    return Club(place, gate.door(place))


def found(when: str) -> dict[str, Any]:
    """Found the club, with one person for each thing that may be decided later."""
    schema.bring_up()
    assert gate.publish(home.current(), AT_ONCE.encode(), file="notice.yaml", now=at("2020-01-01")).number == 1
    town = club()
    town.door.rotate_keys(now=at(when))
    people = {name: town.join(when, first=name.title(), email=f"{name}@kerho.example") for name in PEOPLE}
    yes(town.door.link(PRIVACY, "requests", people["ida"].subject, people["irja"].subject, now=at(when)))
    town.bill(people["aino"].subject, when)
    for consenting in ("bertta", "hanna"):
        town.letters(people[consenting].subject, when)
    lessons = town.course(people["fanny"].subject, when, "2025-06-30")
    town.care(people["fanny"].subject, when, Put("lessons", {"title": "Melonta"}, matter=lessons.ids["c"]))
    return {
        "people": {name: joined.subject for name, joined in people.items()},
        "reach": {name: joined.records[1] for name, joined in people.items()},
        "lesson": lessons.records[0],
        "member": {name: joined.ids["m"] for name, joined in people.items()},
    }


def begin(when: str) -> int:
    """Found the club with one member."""
    schema.bring_up()
    gate.publish(home.current(), NOTICE.encode(), file="notice.yaml", now=at("2020-01-01"))
    return club().join(when).subject


def decide(who: dict[str, Any], when: str) -> None:
    """Everything that a restore must not undo."""
    town, people = club(), who["people"]
    town.request(people["aino"], when, Refuse(RefusalKind.ERASURE, ("care", "archive")))
    town.request(people["bertta"], when, Refuse(RefusalKind.WITHDRAWAL, ("news",)))
    town.request(people["cecilia"], when, Restrict(("care",), "accuracy", date(2024, 6, 1)))
    for objecting in ("dan", "ida"):
        town.request(people[objecting], when, Refuse(RefusalKind.OBJECTION, ("post",)))
    town.care(people["eeva"], when, Put("reach", {"email": "uusi@kerho.example"}, record=who["reach"]["eeva"]))
    yes(town.door.erase_record(OFFICE, "care", people["fanny"], who["lesson"], now=at(when)))
    town.request(people["gunnar"], when, Refuse(RefusalKind.ERASURE, ("care", "archive")))


def key_versions(subject: int, category: str) -> list[int]:
    return [row[0] for row in sql("SELECT key_version FROM folder WHERE subject_id=%s AND category=%s", subject, category)]


def sweep(when: str) -> None:
    club().sweep(when)
    club().door.rotate_keys(now=at(when))


def publish(when: str) -> int:
    """A shorter notice."""
    source = AT_ONCE.replace("idle: P24M", "idle: P20M").encode()
    return gate.publish(home.current(), source, file="n.yaml", now=at(when)).number


def rotate(when: str) -> None:
    club().door.rotate_keys(now=at(when))


def make(into: str, when: str) -> dict[str, object]:
    return backups.make(home.current(), Path(into), now=at(when)).as_json()


def keep(into: str, when: str) -> dict[str, object]:
    return backups.keep(home.current(), Path(into), now=at(when)).as_json()


def take(into: str, keys: str, when: str) -> dict[str, object]:
    """Make the copies that are due, where the settings say."""
    settings.BACKUPS_TO, settings.BACKUP_KEYS_TO = (Path(place) if place else None for place in (into, keys))
    return backups.take(club().door, now=at(when)).as_json()


def restore(data: str, keys: str, root: str, when: str) -> dict[str, object]:
    planned = backups.plan(Path(data), Path(keys))
    return backups.restore(planned, home.where(), root=Path(root), now=at(when)).as_json()


def release(when: str) -> dict[str, object]:
    proof = backups.release(home.current(), now=at(when))
    return {"holds": proof.holds, "problem": proof.problem, "opened": proof.opened, "shut": proof.shut}


def change_root(to: str) -> None:
    """Put the ring under a new root, and that into the old one's place."""
    place = home.current()
    gate.change_root(place, Path(to))
    root_file(place).unlink()
    shutil.copy(to, root_file(place))


def seal(when: str) -> int:
    return club().door.seal_ledger(now=at(when)).size


def look(who: dict[str, Any], when: str) -> dict[str, Any]:
    """Who may be read, by whom and for what; every value anybody gets to see; and what the rows hold of each person."""
    town = club()
    purposes = [key for key, purpose in town.door.policy_at(at(when)).purposes.items() if not purpose.builtin]
    seen: dict[str, list[str]] = {}
    values: list[str] = []
    for name, subject in who["people"].items():
        for actor in ROLES:
            for purpose in purposes:
                answer = town.read(actor, purpose, subject, when)
                if isinstance(answer, gate.Reading) and answer.entries:
                    seen.setdefault(name, []).extend(f"{purpose}:{entry.category}" for entry in answer.entries)
                    values += [str(value) for entry in answer.entries for value in entry.values.values()]
    standing = {name: [held(table, subject) for table in HELD] for name, subject in who["people"].items()}
    listed = town.door.list(POST, "news", now=at(when))
    return {
        "seen": {name: sorted(set(found)) for name, found in seen.items()},
        "values": sorted(set(values)),
        "standing": standing,
        "news": [reading.subject for reading in yes(listed).readings],
        "notices": len(town.door.notices()),
        "ledger": town.door.verify_ledger(now=at(when)).ok,
        "breaches": {name: town.door.check(name, now=at(when)).breaches for name in ("records_have_ground", "refusals_respected")},
        "found": [hit.subject for hit in yes(town.door.search(OFFICE, "care", now=at(when), term="dan@kerho.example")).readings],
    }


def killed(step: int, **copies: str) -> dict[str, Any]:
    """Restore in a child that is killed at a step; give how it ended and how many steps there were."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        countdown = Countdown(step, "kill")
        countdown.install()
        restore(**copies)
        countdown.left = NEVER
        os.write(writing, str(countdown.seen).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        seen = pipe.read()
    return {"ended": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "steps": int(seen or 0)}


def opens() -> list[str]:
    """Who may look into this home now: each way in, and the refusal that it met."""
    place = home.open_home(home.where())
    ways: dict[str, Any] = {
        "the door": lambda: gate.door(place),
        "a publication": lambda: gate.publish(place, AT_ONCE.encode(), file="n.yaml", now=at("2024-02-01")),
        "a backup": lambda: backups.make(place, Path(os.devnull), now=at("2024-02-01")),
    }
    said = []
    for name, way in ways.items():
        try:
            way()
        except home.HomeError as refused:
            said.append(f"{name}: {refused}")
        else:
            said.append(f"{name}: open")
    return said


def secrets() -> list[str]:
    """Everything that may stand in no copy, in hex: keys, the root, and the index's tokens."""
    place = home.current()
    ring = keyring.read(place)
    tokens = [bytes(token) for (token,) in sql("SELECT token FROM lookup")]
    assert tokens
    return [one.hex() for one in (*(kek.key.secret for kek in ring.keks), read_root(root_file(place)), *tokens)]


def rings(keys: str) -> list[dict[str, Any]]:
    """Which keys each copy of the ring holds, and which the living ring has."""
    place = home.current()
    root = vault.SecretRoot(vault.Key(read_root(root_file(place))))
    copies = sorted((Path(keys) / "keys").iterdir())
    sealed = [(copy / "ring").read_bytes().partition(b"\n")[2] for copy in copies]
    held = [sorted(kek.id for kek in vault.open_ring(root, place.id, body).keks) for body in sealed]
    living = {kek.id for kek in keyring.read(place).keks}
    return [{"copy": copy.name, "dead": [id for id in ids if id not in living]} for copy, ids in zip(copies, held, strict=True)]


HELD = ("folder", "record", "archived_record", "refusal", "restriction", "hold", "event")


def held(table: str, subject: int) -> int:
    return len(sql(f"SELECT id FROM {table} WHERE subject_id=%s", subject))


def nothing() -> None:
    """Only stand somewhere else than before."""


def rows(table: str) -> int:
    return int(sql(f"SELECT COUNT(*) FROM {table}")[0][0])


def enter(asked: dict[str, Any]) -> None:
    """Stand on another home and its database."""
    os.environ["SELOSTE_HOME"] = asked["home"]
    settings.CHECKPOINTS_TO = Path(asked["witness"]) if asked.get("witness") else None
    connections.close_all()
    gate._houses.clear()
    name = asked["database"] or str(Path(asked["home"]) / "seloste.sqlite3")
    for settled in (
        *(connections[alias].settings_dict for alias in connections),
        *settings.DATABASES.values(),
        settings.BACKUP_SERVER or {},
    ):
        settled["NAME"] = name


def serve() -> None:
    """Do what is asked until nothing more is."""
    for line in sys.stdin:
        asked = json.loads(line)
        enter(asked)
        try:
            said = {"said": globals()[asked["do"]](**asked["with"])}
        except home.HomeError as error:
            said = {"refused": str(error)}
        except Exception:
            said = {"crashed": traceback.format_exc()[-4000:]}
        finally:
            gate.leave()
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    serve()
