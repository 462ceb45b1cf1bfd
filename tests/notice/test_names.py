"""Whatever names an author gives, every sentence stays right: a name is never bent, and no verb or article has to agree with it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notice.firms import ON
from notice.test_words import catalogue
from seloste.notice import Notice, clauses, grammar, load
from seloste.notice.render import LANGUAGES

# Plural, foreign, ending in a consonant, an acronym, a compound, in quotes, with digits, a firm, long, with a colon and a slash of its own.
AWKWARD = (
    "Ostokset", "Feedback", "Marketing-leads", "YTJ", "GPS", "Asiakasuskollisuusohjelmat", "”Bonus”", "3D-kuvat", "Oy Yritys Ab",
    "Laskut ja maksumuistutukset", "Lapsi", "Hius", "Rosé", "Käynnit 2020-luvulla", "A/B-testit", "CV", "Z", "sähkösopimus",
    "Henkilötietoja sisältävien sähköisten asiointipalveluiden käyttäjätunnisteet ja niiden muutoshistoria",
)  # fmt: skip
PLACES = frozenset({"name", "names", "matter", "purpose", "purposes", "readers", "groups", "group", "data", "title", "right"})
# Said of the firm alone, which is one, or in the passive, which knows no number.
AGREED = frozenset({"WHO_TOLD", "WHO_ONLY", "CHILD_WHO", "BOUND_TOLD"})


@pytest.mark.parametrize(("key", "each"), [case for case in catalogue() if case[0].partition(".")[2] not in AGREED])
def test_a_name_stands_where_nothing_has_to_agree_with_it(key: str, each: tuple[str, str, str]) -> None:
    for pattern in each:
        for found in re.finditer(r"\{(\w+)\}", pattern):
            before, after = pattern[: found.start()], pattern[found.end() :]
            if found[1] in PLACES:
                assert not before or before.endswith((": ", "”", "“", "(", "} – ", "}, ")), pattern
                assert not after or after[0] in ".;:,)”“{" or after.startswith((" (", " –", " ·")), pattern


def named(text: str, name: str) -> Notice:
    """Read the small notice with that name for everything in it."""
    quoted = f"'{name}'"
    for old in ("Asiakaspalvelu", "Asiakassuhde", "Nimi", "Myynti", "Tilaus", "Sopimus"):
        text = re.sub(rf"(?<=name: ){old}(?=[,}}\n])", quoted, text)
    found = load(text.encode(), file="notice.yaml", on=ON)
    assert found.notice, [str(each) for each in found.findings]
    return found.notice


def whole(notice: Notice, lang: str) -> str:
    return " ".join(each.text[lang] for each in clauses(notice))


def stands(words: str, name: str) -> bool:
    return name in words or grammar.lowered(name) in words


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_awkward_name_stands_unbent_in_every_sentence_that_takes_it(name: str, lang: str, mini: str) -> None:
    plain, told = named(mini, "Tapaus"), named(mini, name)
    before, after = whole(plain, lang), whole(told, lang)
    assert stands(after, name)
    # Only the name differs: it chose no ending, verb or article.
    bare = re.sub(rf"{re.escape(name)}|{re.escape(grammar.lowered(name))}", "#", after)
    assert bare == re.sub("[Tt]apaus", "#", before)


@given(st.text("aeioäöyckrstABCÅ-'9", min_size=1, max_size=30).filter(lambda words: words.strip(" -'")))
def test_a_name_begins_with_a_small_letter_or_as_it_was_written(name: str) -> None:
    small = grammar.lowered(name)
    assert small[1:] == name[1:]
    assert small[:1] in (name[:1], name[:1].lower())


@pytest.mark.parametrize(
    ("name", "small"),
    [("Tilaukset", "tilaukset"), ("YTJ-tiedot", "YTJ-tiedot"),
     ("Y-tunnus", "Y-tunnus"), ("LinkedIn", "LinkedIn"), ("B2B-myynti", "B2B-myynti"), ("Ääni", "ääni"),
     ("Asiakkaan YTJ-tiedot", "asiakkaan YTJ-tiedot"), ("E-postadress", "e-postadress"), ("E-vitamiini", "E-vitamiini"), ("", "")],
)  # fmt: skip
def test_an_abbreviation_or_a_name_with_an_inner_capital_keeps_its_own(name: str, small: str) -> None:
    assert grammar.lowered(name) == small
