"""How is the inside of a change said in each language? Names, lists, periods, bases: each gives its words when told the language."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from types import ModuleType

from seloste.law.periods import Period
from seloste.notice import english, finnish, naming, swedish
from seloste.notice.naming import Named
from seloste.notice.structure import MatterKind
from seloste.notice.values import Basis, Need, Text

type Saying = Callable[[str], str]

GRAMMARS: dict[str, ModuleType] = {"fi": finnish, "sv": swedish, "en": english}
_NOTHING = {"fi": "ei mitään", "sv": "inget", "en": "nothing"}
_AT_ONCE = {"fi": "ei lainkaan", "sv": "inte alls", "en": "not at all"}
_RULE = {"fi": "säännön {rule} mukaan", "sv": "enligt regeln {rule}", "en": "by the rule {rule}"}
_YES = {"fi": ("ei", "kyllä"), "sv": ("nej", "ja"), "en": ("no", "yes")}
# Two texts with this share of their words in common, in order, say the same thing in other words (WP260: style needs no announcement).
ALIKE = 0.8
MOST_PAIRS = 100_000


def name(parts: Mapping[str, Named], key: str) -> Saying:
    """One part's name."""
    return lambda lang: naming.of(parts, key, lang)


def names(parts: Mapping[str, Named], keys: Iterable[str]) -> Saying:
    """Several parts' names, as a list with commas only: a name may hold an "and" of its own."""
    wanted = tuple(keys)
    return lambda lang: ", ".join(naming.all_of(parts, wanted, lang)) or _NOTHING[lang]


def either(old: Mapping[str, Named], new: Mapping[str, Named]) -> dict[str, Named]:
    """The parts of both notices, the new one's where both have it."""
    return {**old, **new}


def text(words: Text | str | None) -> Saying:
    """A text of the notice."""
    return lambda lang: _NOTHING[lang] if words is None else words if isinstance(words, str) else words[lang]


def basis(found: Basis) -> Saying:
    """A legal basis."""
    return lambda lang: str(GRAMMARS[lang].BASES[found])


def bases(found: Iterable[Basis]) -> Saying:
    """Several legal bases, each once."""
    once = tuple(dict.fromkeys(found))
    return lambda lang: ", ".join(str(GRAMMARS[lang].BASES[each]) for each in once) or _NOTHING[lang]


def need(found: Need) -> Saying:
    """Whether a field must be given."""
    return lambda lang: str(GRAMMARS[lang].NEEDS[found])


def channels(found: Iterable[str]) -> Saying:
    """Ways to tell or to be told."""
    wanted = tuple(found)
    return lambda lang: ", ".join(str(GRAMMARS[lang].CHANNELS[each]) for each in wanted) or _NOTHING[lang]


def country(code: str) -> Saying:
    """A country."""
    return lambda lang: str(GRAMMARS[lang].country(code))


def lasting(period: Period | None) -> Saying:
    """How long."""
    return lambda lang: _AT_ONCE[lang] if period is None or period.is_zero else str(GRAMMARS[lang].lasting(period))


def tail(keep: Period | None, rule: str | None) -> Saying:
    """How long after the end: a period or a rule of law."""
    return lambda lang: _RULE[lang].format(rule=rule) if rule else lasting(keep)(lang)


def bound(kind: MatterKind) -> Saying:
    """When a matter ends."""
    return lambda lang: str(GRAMMARS[lang].bound(kind))


def flag(found: bool) -> Saying:
    """Yes or no."""
    return lambda lang: _YES[lang][found]


def listed(each: Iterable[str]) -> Saying:
    """Words of the file itself, the same in every language."""
    wanted = ", ".join(each)
    return lambda lang: wanted or _NOTHING[lang]


def alike(old: Text | str | None, new: Text | str | None) -> bool:
    """Whether two texts say the same, as far as words can tell. A text that came or went is not alike; a translation that was added is."""
    if old is None or new is None:
        return old is new
    before, after = _bare(old), _bare(new)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    middle = (before[head : len(before) - tail], after[head : len(after) - tail])
    same = head + tail
    # Texts that say one word again and again would take minutes to weigh; what differs in them is called different.
    if _pairs(*middle) <= MOST_PAIRS:
        same += sum(block.size for block in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks())
    return 2 * same >= ALIKE * (len(before) + len(after))


def _shared(before: list[str], after: list[str]) -> int:
    """How many words both begin with."""
    return next((place for place, (was, now) in enumerate(zip(before, after, strict=False)) if was != now), min(len(before), len(after)))


def _pairs(before: list[str], after: list[str]) -> int:
    """In how many ways a word of one can be held to be a word of the other: what weighing them costs."""
    counts = Counter(after)
    return sum(times * counts[word] for word, times in Counter(before).items())


def _bare(words: Text | str) -> list[str]:
    return re.findall(r"\w+", (words if isinstance(words, str) else words.fi).casefold())
