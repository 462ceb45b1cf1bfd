"""How is a stored value shown, and how is a typed one read?  By the field's type in the notice.

Whether a value is valid is the policy's business.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext

from seloste.faces.ui.dates import read_day, typed_day
from seloste.faces.ui.forms import Question, Widget
from seloste.faces.ui.templatetags.ui import day, language, text
from seloste.notice import DataField, FieldType, Need

WIDGETS: dict[FieldType, Widget] = {
    FieldType.NOTE: "textarea",
    FieldType.ADDRESS: "text",
    FieldType.EMAIL: "email",
    FieldType.PHONE: "tel",
    FieldType.BOOLEAN: "checkbox",
    FieldType.CHOICE: "select",
}
SHORT = frozenset({FieldType.DATE, FieldType.MONEY, FieldType.INTEGER})
CODES = frozenset({FieldType.FI_HETU, FieldType.FI_YTUNNUS})
INPUT_MODES = {FieldType.MONEY: "decimal", FieldType.INTEGER: "numeric"}


def label(key: str, field: DataField) -> str:
    """Name a field as the notice does."""
    return text(field.name) or key


def shown(field: DataField, value: object) -> str:
    """Write a stored value for the eye."""
    if value is None or value == "":
        return ""
    if field.secret:
        return gettext("vain tiiviste")
    if field.type is FieldType.BOOLEAN:
        return gettext("kyllä") if value else gettext("ei")
    if field.type is FieldType.DATE:
        return day(datetime.fromisoformat(str(value)).date())
    if field.type is FieldType.MONEY:
        sum_of = f"{Decimal(str(value)):,.2f}"
        return f"€{sum_of}" if language() == "en" else f"{sum_of} €".replace(",", "\u00a0").replace(".", ",")
    if field.type is FieldType.PHONE:
        import phonenumbers  # slow to import, and most pages have no telephone number

        return phonenumbers.format_number(phonenumbers.parse(str(value)), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return str(value)


def typed(field: DataField, value: object) -> str | bool:
    """Write a stored value as a person would type it."""
    if field.type is FieldType.BOOLEAN:
        return bool(value)
    if field.type is FieldType.MONEY and value:
        return str(value).replace(".", ",")
    if field.type is FieldType.DATE and value:
        return typed_day(date.fromisoformat(str(value)[:10]))
    return shown(field, value)


def read(field: DataField, raw: str) -> object:
    """Read what was typed into the form the policy checks; what can't be read goes on as it is, to be refused there."""
    if field.type is FieldType.BOOLEAN:
        return raw == "true"
    cleaned = raw.strip()
    if field.type is FieldType.DATE:
        return read_day(cleaned) or cleaned
    return cleaned


def question(key: str, field: DataField, value: str | bool, problem: str = "", *, prefix: str = "") -> Question:
    """Ask for a field: what it is, whether it must be given, and what follows if it isn't (Art. 13(2)(e))."""
    return Question(
        id=prefix + key,
        label=label(key, field),
        widget=WIDGETS.get(field.type, "text"),
        value=value,
        required=field.need is not Need.VOLUNTARY,
        hint=_hint(field),
        problem=problem,
        choices=tuple((choice, choice) for choice in field.choices),
        size="short" if field.type in SHORT else "code" if field.type in CODES else "",
        inputmode=INPUT_MODES.get(field.type, ""),
    )


def _hint(field: DataField) -> str:
    needs = {
        Need.STATUTORY: gettext("Laki edellyttää tätä."),
        Need.CONTRACTUAL: gettext("Sopimus edellyttää tätä."),
        Need.PRE_CONTRACT: gettext("Tarvitaan ennen sopimusta."),
    }
    forms = {FieldType.DATE: gettext("Muodossa 22.11.2026."), FieldType.MONEY: gettext("Euroina, esimerkiksi 1250,00.")}
    return " ".join(part for part in (needs.get(field.need, ""), text(field.consequence), forms.get(field.type, "")) if part)
