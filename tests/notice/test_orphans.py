"""Is every sentence of a page the notice's own? Each comes from a clause, from the file, or from the fixed words around them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from pydantic import BaseModel

from notice.firms import EXAMPLES, FILES, ON, notice
from notice.test_words import catalogue
from seloste.notice import Notice, clauses, load, render
from seloste.notice.phrases import clean
from seloste.notice.render import LANGUAGES
from seloste.notice.render.tree import Block, Document, Items, Paragraph, Section, Terms, blocks, paragraph
from seloste.notice.render.writers.plain import words as said
from seloste.notice.values import Text


def read(firm: str) -> Notice:
    if firm != "clinic":
        return notice(firm)
    told = load((EXAMPLES / "hammasasema" / "notice.yaml").read_bytes(), file="notice.yaml", on=ON).notice
    assert told
    return told


def lines(each: Iterable[Block]) -> Iterator[str]:
    """Every line of a document's body that is said as a sentence: no heading, no cell of a table, no item that only names."""
    for block in each:
        match block:
            case Paragraph():
                yield said(block.line)
            case Items():
                yield from (said(item) for item in block.items)
            case Terms():
                for _term, meaning in block.rows:
                    yield from lines(meaning)
            case _ if inner := getattr(block, "blocks", ()):
                yield from lines(inner)


def own(value: object, lang: str) -> Iterator[str]:
    """Every text of the file itself."""
    if isinstance(value, Text):
        yield clean(value[lang])
    elif isinstance(value, str):
        yield clean(value)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from own(getattr(value, name), lang)
    elif isinstance(value, dict) or hasattr(value, "values"):
        for inner in value.values():
            yield from own(inner, lang)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from own(inner, lang)


def orphans(told: Notice, document: Document, lang: str) -> list[str]:
    """Name the lines that nothing of the notice's accounts for."""
    promised = {each.text[lang] for each in clauses(told)}
    written = set(own(told, lang))
    fixed = [getattr(each, lang) for name, each in catalogue() if name not in LOOSE]
    patterns = [re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(each)) + r"\.?") for each in fixed]
    known = promised | written | {f"{each}." for each in written}
    left = []
    for text in lines(document.blocks):
        bare = text.strip()
        if not bare.endswith((".", "!", "?")) or bare in known or any(each.fullmatch(bare) for each in patterns):
            continue
        if not accounted(bare, [*promised, *written], patterns):
            left.append(bare)
    return left


# Patterns of nothing but places: they would account for any sentence at all.
LOOSE = frozenset(name for name, each in catalogue() if not re.sub(r"\{\w+\}|\W", "", each.fi))


def accounted(text: str, known: list[str], patterns: list[re.Pattern[str]]) -> bool:
    """Whether every sentence of a longer line is known, or made by a pattern of the notice's words."""
    names = {each.lower() for each in known}
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”“])", text):
        within = any(sentence.rstrip(".").lower() in each.lower() for each in known)
        if not within and not any(each.fullmatch(sentence) for each in patterns) and not listed(sentence, names, patterns):
            return False
    return True


def listed(sentence: str, names: set[str], patterns: list[re.Pattern[str]]) -> bool:
    """Whether it only lists names of the file, each as it is or with a mark of ours."""
    pieces = sentence.rstrip(".").split("; " if "; " in sentence else ", ")
    return all(piece.lower() in names or any(each.fullmatch(piece) for each in patterns) for piece in pieces)


@pytest.mark.promise("OA-02", by="text")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("firm", [*FILES, "clinic"])
def test_no_sentence_of_a_page_is_an_orphan(firm: str, lang: str) -> None:
    told = read(firm)
    assert orphans(told, render.build(told, lang=lang, on=ON), lang) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_that_the_notice_never_said_is_found(lang: str) -> None:
    told = notice("OA")
    built = render.build(told, lang=lang, on=ON)
    stray = "Myymme tietosi jokaiselle, joka maksaa niistä eniten."
    section = Section("kohta-16", built.title, blocks(paragraph(stray)))
    assert orphans(told, replace(built, blocks=(*built.blocks, section)), lang) == [stray]
