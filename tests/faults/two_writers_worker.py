"""One of several processes that write the same home at once. Called with a verb, a count and a subject; prints what it did as JSON."""

import json
import os
import sys
from datetime import UTC, datetime, timedelta

START = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)


def main(verb: str, count: int, subject: int) -> dict[str, int]:
    """Do one verb so many times; every refusal or error ends the process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    import django

    django.setup()
    from seloste import gate, home
    from seloste.duties import operations
    from seloste.policy import Actor, Denial
    from seloste.policy.changes import Begin, Change, NewSubject, Put

    place = home.current()
    door = gate.door(place)
    sales = Actor(1, frozenset({"sales", "support", "credit"}), "Myynti")
    done = 0
    for turn in range(count):
        now = START + timedelta(minutes=turn)
        if verb == "new":
            changes: list[Change] = [Begin("relationship"), Put("identity", {"last_name": f"Testi{turn}"})]
            answer: object = door.apply(sales, "customer_care", NewSubject("customer"), changes, now=now)
        elif verb == "same":
            answer = door.apply(sales, "customer_care", subject, [Put("contact", {"email": f"t{turn}@asiakas.example"})], now=now)
        elif verb == "read":
            answer = door.read(sales, "customer_care", subject, now=now)
        elif verb == "check":
            changes = [Begin("credit_check", ref="c"), Put("identity_code", {"hetu": "010190-900P"}, matter="c")]
            answer = door.apply(sales, "credit_check", NewSubject("customer"), changes, now=START)
        else:
            answer = operations.tick(door, place, now=START + timedelta(days=15, minutes=turn), clock=home.now)
            done += answer.receipt.folders
        if isinstance(answer, Denial):
            raise SystemExit(f"denied: {answer.code}")
    return {"done": done or count}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
