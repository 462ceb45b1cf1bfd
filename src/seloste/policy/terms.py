"""In which one form is an identifier looked for?  The same person writes an address, a number or a code in many ways.

Exact search compares keyed hashes of these forms only, so a form must not depend on when or by whom it was typed.
"""

import re
import unicodedata

from seloste.notice.values import FieldType

INDEXED: tuple[FieldType, ...] = (FieldType.EMAIL, FieldType.PHONE, FieldType.FI_YTUNNUS, FieldType.FI_HETU, FieldType.REFERENCE)
"""The kinds of field that identify: high in entropy, and looked for whole. An identity code is stored only while its check is open."""

LONGEST_PREFIX = 8
_ROUNDS = 3


def normal(kind: FieldType, value: str) -> str:
    """The one form of an identifier of a kind; empty when the value can't be one."""
    text = _plain(value)
    match kind:
        case FieldType.EMAIL:
            return text if "@" in text else ""
        case FieldType.PHONE:
            return _phone(text)
        case FieldType.FI_YTUNNUS:
            return re.sub(r"\D", "", text).zfill(8) if re.fullmatch(r"(?:FI)?\s*\d{6,7}-?\d", text, re.ASCII | re.IGNORECASE) else ""
        case FieldType.FI_HETU:
            return text.upper() if re.fullmatch(r"\d{6}[-+A-Z]\d{3}[0-9A-Z]", text, re.ASCII | re.IGNORECASE) else ""
        case FieldType.REFERENCE:
            return _plain(re.sub(r"[\s\-]", "", text))
    return ""


def _plain(value: str) -> str:
    """Letters in one case and one encoding: folding one now and then undoes the other (a spacing accent joins its letter), so again."""
    for _ in range(_ROUNDS):
        value = unicodedata.normalize("NFKC", value.casefold()).strip()
    return value


def readings(term: str) -> tuple[tuple[FieldType, str], ...]:
    """Every identifier that a typed term may be, each in its one form."""
    found = ((kind, normal(kind, term)) for kind in INDEXED)
    return tuple((kind, form) for kind, form in found if form)


def folded(text: str) -> str:
    """Letters as people type them: no case, no accents; å, ä and ö as a and o, so that they are found either way."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def beginnings(text: str) -> frozenset[str]:
    """The beginnings of each word, from two letters to eight: what is indexed where names don't fit in memory."""
    return frozenset(word[:length] for word in folded(text).split() for length in range(2, min(len(word), LONGEST_PREFIX) + 1))


def _phone(text: str) -> str:
    digits = re.sub(r"[\s().\-/]", "", text)
    if not re.fullmatch(r"\+?\d{5,15}", digits, re.ASCII):
        return ""
    if digits.startswith("00"):
        return "+" + digits[2:]
    return digits if digits.startswith("+") else "+358" + digits.removeprefix("0")
