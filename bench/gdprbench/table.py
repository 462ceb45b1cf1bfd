"""What is shown?  Seconds by workload and variant, ratios to the floor and to the retrofits, space, and the median of each operation."""

from collections.abc import Callable, Sequence
from math import prod
from statistics import median

from bench.gdprbench.run import Took
from bench.gdprbench.workload import Data

LIMITS = {"controller": 0.5, "regulator": 0.7, "customer": 2.2, "processor": 3.0}


def table(rounds: Sequence[Took], sizes: dict[str, dict[str, int]], data: Data, profile: str, version: str, seconds: float) -> list[str]:
    """Write the tables."""
    best: dict[tuple[str, str], Took] = {}
    for took in rounds:
        place = (took.workload, took.variant)
        if place not in best or took.each < best[place].each:
            best[place] = took
    workloads = list(dict.fromkeys(took.workload for took in rounds))
    variants = list(dict.fromkeys(took.variant for took in rounds))
    ops = rounds[0].ops
    lines = ["", f"{data.records} records of {data.length} bytes, {ops} operations, profile {profile}, PostgreSQL {version}, fsync on, "
             f"{seconds:.0f} s in all; ms an operation, best round, * cut off"]  # fmt: skip
    measures: dict[str, Callable[[Took], float]] = {
        "Time": lambda took: took.each,
        "Processor time, client and server": lambda took: took.processor_each,
    }
    for title, measure in measures.items():
        found = {w: {v: _least(rounds, w, v, measure) for v in variants} for w in workloads}
        lines += ["", f"{title}:", ""]
        lines += _grid(["workload", *variants], [[w, *(_shown(found[w][v], best[(w, v)]) for v in variants)] for w in workloads])
        lines += _ratios(title, found, variants)
    lines += ["", "Space, as a multiple of the personal data:", ""]
    lines += _grid(list(sizes), [[f"{sum(parts.values()) / (data.records * data.length):.2f}" for parts in sizes.values()]])
    if "seloste" in sizes:
        parts = sorted(sizes["seloste"].items(), key=lambda part: -part[1])
        lines += ["", "Bytes a record: " + ", ".join(f"{name} {size / data.records:.0f}" for name, size in parts if size > data.records)]
    lines += ["", "Median of each operation, ms:", ""]
    names = [(w, name) for w in workloads for name in best[(w, variants[0])].by_name]
    lines += _grid(["operation", *variants], [[f"{w} {n}", *(_median(best[(w, v)], n) for v in variants)] for w, n in names])
    return lines


def _least(rounds: Sequence[Took], workload: str, variant: str, measure: Callable[[Took], float]) -> float:
    return min(measure(took) for took in rounds if (took.workload, took.variant) == (workload, variant))


def _shown(seconds: float, took: Took) -> str:
    return f"{seconds * 1000:.3f}" + ("*" if took.done < took.ops else "")


def _ratios(title: str, found: dict[str, dict[str, float]], variants: list[str]) -> list[str]:
    """How many times the floor each takes, and how Seloste stands to the retrofits."""
    lines: list[str] = []
    if "floor" in variants:
        grid = [[w, *(f"{of[v] / of['floor']:.2f}" for v in variants)] for w, of in found.items()]
        means = [prod(of[v] / of["floor"] for of in found.values()) ** (1 / len(found)) for v in variants]
        lines += ["", f"{title}, times the floor:", ""]
        lines += _grid(["workload", *variants], [*grid, ["geometric mean", *(f"{mean:.2f}" for mean in means)]])
    if {"seloste", "retrofit+index", "retrofit"} <= set(variants):
        grid = [
            [w, f"{of['seloste'] / of['retrofit']:.2f}", f"{of['seloste'] / of['retrofit+index']:.2f}", f"{LIMITS[w]}"]
            for w, of in found.items()
        ]
        lines += ["", f"{title}, Seloste's as a part of the retrofits':", ""]
        lines += _grid(["workload", "of retrofit", "of retrofit+index", "at most"], grid)
    return lines


def _median(took: Took, name: str) -> str:
    times = took.by_name.get(name)
    return f"{median(times) * 1000:.3f}" if times else "-"


def _grid(head: list[str], rows: list[list[str]]) -> list[str]:
    """A table in Markdown."""
    return [f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rows)]
