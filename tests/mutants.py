"""Would the tests notice a mistake?  `./dev test --mutants [--sample N] [--seed S]` makes some, and counts.

First the tests run once and say which lines each reaches, and how long it took. Then each mutant gets a forked child of a process that
stands ready, where only the tests that reach its line run, the quickest first, until one fails. What none notices is listed.
Those that change nothing anyone could notice are known by name, each with its reason (equivalent.py), and aren't made. What survives on
SQLite is tried on PostgreSQL too, since some lines are for one of them only.
"""

import argparse
import ast
import functools
import gc
import importlib
import inspect
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import types
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import coverage
import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from equivalent import EQUIVALENT
from mutating import Mutant, mutants, mutated

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gate", "vault", "ledger")
# What is decided since a backup is the gate's to tell and to apply; the backups' own tests see that it comes back.
TESTS = tuple(str(ROOT / "tests" / room) for room in (*PACKAGES, "duties/operations"))
QUIET = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0", "-W", "ignore")
# Those that start processes or threads of their own, which the change doesn't reach; those of whole firms, which take minutes and would
# only raise the score; and the controls of the second gate, which change the gate themselves.
LEFT_OUT = tuple(f"--ignore-glob=*/test_{name}.py" for name in ("auditor", "racing", "turns", "firms_*", "histories"))
LEFT_OUT += ("-k", "not is_found_out")
LEFT = ("SURVIVED", "not reached", "could not be made", "broke off, no test failed", "fails without it too")
BROKE_OFF, NOT_MADE, NOTICED = 1, 3, 4
INHERITED: list[Any] = []


def sources() -> list[Path]:
    """The modules that mistakes are made in."""
    found = (path for package in PACKAGES for path in sorted((ROOT / "src" / "seloste" / package).rglob("*.py")))
    return [path for path in found if "migrations" not in path.parts]


def short(path: Path | str) -> str:
    """A module as it is named in a report."""
    return str(Path(path).relative_to(ROOT / "src" / "seloste"))


class Mapper:
    """Runs every test once, and notes which lines each reaches."""

    def __init__(self) -> None:
        self.coverage = coverage.Coverage(data_file=None, include=[str(path) for path in sources()], config_file=False)
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        forget_remembered()
        self.coverage.switch_context(item.nodeid)
        began = time.process_time()  # of the processor, so that other work on the machine changes nothing
        answer = yield
        self.seconds[item.nodeid] = time.process_time() - began
        self.coverage.switch_context("")
        return answer

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def written(self) -> dict[str, Any]:
        """Which tests reach each line, and how long each takes."""
        self.coverage.stop()
        data = self.coverage.get_data()
        lines = {
            short(path): {line: [one for one in contexts if one] for line, contexts in data.contexts_by_lineno(path).items()}
            for path in data.measured_files()
        }
        return {"lines": lines, "seconds": self.seconds, "failed": self.failed}


