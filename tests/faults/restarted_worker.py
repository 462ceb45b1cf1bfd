"""A process with an open door that does what it is asked while its database's server is restarted. Reads words, answers with lines."""

import json
import os
import sys
from collections.abc import Callable


def serve(harm: str) -> None:
    """Write a register, and then read and write in it as asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from gate.club import NOTICE, OFFICE, Club, at, yes
    from seloste import gate, home
    from seloste.home import schema
    from seloste.home.postgres import base
    from seloste.policy import Put

    if harm:
        setattr(base, "hung_up", lambda connection: False)  # noqa: B010
    schema.bring_up()
    place, now = home.current(), at("2024-01-10")
    gate.publish(place, NOTICE.encode(), file="n.yaml", now=at("2020-01-01"))
    club = Club(place, gate.door(place))
    member = club.join("2024-01-02").subject

    def put(number: int) -> str:
        yes(club.door.apply(OFFICE, "care", member, (Put("reach", {"phone": f"+35840123456{number}"}),), now=now))
        return "written"

    def begin() -> str:
        with transaction.atomic():
            put(1)
            print(json.dumps("in the middle"), flush=True)
            sys.stdin.readline()
            return put(2)

    def read() -> str:
        entries = yes(club.door.read(OFFICE, "care", member, now=now)).entries
        return " ".join(sorted(str(value) for entry in entries if entry.category == "reach" for value in entry.values.values()))

    verbs: dict[str, Callable[[], str]] = {
        "put": lambda: put(3),
        "begin": begin,
        "read": read,
        "verify": lambda: str(club.door.verify_ledger(now=now).ok),
    }
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        try:
            said = verbs[line.strip()]()
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    serve("".join(sys.argv[1:]))
