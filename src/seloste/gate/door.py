"""The door: the verbs of the gate on one register, each a transaction with its leaf in the ledger."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from seloste import ledger
from seloste.gate import (
    checks,
    counting,
    disclosing,
    explaining,
    facts,
    habits,
    impact,
    linking,
    lives,
    narrowing,
    own,
    publishing,
    reads,
    rotating,
    searching,
    sweeping,
    units,
)
from seloste.gate.house import House
from seloste.gate.numbers import only_numbers
from seloste.gate.shapes import Answer, Applied, Explanation, Linked, Listing, Only, Reading
from seloste.home import Home
from seloste.law.instants import day_after
from seloste.notice import Notice
from seloste.policy import SYSTEM, Actor, Denial, Policy
from seloste.policy.changes import Change, NewSubject
from seloste.register import notices
from seloste.register.ids import new_id
from seloste.register.models import OwnMatter
from seloste.register.sql import on_postgresql, rows


@only_numbers
class Door:
    """One register's door. Every verb takes its `now`; a no is a `policy.Denial`, never an exception."""

    def __init__(self, house: House) -> None:
        self._house = house

    # the notice in force

    def notice_at(self, now: datetime) -> Notice:
        """The notice in force. Raises LookupError before the first takes effect."""
        return self._house.notice_at(now)

    def policy_at(self, now: datetime) -> Policy:
        """The policy in force. Raises LookupError before the first takes effect."""
        return self._house.policy_at(now)

    def notices(self) -> tuple[tuple[int, datetime, Notice], ...]:
        """Every published version: number, effective from, notice."""
        return tuple((p.number, p.effective, p.notice) for p in self._house.notices.published)

    def source(self, number: int) -> bytes:
        """The file of a published version, byte for byte. Raises LookupError for a version that never was."""
        return notices.source(self._house.register, number)

    @property
    def home(self) -> Home:
        """The home behind the door, for a duty that keeps a note there. No person's."""
        return self._house.home

    @property
    def register(self) -> int:
        """The register's id, for a duty that keeps a table about its notices. No person's."""
        return self._house.register

    def impact(self, notice: Notice, *, effective: datetime, step: Callable[[int], object] = lambda done: None) -> impact.Impact:
        """What a coming notice would do to the people here. A dry run: counts only, and nothing is written."""
        return impact.impact(self._house, notice, effective=effective, step=step)

    # reading

    def read(
        self,
        actor: Actor,
        purpose: str,
        subject: int,
        *,
        now: datetime,
        categories: Iterable[str] | None = None,
        locked: bool = True,
        record: int = 0,
    ) -> Answer[Reading]:
        """What a purpose opens of one subject or one record of it, and which other categories stand there locked."""
        return reads.read(self._house, actor, purpose, subject, now, categories, locked, record)

    def list(
        self,
        actor: Actor,
        purpose: str,
        *,
        now: datetime,
        categories: Iterable[str] | None = None,
        limit: int = 50,
        after: int = 0,
        channel: str = "",
        matter: int = 0,
        only: Only | None = None,
    ) -> Answer[Listing]:
        """A page of the subjects that a purpose opens. `channel`, one by which it markets, leaves out those who refuse that; `only` those
        without such a matter; `matter` keeps to what hangs on one matter of the controller's, such as a fiscal year.
        """
        return reads.list_page(self._house, actor, purpose, now, categories, limit, after, channel, matter, only)

    def count(
        self,
        actor: Actor,
        purpose: str,
        *,
        now: datetime,
        categories: Iterable[str] | None = None,
        channel: str = "",
        only: Only | None = None,
    ) -> Answer[counting.Counted]:
        """How many subjects, and records of theirs, `list` would give on all its pages. Shows nobody, and is logged as such."""
        return counting.count(self._house, actor, purpose, now, categories, channel, only)

    def search(self, actor: Actor, purpose: str, *, now: datetime, term: str, limit: int = 20) -> Answer[Listing]:
        """Subjects by a whole identifier (address, number, code) or by the beginnings of names, small misspellings forgiven."""
        return searching.search(self._house, actor, purpose, now, term, limit)

    def locate(self, actor: Actor, purpose: str, *, now: datetime, term: str) -> Answer[tuple[int, ...]]:
        """The ids of the subjects with an identifier on file; for our own work only, such as filing a request."""
        return searching.locate(self._house, actor, purpose, now, term)

    def rebuild_search(self, *, now: datetime) -> Iterator[searching.Rebuilt]:
        """Make the search index anew under a fresh key; yields each batch done."""
        return searching.rebuild(self._house, now)

    def renew_search(self, *, now: datetime) -> Iterator[searching.Rebuilt]:
        """The same, but only when the key of the index has served its time."""
        return searching.renew(self._house, now)

    def search_terms(self) -> dict[str, int]:
        """How many terms the index holds, by kind of field."""
        return searching.status(self._house)

    def life(self, actor: Actor, purpose: str, subject: int, *, now: datetime) -> Answer[lives.Life]:
        """Matters, events, grounds, folders and decisions of one subject, without values."""
        return lives.life(self._house, actor, purpose, subject, now)

    def facts(self, actor: Actor, purpose: str, subject: int, *, now: datetime, record: int = 0) -> Answer[facts.Facts]:
        """What is said about a subject's records, or about one: why kept, until when, whence, given to whom, refused. No values."""
        return facts.facts(self._house, actor, purpose, subject, now, record)

    def stands(self, actor: Actor, purpose: str, subject: int, record: int, *, now: datetime) -> Answer[bool]:
        """Whether a record is still there: how it is shown that one is gone. For our own work only."""
        return facts.stands(self._house, actor, purpose, subject, record, now)

    def explain(
        self, asker: Actor, actor: Actor, purpose: str, subject: int, category: str, *, now: datetime, field: str = "", channel: str = ""
    ) -> Answer[Explanation]:
        """For the privacy officer: may this actor read that (reach them by that channel), which rule decides, on which line?"""
        with self._house.look():
            found = self._house.may(asker, sweeping.PURPOSE, "explain", now)
            if isinstance(found, Denial):
                return found
            named = (category,) if category in self._house.policy_at(now).categories else ()
            self._house.log(asker, "explain", sweeping.PURPOSE, "allowed", named, (subject,), now)
            return explaining.explain(self._house, actor, purpose, subject, category, now, field=field, channel=channel)

    # writing

    def apply(self, actor: Actor, purpose: str, subject: int | NewSubject, changes: Sequence[Change], *, now: datetime) -> Answer[Applied]:
        """One unit of work on one subject: all of the changes or none. What must fall at once (PT0S) goes in the same transaction."""
        return units.apply(self._house, actor, purpose, subject, changes, now)

    def erase_record(self, actor: Actor, purpose: str, subject: int, record: int, *, now: datetime) -> Answer[Applied]:
        """Erase one record that the purpose uses; not what a law, a hold or a restriction keeps."""
        return narrowing.erase_record(self._house, actor, purpose, subject, record, now)

    def link(self, actor: Actor, purpose: str, subject: int, other: int, *, now: datetime) -> Answer[Linked]:
        """Say that two subjects are one person: what was refused or restricted at one is closed at the other. For our own work only."""
        return linking.link(self._house, actor, purpose, subject, other, now)

    def unlink(self, actor: Actor, purpose: str, subject: int, *, now: datetime) -> Answer[Linked]:
        """Say that a subject is nobody else after all, and leave it and the others as if they had never been linked."""
        return linking.unlink(self._house, actor, purpose, subject, now)

    def begin_own(self, kind: str, *, begun: datetime, planned: date, now: datetime) -> int:
        """Begin a matter of the controller's own, such as a fiscal year; one that stands already is given back."""
        house = self._house
        if not house.policy_at(now).matters[kind].controllers_own:
            raise ValueError(f"{kind} is not the controller's own kind of matter")
        with house.work():
            matter, made = OwnMatter.objects.get_or_create(
                register_id=house.register, kind=kind, ends=day_after(planned), defaults={"id": new_id(), "begun": begun}
            )
            if made:
                house.log(SYSTEM, "write", sweeping.PURPOSE, "allowed", (), (), now)
        return int(matter.id)

    def own_matters(self, kind: str) -> dict[int, tuple[datetime, datetime]]:
        """The controller's own matters of a kind: id → (begun, exclusive end)."""
        found = OwnMatter.objects.filter(register_id=self._house.register, kind=kind).order_by("begun")
        return {m.id: (m.begun, m.ends) for m in found}

    def end_own(self, matter: int, *, now: datetime) -> own.Moved:
        """End a matter of the controller's own now, for everybody. Raises LookupError when it doesn't run."""
        return own.end(self._house, matter, now)

    def replan_own(self, matter: int, *, planned: date, now: datetime) -> own.Moved:
        """Give a running matter of the controller's own another last day. Raises LookupError when it doesn't run."""
        return own.replan(self._house, matter, planned, now)

    def tell_recipient(self, actor: Actor, purpose: str, recipient: str, *, given: datetime, now: datetime) -> Answer[int]:
        """Write down that a recipient was told what has changed in what it was given at an instant (Art. 19): of how many disclosures."""
        return disclosing.told(self._house, actor, purpose, recipient, given, now)

    def disclose(self, actor: Actor, purpose: str, subject: int, order: disclosing.Order, *, now: datetime) -> Answer[Reading]:
        """Give a recipient of the notice what it may have of one subject, and write down that it was given."""
        return disclosing.disclose(self._house, actor, purpose, subject, order, now)

    # falling

    def due(self, *, on: datetime, limit: int = 1_000_000) -> tuple[sweeping.Due, ...]:
        """What falls by a date, why, and by which line of the notice. Destroys nothing."""
        return sweeping.due(self._house, on, limit=limit)

    def sweep(self, *, now: datetime, limit: int = 200, due_only: bool = False) -> sweeping.Swept:
        """Destroy one batch of what is due, and unless told otherwise move one batch to the archive; `more` says to call again."""
        return sweeping.sweep(self._house, now, limit=limit, due_only=due_only)

    def rotate_keys(self, *, now: datetime) -> rotating.Rotated:
        """Renew the key-encryption keys that are due, move the folders under them, destroy the old by the horizon."""
        return rotating.rotate(self._house, now)

    def keys(self) -> tuple[rotating.KeyRow, ...]:
        """The key-encryption keys of this register's controller, by class and epoch: their dates, never a key."""
        return rotating.own_keys(self._house)

    def recompute_all(self) -> Iterator[int]:
        """Refold everyone, as after a new notice; yields the size of each batch done."""
        return publishing.recompute_all(self._house)

    def prune_names(self, *, now: datetime) -> None:
        """Let the names in memory forget whom another process has erased. Cheap when nobody was."""
        searching.prune(self._house, now)

    # the promise board and the ledger

    def check(self, name: str, *, now: datetime, **params: str) -> checks.Check:
        """A value-free query for the promise board. Raises KeyError for a name that no check has."""
        return checks.run(self._house, name, now, params)

    def seal_ledger(self, *, now: datetime) -> ledger.Sealed:
        """Give the new leaves their place in the tree and sign a checkpoint."""
        return ledger.seal(now, home=self._house.home)

    def seal_ledger_if_due(self, *, now: datetime) -> ledger.Sealed | None:
        """Seal when leaves have waited for minutes, or many wait. Cheap when not."""
        return ledger.seal_if_due(now, home=self._house.home)

    def verify_ledger(self, *, now: datetime, against: Iterable[Path] = (), lately: bool = False) -> ledger.Verdict:
        """Check every leaf, side row, tile and checkpoint, also against checkpoint files kept elsewhere.

        `lately` checks only what has come since everything was found whole within the last day.
        """
        return ledger.verify(now, home=self._house.home, against=against, lately=lately)

    def verify_ledger_daily(self, *, now: datetime) -> ledger.Verdict | None:
        """Check everything unless that has been done within a day."""
        return ledger.verify_daily(now, home=self._house.home)

    def prove(self, leaf: int) -> ledger.Receipt:
        """Show that one leaf stands in the signed ledger. No person is in a leaf. Raises LedgerError when it isn't sealed or not there."""
        return ledger.prove(leaf)

    def receipts(self, actor: Actor, purpose: str, subject: int, *, since: datetime, now: datetime) -> Answer[tuple[ledger.Receipt, ...]]:
        """Show to a person what our own work of a purpose did with them, sealed. They are theirs alone; making them is itself logged."""
        house = self._house
        with house.look():
            found = house.may_work(actor, purpose, "looks", now)
            if isinstance(found, Denial):
                return found
            proved = ledger.prove_subject(subject, house.controller, purpose, since=since, until=now)
            house.log(actor, "looks", purpose, "allowed", (), (subject,), now)
            return proved

    def drop_sides(self, *, now: datetime) -> int:
        """Let the access log's side rows fall that are past their date."""
        return ledger.fall_due(now)

    def looks(self, actor: Actor, purpose: str, subject: int, *, now: datetime) -> Answer[tuple[ledger.Look, ...]]:
        """Who has looked: the person's part of the ledger, without employees. Needs our own purpose, and is itself logged."""
        house = self._house
        with house.look():
            found = house.may_work(actor, purpose, "looks", now)
            if isinstance(found, Denial):
                return found
            seen = ledger.looks(subject, controller=house.controller)
            house.log(actor, "looks", purpose, "allowed", (), (subject,), now)
            return seen

    def browse_ledger(
        self, actor: Actor, *, now: datetime, limit: int = 50, after: int = 0, filters: ledger.Filters | None = None
    ) -> Answer[tuple[ledger.Entry, ...]]:
        """A page of the ledger, newest first. Reading it is itself logged."""
        house = self._house
        house.stand()
        found = house.may(actor, sweeping.PURPOSE, "ledger", now)
        if isinstance(found, Denial):
            return found
        own = replace(filters or ledger.Filters(), controller=house.controller)  # nothing spans controllers
        if on_postgresql():
            call = house.call(actor, "ledger", sweeping.PURPOSE, now)
            return ledger.entries(rows(*ledger.noting(*ledger.browsing(limit=limit, after=after, filters=own), call)))
        with house.look():
            entries = ledger.browse(limit=limit, after=after, filters=own)
            house.log(actor, "ledger", sweeping.PURPOSE, "allowed", (), (), now)
            return entries

    def habits(self, actor: Actor, *, since: datetime, until: datetime, crowd: int, now: datetime) -> Answer[habits.Habits]:
        """How accounts have used the register: counts by hour and verb, and days on which one saw as many persons as a crowd."""
        return habits.habits(self._house, actor, since, until, crowd, now)
