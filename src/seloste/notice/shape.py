"""Does the file have the form of a notice? Turns what pydantic says into findings an author can act on.

Each part is read on its own, so that one broken entry hides no other: what could be read comes back even when something else could not.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from seloste.notice.findings import Param
from seloste.notice.model import Notice
from seloste.notice.tree import Tree, shown

# What a missing part is called; a published text may say in words what some of the parts would hold.
_MISSING = {
    "controller": "controller-missing",
    "purposes": "purposes-missing",
    "sources": "sources-missing",
    "storage": "storage-missing",
    "automated": "automated-missing",
    "dates": "dates-missing",
    "within": "within-missing",
}
_CLAIMED = {"dates": "dates", "automated": "automated", "within": "keeping"}
_LEFT_OUT = frozenset({"roles", "matters", "storage"})
# Parts that hold named entries: a broken entry is left out, and the rest of the part is still read and checked.
_BY_NAME = frozenset(
    {"roles", "subjects", "matters", "data", "purposes", "sources", "recipients", "processors", "controllers", "rights", "security"}
)


@cache
def _adapter(part: str, *, entry: bool) -> TypeAdapter[Any]:
    wanted = Notice.model_fields[part]
    kind: Any = wanted.rebuild_annotation()
    if entry:
        kind = _value_type(kind)
    return TypeAdapter(kind)


def _value_type(kind: Any) -> Any:
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    return kind.__args__[1]


def _parts() -> dict[str, str]:
    """The keys of a notice file, each with the attribute it becomes."""
    return {(wanted.alias or name): name for name, wanted in Notice.model_fields.items()}


def read_parts(tree: Tree) -> dict[str, Any]:
    """Read each part of the file that can be read; add a finding for each that can't."""
    parts, given = _parts(), tree.value
    for key in given:
        if key not in parts:
            _unknown_key(tree, (key,), list(parts))
    read: dict[str, Any] = {}
    for key, name in parts.items():
        if key not in given:
            _missing_part(tree, key, name)
        elif key in _BY_NAME and isinstance(given[key], dict):
            read[name] = _entries(tree, name, given[key])
        else:
            value = _value(tree, name, (key,), given[key], entry=False)
            if value is not _BROKEN:
                read[name] = value
    return read


_BROKEN = object()


def _entries(tree: Tree, part: str, given: Mapping[str, Any]) -> dict[str, Any]:
    # An empty mapping per entry: this checks the entries' names, whose rules the part's type knows.
    found: dict[str, Any] = {}
    for key, value in given.items():
        if not _good_name(tree, part, key):
            continue
        got = _value(tree, part, (part, key), value, entry=True)
        if got is not _BROKEN:
            found[key] = got
    if part == "subjects" and not given:
        tree.say("subjects-empty", tree.place(part), part)
    if part == "sources" and not given:
        tree.say("sources-missing", tree.place(part), part, name=part)
    return found


def _good_name(tree: Tree, part: str, key: str) -> bool:
    names = TypeAdapter(_key_type(part))
    try:
        names.validate_python(key)
    except ValidationError as error:
        place = tree.place(f"{part}.{key}", key=True)
        allowed = error.errors()[0].get("ctx", {}).get("expected")
        if allowed:
            _unknown_key(tree, (part, key), [word.strip("' ") for word in allowed.replace(" or ", ", ").split(",")])
        else:
            tree.say("name-form", place, f"{part}.{key}", name=shown(key))
        return False
    return True


@cache
def _key_type(part: str) -> Any:
    kind: Any = Notice.model_fields[part].rebuild_annotation()
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    return kind.__args__[0]


def _value(tree: Tree, part: str, prefix: tuple[str, ...], given: Any, *, entry: bool) -> Any:
    try:
        return _adapter(part, entry=entry).validate_python(given)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            _explain(tree, prefix, one)
        return _BROKEN
    except RecursionError:
        tree.say("value-deep", tree.place(".".join(prefix)), ".".join(prefix))
        return _BROKEN


def _missing_part(tree: Tree, key: str, name: str) -> None:
    if not Notice.model_fields[name].is_required():
        return
    claims = tree.value.get("claims")
    if isinstance(claims, dict) and (key in _LEFT_OUT or claims.get(_CLAIMED.get(key, ""))):
        return
    tree.say(_MISSING.get(key, "part-missing"), tree.place(""), key, name=key)


def _explain(tree: Tree, prefix: tuple[str, ...], error: ErrorDetails) -> None:
    loc = (*prefix, *(str(part) for part in error["loc"] if part != "[key]"))
    path, ctx = ".".join(loc), error.get("ctx") or {}
    name = shown(loc[-1])
    if error["type"] == "extra_forbidden":
        _unknown_key(tree, loc, _siblings(loc))
    elif error["type"] == "missing":
        tree.say("key-missing", tree.place(path.rpartition(".")[0], key=True), path, name=name)
    else:
        code, params = _said(error["type"], ctx)
        tree.say(code, tree.place(path), path, name=name, **params)


_PLAIN = {
    **dict.fromkeys(("model_type", "model_attributes_type", "mapping_type", "dict_type", "dataclass_type"), "value-mapping"),
    **dict.fromkeys(("tuple_type", "list_type"), "value-list"),
    **dict.fromkeys(("string_too_short", "too_short"), "value-empty"),
    "string_type": "value-text",
}


def _said(kind: str, ctx: Mapping[str, Any]) -> tuple[str, dict[str, Param]]:
    if kind in {"literal_error", "enum"}:
        return "value-choice", {"allowed": str(ctx.get("expected", "")).replace(" or ", ", ")}
    if kind == "value_error":
        return ("value-period" if "period" in str(ctx.get("error", "")) else "value-date"), {}
    if kind == "string_too_long":
        return "value-long", {"most": int(ctx.get("max_length", 0))}
    if kind == "string_pattern_mismatch":
        return ("value-country" if ctx.get("pattern") == "^[A-Z]{2}$" else "value-form"), {}
    return (_PLAIN.get(kind) or ("value-flag" if kind.startswith("bool") else "value-other")), {}


def _siblings(loc: tuple[str, ...]) -> list[str]:
    """The keys that would have been known where that key stands."""
    known = _known_keys()
    part, depth = loc[0], len(loc)
    return known.get((part, depth), []) or known.get((part, 0), [])


@cache
def _known_keys() -> dict[tuple[str, int], list[str]]:
    """For each part and depth, the keys known there: enough to suggest the one that was meant."""
    found: dict[tuple[str, int], list[str]] = {}
    for name, wanted in Notice.model_fields.items():
        _collect(wanted.rebuild_annotation(), wanted.alias or name, 1, found)
    return found


def _collect(kind: Any, part: str, depth: int, found: dict[tuple[str, int], list[str]]) -> None:
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    fields = getattr(kind, "model_fields", None)
    if fields is not None:
        found.setdefault((part, depth + 1), []).extend(wanted.alias or name for name, wanted in fields.items())
        for wanted in fields.values():
            _collect(wanted.rebuild_annotation(), part, depth + 1, found)
        return
    deeper = 1 if "Mapping" in str(getattr(kind, "__origin__", "")) else 0
    for inner in getattr(kind, "__args__", ()):
        if not isinstance(inner, str):
            _collect(inner, part, depth + deeper, found)


def _unknown_key(tree: Tree, loc: tuple[str, ...], known: list[str]) -> None:
    path, word = ".".join(loc), loc[-1]
    tree.say("key-unknown", tree.place(path, key=True), path, name=shown(word), guess=tree.guess(word, known))
