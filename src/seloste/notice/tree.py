"""What does the file say, and where does each word of it stand?

Reads bytes into plain values with a position for every key and value, from libyaml's events and never by composing, so that
depth and size are bounded before anything is built. YAML 1.2 core scalars only: no anchors, aliases, tags or directives.
Never raises: what it can't read is a finding.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from seloste.notice.findings import Finding, Guess, Param, guess

MAX_BYTES = 64 * 1024
MAX_DEPTH = 50
MAX_SHOWN = 40
# Marks that reverse the direction of text can make a sentence read as another one than is written.
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# YAML lets an escape write what the file itself may not hold; on a terminal it would be an order, in HTML no character at all.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
INT = re.compile(r"[-+]?[0-9]{1,18}")
FLOAT = re.compile(r"[-+]?(\.[0-9]{1,18}|[0-9]{1,18}(\.[0-9]{0,18})?)([eE][-+]?[0-9]{1,3})?")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TRUE = frozenset({"true", "True", "TRUE"})
FALSE = frozenset({"false", "False", "FALSE"})


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, both counted from one."""

    line: int
    column: int


@dataclass(slots=True)
class Tree:
    """The values of a file, with where each key and value stands; `broken` when the end was not reached."""

    value: Any = None
    keys: dict[str, Place] = field(default_factory=dict)
    values: dict[str, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    broken: bool = False
    # Guessing what was meant is the one slow thing here, and a file full of unknown names needs no thousand guesses.
    guesses: int = 200

    def guess(self, word: str, known: list[str]) -> Guess:
        """Suggest the name that was meant, or tell which there are; nothing once many have been suggested."""
        self.guesses -= 1
        return guess(word, known) if self.guesses >= 0 else Guess()

    def place(self, path: str, *, key: bool = False) -> Place:
        """Where that path stands, or the nearest thing around it."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while path:
            if found := first.get(path) or second.get(path):
                return found
            path = path.rpartition(".")[0]
        return Place(1, 1)

    def say(self, code: str, place: Place, path: str = "", **params: Param) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, place.line, place.column, path, tuple(params.items())))


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: Any
    path: str
    key: str | None = None
    waiting: bool = True  # a mapping waits for a key, then for its value
    skip: bool = False  # this value is read but kept nowhere: its key was a duplicate or unreadable

    @property
    def is_map(self) -> bool:
        return isinstance(self.value, dict)


def read(data: bytes) -> Tree:
    """Read a file's bytes."""
    tree = Tree()
    text = _decode(data, tree)
    if text is None:
        tree.broken = True
        return tree
    try:
        _Reader(tree).run(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        tree.say("yaml-broken", place, problem=str(error.problem))
        tree.broken = True
    except yaml.reader.ReaderError as error:
        tree.say("yaml-control", _place_of(text.encode()[: error.position]))
        tree.broken = True
    if not tree.broken and not isinstance(tree.value, dict):
        tree.say("yaml-no-keys", Place(1, 1))
        tree.broken = True
    return tree


def _decode(data: bytes, tree: Tree) -> str | None:
    if len(data) > MAX_BYTES:
        tree.say("yaml-large", Place(1, 1), most=MAX_BYTES // 1024)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        tree.say("yaml-encoding", _place_of(data[: error.start]))
        return None


def _place_of(before: bytes) -> Place:
    """The place that comes after these bytes of the file."""
    text = before.decode("utf-8-sig", "replace")
    return Place(text.count("\n") + 1, len(text) - text.rfind("\n"))


class _Stop(Exception):
    """Reading cannot go on; the reason is a finding already."""


class _Reader:
    """Turns events into values, with a stack of its own."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.stack: list[_Open] = []
        self.documents = 0

    def run(self, text: str) -> None:
        try:
            for event in yaml.parse(text, Loader=yaml.CLoader):
                self.take(event)
        except _Stop:
            self.tree.broken = True

    def take(self, event: Any) -> None:
        place = Place(event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case yaml.DocumentStartEvent():
                self.document(event, place)
            case yaml.AliasEvent():
                self.tree.say("yaml-alias", place, self.path)
                self.put(None, place)
            case yaml.ScalarEvent():
                self.refuse_extras(event, place)
                self.scalar(event, place)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.refuse_extras(event, place)
                self.enter({} if isinstance(event, yaml.MappingStartEvent) else [], place)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()

    @property
    def path(self) -> str:
        """The path of the value that comes next."""
        if not self.stack:
            return ""
        top = self.stack[-1]
        name = top.key if top.is_map else str(len(top.value))
        return f"{top.path}.{name}" if top.path and name else (name or top.path)

    def document(self, event: Any, place: Place) -> None:
        self.documents += 1
        if self.documents > 1:
            self.tree.say("yaml-documents", place)
            raise _Stop
        if event.version or event.tags:
            self.tree.say("yaml-directive", place)

    def refuse_extras(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            self.tree.say("yaml-anchor", place, self.path)
        if event.tag is not None:
            self.tree.say("yaml-tag", place, self.path)

    def enter(self, value: Any, place: Place) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.tree.say("yaml-deep", place, self.path[:MAX_SHOWN], most=MAX_DEPTH)
            raise _Stop
        path, skip = self.path, self.put(value, place)
        self.stack.append(_Open(value, path, skip=skip))

    def scalar(self, event: Any, place: Place) -> None:
        text = event.value
        if found := BIDI.search(text):
            self.tree.say("text-direction", place, self.path, mark=f"U+{ord(found[0]):04X}")
        if found := CONTROL.search(text):
            self.tree.say("text-control", place, self.path, mark=f"U+{ord(found[0]):04X}")
        top = self.stack[-1] if self.stack else None
        if top and top.is_map and top.waiting:
            self.key(top, text, place)
        else:
            self.put(_core(text) if event.implicit[0] else text, place)

    def key(self, top: _Open, text: str, place: Place) -> None:
        top.waiting = False
        top.key = text
        path = f"{top.path}.{text}" if top.path else text
        if text in top.value:
            first = self.tree.keys[path].line
            self.tree.say("key-duplicate", place, path, name=shown(text), first=first)
            top.key = None
        elif not top.skip:
            self.tree.keys[path] = place

    def put(self, value: Any, place: Place) -> bool:
        """Store a value where it belongs; tell whether it was left out."""
        if not self.stack:
            self.tree.value = value
            return False
        top = self.stack[-1]
        if not top.is_map:
            self.tree.values.setdefault(self.path, place)
            top.value.append(value)
            return top.skip
        if top.waiting:
            self.tree.say("yaml-key", place, top.path)
            top.waiting, top.key = False, None
            # The unreadable key stands on the stack as a value of its own; what follows it is left out too.
            return True
        top.waiting = True
        if top.key is None or top.skip:
            return True
        self.tree.values[self.path] = place
        top.value[top.key] = value
        return False


def _core(text: str) -> Any:
    if text in NULLS:
        return None
    if text in TRUE or text in FALSE:
        return text in TRUE
    if INT.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text):
        return float(text)
    return text


def shown(name: str) -> str:
    """Give a name short enough, and plain enough, for a message."""
    plain = "".join(c if c.isprintable() and c != "`" else "?" for c in name)
    return plain if len(plain) <= MAX_SHOWN else plain[:MAX_SHOWN] + "…"
