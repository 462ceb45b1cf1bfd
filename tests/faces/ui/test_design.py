"""The design system keeps its own promises: small, without a build step, without inline styles or scripts, every colour readable."""

import re
from pathlib import Path

import pytest

from seloste.faces.ui.hues import SLOTS

STATIC = Path(__file__).resolve().parents[3] / "src" / "seloste" / "faces" / "ui" / "static" / "ui"
FACES = STATIC.parents[2]
STYLES = sorted(STATIC.rglob("*.css"))
TEMPLATES = sorted(FACES.rglob("templates/**/*.html"))
TOKEN = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
HUE = re.compile(r"\[data-hue=\"(\d+)\"\] { --(hue): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
SHEET = (STATIC / "tokens.css").read_text()
TOKENS = {name: (light, dark) for name, light, dark in TOKEN.findall(SHEET)}
TOKENS |= {f"hue-{number}": (light, dark) for number, _hue, light, dark in HUE.findall(SHEET)}


def test_all_styles_together_weigh_at_most_twenty_kilobytes() -> None:
    assert sum(len(path.read_bytes()) for path in STYLES) <= 20 * 1024


def test_every_style_sheet_is_imported_once_into_a_layer() -> None:
    entrance = (STATIC / "seloste.css").read_text()
    imported = re.findall(r'@import "([^"]+)" layer\(\w+\);', entrance)
    assert sorted(imported) == sorted(str(path.relative_to(STATIC)) for path in STYLES if path.name != "seloste.css")


def test_the_script_is_an_enhancement_of_at_most_a_hundred_lines() -> None:
    assert len((STATIC / "seloste.js").read_text().splitlines()) <= 100


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES], ids=lambda path: path.name)
def test_nothing_comes_from_another_server(path: Path) -> None:
    assert not re.search(r"https?://(?!www\.w3\.org)|//cdn", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 120


def test_every_icon_that_is_used_is_drawn() -> None:
    drawn = set(re.findall(r'symbol id="([a-z]+)"', (STATIC / "icons.svg").read_text()))
    used = {name for path in TEMPLATES for name in re.findall(r'{% icon "([a-z]+)"|empty.html" with name="([a-z]+)"', path.read_text())}
    assert {one or other for one, other in used} <= drawn


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("surface", ["paper", "surface", "sunken"])
@pytest.mark.parametrize("colour", ["ink", "muted", "accent", "due", "danger", *(f"hue-{number}" for number in range(SLOTS + 1))])
def test_every_colour_is_readable_on_every_surface_in_both_themes(colour: str, surface: str, theme: int) -> None:
    assert _contrast(TOKENS[colour][theme], TOKENS[surface][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_edges_of_controls_can_be_seen(theme: int) -> None:
    assert all(_contrast(TOKENS["edge"][theme], TOKENS[surface][theme]) >= 3 for surface in ("paper", "surface", "sunken"))


def test_every_slot_of_the_palette_has_a_colour_of_its_own() -> None:
    assert len({TOKENS[f"hue-{number}"] for number in range(SLOTS + 1)}) == SLOTS + 1
