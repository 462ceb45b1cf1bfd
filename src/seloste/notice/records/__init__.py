"""What must a firm be able to show the authority at any time? The record of processing activities (Art. 30), made from the notice.

As controller (Art. 30(1)) one activity for each purpose; as processor (Art. 30(2)) what is done on behalf of others. It adds nothing to the
notice: what the notice doesn't tell, the record can't.
"""

import csv
from io import StringIO
from typing import Literal

from seloste.notice.clauses.others import party_text
from seloste.notice.model import Notice
from seloste.notice.phrases import Phrase, clean, joined, plain
from seloste.notice.records.activities import Activity, activities, measures, moved, reach
from seloste.notice.render.tree import Block, Document, Group, Section, blocks, heading, items, paragraph, terms
from seloste.notice.tongue import TONGUES, Tongue
from seloste.notice.words import others as o
from seloste.notice.words import records as w

Role = Literal["controller", "processor"]
ROLES: tuple[Role, ...] = ("controller", "processor")
# Signs that make a spreadsheet take a cell for a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class NoSuchRole(ValueError):
    """The notice doesn't say that the firm processes anything on behalf of others."""


def document(notice: Notice, role: Role, *, lang: str) -> Document:
    """Make the record as a document. Raises NoSuchRole."""
    t = TONGUES[lang]
    body = _controller(t, notice) if role == "controller" else _processor(t, notice)
    name, register = clean(notice.controller.name), t.own(notice.register.name)
    title = t.say(w.TITLE)
    return Document(
        lang=lang,
        name=t.say(w.NAME, title=title, controller=name, register=register.lowered()),
        title=title,
        about=t.say(w.ABOUT, controller=name, register=register, day=t.day(notice.dates.updated)),
        author=plain(notice.controller.name),
        dated=notice.dates.updated,
        blocks=body,
    )


def table(notice: Notice, role: Role, *, lang: str) -> str:
    """Make the record as CSV: a byte order mark and semicolons, as spreadsheets in Finland expect. Raises NoSuchRole."""
    t = TONGUES[lang]
    rows = _rows(t, notice) if role == "controller" else _behalf_rows(t, notice)
    made = StringIO()
    written = csv.writer(made, delimiter=";", lineterminator="\r\n")
    written.writerow([str(label) for label in rows[0]])
    written.writerows([_cell(str(cell)) for cell in row.values()] for row in rows)
    return "\ufeff" + made.getvalue()


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULAS) else words


def _controller(t: Tongue, notice: Notice) -> tuple[Block, ...]:
    each = [Group(blocks(heading(3, one.name), terms(_told(t, one))), f"purpose.{one.key}", one.key) for one in activities(t, notice)]
    return (
        Section("kuka", t.say(w.WHO), blocks(paragraph(t.say(w.AS_CONTROLLER)), paragraph(reach(t, notice)), _joint(t, notice))),
        Section("kasittelytoimet", t.say(w.ACTIVITIES), blocks(each)),
        _secured(t, notice),
    )


def _joint(t: Tongue, notice: Notice) -> list[Block]:
    return [paragraph(party_text(t, notice, key)) for key, party in notice.controllers.items() if party.kind == "joint"]


def _many(t: Tongue, phrases: tuple[Phrase, ...]) -> Phrase:
    """Several in one cell; that there is none is said too."""
    return joined("; ", phrases) or t.say(w.NONE)


def _told(t: Tongue, one: Activity) -> list[tuple[Phrase, Block]]:
    def many(phrases: tuple[Phrase, ...]) -> Block:
        return paragraph(_many(t, phrases))

    why = [(t.say(w.WHY), paragraph(one.why))] if one.why else []
    return [
        *why,
        (t.say(w.GROUPS), items(one.groups) if one.groups else many(())),
        (t.say(w.DATA), many(one.data)),
        (t.say(w.RECIPIENTS), many(one.recipients)),
        (t.say(w.PROCESSORS), many(one.processors)),
        (t.say(w.TRANSFERS), many(one.transfers)),
        (t.say(w.LIMITS), paragraph(joined(" ", one.limits))),
    ]


def _secured(t: Tongue, notice: Notice) -> Section:
    return Section("turvatoimet", t.say(w.SECURITY), blocks(items(measures(t, notice))))


def _processor(t: Tongue, notice: Notice) -> tuple[Block, ...]:
    abroad = moved(t, notice, frozenset(notice.data))
    return (
        Section("kuka", t.say(w.WHO_PROCESSES), blocks(paragraph(t.say(w.AS_PROCESSOR)), paragraph(reach(t, notice)))),
        Section("lukuun", t.say(w.ON_BEHALF), blocks(items(_behalf(t, notice)))),
        Section("siirrot", t.say(w.TRANSFERS), blocks(items(abroad) if abroad else paragraph(t.say(w.NONE)))),
        _secured(t, notice),
    )


def _behalf(t: Tongue, notice: Notice) -> list[Phrase]:
    """Each controller that we process for, with what is done for it."""
    told = [t.told(notice.controller.processor_for)] if notice.controller.processor_for else []
    told += [_customer(t, notice, key) for key, party in notice.controllers.items() if party.kind == "customer"]
    if not told:
        raise NoSuchRole("the notice names nothing that is processed on behalf of others")
    return told


def _customer(t: Tongue, notice: Notice, key: str) -> Phrase:
    party = notice.controllers[key]
    groups = t.named(t.own(kind.name) for kind in notice.subjects.values() if kind.controller == key)
    what = t.say(w.KEPT, name=t.own(party.name), end=t.told(party.what)) if party.what else t.told(party.name)
    more = (
        t.say(o.GROUPS, groups=groups) if groups else "",
        t.say(o.REACH, contact=clean(party.contact)) if party.contact else "",
    )
    return joined(" ", (what, *more))


def _rows(t: Tongue, notice: Notice) -> list[dict[Phrase, Phrase]]:
    name, contact, secured = plain(notice.controller.name), reach(t, notice), joined(" ", measures(t, notice))
    return [
        {
            t.say(w.CONTROLLER): name,
            t.say(w.CONTACT): contact,
            t.say(w.PURPOSE): one.name,
            t.say(w.WHY): one.why,
            t.say(w.GROUPS): _many(t, one.groups),
            t.say(w.DATA): _many(t, one.data),
            t.say(w.RECIPIENTS): _many(t, one.recipients),
            t.say(w.PROCESSORS): _many(t, one.processors),
            t.say(w.TRANSFERS): _many(t, one.transfers),
            t.say(w.LIMITS): joined(" ", one.limits),
            t.say(w.SECURITY): secured,
        }
        for one in activities(t, notice)
    ]


def _behalf_rows(t: Tongue, notice: Notice) -> list[dict[Phrase, Phrase]]:
    return [
        {
            t.say(w.PROCESSOR): plain(notice.controller.name),
            t.say(w.CONTACT): reach(t, notice),
            t.say(w.ON_BEHALF): each,
            t.say(w.TRANSFERS): _many(t, moved(t, notice, frozenset(notice.data))),
            t.say(w.SECURITY): joined(" ", measures(t, notice)),
        }
        for each in _behalf(t, notice)
    ]
