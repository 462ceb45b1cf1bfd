"""Documentation that can't rot: generated pages are as the code says, and links lead somewhere."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from seloste.config.environment import SETTINGS, TOOLS
from seloste.faces.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["settings.md", "cli.md"])
def test_a_generated_page_is_as_the_code_says(page: str) -> None:
    written = (DOCS / "reference" / page).read_text(encoding="utf-8")
    assert written == generate().PAGES[page](), "run ./dev docs"


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
