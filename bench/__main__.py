"""`./dev bench [people]`: makes a register in a temporary home, measures the gate against plain Django, and prints ratios.

`./dev bench notice` measures what needs no register: reading, checking and rendering a notice file. `./dev bench gdpr [options]` drives
the gate through GDPRbench's workloads on PostgreSQL, beside plain databases.
"""

import os
import sys
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
    people = int(arguments[0]) if arguments else 2000
    with TemporaryDirectory(prefix="seloste-bench-") as folder:
        now = home.now()
        made = home.create(Path(folder) / "home", demo=True, now=now)
        os.environ["SELOSTE_HOME"] = str(made.path)
        start()
        from bench.measure import ROUNDS, measure
        from bench.register import fill

        door, subjects = fill(made, people, begun=now - timedelta(days=30))
        print(f"{people} people; best of {ROUNDS} rounds; the gate's time, and how many times a plain side's it is", flush=True)
        print("\n".join(measure(door, subjects, now)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
