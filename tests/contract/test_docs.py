"""Documentation that can't rot: generated pages are as the code says, and links lead somewhere."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

from seloste.config.environment import SETTINGS, TOOLS
from seloste.faces.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def test_generated_pages_are_as_the_code_says() -> None:
    # In a process of its own: click remembers on a command how it was first asked for help.
    done = subprocess.run([sys.executable, str(DOCS / "generate.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_setting_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    assert [one.name for one in (*SETTINGS, *TOOLS) if f"`{one.name}`" not in page] == []


def test_every_setting_that_the_code_reads_is_known() -> None:
    known = {one.name for one in (*SETTINGS, *TOOLS)}
    files = [ROOT / "dev", *(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("conftest.py")]
    read = {name for path in files for name in re.findall(r"[\"'](SELOSTE_[A-Z_]*[A-Z])[\"']", path.read_text(encoding="utf-8"))}
    assert read - known == set()


def test_every_command_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    standing = [name for name, entry in COMMANDS.items() if importlib.util.find_spec(entry.target.split(":")[0])]
    assert [name for name in standing if f"## seloste {name}\n" not in page] == []


def test_every_link_leads_somewhere() -> None:
    pages = [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    lost = [f"{page.relative_to(ROOT)}: {link}" for page, link in links if not (page.parent / link.partition("#")[0]).exists()]
    assert lost == []


def test_the_roles_that_are_shown_are_those_that_the_tests_run_under() -> None:
    roles = (ROOT / "src/seloste/home/postgres/roles.sql").read_text("utf-8").strip()
    assert roles in (ROOT / "docs/howto/run-on-postgresql.md").read_text("utf-8")
