"""How long does a notice take?  Cold commands as ratios to `python -c "import pydantic"`; reading and checking as ratios to parsing alone.

Cold means a process of its own, with everything that starting costs. Wall time is told beside processor time: on a busy machine the first
tells of the others that work there, the second of us.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from seloste.notice import load
from seloste.notice.shape import read_parts
from seloste.notice.tree import read

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LONG, MIDDLING = EXAMPLES / "lamisnet" / "notice.yaml", EXAMPLES / "opinaika" / "contacts.yaml"
ON = date(2026, 11, 22)
ROUNDS = 7
TIMES = 20


def main() -> int:
    """Print both tables."""
    print("\n".join([*_cold(), "", *_warm(MIDDLING), "", *_warm(LONG)]))
    return 0


def _cold() -> Iterator[str]:
    with TemporaryDirectory(prefix="seloste-bench-") as folder:
        ours = ["-m", "seloste.faces.cli"]
        works = {
            "import pydantic": ["-c", "import pydantic"],
            "one pydantic model": ["-c", "from pydantic import BaseModel\nclass A(BaseModel): a: int"],
            "law deadline": [*ours, "law", "deadline", "2026-11-22"],
            "notice check": [*ours, "notice", "check", str(LONG)],
            "notice render, html": [*ours, "notice", "render", str(LONG), "--out", f"{folder}/a.html"],
            "… in three languages": [*ours, "notice", "render", str(LONG), "--into", folder],
            "notice render, pdf": [*ours, "notice", "render", str(LONG), "--format", "pdf", "--out", f"{folder}/a.pdf"],
        }
        took = {name: (float("inf"), float("inf")) for name in works}
        for _ in range(ROUNDS):
            for name, words in works.items():
                took[name] = min(took[name], _once(words))
    yield f"cold, {_lines(LONG)} lines; best of {ROUNDS}; processor time, wall time, and how many times `import pydantic` it is"
    plain = took["import pydantic"][0]
    for name, (busy, wall) in took.items():
        yield f"{name:<24}{busy:8.2f} s{wall:8.2f} s{busy / plain:8.1f}×"


def _once(words: list[str]) -> tuple[float, float]:
    """Give the processor time and the wall time of one process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *words], capture_output=True, check=False)  # noqa: S603 (our own commands)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"What was to be measured failed: {done.stderr.decode()[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def _warm(file: Path) -> Iterator[str]:
    data = file.read_bytes()
    text = data.decode()
    works: dict[str, Callable[[], object]] = {
        "libyaml's events alone": lambda: list(yaml.parse(text, Loader=yaml.CLoader)),
        "PyYAML's C loader": lambda: yaml.load(text, Loader=yaml.CSafeLoader),
        "read, with places": lambda: read(data),
        "… and as a notice": lambda: read_parts(read(data)),
        "… and checked": lambda: load(data, file=file.name, on=ON),
    }
    took = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            began = time.process_time()
            for _turn in range(TIMES):
                work()
            took[name] = min(took[name], (time.process_time() - began) / TIMES)
    alone = took["libyaml's events alone"]
    yield f"in a process that runs, {_lines(file)} lines; processor time, what it adds to the events alone, and how many times they are"
    for name, each in took.items():
        yield f"{name:<24}{each * 1000:8.1f} ms{(each - alone) * 1000:8.1f} ms{each / alone:8.1f}×"


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())
