"""A small club with a register: its notice, its people at the desk, and the lives that the tests of the gate tell.

The notice has one of everything that the gate decides on: a purpose of the whole subject and one per matter, an archive that only an open
dispute reads, statutory vouchers, a capped identity code, a consent, marketing. Days and hours are on a Helsinki wall.
"""

import itertools
import random
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from dba import sql as sql
from seloste.gate import Applied, Door, Reading
from seloste.home import Home
from seloste.law import HELSINKI
from seloste.policy import Actor, Begin, Change, Denial, NewSubject, Put

NOTICE = """\
schema: 1
register: {key: club, name: Jäsenrekisteri}
dates: {created: 2020-01-01, updated: 2020-01-01, effective: 2020-01-01}
controller: {name: Kerho, business_id: 2701131-6, email: tietosuoja@kerho.example, dpo: {present: false, reason: Ei tarvita.}}
roles:
  office: {name: Toimisto}
  post: {name: Postitus}
  law: {name: Lakimies}
  books: {name: Kirjanpito}
  desk: {name: Tiski}
subjects: {member: {name: Jäsen, party: true}, helper: {name: Auttaja, party: false}}
within: P30D
matters:
  membership: {name: Jäsenyys, idle: P24M}
  course: {name: Kurssi, end: planned, else: {idle: P12M}}
  check: {name: Tarkistus, at_most: P14D}
  letters: {name: Kirjelupa, at_most: P24M}
  dispute: {name: Riita, at_most: P3Y}
  year: {name: Tilikausi, of: controller, end: planned}
data:
  name: {name: Nimi, fields: {first: {type: text, searchable: true}, last: {type: text, searchable: true}}}
  reach: {name: Yhteys, fields: {email: {type: email, searchable: true}, phone: {type: phone, searchable: true}}}
  lessons: {name: Tunnit, of: course, fields: {title: text, paid: money}}
  bills: {name: Laskut, of: year, fields: {number: {type: reference, searchable: true}, total: money}}
  code: {name: Tunnus, of: check, within: PT0S, fields: {hetu: {type: fi-hetu, searchable: true}}}
purposes:
  care:
    name: Hoito
    why: Hoidamme.
    basis: {member: contract, helper: legitimate-interest}
    interest: Etu.
    uses: [name, reach, lessons]
    roles: [office]
    while: [membership, course]
  teaching:
    name: Opetus
    why: Opetamme.
    basis: {member: contract, helper: legitimate-interest}
    interest: Etu.
    reads: [name, lessons]
    roles: [desk]
    per: course
  archive:
    name: Arkisto
    why: Arkistoimme.
    basis: legitimate-interest
    interest: Etu.
    after: care
    keeps: [name, lessons]
    keep: P5Y
    store: archive
  disputes:
    name: Riidat
    why: Riitelemme.
    basis: legitimate-interest
    interest: Etu.
    reads: [name, lessons]
    store: any
    roles: [law]
    while: [dispute]
    despite_restriction: true
  bygones:
    name: Vanhat jäsenet
    why: Selvitämme vanhaa.
    basis: legitimate-interest
    interest: Etu.
    reads: [name, lessons]
    store: archive
    roles: [law]
    while: [dispute]
  books:
    name: Kirjanpito
    why: Laki.
    basis: legal-obligation
    law: fi/1336-1997/2:10
    uses: [bills]
    roles: [books]
    per: year
    rule: FI-KPL-6
  checking:
    name: Tarkistus
    why: Tarkistamme.
    basis: {member: legitimate-interest}
    interest: Etu.
    law: fi/1050-2018/29
    uses: [code]
    reads: [name]
    roles: [desk]
    per: check
  news:
    name: Uutiset
    why: Kerromme.
    basis: consent
    reads: [reach]
    roles: [post]
    per: letters
    marketing: [email]
  post:
    name: Posti
    why: Kerromme.
    basis: legitimate-interest
    interest: Etu.
    reads: [name, reach]
    roles: [post]
    while: [membership]
    marketing: [post, phone]
sources:
  person: {name: Itse, kind: person, data: [name, reach, lessons, code]}
  own_work: {name: Oma, kind: register, data: [lessons, bills]}
recipients:
  boats:
    name: Venevuokraamo
    kind: controller
    why: Antaa veneen.
    data: [name, reach]
    discretionary: true
    compatibility: Sama kurssi.
storage: {places: {server: {name: Palvelin, country: FI}}}
automated: {decisions: none, profiling: none}
"""

OFFICE = Actor(11, frozenset({"office"}), "Toimisto")
POST = Actor(12, frozenset({"post"}), "Postitus")
LAW = Actor(13, frozenset({"law"}), "Lakimies")
BOOKS = Actor(14, frozenset({"books"}), "Kirjanpito")
DESK = Actor(15, frozenset({"desk"}), "Tiski")
PRIVACY = Actor(16, frozenset({"privacy"}), "Tietosuoja")
EVERYONE = Actor(17, frozenset({"office", "post", "law", "books", "desk", "privacy", "system"}), "Kaikki")
ROLES = (OFFICE, POST, LAW, BOOKS, DESK, PRIVACY)
HETU = "131052-902Y"

TABLES = ("subject", "event", "matter", "ground", "folder", "record", "archived_record", "lookup", "suppression", "refusal", "restriction",
          "hold", "disclosure")  # fmt: skip