class Forker:
    """Holds a session of pytest ready, and gives each mutant a child of it."""

    def __init__(self, chosen: list[Mutant], known: dict[str, Any], budget: float, until: float, workers: int) -> None:
        self.chosen, self.known, self.budget, self.until, self.workers = chosen, known, budget, until, workers
        self.outcome: dict[Mutant, str] = {}
        self.told = Path(tempfile.mkdtemp())  # where a child says which test noticed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        first = next(item for item in session.items if "club" in getattr(item, "fixturenames", ()))
        other = next(item for item in session.items if item is not first)
        runtestprotocol(first, nextitem=other, log=False)  # makes the tables, and leaves them standing
        gc.freeze()
        self._sound(session, list({one: items[one] for mutant in self.chosen for one in self._tests(mutant) if one in items}.values()))
        running: dict[int, Mutant] = {}
        for mutant in self.chosen:
            if time.monotonic() > self.until:
                break
            tests = [items[one] for one in self._tests(mutant) if one in items]
            if not tests:
                self._note(mutant, "not reached")
                continue
            while len(running) >= self.workers:
                self._wait(session, running)
            pid = os.fork()
            if pid == 0:
                self._child(session, mutant, tests)
            running[pid] = mutant
        while running:
            self._wait(session, running)
        return True

    def _sound(self, session: pytest.Session, tests: list[pytest.Item]) -> None:
        """The control: a test that fails in a child without a mutant would notice anything, so it judges none. Many such end the run."""
        failing = [item.nodeid for item in self._failing(session, tests)]
        print(f"control: {len(failing)} of {len(tests)} tests fail here without any mutant", *failing, file=sys.__stderr__, flush=True)
        self.known["failed"] = [*self.known["failed"], *failing]
        if len(failing) > len(tests) / 50:
            raise SystemExit("Too many tests fail here without any mutant, so this run would tell nothing.")

    def _failing(self, session: pytest.Session, tests: list[pytest.Item]) -> list[pytest.Item]:
        """Those that fail in a child without a mutant: all of them when it breaks off."""
        told = self.told / "failing"
        told.unlink(missing_ok=True)
        pid = os.fork()
        if pid == 0:
            self._control(session, tests, told)
        os.waitpid(pid, 0)
        failing = set(told.read_text(encoding="utf-8").splitlines()) if told.exists() else {item.nodeid for item in tests}
        return [item for item in tests if item.nodeid in failing]

    def _control(self, session: pytest.Session, tests: list[pytest.Item], told: Path) -> None:
        """Run all the tests, and write down which fail. Never returns."""
        silenced()
        try:
            apart()
            session._setupstate.teardown_exact(tests[0])
            failing = [item.nodeid for n, item in enumerate(tests) if _fails(item, tests[n + 1] if n + 1 < len(tests) else item)]
            told.write_text("\n".join(failing), encoding="utf-8")
        finally:
            os._exit(0)

    def _tests(self, mutant: Mutant) -> list[str]:
        lines = self.known["lines"].get(mutant.path, {})
        wanted = [mutant.line] if mutant.owner not in self.known["constants"].get(mutant.path, {}) else []
        wanted += self.known["constants"].get(mutant.path, {}).get(mutant.owner, [])
        found = {one for line in wanted for one in lines.get(str(line), [])} - set(self.known["failed"])
        ordered: list[str] = []
        spent = 0.0
        for one in sorted(found, key=lambda each: float(self.known["seconds"][each])):
            spent += self.known["seconds"][one]
            if spent > self.budget and ordered:
                break
            ordered.append(one)
        return ordered

    def _note(self, mutant: Mutant, outcome: str) -> None:
        self.outcome[mutant] = outcome
        print(f"{len(self.outcome)}/{len(self.chosen)} {outcome}: {mutant}", file=sys.__stderr__, flush=True)

    def _wait(self, session: pytest.Session, running: dict[int, Mutant]) -> None:
        pid, status = os.wait()
        if (mutant := running.pop(pid, None)) is None:
            return
        code = os.waitstatus_to_exitcode(status)
        outcomes = {0: "SURVIVED", -signal.SIGALRM: "too slow, so noticed", NOT_MADE: "could not be made", NOTICED: "noticed"}
        outcome = outcomes.get(code, "broke off, no test failed")
        if code == NOTICED:
            by = (self.told / str(pid)).read_text(encoding="utf-8")
            # What a child before it left in the database may be why: on PostgreSQL all of them share one.
            if self._failing(session, [item for item in session.items if item.nodeid == by]):
                outcome = "fails without it too"
        self._note(mutant, outcome)

    def _child(self, session: pytest.Session, mutant: Mutant, tests: list[pytest.Item]) -> None:
        """Make the change, and run the tests until one fails. Never returns."""
        silenced()
        code = NOT_MADE
        try:
            apart()
            put_in_place(mutant)
            code = BROKE_OFF
            session._setupstate.teardown_exact(tests[0])
            for n, item in enumerate(tests):
                # A test that takes so much longer than it did will never end; the signal ends the child.
                signal.alarm(60 + int(20 * self.known["seconds"][item.nodeid]))
                if _fails(item, tests[n + 1] if n + 1 < len(tests) else item):
                    (self.told / str(os.getpid())).write_text(item.nodeid, encoding="utf-8")
                    code = NOTICED
                    break
            else:
                code = 0
        finally:
            os._exit(code)


