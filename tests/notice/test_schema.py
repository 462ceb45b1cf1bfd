"""The JSON Schema: a schema by the standard, true to what the loader accepts and refuses, and every key explained."""

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from notice.conftest import MINI
from seloste.notice import Loaded
from seloste.notice.schema import schema
from seloste.notice.schema.meanings import MEANINGS
from seloste.notice.shape import read_parts
from seloste.notice.tree import read as read_tree

EXAMPLES = sorted(file for file in (Path(__file__).parents[2] / "examples").glob("*/*.yaml") if file.stem != "published")
PUBLISHED = sorted((Path(__file__).parents[2] / "examples").glob("*/published.yaml"))


class Words(yaml.CSafeLoader):
    """Reads every scalar as the notice's own reader does: dates stay words, only true, false and whole numbers are more."""


Words.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null"}]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def faults(text: str) -> list[str]:
    return [error.json_path for error in Draft202012Validator(schema()).iter_errors(yaml.load(text, Words))]  # noqa: S506


def test_it_is_a_schema_of_its_dialect() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_notice_that_loads_fits_it(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", PUBLISHED, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_published_text_lacks_only_what_it_doesnt_tell(file: Path) -> None:
    errors = Draft202012Validator(schema()).iter_errors(yaml.load(file.read_text(encoding="utf-8"), Words))  # noqa: S506
    assert {error.validator for error in errors} <= {"required"}


def test_the_small_notice_fits_it() -> None:
    assert faults(MINI) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within: P30D", "within: kohtuullinen aika"),
        ("within: P30D", "within: P1DT2"),
        ("idle: P24M", "idel: P24M"),
        ("contact_person: legitimate-interest", "contact_person: interest"),
        ("country: FI", "country: Suomi"),
        ("created: 2018-04-12", "created: 12.4.2018"),
        ("party: true", "party: kyllä"),
        ("cookies: none", "cookies: ei"),
        ("register: {key: customers, name: Asiakasrekisteri}\n", ""),
        ("  relationship: {", "  Relationship: {"),
        ("{type: reference, name: Tilausnumero}", "refrence"),
    ],
)
def test_what_the_loader_refuses_by_form_the_schema_underlines(read: Callable[[str], Loaded], mini: str, old: str, new: str) -> None:
    broken = mini.replace(old, new, 1)
    assert broken != mini
    assert faults(broken)
    assert read(broken).notice is None


_ODD: tuple[Any, ...] = (True, 5, 1.5, "", " ", "x", "none", "P1Y", "2020-01-01", [], ["x"], {}, {"x": "y"}, {"fi": "a"})


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if place:
        yield place
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _places(inner, (*place, key))


def test_whatever_stands_in_any_place_the_loader_and_the_schema_agree_on_its_form() -> None:
    wanted = Draft202012Validator(schema())
    disagreed = []
    whole = yaml.load(MINI, Words)  # noqa: S506
    for place in _places(whole):
        for odd in _ODD:
            told = deepcopy(whole)
            around = told
            for key in place[:-1]:
                around = around[key]
            around[place[-1]] = odd
            tree = read_tree(json.dumps(told, ensure_ascii=False).encode())
            read_parts(tree)
            if bool(tree.findings) == wanted.is_valid(told):
                disagreed.append((place, odd, [str(each) for each in tree.findings]))
    assert disagreed == []


def test_every_key_is_explained_and_nothing_else() -> None:
    made = schema()
    parts: dict[str, Any] = {"Notice": made, **made["$defs"]}
    keys = {f"{name}.{key}" for name, part in parts.items() if name != "Text" for key in part.get("properties", ())}
    assert keys == set(MEANINGS)
    assert all(part.get("description") for part in parts.values())