def at(text: str) -> datetime:
    """Give the instant of "2024-01-10" (its first moment) or "2024-01-10 09:00" in Helsinki."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI).astimezone(UTC)


def count(table: str, where: str = "1=1", *values: Any) -> int:
    """Count rows of a table."""
    return int(sql(f"SELECT COUNT(*) FROM {table} WHERE {where}", *values)[0][0])


def held() -> dict[str, list[tuple[Any, ...]]]:
    """Everything the register holds of anyone, to compare before and after."""
    return {table: sorted(sql(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def leaves() -> list[tuple[str, str, str, int]]:
    """Every leaf of the ledger as (verb, purpose, outcome, subjects seen)."""
    return [tuple(row) for row in sql("SELECT verb, purpose, outcome, count FROM ledger_leaf ORDER BY rowid")]


def yes[T](answer: T | Denial) -> T:
    """Give what the gate answered; fail on a no."""
    assert not isinstance(answer, Denial), (answer.code, answer.detail, answer.problems)
    return answer


def no(answer: object) -> Denial:
    """Give the gate's no; fail on a yes."""
    assert isinstance(answer, Denial), "the gate let it through"
    return answer


class Numbers(random.Random):
    """Draws a number of the test's choice first and counts up from another then: two people's rows may so bear the same ids."""

    def __init__(self, first: int, then: int = 1000) -> None:
        super().__init__(0)
        self.numbers = itertools.chain((first,), itertools.count(then))

    def getrandbits(self, k: int, /) -> int:
        return next(self.numbers)


class Club:
    """The register in one home, and short ways to tell lives in it."""

    def __init__(self, home: Home, door: Door) -> None:
        self.home, self.door = home, door

    def join(self, when: str, *, first: str = "Aino", last: str = "Väisänen", email: str = "aino@kerho.example", kind: str = "member",
             more: tuple[Change, ...] = ()) -> Applied:  # fmt: skip
        """A new member with a name and an address; the membership is `ids["m"]`."""
        changes = (Begin("membership", ref="m"), Put("name", {"first": first, "last": last}), Put("reach", {"email": email}), *more)
        return yes(self.door.apply(OFFICE, "care", NewSubject(kind), changes, now=at(when)))

    def care(self, subject: int, when: str, *changes: Change) -> Applied:
        """Office work on a member."""
        return yes(self.door.apply(OFFICE, "care", subject, changes, now=at(when)))

    def course(self, subject: int, when: str, planned: str, values: Mapping[str, object] | None = None) -> Applied:
        """A course through a date, with a lesson; the course is `ids["c"]`."""
        begin = Begin("course", ref="c", planned=date.fromisoformat(planned))
        return self.care(subject, when, begin, Put("lessons", values or {"title": "Soutu"}, matter="c"))

    def check(self, subject: int, when: str) -> Applied:
        """A check with an identity code; the check is `ids["k"]`."""
        changes = (Begin("check", ref="k"), Put("code", {"hetu": HETU}, matter="k"))
        return yes(self.door.apply(DESK, "checking", subject, changes, now=at(when)))

    def bill(self, subject: int, when: str, year: str = "2024") -> Applied:
        """A bill in a fiscal year that is the calendar year."""
        own = self.door.begin_own("year", begun=at(f"{year}-01-01"), planned=date(int(year), 12, 31), now=at(when))
        return yes(self.door.apply(BOOKS, "books", subject, (Put("bills", {"number": "1"}, matter=own, source="own_work"),), now=at(when)))

    def letters(self, subject: int, when: str) -> Applied:
        """Consent to letters; the consent is `ids["l"]`."""
        return yes(self.door.apply(POST, "news", subject, (Begin("letters", ref="l"),), now=at(when)))

    def dispute(self, subject: int, when: str) -> Applied:
        """An open dispute, `ids["d"]`."""
        return yes(self.door.apply(LAW, "disputes", subject, (Begin("dispute", ref="d"),), now=at(when)))

    def request(self, subject: int, when: str, *changes: Change) -> Applied:
        """Decide something under a request that opens with it; the request is `ids["q"]`."""
        return yes(self.door.apply(PRIVACY, "requests", subject, (Begin("request", ref="q"), *changes), now=at(when)))

    def read(self, actor: Actor, purpose: str, subject: int, when: str) -> Reading | Denial:
        """Read at an hour."""
        return self.door.read(actor, purpose, subject, now=at(when))

    def sees(self, actor: Actor, purpose: str, subject: int, when: str) -> set[str]:
        """The categories a read gives, none when it is denied."""
        answer = self.read(actor, purpose, subject, when)
        return set() if isinstance(answer, Denial) else {entry.category for entry in answer.entries}

    def sweep(self, when: str) -> dict[str, int]:
        """Sweep until nothing is due; give the folders destroyed by category."""
        gone: dict[str, int] = {}
        while True:
            swept = self.door.sweep(now=at(when))
            for category, folders in swept.destroyed.items():
                gone[category] = gone.get(category, 0) + folders
            if not swept.more:
                return gone

    def folders(self, subject: int) -> dict[str, tuple[Any, ...]]:
        """The folders' dates as stored: category → (live_until, falls, doom, archived)."""
        found = sql("SELECT category, live_until, falls, doom, archived FROM folder WHERE subject_id=%s ORDER BY arrived", subject)
        return {row[0]: row[1:] for row in found}
