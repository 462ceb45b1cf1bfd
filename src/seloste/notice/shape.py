"""Does the file have the form of a notice? Turns what pydantic says into findings an author can act on.

Each part is read on its own, so that one broken entry hides no other: what could be read comes back even when something else could not.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from seloste.notice.model import Notice
from seloste.notice.tree import Tree, shown

_MISSING_ID = {
    "controller": "N13-1a",
    "purposes": "N13-1c",
    "sources": "N14-2f",
    "storage": "N13-1f",
    "automated": "N13-2f",
    "dates": "NX-ver",
}
# Parts that hold named entries: a broken entry is left out, and the rest of the part is still read and checked.
_BY_NAME = frozenset({"roles", "subjects", "matters", "data", "purposes", "sources", "recipients", "processors", "rights", "security"})
_MEANT = {
    "mapping": "sisennettyjä avaimia",
    "list": "luettelo hakasulkeissa, esimerkiksi [identity, contact]",
    "text": "teksti",
}


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
        tree.say(
            tree.place(part),
            "Kerro ainakin yksi rekisteröityjen ryhmä.",
            "Esimerkiksi `customer: {name: Asiakas, party: true}`.",
            path=part,
            id="N30-1c",
        )
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
            tree.say(
                place,
                f"`{shown(key)}` ei kelpaa nimeksi.",
                "Käytä pieniä kirjaimia a–z, numeroita ja alaviivaa.",
                path=f"{part}.{key}",
                id="NX-key",
            )
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
        tree.say(tree.place(".".join(prefix)), "Rakenne on liian syvä.", "Yksinkertaista sitä.", path=".".join(prefix), id="NX-type")
        return _BROKEN


def _missing_part(tree: Tree, key: str, name: str) -> None:
    if Notice.model_fields[name].is_required():
        tree.say(tree.place(""), f"Selosteesta puuttuu osa `{key}`.", f"Lisää `{key}:`.", path=key, id=_MISSING_ID.get(key, "NX-missing"))


def _explain(tree: Tree, prefix: tuple[str, ...], error: ErrorDetails) -> None:
    loc = (*prefix, *(str(part) for part in error["loc"] if part != "[key]"))
    path, ctx = ".".join(loc), error.get("ctx") or {}
    name = shown(loc[-1])
    if error["type"] == "extra_forbidden":
        _unknown_key(tree, loc, _siblings(loc))
        return
    if error["type"] == "missing":
        place = tree.place(path.rpartition(".")[0], key=True)
        tree.say(place, f"Tästä puuttuu `{name}`.", f"Lisää `{name}:`.", path=path, id="NX-missing")
        return
    message, fix = _said(error["type"], ctx, name)
    tree.say(tree.place(path), message, fix, path=path, id="NX-value")


def _said(kind: str, ctx: Mapping[str, Any], name: str) -> tuple[str, str]:
    if kind in {"literal_error", "enum"}:
        return f"Kohdan `{name}` arvo ei ole mikään sallituista.", f"Sallitut: {str(ctx.get('expected', '')).replace(' or ', ', ')}."
    if kind == "value_error":
        return _said_of_value(str(ctx.get("error", "")), name)
    if kind in {"model_type", "model_attributes_type", "mapping_type", "dict_type", "dataclass_type"}:
        return f"Kohdassa `{name}` pitää olla {_MEANT['mapping']}.", "Sisennä avaimet sen alle."
    if kind in {"tuple_type", "list_type"}:
        return f"Kohdassa `{name}` pitää olla {_MEANT['list']}.", "Lisää hakasulkeet."
    if kind == "string_type":
        return f"Kohdassa `{name}` pitää olla {_MEANT['text']}.", "Kirjoita arvo lainausmerkkeihin."
    if kind == "string_too_long":
        return f"Kohdan `{name}` teksti on liian pitkä.", f"Enintään {ctx.get('max_length')} merkkiä."
    if kind in {"string_too_short", "too_short"}:
        return f"Kohta `{name}` on tyhjä.", "Kirjoita siihen sisältö tai poista se."
    if kind == "string_pattern_mismatch":
        return f"Kohdan `{name}` muoto on väärä.", _pattern(str(ctx.get("pattern", "")))
    if kind.startswith("bool"):
        return f"Kohdassa `{name}` pitää olla true tai false.", "`yes`, `no`, `on` ja `off` ovat YAML 1.2:ssa pelkkiä sanoja."
    return f"Kohdan `{name}` arvo ei kelpaa.", "Vertaa malliin examples/lamisnet/notice.yaml."


def _said_of_value(said: str, name: str) -> tuple[str, str]:
    if "period" in said:
        return (
            f"Kohdan `{name}` aika ei ole luku, jonka voisi laskea.",
            "Kirjoita aika näin: P30D (30 päivää), P24M (24 kuukautta), P5Y (5 vuotta), PT0S (heti). "
            "”Kohtuullinen aika” ja ”tarvittava aika” eivät ole säilytysaikoja.",
        )
    return f"Kohdan `{name}` päivämäärä ei kelpaa.", "Kirjoita päivä muodossa VVVV-KK-PP, esimerkiksi 2018-04-12."


def _pattern(pattern: str) -> str:
    if pattern == "^[A-Z]{2}$":
        return "Kirjoita maan kaksikirjaiminen tunnus, esimerkiksi FI tai SE."
    return "Käytä pieniä kirjaimia a–z, numeroita ja alaviivaa."


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
    tree.say(tree.place(path, key=True), f"Avainta `{shown(word)}` ei tunneta tässä.", tree.meant(word, known), path=path, id="NX-key")
