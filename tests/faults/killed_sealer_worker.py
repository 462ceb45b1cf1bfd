"""A process that seals a home's ledger and is killed at its N-th step to disk, as by a power cut. Called with a verb and a number."""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
ENTRIES = 300


def counted(left: list[int], act: Callable[..., Any]) -> Callable[..., Any]:
    """Let calls through until none is left; then die before the next."""

    def wrapped(*args: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **named)

    return wrapped


def main(verb: str, number: int) -> dict[str, Any]:
    """Fill a ledger, or seal it (and die at a step), and tell how it stands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from seloste import home, ledger

    place = home.current()
    if verb == "fill":
        call_command("migrate", verbosity=0)
        with transaction.atomic():
            for minute in range(number):
                said: dict[str, Any] = {"verb": "read", "unit": "Myynti", "purpose": "customer_care", "notice": "", "outcome": "allowed"}
                at = NOW - timedelta(minutes=minute)
                falls = NOW + timedelta(days=731)
                ledger.append(
                    leaf=ledger.new_leaf(), at=at, controller=1, actor=7, categories=("identity",), subjects=(11,), side_falls=falls, **said
                )
    elif verb == "seal":
        left = [number]
        os.fsync = counted(left, os.fsync)
        os.replace = counted(left, os.replace)
        Path.replace = counted(left, Path.replace)  # type: ignore[method-assign]
        ledger.seal(NOW, home=place, batch=130)
        return {"steps": number - left[0]}
    elif verb == "mend":
        before = told(ledger.verify(NOW, home=place))
        ledger.seal(NOW, home=place)
        return {"before": before, "after": told(ledger.verify(NOW, home=place))}
    return told(ledger.verify(NOW, home=place))


def told(found: Any) -> dict[str, Any]:
    """Give what a verdict says as JSON takes it."""
    return {"ok": found.ok, "sealed": found.sealed, "leaves": found.leaves, "problems": [str(each) for each in found.problems]}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
