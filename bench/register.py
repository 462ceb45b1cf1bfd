"""A register to measure on: the example notice, and people with a name and an address each."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from seloste import gate
from seloste.gate import Applied, Door
from seloste.home import Home, schema
from seloste.policy import Actor
from seloste.policy.changes import Begin, NewSubject, Put

NOTICE = Path(__file__).resolve().parent.parent / "examples" / "lamisnet" / "notice.yaml"
ACTOR = Actor(id=1, roles=frozenset({"sales", "support"}), unit="Asiakaspalvelu")
PURPOSE = "customer_care"


def fill(home: Home, people: int, *, begun: datetime) -> tuple[Door, list[int]]:
    """Publish the notice and let people arrive; return the door and the subjects."""
    schema.bring_up()
    published = gate.publish(home, NOTICE.read_bytes(), file=NOTICE.name, now=begun)
    if published.findings:
        raise SystemExit(f"The example notice can't be published: {published.findings[0].message}")
    door = gate.door(home)
    return door, [_arrive(door, number, begun + timedelta(days=1)) for number in range(people)]


def _arrive(door: Door, number: int, at: datetime) -> int:
    draw = random.Random(number)
    name = {"first_name": f"Etu{draw.randrange(500)}", "last_name": f"Suku{draw.randrange(5000)}"}
    contact = {"email": f"henkilo{number}@asiakas.example"}
    changes = (Begin("relationship"), Put("identity", name), Put("contact", contact))
    done = door.apply(ACTOR, PURPOSE, NewSubject("customer"), changes, now=at)
    if not isinstance(done, Applied):
        raise SystemExit(f"The register refused a person: {done.reason}")
    return done.subject
