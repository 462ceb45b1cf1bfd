"""What stands in a field? A value of the field's type, that fits its name where the name is a common one; synthetic, and nobody's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from seloste.faces.cli.demo.lives.derived import words
from seloste.faces.cli.demo.lives.derived.outline import Entry
from seloste.faces.cli.demo.people import Person, business_id, plain
from seloste.notice.structure import DataField
from seloste.notice.values import FieldType, Need
from seloste.policy import Put

TERM = timedelta(days=14)
LEFT_OUT = 0.15
SPARED = frozenset({FieldType.TEXT, FieldType.PHONE, FieldType.ADDRESS, FieldType.BOOLEAN})
"""What people may leave empty without the card looking empty, unless it is a name."""


@dataclass(slots=True)
class Pen:
    """Writes the records of one person. With `all_of_it` no field that one may leave empty is left so."""

    one: Person
    rng: Random
    all_of_it: bool
    written: int = 0
    numbers: dict[str, str] = field(default_factory=dict)

    def put(self, entry: Entry, day: date, ends: date | None = None, matter: str = "") -> Put:
        """Fill in a category on a day; `ends` is the last day of what it is about, where that is planned."""
        self.written += 1
        values: dict[str, object] = {}
        for place, (key, each) in enumerate(entry.fields):
            if not self._skips(key, each, place):
                values[key] = self._value(entry, key, each, day, ends)
        if not values:
            key, each = entry.fields[0]
            values[key] = self._value(entry, key, each, day, ends)
        return Put(entry.category, values, matter=matter or 0, source=self._source(entry))

    def _skips(self, key: str, each: DataField, place: int) -> bool:
        if words.OUTCOME.search(key):
            return True
        spared = each.type in SPARED and not words.NAME.search(key) and each.need is Need.VOLUNTARY
        return bool(place) and spared and not self.all_of_it and self.rng.random() < LEFT_OUT

    def _source(self, entry: Entry) -> str:
        """Pick where it came from: what we do ourselves we write down, and of those who are at work their employer tells."""
        kinds = {each.kind: key for key, each in entry.sources}
        if "register" in kinds and not entry.holds(FieldType.NOTE, FieldType.EMAIL):
            return kinds["register"]
        if self.one.company and "organisation" in kinds and self.rng.random() < 0.6:
            return kinds["organisation"]
        return kinds.get("person", entry.sources[0][0])

    def _value(self, entry: Entry, key: str, each: DataField, day: date, ends: date | None) -> object:
        one, rng = self.one, self.rng
        match each.type:
            case FieldType.TEXT:
                return self._text(key, each)
            case FieldType.NOTE:
                return rng.choice(words.WORK if key == "work" else words.NOTES[one.language])
            case FieldType.EMAIL:
                return one.email
            case FieldType.PHONE:
                return one.phone
            case FieldType.ADDRESS:
                return one.address
            case FieldType.DATE:
                return (ends or day + TERM) if words.LATER.search(key) else day
            case FieldType.MONEY:
                return rng.choice((9, 19, 29, 49, 89)) * rng.choice((1, 1, 2, 5, 10))
            case FieldType.INTEGER:
                return rng.randint(1, 3)
            case FieldType.BOOLEAN:
                return rng.random() < 0.5
            case FieldType.CHOICE:
                return each.choices[0] if rng.random() < 0.7 else rng.choice(each.choices)
            case FieldType.FI_HETU:
                return one.identity_code
            case FieldType.FI_YTUNNUS:
                return one.business_id or business_id(9_000_000 + one.index)
            case FieldType.REFERENCE:
                return self._reference(entry, key, day)

    def _text(self, key: str, each: DataField) -> str:
        one = self.one
        if key in words.TEXTS:
            return self.rng.choice(words.TEXTS[key])
        if words.FIRST.search(key):
            return one.first_name
        if words.LAST.search(key):
            return one.last_name
        if words.COMPANY.search(key):
            return one.company or f"Tmi {one.last_name}"
        if words.NAME.search(key):
            return one.company or one.name if key.startswith("payer") else one.name
        called = each.name.fi if each.name else key.replace("_", " ").capitalize()
        return f"{called} {self.rng.randint(1, 40)}"

    def _reference(self, entry: Entry, key: str, day: date) -> str:
        if words.USERNAME.search(key):
            return f"{plain(self.one.first_name)}.{plain(self.one.last_name)}{self.one.index + 1}"
        if words.SECRET.search(key):
            return f"argon2id${self.rng.randbytes(24).hex()}"
        if f"{key}s" in self.numbers:  # a receivable names its invoice
            return self.numbers[f"{key}s"]
        self.numbers[entry.category] = f"{entry.letter}{day.year}-{self.one.index + 1:05d}-{self.written}"
        return self.numbers[entry.category]
