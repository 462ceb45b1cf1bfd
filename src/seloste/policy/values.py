"""Is this value what the field says? Each type's check, and the one form in which it is stored.

A problem names the field and what is wrong, never the value: it may end up on a screen, in a log or in an answer.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from seloste.notice.values import FieldType
from seloste.policy.tables import Category, FieldRule

LONGEST_TEXT = 500
LONGEST_NOTE = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that is not what the notice says: a code, and words in Finnish for the person who typed it."""

    field: str
    code: str
    message: str


class _Wrong(ValueError):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code, self.message = code, message


def check_values(
    category: Category, values: Mapping[str, object], *, artificial_codes: bool = False
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Check one record's values; give them in stored form, and every problem found. Empty values are left out.

    `artificial_codes` accepts identity codes of the 900 series, which no person is given; only demo homes do.
    """
    stored: dict[str, object] = {}
    problems: list[Problem] = []
    for key, value in values.items():
        rule = category.fields.get(key)
        if rule is None:
            problems.append(Problem(key[:60], "SEL-P001", "Tietosuojaseloste ei nimeä tätä kenttää, joten sitä ei voi tallentaa."))
        elif value is not None and value != "":
            try:
                stored[key] = _checked(rule, value, artificial_codes)
            except _Wrong as wrong:
                problems.append(Problem(key, wrong.code, wrong.message))
    if not stored and not problems:
        problems.append(Problem("", "SEL-P002", "Tiedossa ei ole yhtään arvoa."))
    return stored, tuple(problems)


def _checked(rule: FieldRule, value: object, artificial_codes: bool) -> object:
    if rule.type is FieldType.FI_HETU:
        return _hetu(value, artificial_codes)
    if rule.type is FieldType.CHOICE:
        text = _line(value)
        if text not in rule.choices:
            raise _Wrong("SEL-P012", "Valitse jokin luettelon vaihtoehdoista.")
        return text
    return _TYPES[rule.type](value)


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise _Wrong("SEL-P003", "Anna tieto tekstinä.")
    text = value.strip()
    if _CONTROL.search(text) or any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise _Wrong("SEL-P004", "Tekstissä on merkkejä, joita ei voi tallentaa.")
    if len(text) > longest:
        raise _Wrong("SEL-P005", f"Teksti on liian pitkä: enintään {longest} merkkiä.")
    return text


def _line(value: object) -> str:
    text = _text(value, LONGEST_TEXT)
    if "\n" in text or "\r" in text:
        raise _Wrong("SEL-P004", "Kirjoita tieto yhdelle riville.")
    return text


def _email(value: object) -> str:
    text = _line(value)
    if not _EMAIL.fullmatch(text):
        raise _Wrong("SEL-P006", "Tarkista sähköpostiosoite. Se on muotoa nimi@osoite.fi.")
    return text


def _phone(value: object) -> str:
    import phonenumbers  # a slow import that reading never needs

    try:
        number = phonenumbers.parse(_line(value), "FI")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise _Wrong("SEL-P007", "Tarkista puhelinnumero. Kirjoita se esimerkiksi muodossa 040 123 4567 tai +358 40 123 4567.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _date(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(_line(value)).isoformat()
    except ValueError:
        raise _Wrong("SEL-P008", "Tarkista päivämäärä. Se kirjoitetaan muodossa 2026-11-22.") from None


def _money(value: object) -> str:
    text = str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else _line(value)
    try:
        amount = Decimal(text.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")) or abs(amount) >= 10**12:
        raise _Wrong("SEL-P009", "Tarkista rahamäärä. Kirjoita se euroina, esimerkiksi 1250,00.")
    return str(amount.quantize(Decimal("0.01")))


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = _line(value)
    if not re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        raise _Wrong("SEL-P010", "Anna kokonaisluku.")
    return int(text)


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _Wrong("SEL-P011", "Anna kyllä tai ei.")


def _hetu(value: object, artificial_codes: bool) -> str:
    from stdnum.exceptions import ValidationError
    from stdnum.fi import hetu

    text = _line(value).upper()
    try:
        return str(hetu.validate(text, allow_temporary=artificial_codes))
    except ValidationError:
        raise _Wrong("SEL-P013", "Tarkista henkilötunnus: tarkistusmerkki tai muoto ei täsmää.") from None


def _ytunnus(value: object) -> str:
    from stdnum.exceptions import ValidationError
    from stdnum.fi import ytunnus

    try:
        compact = str(ytunnus.validate(_line(value)))
    except ValidationError:
        raise _Wrong("SEL-P014", "Tarkista Y-tunnus: tarkistusnumero tai muoto ei täsmää. Se on muotoa 1234567-8.") from None
    return f"{compact[:7]}-{compact[7:]}"


_TYPES: dict[FieldType, Callable[[object], object]] = {
    FieldType.TEXT: _line,
    FieldType.NOTE: lambda value: _text(value, LONGEST_NOTE),
    FieldType.ADDRESS: lambda value: _text(value, LONGEST_TEXT),
    FieldType.REFERENCE: _line,
    FieldType.EMAIL: _email,
    FieldType.PHONE: _phone,
    FieldType.DATE: _date,
    FieldType.MONEY: _money,
    FieldType.INTEGER: _integer,
    FieldType.BOOLEAN: _boolean,
    FieldType.FI_YTUNNUS: _ytunnus,
}
