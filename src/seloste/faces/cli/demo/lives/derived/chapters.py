"""What happens to a person in the course of one matter? It begins, things are stored and read in it, and in time it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from seloste.faces.cli.demo.lives.derived.outline import Capacity, Entry, Errand, Work, days
from seloste.faces.cli.demo.lives.derived.values import Pen
from seloste.faces.cli.demo.lives.diary import Diary, working_day
from seloste.faces.cli.demo.lives.fates import Stint
from seloste.policy import Begin, Change, End, Put, Touch

AGO = timedelta(days=380)
"""What is looked at was begun no longer ago than this: older looks would have fallen from the access log."""
MOMENT = timedelta(minutes=3)
CHECK_TAKES = (timedelta(minutes=9), timedelta(minutes=25), timedelta(hours=26), timedelta(days=3))
REASONS = ("completed", "customer", "settled")


@dataclass(slots=True)
class Telling:
    """One stint of one person while it is being told. `fully`: everything that can happen to their kind does."""

    capacity: Capacity
    diary: Diary
    pen: Pen
    stint: Stint
    fully: bool
    home: str = ""
    known: set[str] = field(default_factory=set)

    @property
    def last(self) -> date:
        """The last day on which something may happen: the stint's end, or today."""
        return min(self.stint.ends or self.diary.today, self.diary.today)

    def chance(self, share: float) -> bool:
        """Whether something happens that does to a share of all."""
        return self.diary.rng.random() < share or self.fully

    def begin(self, errand: Errand, day: date, lasts: int = 0) -> str:
        """Begin a matter, store what belongs into it and what is not known of the person yet; give its label, or none if it is too late."""
        day, label = working_day(day), self.diary.label(errand.key)
        planned = day + timedelta(days=lasts) if errand.kind.end == "planned" else None
        entries = [entry for entry in (*errand.about, *errand.entries) if self._belongs(entry, errand)]
        puts = {work: tuple(self._put(entry, day, planned, label) for entry in own) for work, own in _by_work(entries)}
        about = [self.home, label] if self.home else [label]
        opener, begin = errand.opener, Begin(errand.key, ref=label, planned=planned)
        if not self.diary.visit(day, opener.role, opener.purpose, begin, *puts.pop(opener, ()), about=about):
            return ""
        self.known |= {entry.category for entry in errand.about}
        for place, (work, own) in enumerate(puts.items(), 1):
            self.diary.visit(day, work.role, work.purpose, *own, about=[label], later=place * MOMENT)
        return label

    def look(self, works: Sequence[Work], day: date, label: str, share: float) -> None:
        """Let those who only read in a matter do so, some of them."""
        for work in works:
            if self.chance(share):
                self.diary.look(day, work.role, work.purpose, [label])

    def give(self, errand: Errand, label: str, share: float) -> None:
        """Let the recipients who are given something in such a matter have it."""
        for recipient, work in errand.gives:
            if self.chance(share):
                self.diary.give(work.role, work.purpose, recipient, [label])

    def again(self, errand: Errand, day: date, label: str) -> None:
        """Store one more of what comes again, such as a message; the matter is heard of, so it goes on."""
        entries = [entry for entry in errand.entries if entry.comes_again]
        if entries and self.chance(0.8):
            entry = self.diary.rng.choice(entries)
            changes: tuple[Change, ...] = (self.pen.put(entry, working_day(day), matter=label), Touch(label))
            self.diary.visit(day, entry.work.role, entry.work.purpose, *changes, about=[label])
        else:
            self.diary.visit(day, errand.opener.role, errand.opener.purpose, Touch(label), about=[label])

    def book(self, day: date, label: str) -> None:
        """Write into the books."""
        if day < self.last:
            for kind, entry in self.capacity.books:
                put = self.pen.put(entry, working_day(day))
                self.diary.book(day, entry.work.role, entry.work.purpose, kind, put, about=[label])

    def end(self, errand: Errand, label: str, day: date, reason: str = "") -> None:
        """End a matter on a day."""
        opener, why = errand.opener, reason or self.diary.rng.choice(REASONS)
        self.diary.visit(day, opener.role, opener.purpose, End(label, why), about=[label])

    def pass_by(self, errand: Errand, day: date) -> None:
        """Tell a whole errand beside the matter that the person stays for."""
        rng = self.diary.rng
        room = (self.last - day).days - 4
        most = min(self._most(errand), room if self.stint.ends else 10_000)
        if room < 4 or most < 3:
            return
        lasts = rng.randint(3, most)
        label = self.begin(errand, day, max(lasts, 10) if self.stint.ends is None else lasts)
        if not label:
            return
        self.look(errand.readers, day, label, 0.3)
        self.give(errand, label, 0.4)
        if errand.asks_code:
            self.diary.visit(
                day, errand.opener.role, errand.opener.purpose, End(label, "completed"), about=[label], later=rng.choice(CHECK_TAKES)
            )
        elif errand.kind.end == "planned":
            self.book(day + timedelta(days=rng.randint(1, 9)), label)
        else:
            self._runs(errand, label, day, lasts)

    def _runs(self, errand: Errand, label: str, day: date, lasts: int) -> None:
        """Let a matter without a planned end go on, and let it be ended or fall silent by itself."""
        ends = day + timedelta(days=lasts)
        if any(entry.comes_again for entry in errand.entries) and lasts > 8:
            self.again(errand, day + timedelta(days=lasts // 2), label)
        if ends < self.last and self.diary.rng.random() < 0.75:
            self.end(errand, label, ends)

    def _most(self, errand: Errand) -> int:
        """Give how many days a matter of this kind may last in a demo, well within its bound."""
        if errand.kind.end == "planned":
            return 90
        bound = days(errand.kind.idle or errand.kind.at_most).days
        return min(60, bound * 2 // 5)

    def _belongs(self, entry: Entry, errand: Errand) -> bool:
        """Whether a category is stored as the errand begins: not what is known already, and of what may come later only some."""
        if entry.comes_again and any(not other.comes_again for other in (*errand.about, *errand.entries)):
            return self.chance(0.3)
        return entry.category not in self.known

    def _put(self, entry: Entry, day: date, planned: date | None, label: str) -> Put:
        mine = entry.category in {each.category for each in self._subject_level}
        return self.pen.put(entry, day, planned, "" if mine else label)

    @property
    def _subject_level(self) -> Iterator[Entry]:
        for errand in (self.capacity.home, *self.capacity.errands):
            yield from errand.about


def _by_work(entries: Sequence[Entry]) -> list[tuple[Work, tuple[Entry, ...]]]:
    ordered = sorted(entries, key=lambda entry: (entry.work.purpose, entry.work.role))
    return [(work, tuple(own)) for work, own in groupby(ordered, key=lambda entry: entry.work)]
