"""The definitions of DESIGN 2 in plain words, played forward tick by tick: slow, small, and sharing no code with the fold.

The clock stands at every Helsinki midnight and at every instant that a history names. At each tick it asks what runs, what is refused,
what the notices say by now, and who still keeps what. It knows no voids and no periods of hours.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from seloste.policy.history import Event, Folder, History, Refusal, RefusalKind, Verb

HELSINKI = ZoneInfo("Europe/Helsinki")
LATEST = timedelta(days=365 * 4)
NEVER_YET = datetime.min.replace(tzinfo=UTC)
_ORDER = (Verb.BEGIN, Verb.REPLAN, Verb.TOUCH, Verb.END)

type Doc = Mapping[str, Any]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HELSINKI).astimezone(UTC)


def plus(day: date, period: str) -> date:
    found = re.fullmatch(r"P(\d+)([DM])", period)
    assert found
    number = int(found[1])
    if found[2] == "D":
        return day + timedelta(days=number)
    first = date(day.year + (day.month - 1 + number) // 12, (day.month - 1 + number) % 12 + 1, 1)
    longest = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - first).days
    return first.replace(day=min(day.day, longest))


def kept_after(end: datetime, period: str | None) -> datetime:
    """Through the last day of a period after an exclusive end."""
    if period in (None, "PT0S"):
        return end
    last = (end - timedelta(microseconds=1)).astimezone(HELSINKI).date()
    return midnight(plus(last, str(period)) + timedelta(days=1))


@dataclass(eq=False)
class Matter:
    """A matter that runs, or will."""

    id: int
    kind: str
    version: int
    opened: datetime
    true_begin: datetime
    active: datetime
    planned: datetime | None
    told_end: tuple[datetime, datetime] | None = None
    own_end: datetime | None = None


@dataclass(eq=False)
class Open:
    """A ground as it is lived: its matters while it runs, then its tail."""

    purpose: str
    version: int
    matter: int
    opened: datetime
    begun: datetime
    true_end: datetime | None = None
    running: bool = True
    ends: datetime | None = None
    anchor: datetime | None = None
    parent: "Open | None" = None
    taken: set[int] = field(default_factory=set)


@dataclass(eq=False)
class Reference:
    """One subject's life, played."""

    docs: Sequence[tuple[datetime, Doc]]
    history: History
    now: datetime = NEVER_YET
    matters: dict[int, Matter] = field(default_factory=dict)
    grounds: list[Open] = field(default_factory=list)
    live_until: dict[int, datetime] = field(default_factory=dict)
    falls: dict[int, datetime | None] = field(default_factory=dict)
    seen: dict[datetime, set[tuple[str, int, int]]] = field(default_factory=dict)

    # what the notices say by now

    def _version(self, at: datetime) -> int:
        return max((n for n, (effective, _) in enumerate(self.docs) if effective <= at), default=-1)

    def _since(self, version: int) -> list[tuple[datetime, Doc]]:
        return [(effective, doc) for effective, doc in self.docs[version + 1 :] if effective <= self.now]

    def _named(self, doc: Doc, purpose: str) -> Doc | None:
        found: Doc | None = doc["purposes"].get(purpose)
        basis = found["basis"] if found else {}
        return found if isinstance(basis, str) or self.history.subject_kind in basis else None

    def _runs(self, purpose: Doc, kind: str) -> bool:
        return kind in purpose.get("while", ()) or kind == purpose.get("per")

    def _offered(self, doc: Doc, name: str) -> bool:
        purpose = self._named(doc, name)
        return purpose is not None and (not purpose.get("after") or self._offered(doc, purpose["after"]))

    def _gone(self, ground: Open) -> bool:
        after = self.docs[ground.version][1]["purposes"][ground.purpose].get("after")
        later = [doc for _, doc in self._since(ground.version)]
        return any(not self._offered(doc, ground.purpose) or doc["purposes"][ground.purpose].get("after") != after for doc in later)

    def _refused(self, purpose: str, begun: datetime) -> bool:
        def stands(r: Refusal) -> bool:
            if r.purpose != purpose or r.channel or r.opened > self.now:
                return False
            return begun <= r.opened if r.kind is RefusalKind.ERASURE else r.lifted is None or r.lifted > self.now

        return any(stands(r) for r in self.history.refusals)

    # matters

    def _bound(self, matter: Matter, kind: Doc | None) -> datetime:
        """The earliest end that a kind of matter sets; a kind that is gone, or sets none, ends it at once."""
        if matter.own_end is not None:
            return matter.own_end
        limits = dict(kind or {})
        if limits.pop("end", None) == "planned":
            limits = {"planned": True} if matter.planned else dict(limits.get("else", {}))
        ends = []
        if limits.get("planned") and matter.planned:
            ends.append(matter.planned)
        if "idle" in limits:
            ends.append(midnight(plus(matter.active.astimezone(HELSINKI).date(), limits["idle"]) + timedelta(days=1)))
        if "at_most" in limits:
            ends.append(midnight(plus(matter.true_begin.astimezone(HELSINKI).date(), limits["at_most"])))
        return min(ends, default=matter.true_begin)

    def _ended(self, matter: Matter) -> datetime | None:
        """The true end of a matter that is over by now."""
        if matter.own_end is not None:
            return matter.own_end if matter.own_end <= self.now else None
        if matter.opened > self.now:
            return None
        bounds = [self._bound(matter, self.docs[matter.version][1]["matters"][matter.kind])]
        bounds += [max(effective, self._bound(matter, doc["matters"].get(matter.kind))) for effective, doc in self._since(matter.version)]
        if min(bounds) <= self.now:
            return max(min(bounds), matter.true_begin)
        return matter.told_end[1] if matter.told_end and matter.told_end[0] <= self.now else None

    def _happen(self, event: Event) -> None:
        matter = self.matters.get(event.matter)
        if matter is None:
            opened = max(event.at, event.recorded, self.docs[0][0])
            version = self._version(opened)
            if event.verb is Verb.BEGIN and event.kind in self.docs[version][1]["matters"]:
                self.matters[event.matter] = Matter(event.matter, event.kind, version, opened, event.at, event.at, event.planned)
            return
        plans = self.docs[matter.version][1]["matters"][matter.kind].get("end") == "planned"
        if event.verb is Verb.END:
            matter.told_end = (max(event.at, event.recorded), max(event.at, matter.true_begin))
        if event.verb is Verb.REPLAN and plans:
            matter.told_end, matter.planned = None, event.planned
        if event.verb in (Verb.TOUCH, Verb.REPLAN):
            matter.active = max(matter.active, min(event.at, event.recorded))

    # grounds

    def _wanted(self) -> dict[tuple[str, int, int], list[Matter]]:
        """The purposes that run at this tick, each with the matters that let it."""
        found: dict[tuple[str, int, int], list[Matter]] = {}
        for matter in self.matters.values():
            if matter.opened > self.now:
                continue
            for version in range(matter.version, self._version(self.now) + 1):
                doc = self.docs[version][1]
                for name in doc["purposes"]:
                    purpose = self._named(doc, name)
                    if purpose is None or not self._runs(purpose, matter.kind):
                        continue
                    if version != matter.version and purpose["applies"] != "all":
                        continue
                    later = [self._named(d, name) for _, d in self._since(version)]
                    if any(p is None or not self._runs(p, matter.kind) for p in later) or self._refused(name, matter.opened):
                        continue
                    scope = 0 if matter.kind in purpose.get("while", ()) else matter.id
                    found.setdefault((name, version, scope), []).append(matter)
        return found

    def _tail(self, purpose: Doc, true_end: datetime) -> datetime:
        return kept_after(true_end, purpose.get("keep"))

    def _stop(self, ground: Open, true_end: datetime) -> None:
        """A ground's matters are over: its tail runs from the true end, as every notice by now allows."""
        ground.running, ground.true_end = False, true_end
        ground.anchor = self._tail(self.docs[ground.version][1]["purposes"][ground.purpose], true_end)
        ground.ends = max(self.now, ground.anchor)
        for effective, _ in self._since(ground.version):
            self._renotice(ground, effective)

    def _renotice(self, ground: Open, effective: datetime) -> None:
        assert ground.ends is not None
        assert ground.true_end is not None
        if effective >= ground.ends or self._gone(ground):
            return
        doc = next(doc for when, doc in self.docs[ground.version + 1 :] if when == effective)
        old, new = self.docs[ground.version][1]["purposes"][ground.purpose], doc["purposes"][ground.purpose]
        tail = self._tail(new, ground.true_end)
        ends = max(tail, self.now)
        if ends < ground.ends or old["basis"] == new["basis"] == "legal-obligation":
            ground.ends, ground.anchor = ends, tail

    def _over(self, ground: Open) -> bool:
        if self._gone(ground) or self._refused(ground.purpose, ground.begun):
            ground.anchor = self.now
            return True
        return not ground.running and ground.ends is not None and ground.ends <= self.now

    def _turn(self) -> None:
        """Let grounds open, run on, end and be followed."""
        wanted = self._wanted()
        for ground in [g for g in self.grounds if g.running]:
            if (ground.purpose, ground.version, ground.matter) not in wanted:
                narrowed = any(self._let(ground, matter) for matter in self.matters.values())
                self._stop(ground, self.now if narrowed else ground.true_end or self.now)
        for ground in [g for g in self.grounds if not g.running]:
            for effective, _ in self._since(ground.version):
                if effective == self.now:
                    self._renotice(ground, effective)
        for (purpose, version, scope), matters in wanted.items():
            same = [g for g in self.grounds if g.running and (g.purpose, g.version, g.matter) == (purpose, version, scope)]
            begun = min(m.opened for m in matters)
            if not same:
                self.grounds.append(Open(purpose, version, scope, self.now, begun))
            elif begun < same[0].begun:
                same[0].begun = begun
        while over := [g for g in self.grounds if self._over(g)]:
            for ground in over:
                self.grounds.remove(ground)
                if ground.opened < self.now:
                    self._follow(ground)

    def _follow(self, parent: Open) -> None:
        for version in range(parent.version, self._version(self.now) + 1):
            doc = self.docs[version][1]
            for name, purpose in doc["purposes"].items():
                if purpose.get("after") != parent.purpose or not self._offered(doc, name):
                    continue
                if version != parent.version and purpose["applies"] != "all":
                    continue
                child = Open(name, version, parent.matter, self.now, parent.begun, parent=parent)
                if self._gone(child) or self._refused(name, parent.begun):
                    continue
                self._stop(child, parent.anchor or self.now)
                if child.ends is not None and child.ends > self.now:
                    returns = self._archives(parent) and not self._archives(child)
                    child.taken = {f.id for f in self.history.folders if not returns and self._was_covered(parent, f)}
                    self.grounds.append(child)

    # folders

    def _keeps(self, doc: Doc, name: str, category: str) -> bool:
        purpose = self._named(doc, name)
        kinds = doc["data"][category].get("subjects") if category in doc["data"] else None
        if (
            purpose is None
            or category not in (*purpose["uses"], *purpose["keeps"])
            or self.history.subject_kind not in (kinds or [self.history.subject_kind])
        ):
            return False
        return purpose.get("store") != "archive" or self._keeps(doc, purpose["after"], category)

    def _covers(self, ground: Open, folder: Folder, *, before: bool = False) -> bool:
        if folder.matter and ground.matter not in (0, folder.matter):
            return False
        takes_over = ground.parent is not None and (folder.arrived < ground.opened or self._archives(ground))
        if takes_over and not (folder.id in ground.taken and ground.parent and self._covers(ground.parent, folder, before=before)):
            return False
        since = [doc for effective, doc in self._since(ground.version) if not (before and effective == self.now)]
        return all(self._keeps(doc, ground.purpose, folder.category) for doc in (self.docs[ground.version][1], *since))

    def _archives(self, ground: Open) -> bool:
        return bool(self.docs[ground.version][1]["purposes"][ground.purpose].get("store") == "archive")

    def _was_covered(self, parent: Open, folder: Folder) -> bool:
        """Whether the parent kept the folder until just now."""
        gone = self.falls if self._archives(parent) else self.live_until
        return folder.arrived < self.now and folder.id not in gone and self._covers(parent, folder, before=True)

    def _held(self, folder: Folder) -> bool:
        of = self.docs[self._version(folder.arrived)][1]["data"][folder.category].get("of")
        capped = of and "at_most" in self.docs[self._version(folder.arrived)][1]["matters"][of]
        held = not capped and any(h.opened <= self.now and (h.released is None or h.released > self.now) for h in self.history.holds)
        closed = (r for r in self.history.restrictions if r.folder in (0, folder.id))
        return bool(held) or any(r.opened <= self.now and (r.lifted is None or r.lifted > self.now) for r in closed)

    def _keep(self) -> None:
        for folder in self.history.folders:
            if folder.arrived > self.now or folder.id in self.falls:
                continue
            if folder.id not in self.live_until:
                if any(not self._archives(g) and self._covers(g, folder) for g in self.grounds):
                    continue
                self.live_until[folder.id] = self.now
            archived = any(self._archives(g) and self._covers(g, folder) for g in self.grounds)
            if not archived and not self._held(folder):
                self.falls[folder.id] = self.now

    # the clock

    def _moments(self) -> list[datetime]:
        """Every instant that the history or a notice names."""
        h = self.history
        named: set[datetime | None] = {effective for effective, _ in self.docs}
        named.update(f.arrived for f in h.folders)
        named.update(t for e in h.events for t in (e.at, e.recorded, e.planned))
        named.update(t for d in h.holds for t in (d.opened, d.released))
        for times in ([(n.opened, n.lifted) for n in h.refusals], [(r.opened, r.lifted) for r in h.restrictions]):
            named.update(t for pair in times for t in pair)
        return sorted(t for t in named if t is not None)

    def _ticks(self) -> list[datetime]:
        times = self._moments()
        day, last = times[0].astimezone(HELSINKI).date(), times[-1] + LATEST
        while midnight(day) < last:
            times.append(midnight(day))
            day += timedelta(days=1)
        return sorted(set(times))

    def play(self, until: datetime | None = None) -> "Reference":
        """Play the whole life, until nothing is left that could change, or until an instant."""
        recorded: dict[datetime, list[Event]] = {}
        for event in sorted(self.history.events, key=lambda e: (e.recorded, _ORDER.index(e.verb), e.id)):
            recorded.setdefault(event.recorded, []).append(event)
        last = self._moments()[-1]
        for now in self._ticks():
            if until and now > until:
                break
            self.now = now
            self._close()
            for event in recorded.get(self.now, ()):
                self._happen(event)
                self._close()
            self._arrive()
            self._close()
            self._turn()
            self._keep()
            self.seen[self.now] = {(g.purpose, g.version + 1, g.matter) for g in self.grounds}
            if now > last and not self.matters and not self.grounds:
                break  # nothing more can change; what a decision still holds, it holds
        return self

    def _arrive(self) -> None:
        """The first record in one of the controller's own matters opens it for this subject."""
        for folder in self.history.folders:
            own = next((m for m in self.history.own if m.id == folder.matter), None)
            first = min(f.arrived for f in self.history.folders if f.matter == folder.matter)
            if own is not None and folder.arrived == self.now == first and own.id not in self.matters:
                version = self._version(self.now)
                matter = Matter(own.id, own.kind, version, self.now, own.begun, self.now, None, own_end=own.ends)
                if own.ends > self.now:
                    self.matters[own.id] = matter
                else:
                    self._open_late(matter, version)

    def _open_late(self, matter: Matter, version: int) -> None:
        """A record that comes after its year ended stands on the tail alone."""
        doc = self.docs[version][1]
        for name in doc["purposes"]:
            purpose = self._named(doc, name)
            if purpose is not None and self._runs(purpose, matter.kind) and not self._refused(name, matter.opened):
                scope = 0 if matter.kind in purpose.get("while", ()) else matter.id
                ground = Open(name, version, scope, self.now, self.now)
                self._stop(ground, matter.own_end or self.now)
                if ground.ends is not None and ground.ends > self.now:
                    self.grounds.append(ground)

    def _close(self) -> None:
        """Take out the matters that are over, and tell the grounds that they kept open from when the tail counts."""
        for matter in list(self.matters.values()):
            true_end = self._ended(matter)
            if true_end is None:
                continue
            del self.matters[matter.id]
            for ground in self.grounds:
                if ground.running and self._let(ground, matter):
                    ground.true_end = max(ground.true_end or true_end, true_end)

    def _let(self, ground: Open, matter: Matter) -> bool:
        """Whether the matter is one of those that keep a running ground open."""
        purpose = self.docs[ground.version][1]["purposes"][ground.purpose]
        mine = matter.version == ground.version or (matter.version < ground.version and purpose["applies"] == "all")
        return mine and ground.matter in (0, matter.id) and self._runs(purpose, matter.kind) and matter.opened < self.now
