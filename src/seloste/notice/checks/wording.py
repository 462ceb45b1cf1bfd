"""Is it said plainly, and in every language that the notice speaks?

Vague words hide what happens, and a reader can't hold anyone to them (Art. 12(1), WP260 rev.01).
"""

import re
from collections.abc import Iterator

from seloste.notice.asking import Asking, Check, Words
from seloste.notice.findings import Finding
from seloste.notice.outdated import found_in
from seloste.notice.values import LANGUAGES

_VAGUE = {
    "fi": re.compile(
        r"\b(saattaa|saattavat|saatetaan|saatamme|voi olla|voivat olla|mahdollisesti|kohtuullise\w+ aja\w+|tarpeen mukaan"
        r"|tarvittavan aja\w+|pääsääntöisesti|ensisijaisesti|ajoittain|pyrimme|pyritään)\b",
        re.I,
    ),
    "sv": re.compile(r"\b(kan komma att|eventuellt|skälig tid|vid behov|i regel|huvudsakligen|strävar efter|tidvis)\b", re.I),
    "en": re.compile(
        r"\b(might|may be|possibly|reasonable (time|period)|as needed|as necessary|from time to time|generally|mainly|as a rule)\b", re.I
    ),
}
# Two plain searches of one sentence, never one pattern with two open ends: that would take hours on a hostile text.
_AREA = re.compile(r"\b(EU|ETA|EES|EEA|unioni|talousaluee|Europeiska|European)", re.I)
_OUTSIDE = re.compile(r"\b(ulkopuole|utanför|outside)", re.I)
_PERHAPS = re.compile(r"\b(voi|voivat|voidaan|saattaa|saattavat|saatetaan|mahdollisesti|kan|may|might)\b", re.I)
_SENTENCE = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ]|$)")
_WORD = re.compile(r"[^\W\d_]+")
LONGEST = 40
# LIX counts words to a sentence and words of over six letters; Finnish words are long by nature, so each language has its own measure.
HEAVIEST = {"fi": 75, "sv": 58, "en": 58}
ENOUGH = 60


def words_are_plain(asking: Asking) -> Iterator[Finding]:
    """No modals that promise nothing, and no sentence longer than one breath."""
    for words in asking.words():
        if found := _VAGUE[words.lang].search(words.text):
            yield asking.find("words-vague", words.path, words=found[0])
        if any(len(sentence.split()) > LONGEST for sentence in _SENTENCE.split(words.text)):
            yield asking.find("sentence-long", words.path, most=LONGEST)


def lix(text: str) -> int:
    """Give the readability index LIX: mean words to a sentence, plus the percentage of long words."""
    words = _WORD.findall(text)
    sentences = sum(1 for sentence in _SENTENCE.split(text) if sentence.strip())
    return round(len(words) / max(1, sentences) + 100 * sum(len(word) > 6 for word in words) / max(1, len(words)))


def texts_are_readable(asking: Asking) -> Iterator[Finding]:
    """No long text is heavier than its language bears."""
    for words in asking.words():
        if len(words.text.split()) >= ENOUGH and (score := lix(words.text)) > HEAVIEST[words.lang]:
            yield asking.find("text-heavy", words.path, lang=words.lang, lix=score, most=HEAVIEST[words.lang])


def languages_are_whole(asking: Asking) -> Iterator[Finding]:
    """A language that the register's name is told in is spoken throughout."""
    if not asking.has("register"):
        return
    spoken = [lang for lang in LANGUAGES if getattr(asking.notice.register.name, lang)]
    for path, text in asking.texts():
        for lang in spoken:
            if not getattr(text, lang):
                yield asking.find("text-untranslated", path, lang=lang)


def nothing_is_long_gone(asking: Asking) -> Iterator[Finding]:
    """No technique, firm or spelling that was left behind years ago."""
    for words in asking.words():
        for found, instead in found_in(words.text, asking.on):
            yield asking.find("word-outdated", words.path, words=found, instead=instead)


def _perhaps(words: Words) -> bool:
    sentences = _SENTENCE.split(words.text)
    return any(_AREA.search(each) and _OUTSIDE.search(each) and _PERHAPS.search(each) for each in sentences)


def transfers_are_not_perhaps(asking: Asking) -> Iterator[Finding]:
    """Data go to a named country, or they don't go."""
    yield from (asking.find("transfer-perhaps", words.path) for words in asking.words() if _perhaps(words))


CHECKS: tuple[Check, ...] = (
    words_are_plain, texts_are_readable, languages_are_whole, nothing_is_long_gone, transfers_are_not_perhaps,
)  # fmt: skip
