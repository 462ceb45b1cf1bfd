"""Is this file a notice? Bytes in; the notice out, or everything that is wrong with it.

`load` never raises for what a file holds, and never gives half a notice: one error, and there is none. `read` is for what was published
once: it judges nothing, since neither the law nor our checks of today may close a register that was in order when its notice bound.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from seloste.notice import builtin, checks
from seloste.notice.findings import Finding, by_place
from seloste.notice.model import Notice
from seloste.notice.shape import read_parts
from seloste.notice.structure import EVERY_KIND, Purpose
from seloste.notice.tree import Tree
from seloste.notice.tree import read as read_tree


class Unreadable(ValueError):
    """The bytes are no notice, whatever anyone thinks of it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.line}:{finding.column} {finding.id} {finding.path}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A notice, or None with the findings that say why."""

    notice: Notice | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the notice from being used."""
        return tuple(f for f in self.findings if f.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that a careful author would mend."""
        return tuple(f for f in self.findings if f.severity == "warning")


def load(data: bytes, *, file: str, on: date) -> Loaded:
    """Read a notice from a file's bytes, and check it against the law as it stands on that date."""
    tree = read_tree(data)
    if tree.broken:
        return Loaded(None, by_place(tree.findings))
    _refuse_builtins(tree)
    parts = read_parts(tree)
    draft = _draft(parts)
    findings = [*tree.findings, *checks.run(draft, tree, frozenset(parts), on)]
    if any(f.severity == "error" for f in findings):
        return Loaded(None, by_place(findings))
    return Loaded(_signed(draft, tree, data, file), by_place(findings))


def read(data: bytes, *, file: str) -> Notice:
    """Read a notice that loaded clean when it was published, and judge nothing. Raises Unreadable where its form is no notice's."""
    tree = read_tree(data)
    if tree.broken:
        raise Unreadable(tree.findings[0])
    # What a later reader came to dislike in the writing (an anchor, a mark) stands; only what has no meaning as a notice is refused.
    tree.findings.clear()
    _refuse_builtins(tree)
    parts = read_parts(tree)
    if parts.get("claims"):
        tree.say("claims-not-kept", tree.place("claims", key=True), "claims")
    if tree.findings:
        raise Unreadable(tree.findings[0])
    return _signed(_draft(parts), tree, data, file)


def _signed(draft: Notice, tree: Tree, data: bytes, file: str) -> Notice:
    """Give the draft its identity, and the lines that its parts stand on."""
    draft._sha256 = hashlib.sha256(data).hexdigest()
    draft._file = file
    draft._lines = {**{path: place.line for path, place in tree.values.items()}, **{path: place.line for path, place in tree.keys.items()}}
    return draft


def _refuse_builtins(tree: Tree) -> None:
    for part, names in (("matters", builtin.MATTERS), ("data", builtin.DATA), ("purposes", builtin.PURPOSES)):
        written = tree.value.get(part)
        for name in sorted(names & set(written)) if isinstance(written, dict) else ():
            path = f"{part}.{name}"
            tree.say("builtin-rewritten", tree.place(path, key=True), path, name=name)
            del written[name]


def _draft(parts: dict[str, Any]) -> Notice:
    """Put the parts together with our own; what could not be read is empty here, and an error elsewhere."""
    given = {"roles": {}, "subjects": {}, "matters": {}, "data": {}, "purposes": {}, **parts}
    subjects = given["subjects"]
    given["matters"] = {**given["matters"], "request": builtin.request_matter()}
    given["data"] = {**given["data"], "request_file": builtin.request_file()}
    written = {name: _spread(purpose, list(subjects)) for name, purpose in given["purposes"].items()}
    given["purposes"] = {**written, **builtin.purposes(given["matters"], given["data"], subjects)}
    given["roles"] = builtin.roles(given["roles"])
    return Notice.model_construct(**given)


def _spread(purpose: Purpose, subjects: list[str]) -> Purpose:
    """Write a basis that is given for every kind of subject out for each of them."""
    if EVERY_KIND not in purpose.basis or not subjects:
        return purpose
    common = purpose.basis[EVERY_KIND]
    return purpose.model_copy(update={"basis": {kind: purpose.basis.get(kind, common) for kind in subjects}})
