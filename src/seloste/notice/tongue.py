"""How is one sentence said in each of the three languages? A tongue knows its grammar, and puts names and numbers into a sentence.

Values never become part of a sentence's pattern: braces in an author's text stay braces.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter
from typing import NamedTuple, Protocol

from seloste.law.periods import Period
from seloste.notice import english, finnish, swedish
from seloste.notice.naming import Named
from seloste.notice.phrases import Phrase, Said, clean, joined, plain
from seloste.notice.structure import MatterKind
from seloste.notice.values import Basis, Need, Text


class Words(NamedTuple):
    """The pattern of a sentence in three languages; `{name}` stands for what is put in."""

    fi: str
    sv: str
    en: str


class Grammar(Protocol):
    """What each language knows by itself."""

    AND: str
    OR: str
    BASES: dict[Basis, str]
    ARTICLES: dict[Basis, str]
    NEEDS: dict[Need, str]
    CHANNELS: dict[str, str]

    def day(self, when: date) -> str: ...
    def country(self, code: str) -> str: ...
    def lasting(self, period: Period) -> str: ...
    def of_length(self, period: Period) -> str: ...
    def bound(self, kind: MatterKind, *, consent: bool = False) -> str: ...


@cache
def _parsed(pattern: str) -> tuple[tuple[str, str], ...]:
    return tuple((written, name or "") for written, name, _form, _conversion in Formatter().parse(pattern))


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language that pages are written in."""

    lang: str
    grammar: Grammar

    def say(self, words: Words, /, **values: Said) -> Phrase:
        """Say a sentence with these names and numbers in it."""
        pieces: list[Said] = []
        for written, name in _parsed(getattr(words, self.lang)):
            pieces.append(written)
            if name:
                pieces.append(values[name])
        return joined("", pieces)

    def own(self, text: Text) -> Phrase:
        """Quote the notice: its own words in this language, or its Finnish ones, marked as such."""
        return plain(text[self.lang], "" if self.lang == "fi" or getattr(text, self.lang) else "fi")

    def told(self, text: Text) -> Phrase:
        """Quote the notice as a sentence."""
        return self.own(text).sentence()

    def name(self, parts: Mapping[str, Named], key: str) -> Phrase:
        """Name a part of the notice; by its key where the author gave no name."""
        part = parts.get(key)
        return self.own(part.name) if part and part.name else plain(key.replace("_", " ").capitalize())

    def names(self, parts: Mapping[str, Named], keys: Iterable[str]) -> list[Phrase]:
        """Name several parts."""
        return [self.name(parts, key) for key in keys]

    def listed(self, each: Iterable[Said], last: str = "and") -> Phrase:
        """Write a list as a sentence does: a, b and c."""
        all_of = list(each)
        word = self.grammar.AND if last == "and" else self.grammar.OR
        return joined(f" {word} ", (joined(", ", all_of[:-1]), *all_of[-1:]))

    def named(self, each: Iterable[Phrase]) -> Phrase:
        """Write names after a colon: small letters, only commas; semicolons where a name has a comma of its own."""
        return _apart([one.lowered() for one in each])

    def parties(self, each: Iterable[Text]) -> Phrase:
        """Write names of firms and people after a colon, as they are: nobody can tell a proper name from a common one."""
        return _apart([self.own(one) for one in each])

    def day(self, when: date) -> str:
        """Write a date."""
        return self.grammar.day(when)

    def country(self, code: str) -> str:
        """Name a country."""
        return clean(self.grammar.country(code))

    def countries(self, codes: Iterable[str]) -> Phrase:
        """Name countries in a list."""
        return self.listed(self.country(code) for code in codes)

    def ways(self, *ways: str | None) -> Phrase:
        """Give the ways to reach somebody: an address, a number."""
        return self.listed((clean(way) for way in ways if way), "or")

    def channels(self, keys: Iterable[str], *, every: bool = False) -> Phrase:
        """Say by which channels: any one of them, or every one."""
        return self.listed((self.grammar.CHANNELS[key] for key in keys), "and" if every else "or")

    def lasting(self, period: Period) -> str:
        """How long."""
        return self.grammar.lasting(period)

    def of_length(self, period: Period) -> str:
        """After or within how long."""
        return self.grammar.of_length(period)


def _apart(names: list[Phrase]) -> Phrase:
    return joined("; " if any("," in str(one) for one in names) else ", ", names)


TONGUES: dict[str, Tongue] = {"fi": Tongue("fi", finnish), "sv": Tongue("sv", swedish), "en": Tongue("en", english)}
type Saying = Words | Callable[[Tongue], Phrase]


def said(saying: Saying, tongue: Tongue) -> Phrase:
    """Say it in that language, whether it is a plain sentence or one that is put together."""
    return tongue.say(saying) if isinstance(saying, Words) else saying(tongue)
