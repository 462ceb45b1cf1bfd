"""What is a person called here?  By the name that this purpose opens, else by what else tells them apart, in the notice's own words.

Only the reading is looked at: what a purpose doesn't open names nobody. No firm's field is known by name; the notice says what is a name.
"""

from collections.abc import Callable, Sequence

from seloste import gate
from seloste.faces.desk import values
from seloste.faces.ui.templatetags.ui import text
from seloste.notice import Category, FieldType, Notice

NAME = "pd:Name"
# What tells a person apart without being a name, by the terms that the notice gives (W3C DPV).
TELLING = frozenset({"pd:Username", "pd:AccountIdentifier", "pd:UID", "pd:EmailAddress", "pd:EmailAddressPersonal", "pd:EmailAddressWork"})
# The vocabulary has no term for the parts of a name, so the field's own key says which part comes first.
FIRST = ("first", "given", "forename", "etunimi")


def title(notice: Notice, reading: gate.Reading) -> str:
    """Name the person from what this purpose opens, first name first. May be empty."""
    return _first(notice, reading, _own_name, " ") or _first(notice, reading, _found_by_name, " ")


def known_by(notice: Notice, reading: gate.Reading) -> str:
    """Tell the person apart: by name, else by one thing that only they have, such as a user name or an address. May be empty."""
    return title(notice, reading) or _first(notice, reading, _telling, "")


def kind_name(notice: Notice, kind: str) -> str:
    """Name a kind of subject as the notice does."""
    return text(notice.subjects[kind].name) if kind in notice.subjects else kind


def tells_apart(notice: Notice, category: Category) -> bool:
    """Whether what a category holds tells who somebody is: their name, or one thing that only they have."""
    return any(pick(notice, category) for pick in (_own_name, _found_by_name, _telling))


def _first(notice: Notice, reading: gate.Reading, pick: Callable[[Notice, Category], Sequence[str]], between: str) -> str:
    """Write the picked fields of the first entry that has any; without anything to stand between them, one is enough."""
    for entry in reading.entries:
        category = notice.data[entry.category]
        said = [values.shown(category.fields[key], entry.values.get(key)) for key in pick(notice, category)]
        words = [word for word in said if word]
        if words:
            return between.join(words) if between else words[0]
    return ""


def _own_name(notice: Notice, category: Category) -> Sequence[str]:
    """The name of the person themselves. Another's may stand on our own papers, such as who paid an invoice."""
    if category.of and notice.matters[category.of].of == "controller":
        return ()
    named = [key for key, field in category.fields.items() if field.type is FieldType.TEXT and field.pd == NAME]
    return sorted(named, key=lambda key: not key.startswith(FIRST))


def _found_by_name(notice: Notice, category: Category) -> Sequence[str]:
    """The texts that a search by name would find, where the notice gives no terms."""
    texts = [key for key, field in category.fields.items() if field.type is FieldType.TEXT]
    last = max((place for place, key in enumerate(texts) if category.fields[key].searchable), default=-1)
    return sorted(texts[: last + 1], key=lambda key: not key.startswith(FIRST))


def _telling(notice: Notice, category: Category) -> Sequence[str]:
    """What a search finds them by, or what the notice says is theirs alone; a code that must stay hidden is never a heading."""
    return [
        key for key, field in category.fields.items() if (field.searchable or field.pd in TELLING) and not (field.secret or field.sensitive)
    ]
