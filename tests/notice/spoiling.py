"""The same notice with other words in every text: markup of every kind, to see that none of it comes alive."""

from collections.abc import Callable, Mapping

from pydantic import BaseModel

from seloste.notice import Notice
from seloste.notice.values import Text

# What an author writes as plain text in these places, besides the texts: names, addresses, ways of contact.
_SHORT = {
    "Controller": ("name", "address", "email", "phone", "website", "place", "details", "business_id"),
    "Contact": ("email", "phone"),
    "Dpo": ("email", "phone"),
    "Cookie": ("name", "provider"),
    "Processor": ("safeguard",),
    "Recipient": ("safeguard",),
    "Purpose": ("dpv",),
    "BuiltinPurpose": ("dpv",),
    "DataField": ("pd",),
}


def spoilt(notice: Notice, words: str, *, translated: bool = False) -> Notice:
    """Give the notice with these words in every text field; in Finnish only, or in every language."""
    text = Text.model_construct(fi=words, sv=words if translated else None, en=words if translated else None)
    made = _spoil(notice, lambda value: text if isinstance(value, Text) else value, words)
    assert isinstance(made, Notice)
    made._sha256, made._lines = notice.sha256, notice._lines
    return made


def _spoil(value: object, other: Callable[[object], object], words: str) -> object:
    if isinstance(value, Text):
        return other(value)
    if isinstance(value, Mapping):
        return {name: _spoil(inner, other, words) for name, inner in value.items()}
    if isinstance(value, BaseModel):
        kind = type(value)
        update = {name: _spoil(getattr(value, name), other, words) for name in kind.model_fields}
        update |= dict.fromkeys(_SHORT.get(kind.__name__, ()), words)
        return value.model_copy(update=update)
    return value
