"""The house behind the door: one register's notices, keys and names, the first half of every decision, and the leaf of every call."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from seloste import ledger
from seloste.gate.names import Names
from seloste.gate.reading import Sight
from seloste.gate.shapes import Answer
from seloste.home import Home, turns, wall
from seloste.law.instants import day_after, day_start, keep_until, last_day
from seloste.law.periods import add_period
from seloste.notice import Notice
from seloste.policy import Actor, Code, Denial, Policy, decide, in_force
from seloste.policy.tables import Purpose, Version
from seloste.register import notices, person, state
from seloste.register.keyring import Keyring
from seloste.register.notices import Notices
from seloste.register.sql import Query, on_postgresql, rows_of

_NO_NOTICE_YET = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class _Day:
    """When the side rows of all calls fall that are made on one day under one notice: after its beginning, and at its end still."""

    version: Version
    begins: datetime
    ends: datetime
    falls: datetime


@dataclass(slots=True)
class House:
    """One register, opened with its keys."""

    home: Home
    notices: Notices
    keyring: Keyring
    names: Names
    _day: _Day | None = None

    def stand(self) -> None:
        """Let this connection see this controller's rows, and no other's."""
        wall.stand_for(self.controller)

    @contextmanager
    def look(self, *, sparing: bool = False) -> Iterator[None]:
        """A unit of work that reads: one transaction, one state of the database, one controller. A sparing one waits less for the disk."""
        self.stand()
        with turns.one_state(), ledger.look() if sparing else transaction.atomic():
            yield

    @contextmanager
    def work(
        self, *subjects: int, newcomers: bool = False, matters: Collection[int] = (), asking: Sequence[Query] = ()
    ) -> Iterator[list[list[tuple[Any, ...]]]]:
        """A unit of work that writes: one transaction, one controller, these subjects for itself, by the notice that is newest then.

        Publishing refolds everyone it finds: whoever it can't find yet (`newcomers`) waits for it, and it for them. So do those who put
        something into the controller's own `matters`, and whoever moves one. Gives what some queries find, `asking` after the locks and
        maybe taking more of them.
        """
        self.stand()
        with transaction.atomic():
            if newcomers:
                turns.together("people", self.register)
            locks: list[Query] = []
            if on_postgresql():
                locks += [state.sharing(self.register, matters)] if matters else []
                locks += [state.locking(subjects)] if subjects else []
            *found, [(newest,)] = rows_of([*locks, *asking, notices.numbering(self.register)])
            self._keep_up(newest)
            yield found[len(locks) :]

    @contextmanager
    def on(
        self, subject: int, asked: person.Asked, *, matters: Collection[int] = (), others: Collection[int] = ()
    ) -> Iterator[person.Person | None]:
        """A unit of work on one person: with them as they stand once nobody else can change them. `others` are locked too.

        `matters`: those of the controller's own into which something is put (work).

        Statement by statement, since only what is asked after a lock is newer than it; and one of each, since most units are this one.
        """
        self.stand()
        with transaction.atomic():
            locks = state.holding((subject, *others), self.register, matters) if on_postgresql() else []
            results = rows_of([*locks, *person.asking(self.register, subject, asked, self.notices.apart)])[len(locks) :]
            found = person.found(results, self.register, subject, asked, self.notices.apart)
            newest = found.newest if found else notices.newest(self.register)
            if newest != self.notices.published[-1].number:
                self._keep_up(newest)
                # How much was asked followed from the notices before.
                found = person.read(self.register, subject, replace(asked, scope="whole"), self.notices.apart)
            yield found

    def knowing_newest(self) -> Query:
        """A condition in SQL: no version of the notice is newer than the newest known here."""
        sql, params = notices.numbering(self.register)
        return f"({sql})=%s", (*params, self.notices.published[-1].number)

    def people(self, after: int, limit: int) -> list[int]:
        """A page of the register's subjects, for work over all of them."""
        self.stand()
        return state.subjects_of(self.register, after, limit)

    def _keep_up(self, newest: int) -> None:
        """Take up what another process has published since this house was opened."""
        if newest != self.notices.published[-1].number:
            self.notices = notices.read(self.register)

    @property
    def register(self) -> int:
        """The register's id."""
        return self.notices.register

    @property
    def controller(self) -> int:
        """The controller's id."""
        return self.notices.controller

    def version_at(self, now: datetime) -> Version:
        """The version of the notice in force. Raises LookupError before the first takes effect."""
        version = in_force(self.notices.timeline, now)
        if version is None:
            raise LookupError("no notice is in force yet: nothing may be read or written")
        return version

    def notice_at(self, now: datetime) -> Notice:
        """The notice in force."""
        number = self.version_at(now).number
        return next(p.notice for p in self.notices.published if p.number == number)

    def policy_at(self, now: datetime) -> Policy:
        """The policy in force."""
        return self.version_at(now).policy

    def may(self, actor: Actor, purpose: str, verb: str, now: datetime) -> Answer[Purpose]:
        policy = self.policy_at(now)
        denial = decide(policy, actor, purpose)
        if denial is None:
            return policy.purposes[purpose]
        if denial.code is Code.NO_PURPOSE:
            # The ledger keeps no words of the asker: what is no purpose could be anything, a person's name too.
            self.log(actor, verb, "", "denied-purpose", (), (), now)
            return denial
        return self.deny(actor, denial, "denied-role", (), now, verb)

    def may_work(self, actor: Actor, purpose: str, verb: str, now: datetime) -> Answer[Purpose]:
        """The same for what only our own work may do: answering requests, accounting for what was done."""
        found = self.may(actor, purpose, verb, now)
        if isinstance(found, Denial) or found.builtin:
            return found
        return self.deny(actor, Denial(Code.ROLE, purpose, found.line), "denied-purpose", (), now, verb)

    def deny(self, actor: Actor, denial: Denial, outcome: str, subjects: Sequence[int], now: datetime, verb: str = "write") -> Denial:
        self.log(actor, verb, denial.purpose, outcome, (), subjects, now)
        return denial

    def sight(self, purpose: Purpose, now: datetime) -> Sight:
        return Sight(self.register, self.keyring, self.notices.hashes, purpose, now)

    def log(
        self, actor: Actor, verb: str, purpose: str, outcome: str, categories: Iterable[str], subjects: Sequence[int], now: datetime
    ) -> int:
        """Append one leaf for this call, and a side row for each subject it saw."""
        call = self.call(actor, verb, purpose, now)
        leaf = ledger.new_leaf()
        ledger.append(
            leaf=leaf,
            at=now,
            controller=call.controller,
            verb=verb,
            actor=call.actor,
            unit=call.unit,
            purpose=purpose,
            notice=call.notice,
            outcome=outcome,
            categories=sorted(categories),
            subjects=list(subjects),
            side_falls=call.side_falls,
        )
        return leaf

    def call(self, actor: Actor, verb: str, purpose: str, now: datetime) -> ledger.Call:
        """What a leaf says of a call, but for what it saw."""
        version = in_force(self.notices.timeline, now)
        if version is None:
            return ledger.Call(now, self.controller, verb, actor.id, actor.unit, purpose, "", now + _NO_NOTICE_YET)
        notice, falls = self.notices.hashes[version.number], self._sides_fall(version, now)
        return ledger.Call(now, self.controller, verb, actor.id, actor.unit, purpose, notice, falls)

    def _sides_fall(self, version: Version, now: datetime) -> datetime:
        """When the side rows of a call fall: one instant for a whole day, where the notice counts in days."""
        known = self._day
        if known is None or known.version is not version or not known.begins < now <= known.ends:
            access_log = self.notice_at(now).access_log
            if access_log.is_zero or access_log.is_clock:
                return keep_until(now, access_log)
            day = last_day(now)
            known = self._day = _Day(version, day_start(day), day_after(day), day_after(add_period(day, access_log)))
        return known.falls
