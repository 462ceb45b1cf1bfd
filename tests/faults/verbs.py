"""Every verb that changes something, and a home in which each of them has work to do. The same ids are drawn in each run of a verb.

`whole`: the verb is one transaction, so that it is done or not begun; the others go in steps, and another run finishes what one left.
"""

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gate.club import DESK, EVERYONE, HETU, NOTICE, OFFICE, POST, PRIVACY, Club, at, yes
from seloste import gate
from seloste.duties import operations
from seloste.duties.announcements import publishing, telling
from seloste.duties.rights import answering, requests
from seloste.duties.rights.access import gather
from seloste.duties.rights.decide import Right
from seloste.duties.rights.models import Request
from seloste.home import Home, HomeError
from seloste.home import schema as tables
from seloste.notice import load
from seloste.policy import Begin, Change, End, NewSubject, PlaceHold, Put, RefusalKind, Refuse, Release, Restrict

FOUNDED = at("2020-01-01")
NOW = at("2024-06-15 12:00")
NEWER = NOTICE.replace("keep: P5Y", "keep: P4Y")
ROOTS = ("root", "root2", "root3")


@dataclass(frozen=True, slots=True)
class Scene:
    """A home with its door and who is in it: a word for each person, and the ids that a verb needs."""

    home: Home
    door: gate.Door
    ids: dict[str, int]

    def office(self, *changes: Change) -> None:
        """Office work on the member."""
        yes(self.door.apply(OFFICE, "care", self.ids["member"], changes, now=NOW))

    def privacy(self, *changes: Change) -> None:
        """A decision about the member under a request of their own."""
        yes(self.door.apply(PRIVACY, "requests", self.ids["member"], (Begin("request"), *changes), now=NOW))


def open_home(home: Home) -> gate.Door:
    """Open the door under the root that opens the ring: one always must. Raises HomeError when none does."""
    said = HomeError("there is no root")
    for name in ROOTS:
        os.environ["SELOSTE_ROOT_FILE"] = str(home.path / name)
        try:
            return gate.door(home)
        except HomeError as error:
            said = error
    raise said


def open_scene(home: Home) -> Scene:
    """Open the prepared home."""
    return Scene(home, open_home(home), json.loads((home.path / "ids.json").read_text("ascii")))


def prepare(home: Home) -> None:
    """Tell the lives: somebody in the middle of everything, two whose time is up, one whose check ran out, one who asked."""
    tables.bring_up()
    with gate.seeded_ids(random.Random(2020)):
        assert gate.publish(home, NOTICE.encode(), file="n.yaml", now=FOUNDED).number == 1
        club = Club(home, gate.door(home))
        for number in range(2):
            old = club.join("2020-02-01", first=f"Vanha{number}", email=f"vanha{number}@kerho.example").subject
        club.door.seal_ledger(now=at("2020-02-02"))
        yes(club.door.apply(OFFICE, "care", NewSubject("member"), [Begin("membership")], now=at("2020-02-03")))
        late = club.join("2024-01-03", email="myohassa@kerho.example").subject
        club.check(late, "2024-05-01")
        asker = club.join("2024-01-04", email="pyytaja@kerho.example").subject
        asked = requests.open_request(club.door, PRIVACY, asker, Right.ERASURE, text="Pois.", channel="letter", now=at("2024-06-01"))
        assert isinstance(asked, Request), asked
        ids = _member(club) | {"asker": asker, "old": old}
    (home.path / "ids.json").write_text(json.dumps(ids), encoding="ascii")


def _member(club: Club) -> dict[str, int]:
    joined = club.join("2024-01-02")
    member = joined.subject
    lessons = club.course(member, "2024-01-03", "2024-12-31")
    club.bill(member, "2024-01-04")
    club.letters(member, "2024-01-05")
    club.dispute(member, "2024-06-09")
    check = club.check(member, "2024-06-10").ids["k"]
    yes(club.door.apply(PRIVACY, "requests", member, (Begin("request"), PlaceHold("2024-0009", date(2030, 1, 1))), now=at("2024-06-11")))
    life = yes(club.door.life(PRIVACY, "requests", member, now=at("2024-06-12")))
    return {
        "member": member, "name": joined.records[0], "course": lessons.ids["c"], "check": check, "hold": life.holds[0].id,
    }  # fmt: skip


def _publish(scene: Scene) -> None:
    done = publishing.publish(scene.home, NEWER.encode(), file="n.yaml", effective=at("2024-09-01"), now=NOW)
    assert done.number == 2, done


def _announce(scene: Scene) -> None:
    coming = load(NEWER.encode(), file="n.yaml", on=NOW.date()).notice
    assert coming
    telling.announce(scene.door, coming, NEWER.encode(), "site", effective=at("2024-09-01"), by=PRIVACY, now=NOW)


def _change_root(scene: Scene) -> None:
    for name in ROOTS[1:]:
        if not (scene.home.path / name).exists():  # where a run that was stopped has left a file, another is chosen
            gate.change_root(scene.home, scene.home.path / name)
            return


def _sweep(scene: Scene) -> None:
    while scene.door.sweep(now=NOW, limit=2).more:
        pass


def _rebuild(scene: Scene) -> None:
    for _ in scene.door.rebuild_search(now=NOW):
        pass


def _drop_sides(scene: Scene) -> None:
    while scene.door.drop_sides(now=NOW):
        pass


def _open_request(scene: Scene) -> None:
    member = scene.ids["member"]
    asked = requests.open_request(scene.door, PRIVACY, member, Right.WITHDRAWAL, text="Riitti.", channel="letter", now=NOW)
    assert isinstance(asked, Request), asked


def _answer(scene: Scene) -> None:
    done = answering.answer_request(scene.door, PRIVACY, "2024-0001", now=NOW)
    assert isinstance(done, answering.Decision), done


