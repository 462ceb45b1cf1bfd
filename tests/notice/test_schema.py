"""The JSON Schema: a schema by the standard, true to what the loader accepts and refuses, and every key explained."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from notice.conftest import MINI
from seloste.notice import Loaded
from seloste.notice.schema import schema
from seloste.notice.schema.meanings import MEANINGS

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/notice.yaml"))
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


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_every_notice_that_loads_fits_it(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", PUBLISHED, ids=lambda file: file.parent.name)
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


def test_every_key_is_explained_and_nothing_else() -> None:
    made = schema()
    parts: dict[str, Any] = {"Notice": made, **made["$defs"]}
    keys = {f"{name}.{key}" for name, part in parts.items() if name != "Text" for key in part.get("properties", ())}
    assert keys == set(MEANINGS)
    assert all(part.get("description") for part in parts.values())
