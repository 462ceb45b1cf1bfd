"""A process that publishes a notice and kills itself at a named step, as a power cut would. Called with a verb, a file and a step."""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

BEGAN = datetime(2026, 1, 15, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
STEPS = {
    "before the version is stored": ("seloste.gate.publishing", "ensure_keys", False),
    "after the version is stored": ("seloste.register.notices", "covers", True),
    "after what it covers is stored": ("seloste.gate.publishing", "recompute_all", False),
    "in the middle of the people": ("seloste.gate.sweeping", "store", True),
}


def kill(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def once(act: Callable[..., Any]) -> Callable[..., Any]:
    """Let the first call through, and die in the second."""
    seen: list[int] = []

    def wrapped(*args: Any, **named: Any) -> Any:
        if seen:
            kill()
        seen.append(1)
        return act(*args, **named)

    return wrapped


def main(verb: str, file: str, step: str) -> dict[str, Any]:
    """Set a register up, publish in it (and die), or tell how it stands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from seloste import gate, home
    from seloste.duties.announcements import publishing
    from seloste.policy import Actor
    from seloste.policy.changes import Begin, Change, NewSubject, Put

    place, source = home.current(), Path(file).read_bytes()
    if verb == "set-up":
        call_command("migrate", verbosity=0)
        gate.publish(place, source, file="notice.yaml", now=BEGAN)
        sales = Actor(1, frozenset({"sales"}), "Myynti")
        for name in ("Yksi", "Kaksi", "Kolme"):
            changes: list[Change] = [Begin("relationship"), Put("identity", {"last_name": name})]
            gate.door(place).apply(sales, "customer_care", NewSubject("customer"), changes, now=BEGAN)
    elif verb == "publish":
        if step:
            owner, name, second = STEPS[step]
            target = import_module(owner)
            setattr(target, name, once(getattr(target, name)) if second else kill)
        publishing.publish(place, source, file="notice.yaml", effective=LATER, now=LATER)
    with connection.cursor() as cursor:
        stands = {}
        for table in ("notice_version", "cover", "ground", "folder"):
            cursor.execute(f"SELECT * FROM {table}")
            stands[table] = sorted(map(repr, cursor.fetchall()))
    door = gate.door(place)
    return {"version": door.notice_at(LATER).sha256, "count": len(door.notices()), "stands": stands}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "")))
