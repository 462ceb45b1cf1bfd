"""What is one change? A kind of difference, where it is, and what it means for people, in three languages.

Whether it is material follows from its kind alone: WP260 rev.01 names what people must be told before it happens.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from seloste.notice.values import LANGUAGES

type Said = str | Callable[[str], str]


class Code(StrEnum):
    """The kinds of change."""

    CONTROLLER = "controller"
    CONTACT = "contact"
    PURPOSE_NEW = "purpose-new"
    PURPOSE_GONE = "purpose-gone"
    PURPOSE_RESTATED = "purpose-restated"
    KIND_NEW = "kind-new"
    KIND_GONE = "kind-gone"
    BASIS = "basis"
    EXCEPTION = "exception"
    READS_MORE = "reads-more"
    READS_LESS = "reads-less"
    KEEPS_MORE = "keeps-more"
    KEEPS_LESS = "keeps-less"
    RUNS_MORE = "runs-more"
    RUNS_LESS = "runs-less"
    FOLLOWS = "follows"
    KEEP_LONGER = "keep-longer"
    KEEP_SHORTER = "keep-shorter"
    MATTER_LONGER = "matter-longer"
    MATTER_SHORTER = "matter-shorter"
    MATTER_NEW = "matter-new"
    MATTER_GONE = "matter-gone"
    WITHIN_LONGER = "within-longer"
    WITHIN_SHORTER = "within-shorter"
    LOG_LONGER = "log-longer"
    LOG_SHORTER = "log-shorter"
    BACKUPS_LONGER = "backups-longer"
    BACKUPS_SHORTER = "backups-shorter"
    STORE = "store"
    ROLES_MORE = "roles-more"
    ROLES_LESS = "roles-less"
    MARKETING_MORE = "marketing-more"
    MARKETING_LESS = "marketing-less"
    DESPITE_RESTRICTION = "despite-restriction"
    APPLIES_TO_ALL = "applies-to-all"
    CATEGORY_NEW = "category-new"
    CATEGORY_GONE = "category-gone"
    CATEGORY_MOVED = "category-moved"
    FIELD_NEW = "field-new"
    FIELD_GONE = "field-gone"
    SENSITIVE = "sensitive"
    NEED = "need"
    SOURCE_NEW = "source-new"
    SOURCE_GONE = "source-gone"
    RECIPIENT_NEW = "recipient-new"
    RECIPIENT_GONE = "recipient-gone"
    RECIPIENT = "recipient"
    RECIPIENT_MORE = "recipient-more"
    RECIPIENT_LESS = "recipient-less"
    PROCESSOR_NEW = "processor-new"
    PROCESSOR_GONE = "processor-gone"
    PROCESSOR_MORE = "processor-more"
    PROCESSOR_LESS = "processor-less"
    TRANSFER_NEW = "transfer-new"
    TRANSFER_GONE = "transfer-gone"
    SAFEGUARD = "safeguard"
    STAYING = "staying"
    PLACE = "place"
    RIGHT = "right"
    DECISIONS = "decisions"
    PROFILING = "profiling"
    ANNOUNCING = "announcing"
    GROUP_MORE = "group-more"
    GROUP_LESS = "group-less"
    CHOSEN_ON = "chosen-on"
    CHOSEN_OFF = "chosen-off"
    SOURCE_MORE = "source-more"
    SOURCE_LESS = "source-less"
    TERMS = "terms"
    MEASURE_NEW = "measure-new"
    MEASURE_GONE = "measure-gone"
    MEASURE = "measure"
    COOKIE_NEW = "cookie-new"
    COOKIE_GONE = "cookie-gone"
    COOKIE = "cookie"
    WORDS = "words"
    OTHER = "other"


# The list of WP260 rev.01: controller, purpose, basis, category of recipients, transfer, longer retention, rights and how to use them,
# automated decisions, special categories. What is only narrowed (fewer data, shorter times) is told but needs no notice beforehand,
# except where the list makes no difference between more and less. A change in how changes are announced may not come unannounced, nor
# one in the terms on which we process for another controller, which has to agree to them (Art. 28(3)).
MATERIAL: frozenset[Code] = frozenset(
    {
        Code.CONTROLLER, Code.CONTACT, Code.PURPOSE_NEW, Code.PURPOSE_GONE, Code.PURPOSE_RESTATED, Code.KIND_NEW, Code.BASIS,
        Code.EXCEPTION, Code.STAYING, Code.READS_MORE, Code.KEEPS_MORE, Code.RUNS_MORE, Code.FOLLOWS, Code.KEEP_LONGER,
        Code.MATTER_LONGER, Code.WITHIN_LONGER, Code.LOG_LONGER, Code.BACKUPS_LONGER, Code.STORE, Code.MARKETING_MORE,
        Code.DESPITE_RESTRICTION, Code.APPLIES_TO_ALL, Code.CATEGORY_MOVED, Code.SENSITIVE, Code.RECIPIENT_NEW, Code.RECIPIENT_GONE,
        Code.RECIPIENT, Code.RECIPIENT_MORE, Code.PROCESSOR_NEW, Code.PROCESSOR_GONE, Code.PROCESSOR_MORE, Code.TRANSFER_NEW,
        Code.TRANSFER_GONE, Code.SAFEGUARD, Code.RIGHT, Code.DECISIONS, Code.PROFILING, Code.ANNOUNCING, Code.GROUP_MORE, Code.TERMS,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `line` is where it stands in the new file, or where it stood in the old one when it is gone."""

    code: Code
    path: str
    line: int
    said: Mapping[str, str]

    @property
    def material(self) -> bool:
        """Whether people must be told before it takes effect."""
        return self.code in MATERIAL


def tell(code: Code, path: str, line: int, phrases: Mapping[str, str], **words: Said) -> Change:
    """Make a change from a phrase of each language and the words that go into it."""
    said = {}
    for lang in LANGUAGES:
        given = {name: word if isinstance(word, str) else word(lang) for name, word in words.items()}
        said[lang] = phrases[lang].format(**given)
    return Change(code, path, line, said)
