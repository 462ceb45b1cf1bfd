"""Every question that the door answers about reading, asked of the model too."""

from gate.model import NOT_OPEN
from gate.model_lives import ACTORS, CHANNELS, PRIVACY, Person, Story
from policy.strategies import KINDS
from seloste.gate import Counted, Listing, Only, Order, Reading
from seloste.policy import Actor, Denial


def ask_everything(story: Story, *, few: bool = False) -> None:
    """Ask for every purpose with every role; or, between moves, for a few."""
    purposes = [*story.model.doc(story.now)["purposes"], "nosuch"]
    actors = ACTORS[-1:] if few else ACTORS
    for purpose in purposes[story.now.day % 3 :: 3] if few else purposes:
        for actor in actors:
            for person in story.people:
                _read(story, person, actor, purpose)
            _list(story, actor, purpose, ("", *CHANNELS)[story.now.hour % 3])
        _count(story, actors[-1], purpose, ("", *CHANNELS)[story.now.hour % 3])
        for person in story.people[:1] if few else story.people:
            _search(story, person, ACTORS[-1], purpose)
            _disclose(story, person, ACTORS[-1], purpose)
            _explain(story, person, ACTORS[-1], purpose)


def ask_for_lists(story: Story, *, few: bool = False) -> None:
    """Ask for every purpose's pages only; and, but between moves, by every channel."""
    for purpose in story.model.doc(story.now)["purposes"]:
        for channel in ("",) if few else ("", *CHANNELS):
            _list(story, ACTORS[-1], purpose, channel)


def _records(person: Person, folders: set[int]) -> set[int]:
    return {person.real[record] for record, folder in person.life.records.items() if folder in folders}


def _shown(answer: Reading) -> set[int]:
    return {entry.record for entry in answer.entries}


def _read(story: Story, person: Person, actor: Actor, purpose: str) -> None:
    foretold = story.model.opened(person.life, story.now, actor.roles, purpose)
    answer = story.door.read(actor, purpose, person.subject, now=story.now)
    if isinstance(answer, Denial):
        assert answer.code == foretold, purpose
    else:
        assert not isinstance(foretold, str), (foretold, purpose)
        assert _shown(answer) == _records(person, foretold), purpose


def _everyone(story: Story, actor: Actor, purpose: str, channel: str = "") -> str | dict[int, set[int]]:
    if no := story.model.may(story.now, actor.roles, purpose):
        return no
    if channel and channel not in story.model.doc(story.now)["purposes"][purpose].get("marketing", ()):
        return NOT_OPEN
    found: dict[int, set[int]] = {}
    for person in story.people:
        opened = story.model.opened(person.life, story.now, actor.roles, purpose)
        if opened and not isinstance(opened, str) and (not channel or story.model.reached(person.life, story.now, purpose, channel)):
            found[person.subject] = _records(person, opened)
    return found


def _list(story: Story, actor: Actor, purpose: str, channel: str) -> None:
    foretold, after = _everyone(story, actor, purpose, channel), 0
    found: dict[int, set[int]] = {}
    while True:
        page = story.door.list(actor, purpose, now=story.now, limit=2, after=after, channel=channel)
        if isinstance(page, Denial):
            assert page.code == foretold
            return
        found |= {one.subject: _shown(one) for one in page.readings}
        after = page.next
        if not after:
            break
    assert found == foretold, purpose


def _count(story: Story, actor: Actor, purpose: str, channel: str) -> None:
    """As many as a list gives; and with a kind of matter of the purpose's own, those who have one that runs."""
    foretold = _everyone(story, actor, purpose, channel)
    answer = story.door.count(actor, purpose, now=story.now, channel=channel)
    if isinstance(answer, Denial) or isinstance(foretold, str):
        assert isinstance(answer, Denial)
        assert answer.code == foretold
        return
    assert (answer.subjects, answer.records) == (len(foretold), sum(map(len, foretold.values()))), purpose
    named = story.model.doc(story.now)["purposes"][purpose]
    kind = KINDS[story.now.day % len(KINDS)]
    some = story.door.count(actor, purpose, now=story.now, channel=channel, only=Only(kind))
    if kind not in (*named.get("while", ()), named.get("per")):
        assert isinstance(some, Denial)
        return
    running = {p.subject for p in story.people if any(m.kind == kind for m in story.model.played(p.life, story.now).matters.values())}
    page = story.door.list(actor, purpose, now=story.now, channel=channel, only=Only(kind))
    assert isinstance(some, Counted)
    assert isinstance(page, Listing)
    assert {one.subject for one in page.readings} == foretold.keys() & running
    assert some.subjects == len(page.readings), (purpose, kind)


def _search(story: Story, person: Person, actor: Actor, purpose: str) -> None:
    """Who has the address on file in use is found as far as the purpose opens anything of them; nobody else ever is."""
    foretold = _everyone(story, actor, purpose)
    answer = story.door.search(actor, purpose, now=story.now, term=person.email)
    if isinstance(answer, Denial):
        assert answer.code == foretold
        return
    assert not isinstance(foretold, str)
    found = {one.subject: _shown(one) for one in answer.readings}
    assert found in ({}, {person.subject: foretold.get(person.subject)})
    world = story.model.played(person.life, story.now)
    if any(f.category == "person" and f.id not in world.live_until for f in person.life.history.folders):
        assert found.keys() == foretold.keys() & {person.subject}


def _disclose(story: Story, person: Person, actor: Actor, purpose: str) -> None:
    for recipient in ("friends", "crown", "nobody"):
        foretold = story.model.disclosed(person.life, story.now, actor.roles, purpose, recipient)
        answer = story.door.disclose(actor, purpose, person.subject, Order(recipient), now=story.now)
        if isinstance(answer, Denial):
            assert answer.code == foretold, (purpose, recipient)
        else:
            assert not isinstance(foretold, str), (foretold, purpose, recipient)
            assert _shown(answer) == _records(person, foretold)


def _explain(story: Story, person: Person, actor: Actor, purpose: str) -> None:
    opened = story.model.opened(person.life, story.now, actor.roles, purpose)
    folders = () if isinstance(opened, str) else (f for f in person.life.history.folders if f.id in opened)
    allowed = {folder.category for folder in folders}
    for category in ("person", "file", "paper"):
        answer = story.door.explain(PRIVACY, actor, purpose, person.subject, category, now=story.now)
        assert not isinstance(answer, Denial)
        assert answer.allowed == (category in allowed), (purpose, category, answer)
