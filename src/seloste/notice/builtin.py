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
    return MatterKind(
        name=Text(fi="Tietosuojaa koskeva pyyntö", sv="Begäran om dataskydd", en="Data protection request"), idle=Period.parse("P24M")
    )


def request_file() -> Category:
    """What was asked and what was answered."""
    return Category(
        name=Text(fi="Pyyntöasiakirjat", sv="Handlingar om begäranden", en="Request files"),
        of="request",
        fields={
            "text": DataField(type=FieldType.NOTE, name=Text(fi="Pyyntö", sv="Begäran", en="Request")),
            "channel": DataField(
                type=FieldType.TEXT, name=Text(fi="Miten pyyntö tuli", sv="Hur begäran kom in", en="How the request came")
            ),
            "answer": DataField(type=FieldType.NOTE, name=Text(fi="Vastaus", sv="Svar", en="Answer")),
        },
    )


def roles(written: Mapping[str, Role]) -> dict[str, Role]:
    """Add the privacy role where the author named none; the machine's own role is no one's to grant, and is not listed."""
    known = {PRIVACY_ROLE: Role(name=Text(fi="Tietosuojan yhteyshenkilö", sv="Kontaktperson för dataskydd", en="Privacy contact"))}
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
        name={"fi": "Pyyntöihin vastaaminen", "sv": "Besvarande av begäranden", "en": "Answering requests"},
        why={
            "fi": "Vastaamme pyyntöihin, joilla rekisteröity käyttää oikeuksiaan, ja osoitamme myöhemmin, että "
            "vastasimme ajoissa ja oikein.",
            "sv": "Vi svarar på begäranden med vilka registrerade utövar sina rättigheter och visar senare att vi svarade i tid och rätt.",
            "en": "We answer requests by which people use their rights, and show later that we answered in time and rightly.",
        },
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
        name={"fi": "Tietosuojasta ilmoittaminen", "sv": "Information om dataskydd", "en": "Telling about data protection"},
        why={
            "fi": "Ilmoitamme tietosuojaselosteen muutoksista, tietojen oikaisusta tai poistamisesta ja mahdollisista "
            "tietoturvaloukkauksista.",
            "sv": "Vi informerar om ändringar i dataskyddsbeskrivningen, om rättelse eller radering av uppgifter och "
            "om personuppgiftsincidenter.",
            "en": "We tell about changes to the privacy notice, about rectification or erasure of data, and about personal data breaches.",
        },
        basis=_every(subjects, Basis.LEGAL_OBLIGATION),
        law=f"{_GDPR}/12",
        reads=told,
        roles=(PRIVACY_ROLE,),
        dpv="dpv:LegalCompliance",
        **{"while": lives},
    )


def _indexing(found: tuple[str, ...], lives: tuple[str, ...], subjects: Mapping[str, Kind]) -> Purpose:
    return _builtin(
        name={"fi": "Hakemiston ylläpito", "sv": "Underhåll av sökindexet", "en": "Keeping the search index"},
        why={
            "fi": "Ohjelmisto pitää hakemistoa, jolla oikean henkilön tiedot löytyvät. Hakemisto häviää tietojen mukana.",
            "sv": "Programmet upprätthåller ett index med vilket rätt persons uppgifter hittas. Indexet försvinner med uppgifterna.",
            "en": "The software keeps an index by which the right person's data are found. The index disappears with the data.",
        },
        basis=_every(subjects, Basis.LEGITIMATE_INTEREST),
        interest={
            "fi": "Etumme on, että käsittelemme oikean henkilön tietoja emmekä selaa muiden tietoja häntä etsiessämme.",
            "sv": "Vårt intresse är att behandla rätt persons uppgifter och att inte bläddra bland andras uppgifter medan vi söker.",
            "en": "Our interest is to process the right person's data and not to browse the data of others while looking for them.",
        },
        reads=found,
        roles=(SYSTEM_ROLE,),
        dpv="dpv:TechnicalServiceProvision",
        **{"while": lives},
    )


def _importing(subjects: Mapping[str, Kind]) -> Purpose:
    return _builtin(
        name={"fi": "Tietojen tuonti", "sv": "Import av uppgifter", "en": "Importing data"},
        why={
            "fi": "Tuomme tiedot aiemmasta järjestelmästä. Tuonnin aikana kukaan ei lue tietoja.",
            "sv": "Vi importerar uppgifterna från ett tidigare system. Under importen läser ingen uppgifterna.",
            "en": "We import the data from an earlier system. During the import nobody reads the data.",
        },
        basis=_every(subjects, Basis.LEGITIMATE_INTEREST),
        interest={
            "fi": "Etumme on, että tiedot siirtyvät uuteen järjestelmään ehjinä ja vain siltä osin kuin niille on peruste.",
            "sv": "Vårt intresse är att uppgifterna flyttas oskadade till det nya systemet och bara till den del det "
            "finns en grund för dem.",
            "en": "Our interest is that the data move to the new system unharmed, and only as far as there is a ground for them.",
        },
        roles=(SYSTEM_ROLE,),
        dpv="dpv:TechnicalServiceProvision",
    )


def _accountability(subjects: Mapping[str, Kind]) -> Purpose:
    return _builtin(
        name={"fi": "Osoitusvelvollisuus", "sv": "Ansvarsskyldighet", "en": "Accountability"},
        why={
            "fi": "Säilytämme pyynnöt ja vastaukset sekä käyttölokin, josta näkyy, milloin tietoja katsottiin ja mihin tarkoitukseen.",
            "sv": "Vi lagrar begäranden och svar samt en användningslogg som visar när uppgifter lästes och för vilket ändamål.",
            "en": "We keep requests and answers, and an access log that shows when data were looked at and for which purpose.",
        },
        basis=_every(subjects, Basis.LEGAL_OBLIGATION),
        law=f"{_GDPR}/5",
        uses=("request_file",),
        per="request",
        keep="P3Y",
        roles=(PRIVACY_ROLE,),
        despite_restriction=True,
        dpv="dpv:OrganisationComplianceManagement",
    )
