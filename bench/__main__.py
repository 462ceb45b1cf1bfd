"""`./dev bench [people] [--postgres]`: makes a register in a temporary home, measures the gate against plain Django, prints ratios.

`./dev bench notice` measures what needs no register: reading, checking and rendering a notice file. `./dev bench gdpr [options]` drives
the gate through GDPRbench's workloads on PostgreSQL, beside plain databases.
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from seloste import home
from seloste.faces.cli import start


def main(arguments: list[str]) -> int:
    """Make the home first: Django's settings are the home's, so nothing that needs Django is imported before."""
    if arguments == ["notice"]:
        from bench import notice

        return notice.main()
    if arguments[:1] == ["gdpr"]:
        from bench.gdprbench import __main__ as gdpr

        return gdpr.main(arguments[1:])
    on_postgres = "--postgres" in arguments
    people = int(next((word for word in arguments if word.isdecimal()), "2000"))
    cluster = None
    if on_postgres:
        from bench.gdprbench.cluster import Cluster

        cluster = Cluster()
        cluster.make("gate")
        os.environ["SELOSTE_DATABASE_URL"] = cluster.address("gate")
    try:
        compare(people, cluster.processor if cluster else lambda: 0.0)
    finally:
        if cluster:
            cluster.stop()
    return 0


def compare(people: int, server: Callable[[], float]) -> None:
    """Fill a register and measure it."""
    with TemporaryDirectory(prefix="seloste-bench-") as folder:
        now = home.now()
        made = home.create(Path(folder) / "home", demo=True, now=now)
        os.environ["SELOSTE_HOME"] = str(made.path)
        start()
        from bench.measure import ROUNDS, measure
        from bench.register import fill

        door, subjects = fill(made, people, begun=now - timedelta(days=30))
        said = "the gate's time and (processor time), and how many times a plain side's each is"
        print(f"{people} people; best of {ROUNDS} rounds; {said}", flush=True)
        print("\n".join(measure(door, subjects, now, server)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
