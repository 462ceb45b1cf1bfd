"""Small notices and lives, written as people tell them: the notice's parts in the file's own shape, days and hours on a Helsinki wall.

Every test of policy builds its world from here; tests of the gate and the duties may too.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import Any

from seloste.law import HELSINKI, Period, day_after, day_start
from seloste.notice.model import Notice
from seloste.notice.parts import Party, Source
from seloste.notice.structure import Category, Kind, MatterKind, Purpose
from seloste.notice.values import Text
from seloste.policy import Fold, Policy, RefusalKind, Timeline, Version, compile_notice, fold
from seloste.policy.folders import Fate
from seloste.policy.grounds import Ground
from seloste.policy.history import Event, Folder, History, Hold, OwnMatter, Refusal, Restriction, Verb

type Doc = Mapping[str, Any]

SUBJECTS = {"customer": {"name": "Asiakas", "party": True}, "contact_person": {"name": "Yhteyshenkilö", "party": False}}

LAMISNET: Doc = {
    "within": "P30D",
    "matters": {
        "relationship": {"idle": "P24M"},
        "contract": {"end": "planned", "else": {"idle": "P36M"}},
        "warranty": {"end": "planned", "else": {"at_most": "P36M"}},
        "credit_check": {"at_most": "P14D"},
        "claim": {"at_most": "P3Y"},
        "consent": {"at_most": "P24M"},
        "fiscal_year": {"of": "controller", "end": "planned"},
    },
    "data": {
        "identity": {"fields": {"first_name": "text", "last_name": "text"}},
        "contact": {"fields": {"email": "email", "phone": "phone"}},
        "orders": {"of": "contract", "fields": {"product": "text"}},
        "messages": {"of": "relationship", "fields": {"text": "note"}},
        "invoices": {"of": "fiscal_year", "fields": {"payer_name": "text", "total": "money"}},
        "identity_code": {"of": "credit_check", "within": "PT0S", "fields": {"hetu": "fi-hetu"}},
    },
    "purposes": {
        "customer_care": {
            "basis": {"customer": "contract", "contact_person": "legitimate-interest"},
            "uses": ["identity", "contact", "orders", "messages"],
            "roles": ["sales", "support"],
            "while": ["relationship", "contract", "warranty"],
        },
        "claims_archive": {
            "basis": "legitimate-interest",
            "keeps": ["identity", "contact", "orders"],
            "after": "customer_care",
            "keep": "P5Y",
            "store": "archive",
        },
        "claims": {
            "basis": "legitimate-interest",
            "reads": ["identity", "contact", "orders"],
            "while": ["claim"],
            "store": "any",
            "roles": ["claims"],
            "despite_restriction": True,
        },
        "bookkeeping": {
            "basis": "legal-obligation",
            "uses": ["invoices"],
            "per": "fiscal_year",
            "rule": "FI-KPL-6",
            "roles": ["bookkeeping"],
        },
        "credit_check": {
            "basis": {"customer": "legitimate-interest"},
            "uses": ["identity_code"],
            "reads": ["identity"],
            "per": "credit_check",
            "roles": ["credit"],
        },
        "newsletter": {"basis": "consent", "reads": ["contact"], "per": "consent", "marketing": ["email"], "roles": ["marketing"]},
    },
}


def at(text: str) -> datetime:
    """Give the instant of "2025-01-10" (its first moment) or "2025-01-10 09:00" in Helsinki."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI).astimezone(UTC)


def through(text: str) -> datetime:
    """Give the exclusive end of something that lasts through a date."""
    return day_after(date.fromisoformat(text))


def policy(doc: Doc) -> Policy:
    """Compile the parts of a notice that policy reads."""
    return _policy(json.dumps(doc))


@cache
def _policy(text: str) -> Policy:
    doc = json.loads(text)
    return compile_notice(
        Notice.model_construct(
            subjects={key: Kind.model_validate(kind) for key, kind in doc.get("subjects", SUBJECTS).items()},
            within=Period.parse(doc.get("within", "P30D")),
            matters={key: MatterKind.model_validate(kind) for key, kind in doc["matters"].items()},
            data={key: Category.model_validate({"fields": {"x": "text"}, **(of or {})}) for key, of in doc["data"].items()},
            purposes={key: Purpose.model_validate({"basis": "legitimate-interest", **purpose}) for key, purpose in doc["purposes"].items()},
            controllers={key: Party.model_validate(party) for key, party in doc.get("controllers", {}).items()},
            sources={"person": Source(name=Text(fi="Itse"), data=tuple(doc["data"]))},
        )
    )


def timeline(*versions: tuple[str, Doc]) -> Timeline:
    """Give the published versions, each with the day from which it holds."""
    return tuple(Version(number, at(day), policy(doc)) for number, (day, doc) in enumerate(versions, start=1))