def silenced() -> None:
    """What a child would print is of no interest."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _fails(item: pytest.Item, after: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, nextitem=after, log=False))


def apart() -> None:
    """Give a child a connection of its own. The parent's must not even be forgotten here: that would end it for the parent."""
    for one in connections.all():
        if one.vendor == "postgresql" and one.connection is not None:
            INHERITED.append(one.connection)
            one.connection = None


def forget_remembered() -> None:
    """Let every test reach itself what an earlier one made and a cache has kept, such as the text of a statement."""
    for name, module in list(sys.modules.items()):
        for one in vars(module).values() if name.startswith("seloste.") else ():
            if isinstance(one, functools._lru_cache_wrapper):
                one.cache_clear()


def put_in_place(mutant: Mutant) -> None:
    """Give the function that runs the mutant's code, or the module the mutant's constant; forget what was remembered of the old one."""
    path = ROOT / "src" / "seloste" / mutant.path
    module = importlib.import_module(".".join(("seloste", *Path(mutant.path).with_suffix("").parts)).removesuffix(".__init__"))
    tree = mutated(path, mutant)
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and str(getattr(one, "__module__", "")).startswith("seloste"):
            one.cache_clear()
    constants = {n.targets[0].id: n.value for n in tree.body if type(n).__name__ == "Assign" and hasattr(n.targets[0], "id")}  # type: ignore[attr-defined]
    if mutant.owner in constants:
        setattr(module, mutant.owner, eval(compile(ast.Expression(constants[mutant.owner]), str(path), "eval"), module.__dict__))  # noqa: S307
        return
    wanted = _code(compile(tree, str(path), "exec"), mutant.owner)
    found: Any = module
    for part in mutant.owner.split("."):
        found = inspect.getattr_static(found, part)
    function = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    inspect.unwrap(function).__code__ = wanted


def _code(within: types.CodeType, name: str) -> types.CodeType:
    """The code of a function by its qualified name."""
    for one in within.co_consts:
        if isinstance(one, types.CodeType):
            if one.co_qualname == name and one.co_name == name.split(".")[-1]:
                return one
            try:
                return _code(one, name)
            except LookupError:
                continue
    raise LookupError(name)


def constants(path: Path) -> dict[str, list[int]]:
    """The lines of a module on which each of its constants is used."""
    found: dict[str, list[int]] = defaultdict(list)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {n.targets[0].id for n in tree.body if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
            found[node.id].append(node.lineno)
    return found


def asked_for() -> argparse.Namespace:
    """What the command was asked."""
    parser = argparse.ArgumentParser(prog="./dev test --mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="only so many, drawn at random")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which ones are drawn")
    parser.add_argument("--budget", type=float, default=60, metavar="SECONDS", help="the longest that the tests of one mutant take")
    parser.add_argument("--minutes", type=float, default=600, metavar="M", help="stop after so long, and tell of those tried by then")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="how many are tried at once")
    parser.add_argument("--only", nargs="+", default=[""], metavar="PATH", help="only modules whose path begins so, such as gate/reading")
    parser.add_argument("--again", type=Path, default=None, metavar="FILE", help="only those that survived in this earlier report")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite only")
    parser.add_argument("--map", type=Path, default=None, metavar="FILE", help="where to keep which test reaches what")
    parser.add_argument("--report", type=Path, default=None, metavar="FILE", help="where to write the outcome as JSON")
    return parser.parse_args()


def mapped(where: Path) -> dict[str, Any]:
    """Which tests reach what, found out in a process of its own unless it is known already."""
    if not where.exists():
        pid = os.fork()
        if pid == 0:
            mapper = Mapper()
            pytest.main([*TESTS, *QUIET, *LEFT_OUT], plugins=[mapper])
            where.write_text(json.dumps(mapper.written()), encoding="utf-8")
            os._exit(0)
        os.waitpid(pid, 0)
    known: dict[str, Any] = json.loads(where.read_text(encoding="utf-8"))
    return known | {"constants": {short(path): constants(path) for path in sources()}}


