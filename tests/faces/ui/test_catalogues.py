"""The catalogues of the screens: whole, looked over, with the same placeholders, and compiled as they are written."""

import gettext
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from babel.messages import Catalog, Message

import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")
# The same word in both languages, and nothing forgotten.
SAME = {"sv": {"post", "sms"}, "en": set()}


def said(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def sources(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (str(message.id),)


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_everything_the_screens_say_is_translated(lang: str) -> None:
    assert [message.id for message in messages.lacking(messages.merged(lang))] == []


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_a_catalogue_is_what_the_screens_say_now(lang: str) -> None:
    assert messages.as_po(messages.merged(lang)) == messages.place(lang, "po").read_bytes(), "run ./dev messages"


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_what_the_program_reads_is_what_people_wrote(lang: str) -> None:
    compiled = gettext.GNUTranslations(BytesIO(messages.place(lang, "mo").read_bytes()))
    for message in said(messages.written(lang)):
        for at, words in enumerate(messages.strings(message)):
            one, *more = sources(message)
            assert (compiled.ngettext(one, more[0], 1 if at == 0 else 2) if more else compiled.gettext(one)) == words


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_source(lang: str) -> None:
    for message in said(messages.written(lang)):
        for source, words in zip(sources(message), messages.strings(message), strict=True):
            assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(words)), source


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_a_translation_begins_and_ends_as_its_source(lang: str) -> None:
    """A sentence stays a sentence, and the spaces around a fragment stay."""
    for message in said(messages.written(lang)):
        for source, words in zip(sources(message), messages.strings(message), strict=True):
            assert words != source or words in SAME[lang], source
            assert source[:1].isspace() == words[:1].isspace(), source
            assert source[-1:].isspace() == words[-1:].isspace(), source
            if len(source.split()) > 1:
                assert (source.rstrip()[-1] in ".:?") == (words.rstrip()[-1] in ".:?"), source
            assert not (source[0].isalpha() and words[0].isalpha()) or source[0].isupper() == words[0].isupper(), source


def test_every_message_is_gathered_from_the_screens() -> None:
    found = {str(message.id) for message in said(messages.gathered())}
    # From a template, from Python, and from a marker that is translated later.
    assert {"Siirry sisältöön", "Kirjaa kielto", "Henkilöt"} <= found
