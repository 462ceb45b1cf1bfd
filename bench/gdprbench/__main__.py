"""`./dev bench gdpr`: loads every variant once, lets them take turns on copies, and prints what each workload took, as ratios."""

import argparse
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.gdprbench.cluster import Cluster
from bench.gdprbench.plain import Floor, Ideal
from bench.gdprbench.retrofit import Retrofit
from bench.gdprbench.run import Run, run
from bench.gdprbench.table import table
from bench.gdprbench.variant import Variant
from bench.gdprbench.workload import PROFILES, Data
from seloste import home

NAMES = ("retrofit", "retrofit+index", "ideal", "floor", "seloste", "seloste batched")


def asked(arguments: list[str]) -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(prog="./dev bench gdpr", description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--ops", type=int, default=2_000)
    parser.add_argument("--length", type=int, default=100, help="bytes of personal data in a record")
    parser.add_argument("--profile", choices=list(PROFILES), default="paper")
    parser.add_argument("--rounds", type=int, default=2, help="the best of so many rounds counts")
    parser.add_argument("--max-seconds", type=float, default=10, help="stop a variant's workload after this long, and extrapolate")
    parser.add_argument(
        "--copies", type=int, default=0, help="also Seloste with so many copies of everyone beside them: is it as fast when there is more?"
    )
    parser.add_argument("--variants", default=",".join(NAMES))
    parser.add_argument("--workloads", default=",".join(PROFILES["paper"]))
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Start a cluster and a home, run, print, and leave nothing behind."""
    wanted = asked(arguments)
    data = Data(wanted.records, length=wanted.length)
    cluster = Cluster()
    try:
        with TemporaryDirectory(prefix="seloste-gdprbench-") as folder:
            began = time.monotonic()
            variants = _variants(cluster, data, Path(folder), wanted.variants.split(","), wanted.copies)
            runs, sizes = run(cluster, variants, data, Run.of(wanted))
            print("\n".join(table(runs, sizes, data, wanted.profile, cluster.version(), time.monotonic() - began)))
    finally:
        cluster.stop()
    return 0


def _variants(cluster: Cluster, data: Data, folder: Path, names: list[str], copies: int) -> list[Variant]:
    """Make the variants that were asked for. Django's settings are the home's and the cluster's, so Seloste's comes in here."""
    made: dict[str, Variant] = {
        "retrofit": Retrofit(cluster, data, indexed=False),
        "retrofit+index": Retrofit(cluster, data, indexed=True),
        "ideal": Ideal(cluster, data),
        "floor": Floor(cluster, data),
    }
    if any(name.startswith("seloste") for name in names):
        here = home.create(folder / "home", demo=True, now=home.now())
        os.environ["SELOSTE_HOME"] = str(here.path)
        os.environ["SELOSTE_DATABASE_URL"] = cluster.address("t_seloste")
        from seloste.faces.cli import start

        start()
        from bench.gdprbench.gated import Gated

        made["seloste"] = Gated(cluster, data, here)
        made["seloste batched"] = Gated(cluster, data, here, batched=True)
        if copies:
            names = [*names, "copied"]
            made["copied"] = Gated(cluster, data, here, copies)
    return [made[name] for name in names]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
