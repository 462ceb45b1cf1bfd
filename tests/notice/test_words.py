"""Every sentence of the notice's own stands in three languages, with the same places to fill, and none of them bends a name."""

import importlib
import pkgutil
from collections.abc import Iterator
from string import Formatter

import pytest

from seloste.law import Period
from seloste.notice import MatterKind, Text, english, finnish, swedish, words
from seloste.notice.phrases import Phrase, Run, joined, plain
from seloste.notice.tongue import TONGUES, Words


def catalogue() -> Iterator[tuple[str, Words]]:
    for module in pkgutil.iter_modules(words.__path__):
        for name, value in vars(importlib.import_module(f"seloste.notice.words.{module.name}")).items():
            if isinstance(value, Words):
                yield f"{module.name}.{name}", value
            elif isinstance(value, dict) and name.isupper():
                yield from ((f"{module.name}.{name}.{key}", each) for key, each in value.items() if isinstance(each, Words))


def places(pattern: str) -> list[str]:
    return sorted(name for _text, name, _form, _conversion in Formatter().parse(pattern) if name is not None)


@pytest.mark.parametrize(("name", "each"), list(catalogue()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_sentence_has_the_same_places_in_every_language(name: str, each: Words) -> None:
    assert all(each)
    assert places(each.fi) == places(each.sv) == places(each.en)
    assert len({pattern.removesuffix("art.").endswith((".", "!", "?")) for pattern in each}) == 1


@pytest.mark.parametrize("grammar", [swedish, english])
def test_every_grammar_knows_what_finnish_knows(grammar: object) -> None:
    for table in ("BASES", "ARTICLES", "NEEDS", "COUNTRIES", "CHANNELS"):
        assert getattr(grammar, table).keys() == getattr(finnish, table).keys()


@pytest.mark.parametrize(
    ("period", "sv", "en"),
    [
        ("P1M", ("1 månad", "en månad"), ("1 month", "one month")),
        ("P24M", ("24 månader", "24 månader"), ("24 months", "24 months")),
        ("P1Y", ("1 år", "ett år"), ("1 year", "one year")),
        ("P14D", ("14 dagar", "14 dagar"), ("14 days", "14 days")),
        ("PT72H", ("72 timmar", "72 timmar"), ("72 hours", "72 hours")),
        ("PT90M", ("90 minuter", "90 minuter"), ("90 minutes", "90 minutes")),
    ],
)
def test_periods_are_said_as_people_say_them(period: str, sv: tuple[str, str], en: tuple[str, str]) -> None:
    length = Period.parse(period)
    assert (swedish.lasting(length), swedish.of_length(length)) == sv
    assert (english.lasting(length), english.of_length(length)) == en


def test_bounds_are_said_whole() -> None:
    kind = MatterKind.model_validate({"end": "planned", "else": {"idle": "P3Y"}, "at_most": "P1Y"})
    assert swedish.bound(kind) == (
        "upphör den överenskomna dagen; om ingen dag har avtalats upphör det när det har gått 3 år sedan den senaste kontakten, "
        "dock senast ett år efter att det började"
    )
    assert english.bound(kind) == (
        "ends on the agreed day; if no day has been agreed, it ends when 3 years have passed since the last contact, "
        "but at the latest one year after it began"
    )


def test_a_missing_translation_is_finnish_and_says_so() -> None:
    text = Text(fi="Nimi", en="Name")
    assert TONGUES["sv"].own(text) == Phrase((Run("Nimi", "fi"),))
    assert TONGUES["en"].own(text) == Phrase((Run("Name"),))
    assert TONGUES["fi"].own(text) == Phrase((Run("Nimi"),))


def test_runs_of_one_language_become_one_and_sentences_begin_and_end_as_one() -> None:
    said = joined(" ", ("a", "", plain("b"), plain("c", "fi")))
    assert said.runs == (Run("a b "), Run("c", "fi"))
    assert str(said.sentence()) == "A b c."
    assert said.sentence().runs[1] == Run("c.", "fi")
    assert not Phrase().sentence()


def test_braces_in_a_name_stay_braces() -> None:
    words = Words("{name} on", "{name} är", "{name} is")
    assert str(TONGUES["fi"].say(words, name=plain("{evil} {0}"))) == "{evil} {0} on"


def test_a_name_with_a_comma_of_its_own_is_kept_apart_from_the_next() -> None:
    names = [plain("Selain"), plain("IP-osoite, lopusta katkaistu")]
    assert str(TONGUES["fi"].named(names)) == "selain; IP-osoite, lopusta katkaistu"
    assert str(TONGUES["en"].named(names[:1] * 2)) == "selain, selain"


def test_names_of_firms_keep_their_capital() -> None:
    assert str(TONGUES["fi"].parties([Text(fi="Klarna"), Text(fi="Posti Oy")])) == "Klarna, Posti Oy"
