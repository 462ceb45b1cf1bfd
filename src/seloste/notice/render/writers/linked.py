"""The notice as linked data: JSON-LD with the terms of the W3C Data Privacy Vocabulary (DPV) 2.3, for machines that compare notices.

Terms are cited by their IRI, never copied. A term of an author's that isn't written as one is left out, not guessed.
"""

import json
import re
from base64 import urlsafe_b64encode
from typing import Any

from seloste import law
from seloste.notice.clauses.keeping import term
from seloste.notice.clauses.rights import in_use
from seloste.notice.model import Notice
from seloste.notice.parts import Party, Processor, Recipient, Source
from seloste.notice.phrases import clean
from seloste.notice.structure import TERMS, DataField, Purpose
from seloste.notice.tongue import TONGUES
from seloste.notice.values import Basis, Need, Text

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BASES = {
    Basis.CONSENT: "eu-gdpr:A6-1-a",
    Basis.CONTRACT: "eu-gdpr:A6-1-b-contract-performance",
    Basis.PRE_CONTRACT: "eu-gdpr:A6-1-b-enter-into-contract",
    Basis.LEGAL_OBLIGATION: "eu-gdpr:A6-1-c",
    Basis.VITAL_INTEREST: "eu-gdpr:A6-1-d",
    Basis.PUBLIC_TASK: "eu-gdpr:A6-1-e",
    Basis.LEGITIMATE_INTEREST: "eu-gdpr:A6-1-f-controller",
}
EXCEPTIONS = {
    "explicit-consent": "eu-gdpr:A9-2-a", "employment": "eu-gdpr:A9-2-b", "vital-interest": "eu-gdpr:A9-2-c",
    "non-profit": "eu-gdpr:A9-2-d",
    "made-public": "eu-gdpr:A9-2-e", "claims": "eu-gdpr:A9-2-f", "public-interest": "eu-gdpr:A9-2-g", "health-care": "eu-gdpr:A9-2-h",
    "public-health": "eu-gdpr:A9-2-i", "research": "eu-gdpr:A9-2-j",
}  # fmt: skip
RIGHTS = {
    "access": "A15", "rectification": "A16", "erasure": "A17", "restriction": "A18", "portability": "A20", "objection": "A21",
    "withdrawal": "A7-3", "marketing_ban": "A21", "complaint": "A77",
}  # fmt: skip
_NEEDS = {Need.VOLUNTARY: "dpv:Optional"}
_RECIPIENTS = {"authority": "dpv:Authority"}
_TERM = re.compile(r"(dpv|pd|eu-gdpr):[A-Za-z][A-Za-z0-9-]{0,79}")


