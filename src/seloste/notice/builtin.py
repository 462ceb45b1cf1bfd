"""What must every firm do about personal data, whatever it promised? Our own work has matters, data and purposes too.

They are merged into every notice at load, rendered with it and timed by it. An author can't write, rename or remove them.
"""

from collections.abc import Mapping
from typing import Any

from seloste.law.periods import Period
from seloste.notice.structure import EVERY_KIND, BuiltinPurpose, Category, DataField, Kind, MatterKind, Purpose, Role
from seloste.notice.values import Basis, FieldType, Store, Text

MATTERS = frozenset({"request"})
DATA = frozenset({"request_file"})
PURPOSES = frozenset({"requests", "notifying", "indexing", "importing", "accountability"})
SYSTEM_ROLE = "system"
PRIVACY_ROLE = "privacy"
_GDPR = "eu/2016-679"
_REACHES = frozenset({FieldType.EMAIL, FieldType.ADDRESS})


def request_matter() -> MatterKind:
    """The matter that a person's request opens."""
    return MatterKind(name=Text(fi="Tietosuojaa koskeva pyyntö"), idle=Period.parse("P24M"))


def request_file() -> Category:
    """What was asked and what was answered."""
    return Category(
        name=Text(fi="Pyyntöasiakirjat"),
        of="request",
        fields={
            "text": DataField(type=FieldType.NOTE, name=Text(fi="Pyyntö")),
            "channel": DataField(type=FieldType.TEXT, name=Text(fi="Miten pyyntö tuli")),
            "answer": DataField(type=FieldType.NOTE, name=Text(fi="Vastaus")),
        },
    )


def roles(written: Mapping[str, Role]) -> dict[str, Role]:
    """Add the privacy role where the author named none; the machine's own role is no one's to grant, and is not listed."""
    known = {PRIVACY_ROLE: Role(name=Text(fi="Tietosuojan yhteyshenkilö"))}
    return {**known, **written} if PRIVACY_ROLE not in written else dict(written)


def purposes(matters: Mapping[str, MatterKind], data: Mapping[str, Category], subjects: Mapping[str, Kind]) -> dict[str, Purpose]:
    """Give our own purposes for a notice with these matters and categories."""
    lives = tuple(name for name, kind in matters.items() if kind.of == "subject")
    of_person = {name: category for name, category in data.items() if _reaches_person(category, matters)}
    reached = tuple(name for name, category in of_person.items() if any(field.type in _REACHES for field in category.fields.values()))
    found = tuple(name for name, category in of_person.items() if any(field.searchable for field in category.fields.values()))
    told = tuple(name for name in reached if data[name].of is None) or reached
    everything = tuple(name for name in data if name != "request_file")
    return {
        "requests": _requests(everything, subjects),
        "notifying": _notifying(told, lives, subjects),
        "indexing": _indexing(found, lives, subjects),
        "importing": _importing(subjects),
        "accountability": _accountability(subjects),
    }


def _reaches_person(category: Category, matters: Mapping[str, MatterKind]) -> bool:
    kind = matters.get(category.of) if category.of else None
    return kind is None or kind.of == "subject"


def _every(subjects: Mapping[str, Kind], basis: Basis) -> dict[str, Basis]:
    return dict.fromkeys(subjects or [EVERY_KIND], basis)


def _builtin(**given: Any) -> BuiltinPurpose:
    # The model's keys are the file's: `while` is one of Python's own words.
    return BuiltinPurpose.model_validate(given)


def _requests(everything: tuple[str, ...], subjects: Mapping[str, Kind]) -> Purpose:
    return _builtin(
        name="Pyyntöihin vastaaminen",
        why="Vastaamme pyyntöihin, joilla rekisteröity käyttää oikeuksiaan, ja osoitamme myöhemmin, että vastasimme ajoissa ja oikein.",
        basis=_every(subjects, Basis.LEGAL_OBLIGATION),
        law=f"{_GDPR}/12",
        uses=("request_file",),
        reads=everything,
        store=Store.ANY,
        roles=(PRIVACY_ROLE,),
        despite_restriction=True,
        dpv="dpv:RightsFulfilment",
        **{"while": ("request",)},
    )


def _notifying(told: tuple[str, ...], lives: tuple[str, ...], subjects: Mapping[str, Kind]) -> Purpose:
    return _builtin(
        name="Tietosuojasta ilmoittaminen",
        why="Ilmoitamme tietosuojaselosteen muutoksista, tietojen oikaisusta tai poistamisesta ja mahdollisista tietoturvaloukkauksista.",
        basis=_every(subjects, Basis.LEGAL_OBLIGATION),
        law=f"{_GDPR}/12",
        reads=told,
        roles=(PRIVACY_ROLE,),
        dpv="dpv:LegalCompliance",
        **{"while": lives},
    )


def _indexing(found: tuple[str, ...], lives: tuple[str, ...], subjects: Mapping[str, Kind]) -> Purpose:
    return _builtin(
        name="Hakemiston ylläpito",
        why="Ohjelmisto pitää hakemistoa, jolla oikean henkilön tiedot löytyvät. Hakemisto häviää tietojen mukana.",
        basis=_every(subjects, Basis.LEGITIMATE_INTEREST),
        interest="Etumme on, että käsittelemme oikean henkilön tietoja emmekä selaa muiden tietoja häntä etsiessämme.",
        reads=found,
        roles=(SYSTEM_ROLE,),
        dpv="dpv:TechnicalServiceProvision",
        **{"while": lives},
    )


def _importing(subjects: Mapping[str, Kind]) -> Purpose:
    return _builtin(
        name="Tietojen tuonti",
        why="Tuomme tiedot aiemmasta järjestelmästä. Tuonnin aikana kukaan ei lue tietoja.",
        basis=_every(subjects, Basis.LEGITIMATE_INTEREST),
        interest="Etumme on, että tiedot siirtyvät uuteen järjestelmään ehjinä ja vain siltä osin kuin niille on peruste.",
        roles=(SYSTEM_ROLE,),
        dpv="dpv:TechnicalServiceProvision",
    )


def _accountability(subjects: Mapping[str, Kind]) -> Purpose:
    return _builtin(
        name="Osoitusvelvollisuus",
        why="Säilytämme pyynnöt ja vastaukset sekä käyttölokin, josta näkyy, milloin tietoja katsottiin ja mihin tarkoitukseen.",
        basis=_every(subjects, Basis.LEGAL_OBLIGATION),
        law=f"{_GDPR}/5",
        uses=("request_file",),
        per="request",
        keep="P3Y",
        roles=(PRIVACY_ROLE,),
        despite_restriction=True,
        dpv="dpv:OrganisationComplianceManagement",
    )