class Life:
    """One subject's history, told in order. Each entry gives its id, so that the next may speak of it."""

    def __init__(self, *versions: tuple[str, Doc], kind: str = "customer") -> None:
        self.timeline = timeline(*versions)
        self.kind = kind
        self._ids = count(1)
        self.events: list[Event] = []
        self.refusals: list[Refusal] = []
        self.restrictions: list[Restriction] = []
        self.holds: list[Hold] = []
        self.folders: list[Folder] = []
        self.own: list[OwnMatter] = []

    def _event(
        self, verb: Verb, matter: int, kind: str, recorded: str, true: str | None, *, planned: str | None = None, target: int = 0
    ) -> int:
        event = Event(
            next(self._ids), matter, kind, verb, at(true or recorded), at(recorded), through(planned) if planned else None, target
        )
        self.events.append(event)
        return event.id

    def begin(self, kind: str, recorded: str, *, true: str | None = None, planned: str | None = None, matter: int = 0) -> int:
        """Begin a matter, perhaps planned through a date; give the matter."""
        matter = matter or next(self._ids)
        self._event(Verb.BEGIN, matter, kind, recorded, true, planned=planned)
        return matter

    def _kind(self, matter: int) -> str:
        return next(e.kind for e in self.events if e.matter == matter)

    def end(self, matter: int, recorded: str, *, true: str | None = None) -> int:
        """End a matter, perhaps as of another instant; give the event."""
        return self._event(Verb.END, matter, self._kind(matter), recorded, true)

    def touch(self, matter: int, recorded: str, *, true: str | None = None) -> int:
        """Let something happen in a matter; give the event."""
        return self._event(Verb.TOUCH, matter, self._kind(matter), recorded, true)

    def replan(self, matter: int, recorded: str, planned: str | None) -> int:
        """Give a matter another last day; give the event."""
        return self._event(Verb.REPLAN, matter, self._kind(matter), recorded, None, planned=planned)

    def void(self, event: int, recorded: str) -> int:
        """Undo an event that was a mistake."""
        old = next(e for e in self.events if e.id == event)
        return self._event(Verb.VOID, old.matter, old.kind, recorded, None, target=event)

    def begun(self, matter: int) -> int:
        """Give the event that began a matter."""
        return next(e.id for e in self.events if e.matter == matter and e.verb is Verb.BEGIN)

    def refuse(self, purpose: str, kind: RefusalKind, day: str, *, lifted: str | None = None, channel: str = "") -> int:
        """Let the person refuse a purpose."""
        refusal = Refusal(next(self._ids), purpose, kind, at(day), at(lifted) if lifted else None, channel)
        self.refusals.append(refusal)
        return refusal.id

    def restrict(self, purpose: str, day: str, *, lifted: str | None = None, folder: int = 0) -> None:
        """Restrict a purpose."""
        until = at(lifted) if lifted else None
        self.restrictions.append(Restriction(next(self._ids), purpose, at(day), at(day), folder, until, "accuracy"))

    def hold(self, day: str, *, released: str | None = None) -> None:
        """Hold what stands."""
        self.holds.append(Hold(next(self._ids), "request", at(day), at(day), at(released) if released else None))

    def folder(self, category: str, arrived: str, matter: int = 0, *, generation: int = 1) -> int:
        """Let the first record of a folder arrive."""
        folder = Folder(next(self._ids), category, matter, at(arrived), generation)
        self.folders.append(folder)
        return folder.id

    def year(self, first: str, last: str, kind: str = "fiscal_year") -> int:
        """Open a matter of the controller's own, through a date."""
        own = OwnMatter(next(self._ids), kind, day_start(date.fromisoformat(first)), through(last))
        self.own.append(own)
        return own.id

    def history(self) -> History:
        """Give the history told so far."""
        return History(
            self.kind,
            tuple(self.events),
            tuple(self.refusals),
            tuple(self.restrictions),
            tuple(self.holds),
            tuple(self.folders),
            tuple(self.own),
        )

    def fold(self) -> Fold:
        """Fold it."""
        return fold(self.history(), self.timeline)

    def fate(self, folder: int) -> Fate:
        """Give what becomes of a folder."""
        return self.fold().fates[folder]

    def grounds(self, purpose: str) -> list[Ground]:
        """Give the grounds of a purpose, in time."""
        return sorted((g for g in self.fold().grounds if g.purpose == purpose), key=lambda g: (g.opened, g.version))

    def ground(self, purpose: str) -> Ground:
        """Give the only ground of a purpose."""
        (found,) = self.grounds(purpose)
        return found


def with_parts(doc: Doc, **changes: Mapping[str, Any]) -> Doc:
    """Give a notice with some matters, categories or purposes changed: a part that is None is left out."""
    made: dict[str, Any] = dict(doc)
    for part, entries in changes.items():
        merged = {**doc[part], **entries}
        made[part] = {key: entry for key, entry in merged.items() if entry is not None}
    return made


SHOP: Doc = {
    "matters": {
        "relation": {"idle": "P24M"},
        "contract": {"end": "planned", "else": {"idle": "P36M"}},
        "case": {"at_most": "P1Y"},
        "year": {"of": "controller", "end": "planned"},
    },
    "data": {"identity": None, "files": {"of": "case"}, "invoices": {"of": "year"}},
    "purposes": {
        "care": {"while": ["relation", "contract"], "uses": ["identity"], "basis": {"customer": "contract"}},
        "cases": {"per": "case", "uses": ["files"], "keep": "P6M"},
        "archive": {"after": "care", "keeps": ["identity"], "keep": "P5Y", "store": "archive"},
        "books": {"per": "year", "uses": ["invoices"], "rule": "FI-KPL-6", "basis": "legal-obligation"},
    },
}


def run(fate: Fate) -> tuple[object, object]:
    return fate.live_until, fate.falls
