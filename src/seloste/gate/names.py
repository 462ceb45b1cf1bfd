"""Names in memory: the one search index that holds words, so it never touches a disk and forgets with the folder it came from.

Its entries are read under the built-in purpose `indexing`. A hit is only a candidate: it passes the gate before anyone sees it.
"""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from threading import Lock

from seloste.gate import reading
from seloste.notice.values import FieldType
from seloste.policy.tables import Policy
from seloste.register.sql import marks, rows, stamp

_WORDS = frozenset({FieldType.TEXT})
MOST_HITS = 200


def folded(text: str) -> str:
    """Letters as people type them: no case, no accents; å, ä and ö as a and o, so that they are found either way."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


@dataclass(slots=True)
class Names:
    """One process's list of names: record → (subject, version mark, words)."""

    entries: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    _one_at_a_time: Lock = field(default_factory=Lock)

    def find(self, name: str, policy: Policy, sight: reading.Sight) -> list[int]:
        """The subjects in whose names every word of `name` begins a word, best matches first. Brings itself up to date first."""
        wanted = folded(name).split()
        if not wanted:
            return []
        with self._one_at_a_time:
            self._refresh(policy, sight)
            hits = [subject for subject, _, words in self.entries.values() if _matches(wanted, words)]
        return list(dict.fromkeys(hits))[:MOST_HITS]

    def forget(self, subjects: Collection[int]) -> None:
        """Drop all words of some subjects; what still stands is read again by the next search."""
        with self._one_at_a_time:
            for record in [record for record, (subject, _, _) in self.entries.items() if subject in subjects]:
                del self.entries[record]

    def _refresh(self, policy: Policy, sight: reading.Sight) -> None:
        """Forget what no longer stands, read what is new or changed: only those records are opened."""
        standing = self._standing(policy, sight)
        for gone in self.entries.keys() - standing.keys():
            del self.entries[gone]
        stale = {record for record, (_, mark) in standing.items() if record not in self.entries or self.entries[record][1] != mark}
        subjects = sorted({standing[record][0] for record in stale})
        for start in range(0, len(subjects), 500):
            found = reading.open_rows(sight, reading.these(subjects[start : start + 500]), categories=_categories(policy))
            for subject, entries in reading.unseal(sight, [row for row in found if row[1] in stale]).items():
                for entry in entries:
                    words = _words(policy, entry.category, dict(entry.values))
                    self.entries[entry.record] = (subject, standing[entry.record][1], words)

    def _standing(self, policy: Policy, sight: reading.Sight) -> dict[int, tuple[int, str]]:
        wanted = _categories(policy)
        sql = (
            "SELECT r.id, r.subject_id, f.key_version, r.updated FROM record r JOIN folder f ON f.subject_id=r.subject_id AND f.id=r.folder"
            " WHERE r.register_id=%s AND f.live_until>%s AND r.category IN "
        )
        found = rows(f"{sql}({marks(len(wanted))})", (sight.register, stamp(sight.now), *wanted))
        return {r[0]: (r[1], f"{r[2]} {r[3]}") for r in found}


def _categories(policy: Policy) -> tuple[str, ...]:
    indexed = policy.purposes["indexing"].reads
    return tuple(
        key
        for key, category in policy.categories.items()
        if key in indexed and any(rule.searchable and rule.type in _WORDS for rule in category.fields.values())
    )


def _words(policy: Policy, category: str, values: dict[str, object]) -> str:
    fields = policy.categories[category].fields
    words = [str(values[key]) for key, rule in fields.items() if rule.searchable and rule.type in _WORDS and key in values]
    return " " + folded(" ".join(words))


def _matches(wanted: list[str], words: str) -> bool:
    return all(f" {word}" in words for word in wanted)
