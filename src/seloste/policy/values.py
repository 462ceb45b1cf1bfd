"""Is this value what the field says? Each type's check, and the one form in which it is stored.

A problem names the field and what is wrong, never the value: it may end up on a screen, in a log or in an answer.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from seloste.notice.values import FieldType
from seloste.policy.tables import Category, FieldRule

GIVEN = ""
"""Where a record keeps, among its values, what was given and is stored in another form. No field is called that."""
LONGEST_TEXT = 500
LONGEST_NOTE = 20_000
_LARGEST = 10**15  # beyond it a browser no longer counts exactly
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONEY = re.compile(r"-?\d{1,15}(\.\d{1,2})?", re.ASCII)
# A strong hash in the form that libraries write it: the method, and what it made of the secret and its salt.
_HASH = re.compile(r"\$?(argon2(id|i|d)?|scrypt|bcrypt(_sha256)?|pbkdf2_sha(256|512)|pbkdf2-sha(256|512)|2[aby]|7|y)\$\S{20,}", re.ASCII)
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
    category: Category, values: Mapping[str, object], *, kind: str = "", artificial_codes: bool = False
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Check one record's values for a kind of subject; give them in stored form, and every problem found. Empty values are left out.

    `artificial_codes` accepts identity codes of the 900 series, which no person is given; only demo homes do.
    """
    stored: dict[str, object] = {}
    problems: list[Problem] = []
    for key, value in values.items():
        rule = category.fields.get(key)
        if rule is None:
            problems.append(Problem(key[:60], "SEL-P001", "Tietosuojaseloste ei nimeä tätä kenttää, joten sitä ei voi tallentaa."))
        elif _is_empty(value):
            continue
        elif not rule.is_for(kind):
            problems.append(Problem(key, "SEL-P015", "Rekisterinpitäjä ei ole ottanut tätä kenttää käyttöön, joten sitä ei voi tallentaa."))
        else:
            try:
                stored[key] = _checked(rule, value, artificial_codes)
            except _Wrong as wrong:
                problems.append(Problem(key, wrong.code, wrong.message))
    if not stored and not problems:
        problems.append(Problem("", "SEL-P002", "Tiedossa ei ole yhtään arvoa."))
    return stored, tuple(problems)


def as_given(values: Mapping[str, object], stored: Mapping[str, object]) -> dict[str, str]:
    """What was written otherwise than it is stored, exactly as it was written: a number with spaces, a sum with a comma.

    White space around a value is nobody's data: alone it makes no difference.
    """
    return {key: given for key, given in values.items() if isinstance(given, str) and key in stored and given.strip() != stored[key]}


def amended(new: Mapping[str, object], old: Mapping[str, object]) -> dict[str, object]:
    """A corrected record's values. What was once given stays beside a value that the correction leaves as it was."""
    before, now = old.get(GIVEN), new.get(GIVEN)
    kept = {key: given for key, given in before.items() if new.get(key) == old.get(key)} if isinstance(before, Mapping) else {}
    given = kept | dict(now) if isinstance(now, Mapping) else kept
    return {**new, GIVEN: given} if given else dict(new)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _checked(rule: FieldRule, value: object, artificial_codes: bool) -> object:
    if rule.secret and not _HASH.fullmatch(_line(value)):
        raise _Wrong("SEL-P016", "Salasanasta tallennetaan vain vahva tiiviste, ei koskaan salasanaa itseään.")
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
    if _CONTROL.search(text):
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
        raise _Wrong("SEL-P006", "Tarkista sähköpostiosoite. Se on muotoa nimi@yritys.example.")
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
    if isinstance(value, date) and not isinstance(value, datetime):  # the date of an instant depends on where one stands
        return value.isoformat()
    wrong = _Wrong("SEL-P008", "Tarkista päivämäärä. Se kirjoitetaan muodossa 2026-11-22.")
    text = "" if isinstance(value, datetime) else _line(value)
    try:
        parsed = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        raise wrong from None
    if parsed is None:
        raise wrong
    return parsed.isoformat()


def _money(value: object) -> str:
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        number = Decimal(value)
        text = f"{number:f}" if number.is_finite() and abs(number) < _LARGEST else ""
    else:
        text = re.sub(r"[ \u00a0\u202f]", "", _line(value)).replace(",", ".").replace("\u2212", "-")
    if not _MONEY.fullmatch(text):
        raise _Wrong("SEL-P009", "Tarkista rahamäärä. Kirjoita se euroina, esimerkiksi 1250,00.")
    return f"{Decimal(text):.2f}"


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        number = value
    else:
        text = _line(value)
        number = int(text) if re.fullmatch(r"-?\d{1,16}", text, re.ASCII) else _LARGEST
    if abs(number) >= _LARGEST:
        raise _Wrong("SEL-P010", "Anna kokonaisluku.")
    return number


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _Wrong("SEL-P011", "Anna kyllä tai ei.")


def _hetu(value: object, artificial_codes: bool) -> str:
    from stdnum.exceptions import ValidationError
    from stdnum.fi import hetu

    text = _line(value).upper()
    try:
        if not text.isascii():
            raise ValidationError
        return str(hetu.validate(text, allow_temporary=artificial_codes))
    except ValidationError:
        raise _Wrong("SEL-P013", "Tarkista henkilötunnus: tarkistusmerkki tai muoto ei täsmää.") from None


def _ytunnus(value: object) -> str:
    from stdnum.exceptions import ValidationError
    from stdnum.fi import ytunnus

    text = _line(value)
    try:
        if not text.isascii():
            raise ValidationError
        compact = str(ytunnus.validate(text))
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
