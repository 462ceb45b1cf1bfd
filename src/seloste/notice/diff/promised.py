"""What changes in how data are protected and on whose terms? Terms of processing for another controller, measures of security, cookies."""

from collections.abc import Iterator, Mapping

from seloste.notice.diff import words
from seloste.notice.diff.change import Change, Code, Said, tell
from seloste.notice.diff.phrases import PHRASES
from seloste.notice.model import Notice
from seloste.notice.parts import Cookie, Measure, Party
from seloste.notice.structure import Category
from seloste.notice.values import Text

_TERMS = {
    "terms": ("sopimuksen kohdat", "avtalets punkter", "points of the contract"),
    "annex": ("sopimuksen liite", "avtalsbilagan", "annex of the contract"),
    "breach": ("tietoturvaloukkauksista ilmoittaminen", "anmälan om personuppgiftsincidenter", "telling of breaches"),
    "audit": ("tarkastukset", "granskningar", "audits"),
}
_PLACE = {"fi": 0, "sv": 1, "en": 2}


def _tell(code: Code, path: str, line: int, **said: Said) -> Change:
    return tell(code, path, line, PHRASES[code], **said)


def changes(old: Notice, new: Notice) -> Iterator[Change]:
    """Compare terms, measures and cookies."""
    for key, party in new.controllers.items():
        if (before := old.controllers.get(key)) is not None:
            yield from _terms(f"controllers.{key}", before, party, old, new)
    yield from _measures(old, new)
    yield from _cookies(old, new)


def _terms(path: str, before: Party, after: Party, old: Notice, new: Notice) -> Iterator[Change]:
    for part in _TERMS:
        was, now = getattr(before, part), getattr(after, part)
        if _differ(was, now):
            said: dict[str, Said] = {"before": _term(was), "after": _term(now), "what": _what(part)}
            yield _tell(Code.TERMS, f"{path}.{part}", new.line(f"{path}.{part}") or new.line(path), name=words.text(after.name), **said)
    data = {**old.data, **new.data}
    for code, fields in (
        (Code.CHOSEN_ON, [each for each in after.chosen if each not in before.chosen]),
        (Code.CHOSEN_OFF, [each for each in before.chosen if each not in after.chosen]),
    ):
        if fields:
            told = _fields(data, fields)
            yield _tell(code, f"{path}.chosen", new.line(f"{path}.chosen") or new.line(path), name=words.text(after.name), fields=told)


def _what(part: str) -> words.Saying:
    return lambda lang: _TERMS[part][_PLACE[lang]]


def _differ(was: object, now: object) -> bool:
    if isinstance(was, Text) and isinstance(now, Text):
        return not words.alike(was, now)
    return set(was) != set(now) if isinstance(was, tuple) and isinstance(now, tuple) else was != now


def _term(found: object) -> words.Saying:
    if found is None or isinstance(found, Text):
        return words.text(found)
    if isinstance(found, bool):
        return words.flag(found)
    if isinstance(found, tuple):
        return words.listed(found)
    lead, terms = getattr(found, "lead", None), getattr(found, "terms", None)
    return lambda lang: f"{words.lasting(lead)(lang)}, {words.text(terms)(lang)}".rstrip(".")


def _fields(data: Mapping[str, Category], paths: list[str]) -> words.Saying:
    """Fields by their names: `profile.email` as the notice calls it."""

    def named(lang: str) -> str:
        pairs = (path.split(".", 1) for path in paths)
        return ", ".join(words.name(data[category].fields, field)(lang) for category, field in pairs)

    return named


def _measures(old: Notice, new: Notice) -> Iterator[Change]:
    yield from _each("security", old.security, new.security, (Code.MEASURE_NEW, Code.MEASURE_GONE, Code.MEASURE), old, new)


def _cookies(old: Notice, new: Notice) -> Iterator[Change]:
    was = old.cookies.inventory if old.cookies else {}
    now = new.cookies.inventory if new.cookies else {}
    yield from _each("cookies.inventory", was, now, (Code.COOKIE_NEW, Code.COOKIE_GONE, Code.COOKIE), old, new)


type _Part = Measure | Cookie


def _each(
    path: str, was: Mapping[str, _Part], now: Mapping[str, _Part], codes: tuple[Code, Code, Code], old: Notice, new: Notice
) -> Iterator[Change]:
    came, went, differs = codes
    for key, part in now.items():
        where, before = f"{path}.{key}", was.get(key)
        if before is None:
            why = words.text(part.why if isinstance(part, Cookie) else None)
            yield _tell(came, where, new.line(where), name=words.text(part.name), why=why)
        elif before != part:
            yield _tell(differs, where, new.line(where), name=words.text(part.name))
    for key, part in was.items():
        if key not in now:
            yield _tell(went, f"{path}.{key}", old.line(f"{path}.{key}"), name=words.text(part.name))
