"""What may stand in a notice file? The format as JSON Schema 2020-12, made from the models, so that editors complete and underline.

A schema knows the form only. Whether a notice is lawful and complete is what `check` finds.
"""

import json
import warnings
from typing import Any

from seloste.notice.model import Notice
from seloste.notice.schema.meanings import MEANINGS
from seloste.notice.values import FieldType, Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Seloste: a privacy notice"
# Where an author may write a single word instead of what it stands for.
_WORDS: dict[tuple[str, str], dict[str, Any]] = {
    ("Notice", "cookies"): {"const": "none"},
    ("Notice", "paper"): {"const": "none"},
    ("Notice", "children"): {"const": "none"},
    ("Notice", "transfers"): {"const": "none"},
    ("Automated", "decisions"): {"const": "none"},
    ("Automated", "profiling"): {"const": "none"},
    ("Cookie", "duration"): {"const": "session"},
    ("Purpose", "basis"): {"$ref": "#/$defs/Basis"},
}
# Claims that an author may write as their words alone.
_SAID = frozenset(f"#/$defs/{name}" for name in ("Claim", "ClaimedClosed", "ClaimedRight"))
_VALUES: dict[str, dict[str, Any]] = {
    "Period": {
        "description": "A period: days, weeks, months and years, or hours, minutes and seconds. P30D, P24M, P5Y, PT72H, PT0S (at once).",
        "type": "string",
        "pattern": r"^P(\d+W|(?=[\dT])(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$",
        "examples": ["P30D", "P24M", "P5Y", "PT0S"],
    },
    "Day": {"description": "A date: YYYY-MM-DD.", "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "TextField": {
        "description": "What people read: Finnish only, or a text for each language (Finnish always).",
        "anyOf": [{"type": "string", "minLength": 1, "maxLength": 6000, "pattern": r"\S"}, {"$ref": "#/$defs/Text"}],
    },
}


def schema() -> dict[str, Any]:
    """Make the schema."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        made = Notice.model_json_schema(by_alias=True)
        made["$defs"]["Text"] = Text.model_json_schema(by_alias=True)
    parts = {"Notice": {key: value for key, value in made.items() if key != "$defs"}, **made["$defs"]}
    shaped = {name: _part(name, part) for name, part in parts.items()}
    top = shaped.pop("Notice")
    return {"$schema": DIALECT, "title": TITLE, **top, "$defs": dict(sorted({**shaped, **_VALUES}.items()))}


def written() -> str:
    """Write the schema as a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _part(name: str, part: dict[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in part.items() if key != "title"}
    if "properties" in told:
        told["properties"] = {key: _property(name, key, value) for key, value in told["properties"].items()}
    if name == "Text":
        told["description"] = "A text in Finnish, Swedish and English."
    return told


def _property(part: str, key: str, value: dict[str, Any]) -> dict[str, Any]:
    shaped = _shaped(value)
    if word := _WORDS.get((part, key)):
        shaped = {"anyOf": [word, *shaped.pop("anyOf", [shaped])]}
    if (part, key) == ("Category", "fields"):
        [(pattern, inner)] = shaped["patternProperties"].items()
        shaped["patternProperties"] = {pattern: {"anyOf": [{"enum": [each.value for each in FieldType]}, inner]}}
    meaning = MEANINGS.get(f"{part}.{key}")
    return {"description": meaning, **shaped} if meaning else shaped


def _shaped(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is noise to an editor: titles, nulls and empty defaults; name our own values; refuse names that can't be."""
    if mark := value.get("x-seloste"):
        return {"$ref": f"#/$defs/{mark}"}
    if value.get("$ref") in _SAID:
        return {"anyOf": [{"type": "string", "minLength": 1, "pattern": r"\S"}, {"$ref": value["$ref"]}]}
    shaped = {key: inner for key, inner in value.items() if key != "title" and not (key == "default" and not _plain(inner))}
    if shaped.get("type") == "string" and shaped.get("minLength"):
        # Blanks at the ends don't count: a text of blanks alone is as empty as none.
        shaped.setdefault("pattern", r"\S")
    if "anyOf" in shaped:
        choices = [_shaped(each) for each in shaped["anyOf"] if each != {"type": "null"}]
        shaped = {key: inner for key, inner in shaped.items() if key != "anyOf"} | (choices[0] if len(choices) == 1 else {"anyOf": choices})
    if "patternProperties" in shaped:
        shaped["patternProperties"] = {pattern: _shaped(inner) for pattern, inner in shaped["patternProperties"].items()}
        shaped["additionalProperties"] = False
    elif isinstance(shaped.get("additionalProperties"), dict):
        shaped["additionalProperties"] = _shaped(shaped["additionalProperties"])
    return shaped


def _plain(default: object) -> bool:
    return isinstance(default, str | int | bool)
