"""Names in memory: the one search index that holds words, so it never touches a disk and forgets with the folder it came from.

Its entries are read under the built-in purpose `indexing`. A hit is only a candidate: it passes the gate before anyone sees it.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from threading import Lock

from seloste.gate import reading
from seloste.notice.values import FieldType
from seloste.policy.tables import Policy
from seloste.policy.terms import INDEXED, folded
from seloste.register.sql import marks, rows, stamp

_WORDS = frozenset({FieldType.TEXT})
_BATCH = 500
MOST_HITS = 200
SHORTEST_MISSPELT = 4
"""A shorter word is one slip away from too many."""


@dataclass(slots=True)
class Names:
    """One process's list of names: record → (subject, version mark, words)."""

    entries: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    notice: str = ""
    _one_at_a_time: Lock = field(default_factory=Lock)

    def find(self, name: str, policy: Policy, sight: reading.Sight) -> list[int]:
        """The subjects in whose names every word of `name` begins a word; where there are none, those one slip of the pen away.

        Brings itself up to date first.
        """
        wanted = folded(name).split()
        if not wanted:
            return []
        with self._one_at_a_time:
            self._refresh(policy, sight)
            held = list(self.entries.values())
        hits = [subject for subject, _, words in held if _matches(wanted, words)]
        if not hits and any(len(word) >= SHORTEST_MISSPELT for word in wanted):
            known = {word for _, _, words in held for word in words.split()}
            meant = [{w for w in known if w.startswith(one) or misspelt(one, w)} for one in wanted]
            hits = [subject for subject, _, words in held if all(not one.isdisjoint(words.split()) for one in meant)]
        return list(dict.fromkeys(hits))[:MOST_HITS]

    def forget(self, subjects: Collection[int]) -> None:
        """Drop all words of some subjects; what still stands is read again by the next search."""
        with self._one_at_a_time:
            for record in [record for record, (subject, _, _) in self.entries.items() if subject in subjects]:
                del self.entries[record]

    def prune(self, policy: Policy, sight: reading.Sight) -> None:
        """Forget what no longer stands, though nobody asks for a name: another process may have erased it."""
        with self._one_at_a_time:
            for gone in self.entries.keys() - self._standing(policy, sight).keys():
                del self.entries[gone]

    def _refresh(self, policy: Policy, sight: reading.Sight) -> None:
        """Forget what no longer stands, read what is new or changed: only those records are opened."""
        if self.notice != policy.notice:  # which words lead to a record is the notice's, and a later one may take effect at any time
            self.entries.clear()
            self.notice = policy.notice
        standing = self._standing(policy, sight)
        for gone in self.entries.keys() - standing.keys():
            del self.entries[gone]
        stale = {record for record, (_, mark) in standing.items() if record not in self.entries or self.entries[record][1] != mark}
        subjects = sorted({standing[record][0] for record in stale})
        for start in range(0, len(subjects), _BATCH):
            found = reading.open_rows(sight, reading.these(subjects[start : start + _BATCH]), categories=_named(policy))
            for subject, entries in reading.unseal(sight, [row for row in found if row[1] in stale]).items():
                for entry in entries:
                    words = _words(policy, entry.category, dict(entry.values))
                    self.entries[entry.record] = (subject, standing[entry.record][1], words)

    def _standing(self, policy: Policy, sight: reading.Sight) -> dict[int, tuple[int, str]]:
        wanted = _named(policy)
        sql = (
            "SELECT r.id, r.subject_id, f.key_version, r.updated FROM record r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder"
            " WHERE r.register_id=%s AND f.live_until>%s AND r.category IN "
        )
        found = rows(f"{sql}({marks(len(wanted))})", (sight.register, stamp(sight.now), *wanted))
        return {r[0]: (r[1], f"{r[2]} {r[3]}") for r in found}


def categories_of(policy: Policy, *, names: bool, identifiers: bool) -> tuple[str, ...]:
    """The categories in which something is searchable: a name, or an identifier."""
    indexed = policy.purposes["indexing"].reads
    kinds = (_WORDS if names else frozenset()) | (frozenset(INDEXED) if identifiers else frozenset())
    return tuple(
        key
        for key, category in policy.categories.items()
        if key in indexed and any(rule.searchable and rule.type in kinds for rule in category.fields.values())
    )


def _named(policy: Policy) -> tuple[str, ...]:
    return categories_of(policy, names=True, identifiers=False)


def _words(policy: Policy, category: str, values: dict[str, object]) -> str:
    fields = policy.categories[category].fields
    words = [str(values[key]) for key, rule in fields.items() if rule.searchable and rule.type in _WORDS and key in values]
    return " " + folded(" ".join(words))


def _matches(wanted: list[str], words: str) -> bool:
    return all(f" {word}" in words for word in wanted)


def misspelt(asked: str, word: str) -> bool:
    """Whether it is one slip from the beginning of a word: a letter changed, missing, extra or swapped with the next."""
    if len(asked) < SHORTEST_MISSPELT:
        return False
    at = 0
    while at < len(asked) and at < len(word) and asked[at] == word[at]:
        at += 1
    rest, left = asked[at:], word[at:]
    return (
        left.startswith(rest[1:])  # an extra letter was typed
        or left[1:].startswith(rest)  # a letter is missing
        or left[1:].startswith(rest[1:])  # another letter was typed
        or (len(left) > 1 and rest[:2] == left[1::-1] and left[2:].startswith(rest[2:]))  # two letters changed places
    )
