"""Which statute, authority or country stands in the rows on a date, and how is it cited?

Answers by row only: it knows no firm and no person.
"""

import re
from datetime import date
from typing import Literal

from seloste.law.rows import Adequacy, Area, Authority, Statute
from seloste.law.shelf import NotInForce, Unknown, row, rows

_EU_PART = re.compile(r"(?P<article>\d+[a-z]?)(?:\.(?P<paragraph>\d+))?(?:\.(?P<point>[a-z]))?")
_FI_PART = re.compile(r"(?:(?P<chapter>\d+[a-z]?):)?(?P<section>\d+)(?P<letter>[a-z]?)")


def statute(name: str, on: date) -> Statute:
    """Give the act, section or article of this name in force on a date; a finer part (``eu/2016-679/17.3.b``) by its article.

    A section falls with its act. Raises Unknown, or NotInForce whose row names the successor.
    """
    whole, _, part = name.rpartition("/")
    fine = whole.count("/") == 1 and "." in part and whole.startswith("eu/") and _EU_PART.fullmatch(part)
    found = row(Statute, f"{whole}/{part.split('.')[0]}" if fine else name, on)
    if found.id.count("/") > 1:
        row(Statute, _act(name), on)
    return found


def authority(on: date, name: str = "fi/tietosuojavaltuutettu") -> Authority:
    """Give the supervisory authority with the contact details that hold on a date."""
    return row(Authority, name, on)


def area(name: Literal["EU", "EEA"], on: date) -> frozenset[str]:
    """Give the countries that belong to the Union or to the European Economic Area on a date."""
    return frozenset(row(Area, name, on).members)


def adequacy(country: str, on: date) -> Adequacy | None:
    """Give the adequacy decision for a country in force on a date, if there is one."""
    return next((each for each in rows(Adequacy) if each.id == country and each.holds(on)), None)


def cite(name: str, on: date, language: str = "fi") -> str:
    """Cite a provision in words, as a letter would: ``kirjanpitolain (1336/1997) 2 luvun 10 §``. Raises Unknown or NotInForce."""
    statute(name, on)
    return _cited(name, row(Statute, _act(name), on), language)


def cite_as_published(name: str, on: date, language: str = "fi") -> str:
    """Cite a provision that a notice in force leans on, even one repealed since: until the notice changes, it is what was said.

    Raises Unknown.
    """
    try:
        return cite(name, on, language)
    except NotInForce:
        versions = [each for each in rows(Statute) if each.id == _act(name)]
        return _cited(name, max(versions, key=lambda each: each.valid_from), language)


def _act(name: str) -> str:
    return "/".join(name.split("/", 2)[:2])


def _cited(name: str, act: Statute, language: str) -> str:
    kind, number, *rest = name.split("/", 2)
    year_or_number, year = number.split("-")
    label = f"(EU {year_or_number}/{year})" if (kind, number) == ("eu", "2016-679") else f"({year_or_number}/{year})"
    if not rest:
        return f"{act.name[language]} {label}"
    pattern, write = (_EU_PART, _eu_part) if kind == "eu" else (_FI_PART, _fi_part)
    found = pattern.fullmatch(rest[0])
    if not found:
        raise Unknown(f"{name[:60]!r} names no provision")
    return write(found.groupdict(), act, label, language)


def _eu_part(part: dict[str, str | None], act: Statute, label: str, language: str) -> str:
    article, paragraph, point = part["article"], part["paragraph"], part["point"]
    if language == "sv" and act.name.sv:
        return f"artikel {article}" + (f".{paragraph}" if paragraph else "") + (f" {point}" if point else "") + f" i {act.name.sv} {label}"
    if language == "en" and act.name.en:
        parts = (f"({paragraph})" if paragraph else "") + (f"({point})" if point else "")
        return f"Article {article}{parts} of the {act.name.en} {label}"
    if point:
        tail = f"{article} artiklan {paragraph} kohdan {point} alakohta" if paragraph else f"{article} artiklan {point} alakohta"
    else:
        tail = f"{article} artiklan {paragraph} kohta" if paragraph else f"{article} artikla"
    return f"{act.of or act.name.fi} {label} {tail}"


def _fi_part(part: dict[str, str | None], act: Statute, label: str, language: str) -> str:
    chapter, section, letter = part["chapter"], part["section"], f" {part['letter']}" if part["letter"] else ""
    if language == "sv" and act.name.sv:
        return (f"{chapter} kap. " if chapter else "") + f"{section}{letter} § i {act.name.sv} {label}"
    if language == "en" and act.name.en:
        of_chapter = f" of Chapter {chapter}" if chapter else ""
        return f"Section {section}{letter.strip()}{of_chapter} of the {act.name.en} {label}"
    return f"{act.of or act.name.fi} {label} " + (f"{chapter} luvun " if chapter else "") + f"{section}{letter} §"
