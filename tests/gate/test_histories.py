"""Random lives through the door: whatever happens in whatever order, what is stored is what a refold gives, reading keeps to the grounds,
and a sweep destroys exactly what has fallen.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gate.club import BOOKS, DESK, EVERYONE, HETU, LAW, OFFICE, POST, PRIVACY, Club, at, count, held, sql
from seloste.gate import Applied, Reading, sweeping
from seloste.gate.house import House
from seloste.gate.settling import settle
from seloste.gate.standing import broken
from seloste.notice.values import Store
from seloste.policy import Actor, Begin, Change, Denial, End, Fold, Lift, NewSubject, PlaceHold, Put, RefusalKind, Refuse, Release, Replan

from seloste.policy import Restrict, Touch, Unrestrict, Void, fold  # isort: skip
from seloste.register import state

START = at("2023-01-01 09:00")
BAN, WITHDRAWAL, ERASURE, OBJECTION = RefusalKind.BAN, RefusalKind.WITHDRAWAL, RefusalKind.ERASURE, RefusalKind.OBJECTION


def calls() -> dict[int, str]:
    """The verb of every leaf, by its id: the order in a table tells nothing once something was rolled back."""
    return dict(sql("SELECT id, verb FROM ledger_leaf"))


class Story:
    """One random life story of a few people in the club, told through the door."""

    def __init__(self, club: Club) -> None:
        self.club, self.now = club, START
        self.people: list[int] = []
        self.events: list[tuple[int, int]] = []

    def tell(self, gap: int, what: str, pick: int) -> None:
        self.now += timedelta(hours=gap)
        getattr(self, f"_{what}")(pick)

    def _person(self, pick: int) -> int:
        alive = [person for person in self.people if count("subject", "id=%s", person)]
        return alive[pick % len(alive)] if alive else 0

    def _do(self, actor: Actor, purpose: str, person: int | NewSubject, *changes: Change) -> None:
        if person == 0:
            return
        before, records = calls(), count("record") + count("archived_record")
        done = self.club.door.apply(actor, purpose, person, changes, now=self.now)
        verbs = sorted(verb for leaf, verb in calls().items() if leaf not in before)
        assert verbs in (["write"], ["erase", "write"], ["erase", "erase", "write"])
        if isinstance(done, Denial):
            assert verbs == ["write"]
            assert count("record") + count("archived_record") == records
        if isinstance(done, Applied):
            self.events += [(done.subject, event) for event in done.events]
            if isinstance(person, NewSubject):
                self.people.append(done.subject)

    def _one(self, table: str, person: int, pick: int, where: str = "1=1") -> int:
        found = [row[0] for row in sql(f"SELECT id FROM {table} WHERE subject_id=%s AND {where} ORDER BY id", person)]
        return int(found[pick % len(found)]) if found else 0

    def _join(self, pick: int) -> None:
        changes = (Begin("membership"), Put("name", {"first": "A"}), Put("reach", {"email": f"p{pick % 3}@kerho.example"}))
        self._do(OFFICE, "care", NewSubject("member") if len(self.people) < 3 else self._person(pick), *changes)

    def _course(self, pick: int) -> None:
        planned = (self.now + timedelta(days=pick % 90)).date()
        begin = Begin("course", ref="c", planned=planned if pick % 3 else None, at=self.now - timedelta(days=pick % 20))
        self._do(OFFICE, "care", self._person(pick), begin, Put("lessons", {"title": "S"}, matter="c"))

    def _check(self, pick: int) -> None:
        self._do(DESK, "checking", self._person(pick), Begin("check", ref="k"), Put("code", {"hetu": HETU}, matter="k"))

    def _bill(self, pick: int) -> None:
        year = self.now.year
        own = self.club.door.begin_own("year", begun=at(f"{year}-01-01"), planned=date(year, 12, 31), now=self.now)
        self._do(BOOKS, "books", self._person(pick), Put("bills", {"number": "1"}, matter=own))

    def _letters(self, pick: int) -> None:
        self._do(POST, "news", self._person(pick), Begin("letters"))

    def _dispute(self, pick: int) -> None:
        self._do(LAW, "disputes", self._person(pick), Begin("dispute"))

    def _put(self, pick: int) -> None:
        self._do(OFFICE, "care", self._person(pick), Put("reach", {"phone": "+358 40 123 4567"}))

    def _amend(self, pick: int) -> None:
        person = self._person(pick)
        record = self._one("record", person, pick, "category='name'")
        self._do(OFFICE, "care", person, Put("name", {"first": "B"}, record=record))

    def _end(self, pick: int) -> None:
        person = self._person(pick)
        matter = self._one("matter", person, pick)
        when = self.now - timedelta(days=pick % 40) if pick % 2 else None
        for actor, purpose in ((OFFICE, "care"), (DESK, "checking"), (POST, "news"), (LAW, "disputes"), (PRIVACY, "requests")):
            self._do(actor, purpose, person, End(matter, "done", at=when))

    def _touch(self, pick: int) -> None:
        person = self._person(pick)
        self._do(OFFICE, "care", person, Touch(self._one("matter", person, pick)))

    def _replan(self, pick: int) -> None:
        person = self._person(pick)
        planned = (self.now + timedelta(days=pick % 120 - 30)).date()
        self._do(OFFICE, "care", person, Replan(self._one("matter", person, pick, "kind='course'"), planned))

    def _void(self, pick: int) -> None:
        if self.events:
            person, event = self.events[-1 - pick % len(self.events)]
            for actor, purpose in ((OFFICE, "care"), (DESK, "checking"), (POST, "news"), (LAW, "disputes")):
                self._do(actor, purpose, person, Void(event))

    def _refuse(self, pick: int) -> None:
        kinds = ((ERASURE, ("care", "archive")), (BAN, ("post", "news")), (WITHDRAWAL, ("news",)), (OBJECTION, ("archive", "post")))
        self._do(PRIVACY, "requests", self._person(pick), Begin("request"), Refuse(*kinds[pick % 4]))

    def _restrict(self, pick: int) -> None:
        self._do(PRIVACY, "requests", self._person(pick), Begin("request"), Restrict(("care", "post"), "accuracy", date(2030, 1, 1)))

    def _hold(self, pick: int) -> None:
        self._do(PRIVACY, "requests", self._person(pick), Begin("request"), PlaceHold("2024-0001", date(2030, 1, 1)))

    def _lift(self, pick: int) -> None:
        person = self._person(pick)
        kinds: tuple[tuple[Callable[[int], Change], str, str], ...] = (
            (Lift, "refusal", "lifted"), (Unrestrict, "restriction", "lifted"), (Release, "hold", "released"))  # fmt: skip
        for made, table, column in kinds:
            if found := self._one(table, person, pick, f"{column} IS NULL"):
                self._do(PRIVACY, "requests", person, Begin("request"), made(found))

    def _crash(self, pick: int) -> None:
        """An earlier release destroyed the keys in a transaction of their own, and could be stopped after it."""
        for due in self.club.door.due(on=self.now)[: 1 + pick % 5]:
            sql("UPDATE folder SET marked=%s, wrapped=%s, kek=0 WHERE subject_id=%s AND id=%s", self.now, b"", due.subject, due.folder)

    def _sweep(self, pick: int) -> None:
        house = self.club.door._house
        marked = {row[0] for row in sql("SELECT id FROM folder WHERE marked IS NOT NULL")}
        standing = {
            folder for folded, _ in folds(self.club) for folder, fate in folded.fates.items() if fate.doom is None or fate.doom > self.now
        }
        records = dict(sql("SELECT id, folder FROM record UNION ALL SELECT id, folder FROM archived_record"))
        while self.club.door.sweep(now=self.now, limit=1 + pick % 7).more:
            pass
        assert {row[0] for row in sql("SELECT id FROM folder")} == standing - marked
        left = dict(sql("SELECT id, folder FROM record UNION ALL SELECT id, folder FROM archived_record"))
        assert left == {record: folder for record, folder in records.items() if folder in standing - marked}
        assert count("folder", "length(wrapped)=0") == 0
        assert self.club.door.check("records_have_ground", now=self.now).breaches == 0
        assert broken_now(house, self.now) == set()

    def _read(self, pick: int) -> None:
        reading_keeps_to_grounds(self.club, self._person(pick), self.now)


def folds(club: Club) -> list[tuple[Fold, state.State]]:
    """Everyone refolded from what is stored of their history."""
    house = club.door._house
    own = state.own_matters(house.register)
    loaded = [state.load(house.register, row[0], own) for row in sql("SELECT id FROM subject")]
    return [(fold(one.history, house.notices.timeline), one) for one in loaded if one is not None]


def broken_now(house: object, now: datetime) -> set[int]:
    return {b.folder for b in broken(house, now) if b.doom <= now or b.readable}  # type: ignore[arg-type]


def reading_keeps_to_grounds(club: Club, person: int, now: datetime) -> None:
    """Invariants 3 and 4: an open ground that covers the category, a standing folder, no restriction; and nothing more is shown."""
    house = club.door._house
    loaded = state.load(house.register, person, state.own_matters(house.register)) if person else None
    if loaded is None:
        return
    folded = fold(loaded.history, house.notices.timeline)
    for key, purpose in club.door.policy_at(now).purposes.items():
        shut = {r.folder for r in loaded.history.restrictions if r.purpose == key and r.lifted is None}
        expected = set()
        for stored in loaded.folders:
            f, fate = stored.folder, folded.fates[stored.folder.id]
            live, standing = fate.live_until > now, fate.falls is None or fate.falls > now
            looks = {Store.LIVE: live, Store.ARCHIVE: standing and not live, Store.ANY: live or standing}[purpose.store]
            reaches = any(g.purpose == key and g.open_at(now) and (f.matter == 0 or g.matter in (0, f.matter)) for g in folded.grounds)
            if looks and reaches and purpose.may_read(f.category) and not shut & {0, f.id}:
                expected.add(f.id)
        answer = club.door.read(EVERYONE, key, person, now=now)
        shown = {entry.folder for entry in answer.entries} if isinstance(answer, Reading) else set()
        if purpose.roles & EVERYONE.roles:
            assert shown == expected, key
        else:
            assert isinstance(answer, Denial)


WHAT = ("join", "course", "check", "bill", "letters", "dispute", "put", "amend", "end", "touch", "replan", "void", "refuse", "restrict",
        "hold", "lift", "crash", "sweep", "read")  # fmt: skip
GAPS = (0, 1, 24, 24 * 13, 24 * 31, 24 * 200, 24 * 800)
MOVES = st.lists(st.tuples(st.sampled_from(GAPS), st.sampled_from(WHAT), st.integers(0, 1000)), min_size=8, max_size=28)


# No shrinking: a life is short enough to read, and every move of it touches the database.
LIVES = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def finish(house: House, people: Sequence[int], now: datetime) -> None:
    """Remove what a crash left: its keys are gone already."""
    states = state.load_many(house.register, people).values()
    settle(house, states, now, due=(), keyless=sweeping._marked(people))


@LIVES
@given(moves=MOVES)
def test_whatever_happens_what_is_stored_is_a_refold_and_only_the_fallen_fall(club: Club, moves: list[tuple[int, str, int]]) -> None:
    with transaction.atomic():
        story = Story(club)
        story.tell(0, "join", 0)
        for move in moves:
            story.tell(*move)
        finish(club.door._house, story.people, story.now)
        before = held()
        sum(club.door.recompute_all())
        assert held() == before, "invariant 1"
        due = {due.folder for due in club.door.due(on=story.now)}
        assert broken_now(club.door._house, story.now) <= due, "invariant 16"
        assert club.door.check("records_have_ground", now=story.now).breaches == len(due)
        for check in ("archive_separate", "refusals_respected", "restriction_closes", "undeclared_categories", "sources_declared"):
            assert club.door.check(check, now=story.now).breaches == 0, check
        for person in story.people:
            reading_keeps_to_grounds(club, person, story.now)
        story.tell(24 * 40, "sweep", 3)
        for table in ("restriction", "hold"):
            sql(f"UPDATE {table} SET {'lifted' if table == 'restriction' else 'released'}=%s", story.now)
        sum(club.door.recompute_all())
        story.tell(24 * 365 * 12, "sweep", 5)
        assert count("subject") == count("event") == count("ground") == count("matter") == 0, "invariant 14"
        assert club.door.verify_ledger(now=story.now).ok
        transaction.set_rollback(True)
