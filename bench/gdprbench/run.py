"""Who goes when?  Within a workload the variants take turns, round by round, each on a fresh copy of its own database."""

import argparse
import gc
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.gdprbench.cluster import Cluster
from bench.gdprbench.variant import Variant
from bench.gdprbench.workload import PROFILES, Data, stream

COPY = "copy"
# What every variant must agree on: how many records were read or removed. A page of persons holds a hundred records on average only, and
# what is tagged is a row here and a person's decision there, or a folder, in which two records may lie.
COUNTED = ("read_by_key", "read_by_user", "read_by_purpose", "facts_by_key", "facts_by_user", "delete_by_purpose", "delete_by_expiry",
           "delete_by_user")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """What to run."""

    profile: str
    workloads: tuple[str, ...]
    ops: int
    rounds: int
    max_seconds: float

    @classmethod
    def of(cls, wanted: argparse.Namespace) -> "Run":
        """Read it from the arguments."""
        return cls(wanted.profile, tuple(wanted.workloads.split(",")), wanted.ops, wanted.rounds, wanted.max_seconds)


@dataclass(slots=True)
class Took:
    """One variant's round of one workload: seconds, and seconds of processor (the client's and the server's); what was touched."""

    workload: str
    variant: str
    ops: int
    done: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    by_name: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    touched: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def each(self) -> float:
        """Seconds an operation."""
        return self.seconds / self.done

    @property
    def processor_each(self) -> float:
        """Seconds of processor an operation."""
        return self.processor / self.done


def run(cluster: Cluster, variants: Sequence[Variant], data: Data, wanted: Run) -> tuple[list[Took], dict[str, dict[str, int]]]:
    """Load all, run all; give every round and the sizes after loading."""
    sizes: dict[str, dict[str, int]] = {}
    for variant in variants:
        began = time.monotonic()
        cluster.make(_template(variant))
        variant.load(_template(variant))
        sizes[variant.name] = variant.sizes(_template(variant))
        print(f"{variant.name}: {data.records} records loaded in {time.monotonic() - began:.0f} s", flush=True)
    found: list[Took] = []
    for workload in wanted.workloads:
        for turn in range(wanted.rounds):
            for variant in variants:
                if turn and any(t.variant == variant.name and t.workload == workload and t.done < t.ops for t in found):
                    continue  # it was cut off: a second round would only take the same time again
                found.append(_one(cluster, variant, data, wanted, workload))
                took = found[-1]
                spent = f"{took.each * 1000:8.3f} ms each, {took.processor_each * 1000:.3f} of processor"
                print(f"{workload:11}{variant.name:15}{took.done:6} operations, {spent}", flush=True)
        _agree([t for t in found if t.workload == workload and t.done == t.ops])
    return found, sizes


def _template(variant: Variant) -> str:
    return f"t_{variant.name.replace('+', '_').replace(' ', '_')}"


def _one(cluster: Cluster, variant: Variant, data: Data, wanted: Run, workload: str) -> Took:
    mix, spread = PROFILES[wanted.profile][workload]
    ops = stream(data, mix, spread, wanted.ops)
    took = Took(workload, variant.name, len(ops))
    cluster.make(COPY, template=_template(variant))
    variant.open(COPY)
    try:
        gc.collect()
        began, spent = time.perf_counter(), time.process_time() + cluster.processor()
        for op in ops:
            start = time.perf_counter()
            took.touched[op.name] += variant.do(op)
            took.by_name[op.name].append(time.perf_counter() - start)
            took.done += 1
            if time.perf_counter() - began > wanted.max_seconds:
                break
        took.seconds = time.perf_counter() - began
        took.processor = time.process_time() + cluster.processor() - spent
    finally:
        variant.close()
        cluster.drop(COPY)
    return took


def _agree(rounds: Sequence[Took]) -> None:
    """Stop when two variants didn't do the same work: then their times say nothing."""
    for name in COUNTED:
        counts = {took.variant: took.touched[name] for took in rounds if name in took.touched}
        if len(set(counts.values())) > 1:
            print(f"!! {name}: the variants touched different numbers of records: {counts}")
