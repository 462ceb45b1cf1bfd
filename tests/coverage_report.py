"""Do the tests take every branch of gate, vault and ledger?  `./dev test --coverage` fails under 100 %.

On one database the other's branches are never taken, so both runs are counted as one. `--sqlite` runs on SQLite only, and asks for nothing.
The long tests are left out: a branch that only a random life or a whole firm happens to take counts as not taken.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gate", "vault", "ledger")
# What is decided since a backup is the gate's to tell and to apply; the backups' own tests see that it comes back.
TESTS = (*(f"tests/{package}" for package in PACKAGES), "tests/duties/operations")
LONG = tuple(f"--ignore-glob=*/test_{name}.py" for name in ("racing", "turns", "firms_*", "histories", "model", "auditor"))


def run(folder: Path, database: str) -> int:
    """Run the tests of the core on one database, and count beside what was counted before."""
    env = {**os.environ, "SELOSTE_TEST_DATABASE": database, "COVERAGE_FILE": str(folder / f"counted.{database}"), "PYTHONPATH": "src"}
    # By source and not by include, which gives way to the source that pyproject names for everybody.
    source = ",".join(f"seloste.{package}" for package in PACKAGES)
    command = [sys.executable, "-m", "coverage", "run", "--branch", f"--source={source}", "--omit=*/migrations/*"]
    return subprocess.run([*command, "-m", "pytest", "-q", "-p", "no:cacheprovider", *LONG, *TESTS], cwd=ROOT, env=env).returncode


def main() -> int:
    """Run, add up, and tell what no test takes."""
    parser = argparse.ArgumentParser(prog="./dev test --coverage", description=__doc__)
    parser.add_argument("--sqlite", action="store_true", help="on SQLite only, whatever the score")
    alone = parser.parse_args().sqlite
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        failed = [database for database in (("sqlite",) if alone else ("sqlite", "postgres")) if run(folder, database)]
        env = {**os.environ, "COVERAGE_FILE": str(folder / "all")}
        counted = [str(path) for path in folder.glob("counted.*")]
        coverage = [sys.executable, "-m", "coverage"]
        subprocess.run([*coverage, "combine", "-q", *counted], cwd=ROOT, env=env, check=True)
        counting = [f"--include={','.join(f'src/seloste/{package}/*' for package in PACKAGES)}", "--omit=*/migrations/*"]
        wanted = [*counting, *([] if alone else ["--fail-under=100"])]
        told = subprocess.run([*coverage, "report", "--show-missing", "--skip-covered", "--precision=2", *wanted], cwd=ROOT, env=env)
    if failed:
        print(f"The tests failed on {' and '.join(failed)}, so the score says little.", file=sys.stderr)
    return 1 if failed or told.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