def write(notice: Notice, *, lang: str) -> bytes:
    """Write it; names and texts come in every language that the notice has, `lang` is the document's own."""
    controller = notice.controller
    told = {
        "@context": CONTEXT,
        "@id": _id(notice),
        "@type": "dpv:PrivacyNotice",
        "dct:title": _words(notice.register.name),
        "dct:language": lang,
        "dct:created": _date(notice.dates.created.isoformat()),
        "dct:modified": _date(notice.dates.updated.isoformat()),
        "dct:valid": _date(notice.dates.effective.isoformat()),
        "dpv:hasDataController": {
            "@id": _id(notice, "controller"),
            "@type": "dpv:DataController",
            "dpv:hasName": clean(controller.name),
            **({"dpv:hasIdentifier": clean(controller.business_id)} if controller.business_id else {}),
            **({"dpv:hasAddress": clean(controller.address)} if controller.address else {}),
            "dpv:hasContact": [clean(way) for way in (controller.email, controller.phone) if way],
        },
        "dpv:hasDataSubject": [_subject(notice, kind) for kind in notice.subjects],
        "dpv:hasProcess": [_process(notice, key, purpose) for key, purpose in notice.purposes.items()],
        "dpv:hasDataSource": [_source(notice, key, source) for key, source in notice.sources.items()],
        "dpv:hasRecipient": [_recipient(notice, key, each) for key, each in notice.recipients.items()],
        "dpv:hasDataProcessor": [_processor(notice, key, each) for key, each in notice.processors.items()],
        "dpv:hasRight": [{"@id": f"eu-gdpr:{each}"} for each in dict.fromkeys(RIGHTS[name] for name in in_use(notice) if name in RIGHTS)],
        "dpv:hasTechnicalOrganisationalMeasure": [
            {"@id": _id(notice, f"security.{key}"), "@type": "dpv:TechnicalOrganisationalMeasure", "dct:title": _words(each.name)}
            for key, each in notice.security.items()
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _id(notice: Notice, anchor: str = "") -> str:
    """Name the notice by its content (RFC 6920), and each part of it by the anchor it has on every page."""
    mark = urlsafe_b64encode(bytes.fromhex(notice.sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{mark}" + (f"#{anchor}" if anchor else "")


def _words(text: Text) -> list[dict[str, str]]:
    return [{"@language": lang, "@value": clean(words)} for lang in TONGUES if (words := getattr(text, lang))]


def _date(day: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day}


def _called(name: Text | None, key: str) -> list[dict[str, str]] | str:
    return _words(name) if name else key


def _subject(notice: Notice, key: str) -> dict[str, Any]:
    kind = notice.subjects[key]
    is_child = ["dpv:Child"] if kind.child else []
    decides = notice.controllers.get(kind.controller or "")
    return {
        "@id": _id(notice, f"subject.{key}"),
        "@type": ["dpv:DataSubject", *is_child],
        "dct:title": _words(kind.name),
        **({"dpv:hasDataController": _other(notice, kind.controller, decides)} if kind.controller and decides else {}),
    }


def _other(notice: Notice, key: str, party: Party) -> dict[str, Any]:
    kind = "dpv:JointDataControllers" if party.kind == "joint" else "dpv:DataController"
    return {"@id": _id(notice, f"controllers.{key}"), "@type": kind, "dpv:hasName": _words(party.name)}


def _process(notice: Notice, key: str, purpose: Purpose) -> dict[str, Any]:
    processing = [*(["dpv:Use"] if purpose.seen else []), *(["dpv:Store"] if purpose.kept else [])]
    data = dict.fromkeys((*purpose.seen, *purpose.kept))
    return {
        "@id": _id(notice, f"purpose.{key}"),
        "@type": "dpv:Process",
        "dct:title": _called(purpose.name, key),
        **({"dct:description": _words(purpose.why)} if purpose.why else {}),
        "dpv:hasPurpose": _term(purpose.dpv) or {"@type": "dpv:Purpose", "dct:title": _called(purpose.name, key)},
        "dpv:hasProcess": [_based(notice, key, kind, basis) for kind, basis in purpose.basis.items()],
        "dpv:hasProcessing": [{"@id": each} for each in processing],
        "dpv:hasPersonalData": [field for category in data for field in _category(notice, category)],
        **({"dpv:hasStorageCondition": _kept(notice, purpose)} if purpose.kept else {}),
    }


def _based(notice: Notice, key: str, kind: str, basis: Basis) -> dict[str, Any]:
    """The basis is a matter of the purpose and of the kind of subject: each pair is a process of its own."""
    exception = notice.purposes[key].special
    special = [{"@id": EXCEPTIONS[exception]}] if exception else []
    return {
        "@id": _id(notice, f"purpose.{key}.{kind}"),
        "@type": "dpv:Process",
        "dpv:hasDataSubject": {"@id": _id(notice, f"subject.{kind}")},
        "dpv:hasLegalBasis": [{"@id": BASES[basis]}, *special] if special else {"@id": BASES[basis]},
    }


def _category(notice: Notice, key: str) -> list[dict[str, Any]]:
    category = notice.data[key]
    return [_field(notice, key, name, field) for name, field in category.fields.items()]


def _field(notice: Notice, category: str, key: str, field: DataField) -> dict[str, Any]:
    known = _term(field.pd) or _term(TERMS.get(field.type))
    special = ["dpv:SpecialCategoryPersonalData"] if notice.data[category].special else []
    sensitive = special or (["dpv:SensitivePersonalData"] if field.sensitive else [])
    return {
        "@id": _id(notice, f"data.{category}.{key}"),
        "@type": [*([known["@id"]] if known else []), "dpv:PersonalData", *sensitive],
        "dct:title": _called(field.name, key),
        "dpv:hasContext": {"@id": _NEEDS.get(field.need, "dpv:Required")},
    }


def _kept(notice: Notice, purpose: Purpose) -> dict[str, Any]:
    told = [{"@language": lang, "@value": str(term(tongue, notice, purpose))} for lang, tongue in TONGUES.items()]
    length: dict[str, Any] = {"@type": "dpv:UntilEventDuration"}
    if purpose.keep:
        length = {"@type": "dpv:TemporalDuration", "rdf:value": {"@type": "xsd:duration", "@value": str(purpose.keep)}}
    return {"@type": "dpv:StorageCondition", "dct:description": told, "dpv:hasDuration": length}


def _source(notice: Notice, key: str, source: Source) -> dict[str, Any]:
    own = "dpv:DataSubjectDataSource" if source.kind == "person" else "dpv:ThirdPartyDataSource"
    kind = [own, *(["dpv:PublicDataSource"] if source.public else [])]
    return {"@id": _id(notice, f"source.{key}"), "@type": kind, "dct:title": _words(source.name)}


def _recipient(notice: Notice, key: str, each: Recipient) -> dict[str, Any]:
    return {
        "@id": _id(notice, f"recipient.{key}"),
        "@type": ["dpv:Recipient", _RECIPIENTS.get(each.kind, "dpv:ThirdParty")],
        "dct:title": _words(each.name),
        "dct:description": _words(each.why),
        **_located(notice, (each.country,)),
    }


def _processor(notice: Notice, key: str, each: Processor) -> dict[str, Any]:
    return {
        "@id": _id(notice, f"processor.{key}"),
        "@type": "dpv:DataProcessor",
        "dct:title": _words(each.name),
        "dct:description": _words(each.why),
        **_located(notice, each.countries),
    }


def _located(notice: Notice, countries: tuple[str, ...]) -> dict[str, Any]:
    inside = law.area("EEA", notice.dates.effective)
    places = [{"@type": "dpv:Country" if code in inside else "dpv:ThirdCountry", "dct:identifier": code} for code in countries]
    return {"dpv:hasCountry": places} if places else {}


def _term(written: str | None) -> dict[str, str] | None:
    return {"@id": written} if written and _TERM.fullmatch(written) else None