def _disclose(scene: Scene) -> None:
    yes(scene.door.disclose(OFFICE, "care", scene.ids["member"], gate.Order("boats"), now=NOW))


def _newcomer(scene: Scene) -> None:
    changes = (Begin("membership"), Put("name", {"first": "Uusi"}), Put("reach", {"email": "uusi@kerho.example"}))
    yes(scene.door.apply(OFFICE, "care", NewSubject("member"), changes, now=NOW))


def _end_check(scene: Scene) -> None:
    yes(scene.door.apply(DESK, "checking", scene.ids["member"], (End(scene.ids["check"], "done"),), now=NOW))


def _ban(scene: Scene) -> None:
    yes(scene.door.apply(POST, "post", scene.ids["member"], (Refuse(RefusalKind.BAN, ("post",)),), now=NOW))


def _begin_check(scene: Scene) -> None:
    changes = (Begin("check", ref="k"), Put("code", {"hetu": HETU}, matter="k"))
    yes(scene.door.apply(DESK, "checking", scene.ids["asker"], changes, now=NOW))


def _restrict_due(scene: Scene) -> None:
    restrict = Restrict(("care", "post"), "accuracy", date(2030, 1, 1))
    yes(scene.door.apply(PRIVACY, "requests", scene.ids["old"], (Begin("request"), restrict), now=NOW))


def _begin_year(scene: Scene) -> None:
    scene.door.begin_own("year", begun=at("2025-01-01"), planned=date(2025, 12, 31), now=NOW)


def _replan_year(scene: Scene) -> None:
    (year,) = scene.door.own_matters("year")
    scene.door.replan_own(year, planned=date(2026, 6, 30), now=NOW)


def _link(scene: Scene) -> None:
    yes(scene.door.link(PRIVACY, "requests", scene.ids["member"], scene.ids["asker"], now=NOW))


def _tick(scene: Scene) -> None:
    operations.tick(scene.door, scene.home, now=NOW, clock=lambda: NOW)


@dataclass(frozen=True, slots=True)
class Verb:
    """What is done, and whether it is done in one transaction."""

    act: Callable[[Scene], object]
    whole: bool = True


VERBS: dict[str, Verb] = {
    "a newcomer": Verb(_newcomer),
    "a check": Verb(_begin_check),
    "amend": Verb(lambda scene: scene.office(Put("name", {"first": "Oikea"}, record=scene.ids["name"]))),
    "an end that erases at once": Verb(_end_check),
    "a ban": Verb(_ban),
    "erasure": Verb(lambda scene: scene.privacy(Refuse(RefusalKind.ERASURE, ("care", "archive")))),
    "restrict": Verb(lambda scene: scene.privacy(Restrict(("care", "post"), "accuracy", date(2030, 1, 1)))),
    "release": Verb(lambda scene: scene.privacy(Release(scene.ids["hold"]))),
    "disclose": Verb(_disclose),
    "restrict what is due": Verb(_restrict_due),
    "an own matter": Verb(_begin_year),
    "an own matter's new end": Verb(_replan_year),
    "link": Verb(_link),
    "open a request": Verb(_open_request),
    "answer a request": Verb(_answer),
    "announce": Verb(_announce),
    "publish": Verb(_publish),
    "recompute": Verb(lambda scene: sum(scene.door.recompute_all()), whole=False),
    "sweep and archive": Verb(_sweep, whole=False),
    "rotate keys": Verb(lambda scene: scene.door.rotate_keys(now=NOW), whole=False),
    "change root": Verb(_change_root, whole=False),
    "rebuild search": Verb(_rebuild, whole=False),
    "seal": Verb(lambda scene: scene.door.seal_ledger(now=NOW), whole=False),
    "drop sides": Verb(_drop_sides, whole=False),
    "tick": Verb(_tick, whole=False),
}


def _request() -> Request:
    found = requests.find_request("2024-0001")
    assert found is not None
    return found


def looks(scene: Scene) -> dict[str, Callable[[], object]]:
    """Every verb that gives something of a person, each of which must leave its leaf first."""
    door, member = scene.door, scene.ids["member"]
    return {
        "read": lambda: door.read(OFFICE, "care", member, now=NOW),
        "read of the archive": lambda: door.read(EVERYONE, "disputes", member, now=NOW),
        "list": lambda: door.list(OFFICE, "care", now=NOW),
        "count": lambda: door.count(OFFICE, "care", now=NOW),
        "search": lambda: door.search(OFFICE, "care", now=NOW, term="aino@kerho.example"),
        "search by name": lambda: door.search(OFFICE, "care", now=NOW, term="väis"),
        "locate": lambda: door.locate(PRIVACY, "requests", now=NOW, term="aino@kerho.example"),
        "life": lambda: door.life(OFFICE, "care", member, now=NOW),
        "looks": lambda: door.looks(PRIVACY, "requests", member, now=NOW),
        "ledger": lambda: door.browse_ledger(PRIVACY, now=NOW),
        "explain": lambda: door.explain(PRIVACY, OFFICE, "care", member, "name", now=NOW),
        "disclosure": lambda: door.disclose(OFFICE, "care", member, gate.Order("boats"), now=NOW),
        "portability": lambda: gather(door, PRIVACY, _request(), now=NOW),
    }


def do(home: Home, name: str, seed: int = 7) -> None:
    """Do one verb, drawing the same ids as every other run of it."""
    scene = open_scene(home)
    with gate.seeded_ids(random.Random(seed)):
        VERBS[name].act(scene)


def unused(path: Path) -> list[Path]:
    """What a killed writer of the ring has left beside it."""
    return sorted(path.glob(".ring.*"))
