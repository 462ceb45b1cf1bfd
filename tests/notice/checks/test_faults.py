"""Every fault is told in Finnish, Swedish and English, with the same knowledge in each; and every code that a check uses is a fault."""

import re
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest

import seloste.notice
from seloste.notice import Loaded
from seloste.notice.faults import LANGUAGES, Fault, faults

type Read = Callable[[str], Loaded]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(seloste.notice.__file__).parent.rglob("*.py"))
# Codes that are put together from a part's, a right's or an item's name.
MADE = re.compile(r"ref-\w+|right-\w+-untold|law-old-\w+")


def places(text: str) -> set[str]:
    """Give the places in braces that a text fills in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", faults())
def test_a_fault_is_told_in_three_languages_with_the_same_knowledge(code: str) -> None:
    fault = faults()[code]
    for words in (fault.message, fault.fix):
        assert set(words) == set(LANGUAGES)
        assert all(each.strip() for each in words.values())
        assert len({frozenset(places(each)) for each in words.values()}) == 1, words
    assert len(set(fault.message.values())) == len(LANGUAGES) or "{" in fault.message["fi"]
    assert re.fullmatch(r"N(\d{1,2}-\w+|X-[a-z]+)", fault.id)
    assert fault.severity in {"error", "warning", "info"}


def test_every_code_in_the_source_is_a_fault_and_every_fault_is_used() -> None:
    used = set(re.findall(r'(?:find|say)\(\s*"([\w-]+)"', SOURCE)) | set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', SOURCE)) & set(faults())
    assert set(re.findall(r'(?:find|say)\(\s*"([\w-]+)"', SOURCE)) <= set(faults())
    assert {code for code in faults() if not MADE.fullmatch(code)} <= used


def test_every_id_of_the_checklist_has_a_fault() -> None:
    ids = {fault.id for fault in faults().values()}
    assert {
        "N13-1a", "N13-1b", "N13-1c", "N13-1d", "N13-1e", "N13-1f", "N13-2a", "N13-2b", "N13-2c", "N13-2d", "N13-2e", "N13-2f", "N13-3",
        "N14-1d", "N14-2f", "N14-3", "N14-5", "N21-4", "N26-2", "N12-1", "NX-ver", "NX-law", "NX-auth", "NX-cookie", "NX-hetu", "NX-child",
        "NX-contra",
    } <= ids  # fmt: skip


def test_a_finding_speaks_each_language(read: Read, mini: str) -> None:
    (found,) = read(mini.replace("recipients: {}\n", "")).findings
    assert found.message == found.told("fi")[0] == "Kenelle tietoja luovutetaan?"
    assert found.told("sv")[0] == "Till vem lämnas uppgifter ut?"
    assert found.told("en") == ("To whom are data disclosed?", "Add `recipients`; if to no one, `recipients: {}`.")
    assert found.line_of_text("en").startswith("1:1 error N13-1e: To whom")


def test_days_names_and_guesses_are_in_the_language_too(read: Read, mini: str) -> None:
    (past,) = read(mini.replace("    why: Pal", "    law: fi/523-1999/8\n    why: Pal")).findings
    assert "31.12.2018" in past.told("sv")[0]
    assert "31 December 2018" in past.told("en")[0]
    (typo,) = (each for each in read(mini.replace("uses: [identity, orders]", "uses: [identity, order]")).findings if each.id == "NX-ref")
    assert [typo.told(lang)[1] for lang in LANGUAGES] == ["Tarkoititko `orders`?", "Menade du `orders`?", "Did you mean `orders`?"]
    (far,) = read(mini.replace("roles: [sales]", "roles: [xyz]")).findings
    assert far.told("en")[1].startswith("Known: sales")


def test_what_an_author_wrote_is_never_a_pattern(read: Read, mini: str) -> None:
    found = read(mini.replace("name: Oma palvelin", "name: 'mahdollisesti {x} {0} {'")).findings
    assert found
    assert all(each.told(lang)[0] for each in found for lang in LANGUAGES)


def test_a_fault_is_a_value() -> None:
    assert isinstance(faults()["basis-missing"], Fault)
    assert faults()["basis-missing"].id == "N13-1c"
