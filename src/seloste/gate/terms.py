"""Which words of a record lead to it? Its searchable identifiers, and where the setting says so the beginnings of its names."""

from django.conf import settings

from seloste.notice.values import FieldType
from seloste.policy.tables import Policy, Timeline
from seloste.policy.terms import INDEXED, beginnings, normal
from seloste.register.lookups import BEGINNING, Term


def by_beginnings() -> bool:
    """Whether names are found by keyed hashes of their beginnings, and not by a list in memory (SELOSTE_NAME_SEARCH)."""
    return bool(settings.NAME_SEARCH == "beginnings")


def ever_indexed(timeline: Timeline, category: str) -> bool:
    """Whether a record of a category may have been indexed, by whichever notice it was."""
    return any(category in version.policy.purposes["indexing"].reads for version in timeline)


def indexed(policy: Policy) -> frozenset[tuple[str, str, FieldType]]:
    """The fields of which anything is indexed: category, field and kind."""
    kinds = {*INDEXED, FieldType.TEXT} if by_beginnings() else {*INDEXED}
    reads = policy.purposes["indexing"].reads
    found = ((key, field, rule) for key, category in policy.categories.items() if key in reads for field, rule in category.fields.items())
    return frozenset((key, field, rule.type) for key, field, rule in found if rule.searchable and rule.type in kinds)


def terms(policy: Policy, category: str, values: dict[str, object], folder: int, record: int) -> list[Term]:
    """What of a record is indexed: its searchable identifiers, and the beginnings of names where the setting says so."""
    found: list[Term] = []
    if category not in policy.purposes["indexing"].reads:
        return found
    for key, rule in policy.categories[category].fields.items():
        if not rule.searchable or key not in values:
            continue
        if rule.type in INDEXED and (form := normal(rule.type, str(values[key]))):
            found.append(Term(str(rule.type), form, folder, record))
        elif rule.type is FieldType.TEXT and by_beginnings():
            found += [Term(BEGINNING, form, folder, record) for form in sorted(beginnings(str(values[key])))]
    return found
