"""What must a reader know before anything else? The first layer: who, why, your rights, and what may surprise you (WP260 rev.01)."""

from seloste.notice.clauses import rights
from seloste.notice.clauses.flows import far
from seloste.notice.clauses.keeping import bound_to
from seloste.notice.phrases import Phrase, clean, joined
from seloste.notice.render.page import Page
from seloste.notice.render.tree import Blocks, Link, Section, blocks, items, paragraph, terms
from seloste.notice.values import Store
from seloste.notice.words import page as w


def layer(page: Page) -> Section:
    """The first layer."""
    notice = page.notice
    own = [key for key, purpose in notice.purposes.items() if not purpose.builtin]
    purposes = [Link(f"purpose.{key}", page.tongue.name(notice.purposes, key)) for key in own]
    named = [Link(f"right.{name}", page.say(rights.TITLES[name])) for name in rights.in_use(notice)]
    rows: list[tuple[Phrase, Blocks]] = [
        (page.say(w.WHO), [paragraph(who(page)), paragraph(Link("kohta-1", page.say(w.CONTACTS)))]),
        (page.say(w.WHAT_FOR), items(purposes)),
        (page.say(w.YOUR_RIGHTS), items(named)),
    ]
    if found := surprises(page):
        rows.append((page.say(w.SURPRISES), items(found)))
    return Section("lyhyesti", page.say(w.IN_SHORT), blocks(terms(rows)))


def who(page: Page) -> Phrase:
    """Name the controller and the ways to reach it."""
    name, ways = clean(page.notice.controller.name), page.tongue.ways(page.notice.controller.email, page.notice.controller.phone)
    return page.say(w.WHO_TOLD, name=name, ways=ways) if ways else page.say(w.WHO_ONLY, name=name)


def surprises(page: Page) -> list[Phrase]:
    """What a person wouldn't expect, found from the structure rather than from what an author thought worth telling."""
    notice, t, found = page.notice, page.tongue, []
    for purpose in notice.purposes.values():
        if purpose.after and purpose.store is Store.ARCHIVE and purpose.keep:
            found.append(t.say(w.ARCHIVED, period=t.lasting(purpose.keep)))
    sensitive = [key for key, each in notice.data.items() if each.special or any(field.sensitive for field in each.fields.values())]
    short = [key for key in sensitive if bound_to(notice, key)]
    if len(sensitive) > len(short):
        found.append(t.say(w.SENSITIVE, names=t.named(t.names(notice.data, (key for key in sensitive if key not in short)))))
    if short:
        found.append(joined(" ", (t.say(w.SENSITIVE, names=t.named(t.names(notice.data, short))), t.say(w.SHORT_LIVED))))
    if notice.automated.decisions:
        found.append(t.say(w.MACHINE_DECIDES))
    if notice.automated.profiling:
        found.append(t.say(w.PROFILED, logic=t.own(notice.automated.profiling.logic).lowered()))
    given = rights.discretionary(notice)
    if given:
        found.append(t.say(w.DISCLOSED, names=t.parties(given)))
    bought = [source.name for source in notice.sources.values() if source.kind == "company"]
    if bought:
        found.append(t.say(w.BOUGHT, names=t.parties(bought)))
    if far(notice):
        found.append(t.say(w.FAR))
    return found


def objection(page: Page) -> Section | None:
    """The right to object, apart from everything else (Art. 21(4))."""
    if "right.objection" not in page.clauses:
        return None
    return Section("vastustaminen", page.say(rights.TITLES["objection"]), blocks(page.said("right.objection")))
