"""What is a newcomer asked, and is the answer one that fits? Questions in three languages, and the answers as a value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import category

from pydantic import BaseModel, ConfigDict

from seloste.notice.tree import BIDI

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")
_NOT_EMPTY = {"fi": "Tähän tarvitaan vastaus.", "sv": "Här behövs ett svar.", "en": "This needs an answer."}
_NO_EMAIL = {
    "fi": "Tarkista sähköpostiosoite, esimerkiksi tietosuoja@yritys.example.",
    "sv": "Kontrollera e-postadressen, till exempel dataskydd@foretag.example.",
    "en": "Check the e-mail address, for example privacy@firm.example.",
}
_NO_ID = {
    "fi": "Tarkista Y-tunnus: tarkistusnumero tai muoto ei täsmää. Jätä tyhjäksi, jos sitä ei ole.",
    "sv": "Kontrollera FO-numret: kontrollsiffran eller formen stämmer inte. Lämna tomt om det saknas.",
    "en": "Check the Business ID: its check digit or form is wrong. Leave it empty if there is none.",
}
_NO_NUMBER = {"fi": "Anna luku, esimerkiksi 24.", "sv": "Ange ett tal, till exempel 24.", "en": "Give a number, for example 24."}
_NO_YES = {"fi": "Vastaa k (kyllä) tai e (ei).", "sv": "Svara j (ja) eller n (nej).", "en": "Answer y (yes) or n (no)."}
_UNSEEN = {
    "fi": "Vastauksessa on näkymätön merkki. Kirjoita se uudelleen.",
    "sv": "Svaret innehåller ett osynligt tecken. Skriv det på nytt.",
    "en": "The answer holds an invisible character. Write it again.",
}
_TOO_MANY = {"fi": "Anna 1–120 kuukautta.", "sv": "Ange 1–120 månader.", "en": "Give 1 to 120 months."}
_TOO_LONG = {"fi": "Vastaus on liian pitkä.", "sv": "Svaret är för långt.", "en": "The answer is too long."}
LONGEST = 200
# Characters that no text here may hold: controls, halves of characters, unassigned ones, breaks of line and paragraph.
_NEVER = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
# What people answer to a yes or no, in any of the three languages; the first letter is told in the reader's own.
YES = frozenset({"k", "kyllä", "j", "ja", "y", "yes"})
NO = frozenset({"e", "ei", "n", "nej", "no"})
CHOICES = {"fi": ("K/e", "k/E"), "sv": ("J/n", "j/N"), "en": ("Y/n", "y/N")}


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `example` is what `--defaults` takes and what kind of answer it wants."""

    name: str
    words: Mapping[str, str]
    example: str | int | bool
    needed: bool = False


class Answers(BaseModel):
    """What was answered."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str
    business_id: str = ""
    address: str
    email: str
    phone: str = ""
    website: str = ""
    idle: int
    invoices: bool
    newsletter: bool


QUESTIONS = (
    Question("name", {"fi": "Yrityksen nimi", "sv": "Företagets namn", "en": "The firm's name"}, "Esimerkkiyritys", needed=True),
    Question(
        "business_id",
        {"fi": "Y-tunnus (tyhjä, jos ei ole)", "sv": "FO-nummer (tomt om det saknas)", "en": "Business ID (empty if none)"},
        "",
    ),
    Question("address", {"fi": "Postiosoite", "sv": "Postadress", "en": "Postal address"}, "Esimerkkikatu 1, 00100 Helsinki", needed=True),
    Question(
        "email",
        {
            "fi": "Sähköpostiosoite tietosuoja-asioille (yhteinen, ei yhden henkilön)",
            "sv": "E-postadress för dataskyddsärenden (gemensam, inte en persons)",
            "en": "E-mail address for privacy matters (a shared one, not a person's)",
        },
        "tietosuoja@esimerkki.example",
        needed=True,
    ),
    Question(
        "phone",
        {"fi": "Puhelinnumero (tyhjä, jos ei ole)", "sv": "Telefonnummer (tomt om det saknas)", "en": "Telephone (empty if none)"},
        "",
    ),
    Question(
        "website", {"fi": "Verkkosivut (tyhjä, jos ei ole)", "sv": "Webbplats (tomt om det saknas)", "en": "Website (empty if none)"}, ""
    ),
    Question(
        "idle",
        {
            "fi": "Monenko kuukauden hiljaisuuden jälkeen asiakassuhde päättyy",
            "sv": "Efter hur många månaders tystnad kundförhållandet slutar",
            "en": "After how many months of silence a customer relationship ends",
        },
        24,
    ),
    Question(
        "invoices",
        {"fi": "Säilytetäänkö rekisterissä laskuja", "sv": "Finns det fakturor i registret", "en": "Are invoices kept in the register"},
        True,
    ),
    Question(
        "newsletter",
        {"fi": "Lähetättekö uutiskirjettä", "sv": "Skickar ni ett nyhetsbrev", "en": "Do you send a newsletter"},
        False,
    ),
)


def understood(question: Question, text: str) -> str | int | bool | Mapping[str, str]:
    """Give the answer that a text is, or what is wrong with it, in three languages; nothing at all is the example where there is one."""
    text = text.strip()
    if isinstance(question.example, bool):
        if text and text.casefold() not in YES | NO:
            return _NO_YES
        return question.example if not text else text.casefold() in YES
    if isinstance(question.example, int):
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            return _NO_NUMBER
        answer: str | int = int(text) if text else question.example
    else:
        answer = text
    return problem(question, answer) or answer


def problem(question: Question, answer: object) -> Mapping[str, str] | None:
    """Say what is wrong with an answer, in three languages; None when it fits."""
    if isinstance(answer, bool):
        return None
    if isinstance(answer, int):
        return None if 1 <= answer <= 120 else _TOO_MANY
    text = str(answer).strip()
    if not text:
        return _NOT_EMPTY if question.needed else None
    if len(text) > LONGEST:
        return _TOO_LONG
    if BIDI.search(text) or any(category(each) in _NEVER for each in text):
        return _UNSEEN
    if question.name == "email":
        return None if _EMAIL.fullmatch(text) else _NO_EMAIL
    if question.name == "business_id":
        from stdnum.fi import ytunnus  # a slow import that only this answer needs

        return None if ytunnus.is_valid(text) else _NO_ID
    return None
