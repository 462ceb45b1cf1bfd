"""Canary values: one that fits each kind of field, and a search that knows them again in whatever way they were written."""

import base64
import html
import json
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

from seloste.notice.values import FieldType
from seloste.policy.tables import Category, FieldRule

PLAIN, NORDIC = "kanarialintu", "kanariälintu"
WORDS = f"{NORDIC} {PLAIN}"
_SALT = base64.b64encode(PLAIN.encode()).decode().rstrip("=")
HASH = f"argon2$argon2id$v=19$m=102400,t=2,p=8${_SALT}$dGlpdmlzdGV0aWl2aXN0ZQ"
PHONE, HETU, COMPANY, DAY, MONEY, COUNT = "+358409876543", "010190-900P", "8736519-1", "1923-04-17", "8372941.63", 987654321
VALUES: dict[FieldType, object] = {
    FieldType.TEXT: WORDS, FieldType.NOTE: f"{NORDIC}\n{PLAIN}", FieldType.EMAIL: f"{PLAIN}@{PLAIN}.example", FieldType.PHONE: PHONE,
    FieldType.ADDRESS: f"{NORDIC.title()}tie 1\n00100 Helsinki", FieldType.DATE: DAY, FieldType.MONEY: MONEY, FieldType.INTEGER: COUNT,
    FieldType.BOOLEAN: True, FieldType.FI_HETU: HETU, FieldType.FI_YTUNNUS: COMPANY, FieldType.REFERENCE: f"{PLAIN.upper()}-1",
}  # fmt: skip
TYPED = {"email": str(VALUES[FieldType.EMAIL]), "tel": PHONE, "number": str(COUNT), "date": DAY}
# How each may be written. A choice and a yes are the notice's own words, not a person's.
WRITTEN = (
    PLAIN, NORDIC, "kanarialintu".replace("a", "ä"), "409876543", "40 9876543", "40 987 6543", "010190-900p", "010190900p", "8736519-1",
    "87365191", "1923-04-17", "17.4.1923", "17.04.1923", "17 april 1923", "8372941.63", "8372941,63", "837294163", "372\xa0941",
    str(COUNT), "987\xa0654\xa0321",
)  # fmt: skip


def sample(category: Category, kind: str) -> dict[str, object]:
    """A canary for each field of a category that is used of a kind."""
    return {key: value(rule) for key, rule in category.fields.items() if rule.is_for(kind)}


def value(rule: FieldRule) -> object:
    """A canary for one field."""
    if rule.secret:
        return HASH
    return rule.choices[0] if rule.choices else VALUES[rule.type]


def _needles(word: str) -> Iterator[bytes]:
    raw = word.encode()
    yield raw
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield raw.hex().encode()
    yield quote(word).lower().encode()
    yield json.dumps(word)[1:-1].lower().encode()
    yield html.escape(word).encode()
    yield word.encode("ascii", "xmlcharrefreplace")
    if len(word) == len(word.encode("latin-1")):
        yield word.encode("latin-1")


def _in_base64(word: str) -> Iterator[bytes]:
    """What stays the same of a word in base64, whatever stands around it."""
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + word.encode() + b"\0" * 2)
        first = -(-before * 4 // 3)
        yield coded[first : first + (len(word.encode()) * 4 // 3) - 2]


BINARY = (PLAIN, NORDIC, HETU, PHONE, DAY)


@cache
def _sought(words: tuple[str, ...]) -> tuple[dict[bytes, str], dict[bytes, str]]:
    """What to look for: needles in small letters, and needles as they stand."""
    small = {needle: word for word in words for needle in _needles(word)}
    return small, {needle: word for word in words if word in BINARY or words != WRITTEN for needle in _in_base64(word)}


def found(data: bytes | str, words: tuple[str, ...] = WRITTEN) -> frozenset[str]:
    """Every canary that stands there in some way of writing."""
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    low, (small, exact) = raw.lower(), _sought(words)
    return frozenset(word for needle, word in small.items() if needle in low) | frozenset(
        word for needle, word in exact.items() if needle in raw
    )
