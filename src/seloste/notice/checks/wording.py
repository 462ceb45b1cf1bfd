"""Is it said plainly? Vague words hide what happens, and a reader can't hold anyone to them (Art. 12(1), WP260 rev.01)."""

import re
from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding

_VAGUE = {
    "fi": re.compile(
        r"\b(saattaa|saattavat|saatetaan|voi olla|voivat olla|mahdollisesti|kohtuullise\w+ aja\w+|tarpeen mukaan|tarvittavan ajan)\b", re.I
    ),
    "sv": re.compile(r"\b(kan komma att|eventuellt|skälig tid|vid behov)\b", re.I),
    "en": re.compile(r"\b(might|may be|possibly|reasonable time|as needed|from time to time)\b", re.I),
}
_FAR = re.compile(r"(EU|ETA|unionin|talousalueen|EES)[:\w-]*[^.]*\b(ulkopuole|utanför|outside)", re.I)
_PERHAPS = re.compile(r"\b(voi|voivat|voidaan|saattaa|saattavat|saatetaan|mahdollisesti|kan|may|might)\b", re.I)
_SENTENCE = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ]|$)")
LONGEST = 40


def words_are_plain(asking: Asking) -> Iterator[Finding]:
    """No modals that promise nothing, and no sentence longer than one breath."""
    for words in asking.words():
        if found := _VAGUE[words.lang].search(words.text):
            yield asking.warning(
                "N12-1", words.path, f"”{found[0]}” jättää lukijan arvailemaan.", "Kerro, mitä tapahtuu, milloin ja kenelle.", "12(1)"
            )
        for sentence in _SENTENCE.split(words.text):
            if len(sentence.split()) > LONGEST:
                yield asking.warning("N12-1", words.path, f"Virkkeessä on yli {LONGEST} sanaa.", "Jaa se kahdeksi.", "12(1)")
                break


def transfers_are_not_perhaps(asking: Asking) -> Iterator[Finding]:
    """Data go to a named country, or they don't go."""
    for words in asking.words():
        for sentence in _SENTENCE.split(words.text):
            if _FAR.search(sentence) and _PERHAPS.search(sentence):
                yield asking.error(
                    "N13-1f", words.path, "Siirrosta ETA-alueen ulkopuolelle sanotaan vain, että niin voi käydä.",
                    "Nimeä vastaanottajan maa ja siirtoperuste (`processors`, `recipients`) tai kirjoita, ettei tietoja siirretä.",
                    "13(1)(f)",
                )  # fmt: skip
                break


CHECKS: tuple[Check, ...] = (words_are_plain, transfers_are_not_perhaps)