def wanted(asked: argparse.Namespace) -> list[Mutant]:
    """The mistakes that are asked for and would change something."""
    found = [mutant for path in sources() for mutant in mutants(path, short(path))]
    if unknown := sorted(set(EQUIVALENT) - {mutant.name for mutant in found}):
        raise SystemExit("\n".join(("equivalent.py names mistakes that can't be made any more:", *unknown)))
    every = [mutant for mutant in found if mutant.path.startswith(tuple(asked.only)) and mutant.name not in EQUIVALENT]
    if asked.again:
        rows = json.loads(asked.again.read_text(encoding="utf-8"))["mutants"]
        again = {row["mutant"] for row in rows if row["outcome"] in LEFT}
        every = [mutant for mutant in every if mutant.name in again]
    return every


def main() -> int:
    """Make the mistakes, run the tests, tell the score."""
    asked = asked_for()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / "src"))
    # A failure is enough: no smaller one is looked for, and none is for being slow beside other work.
    tried = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutants", phases=tried, deadline=None, database=None)
    hypothesis.settings.load_profile("mutants")
    every = wanted(asked)
    known = mapped(asked.map or Path(tempfile.mkdtemp()) / "map.json")
    chosen = random.Random(asked.seed).sample(every, min(asked.sample or len(every), len(every)))
    forker = Forker(chosen, known, asked.budget, time.monotonic() + 60 * asked.minutes, asked.workers)
    pytest.main([*TESTS, *QUIET, *LEFT_OUT], plugins=[forker])
    if not asked.sqlite and os.environ.get("SELOSTE_TEST_DATABASE", "sqlite") == "sqlite":
        elsewhere(forker, asked)
    return tell(forker, len(every), asked)


def elsewhere(forker: Forker, asked: argparse.Namespace) -> None:
    """Try on PostgreSQL what survived on SQLite, and take what is noticed there as noticed."""
    with tempfile.TemporaryDirectory() as name:
        before, after = Path(name) / "before.json", Path(name) / "after.json"
        write(forker, 0.0, len(forker.outcome), asked, before)
        more = ["--again", str(before), "--report", str(after), "--workers", "1", "--budget", str(asked.budget)]
        # What this process's own tests stood on isn't theirs.
        environment = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "SELOSTE_HOME")}
        subprocess.run([sys.executable, __file__, *more], env={**environment, "SELOSTE_TEST_DATABASE": "postgres"}, check=False)
        told = {row["mutant"]: row["outcome"] for row in json.loads(after.read_text(encoding="utf-8"))["mutants"]} if after.exists() else {}
    for mutant, outcome in forker.outcome.items():
        if outcome in LEFT and told.get(mutant.name, outcome) not in LEFT:
            forker.outcome[mutant] = "noticed on PostgreSQL"
        elif outcome == "not reached":
            forker.outcome[mutant] = told.get(mutant.name, outcome)


def write(forker: Forker, score: float, every: int, asked: argparse.Namespace, to: Path) -> None:
    """Write the outcome as JSON."""
    rows = [{"mutant": m.name, "outcome": outcome} for m, outcome in forker.outcome.items()]
    to.write_text(json.dumps({"score": score, "of": every, "seed": asked.seed, "mutants": rows}, indent=1), encoding="utf-8")


def tell(forker: Forker, every: int, asked: argparse.Namespace) -> int:
    """Print the score, of each room and of all, and who survived; 1 under nine in ten."""
    left = [m for m, outcome in forker.outcome.items() if outcome in LEFT]
    for mutant in sorted(forker.outcome, key=str):
        if forker.outcome[mutant] != "noticed":
            print(f"{forker.outcome[mutant]}: {mutant}")
    made, survived = (Counter(mutant.path.partition("/")[0] for mutant in some) for some in (forker.outcome, left))
    for room, number in sorted(made.items()):
        print(f"{room}: {number - survived[room]} of {number} noticed ({1 - survived[room] / number:.1%})")
    score = 1 - len(left) / len(forker.outcome) if forker.outcome else 0.0
    if asked.report:
        write(forker, score, every, asked, asked.report)
    print(f"{len(forker.outcome) - len(left)} of {len(forker.outcome)} noticed ({score:.1%}); seed {asked.seed}.")
    print(f"{every} can be made that would change something, and {len(EQUIVALENT)} that change nothing were not.")
    return 0 if score >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
