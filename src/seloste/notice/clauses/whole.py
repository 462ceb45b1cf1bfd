"""Who are we, what is this register, and how does the notice change? The promises about the notice itself."""

from collections.abc import Iterator

from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice
from seloste.notice.parts import Changes, Contact, Dpo
from seloste.notice.phrases import Phrase, clean, joined
from seloste.notice.tongue import Tongue
from seloste.notice.words import whole as w


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of sections 1 to 3 and 15."""
    yield clause("controller", 1, w.CONTROLLER, lambda t: _controller(t, notice), notice.line("controller"), "notice", "notice_text")
    if contact := notice.controller.contact:
        line = notice.line("controller.contact")
        yield clause("contact", 2, w.CONTACT, lambda t: _contact(t, contact), line, "notice", "notice_text")
    if dpo := notice.controller.dpo:
        yield clause("dpo", 2, w.DPO, lambda t: _dpo(t, dpo), notice.line("controller.dpo"), "notice", "notice_text")
    line = notice.line("register")
    yield clause(
        "register", 3, lambda t: t.own(notice.register.name), lambda t: _register(t, notice), line, "enforced", "records_have_ground"
    )
    if changes := notice.changes:
        yield from _changes(notice, changes)
    yield clause("dates", 15, w.DATES, lambda t: _dates(t, notice), notice.line("dates"), "notice", "notice_text")
    if place := notice.controller.place:
        line = notice.line("controller.place")
        yield clause("place", 15, w.PLACE, lambda t: t.say(w.PLACE_TOLD, place=clean(place)), line, "notice", "notice_text")


def _controller(t: Tongue, notice: Notice) -> Phrase:
    who = notice.controller
    pieces = [
        clean(who.name), t.say(w.BUSINESS_ID, id=clean(who.business_id)) if who.business_id else "", clean(who.address or ""),
        clean(who.email or ""), t.say(w.PHONE, phone=clean(who.phone)) if who.phone else "", clean(who.website or ""),
    ]  # fmt: skip
    told = t.say(w.DETAILS, details=clean(who.details)) if who.details else ""
    return joined(" ", (joined(", ", pieces) + ".", told))


def _contact(t: Tongue, contact: Contact) -> Phrase:
    return t.say(w.CONTACT_TOLD, title=t.own(contact.title).lowered(), ways=t.ways(contact.email, contact.phone))


def _dpo(t: Tongue, dpo: Dpo) -> Phrase:
    if dpo.present:
        return t.say(w.DPO_TOLD, ways=t.ways(dpo.email, dpo.phone))
    return t.told(dpo.reason) if dpo.reason else t.say(w.DPO_NONE)


def _register(t: Tongue, notice: Notice) -> Phrase:
    criterion = t.told(notice.register.criterion) if notice.register.criterion else t.say(w.CRITERION)
    return joined(" ", (criterion, t.say(w.GROUNDED)))


def _changes(notice: Notice, changes: Changes) -> Iterator[Clause]:
    line = notice.line("changes")
    yield clause("changes", 15, w.CHANGES, lambda t: _announced(t, changes), line, "enforced", "changes_announced")
    if watch := changes.law_watch:
        yield clause("changes.law", 15, w.LAW_WATCH, lambda t: t.told(watch), line, "watched", "law_reviewed")
    if advice := changes.advice:
        yield clause("changes.advice", 15, w.ADVICE, lambda t: t.told(advice), line, "notice", "notice_text")


def _announced(t: Tongue, changes: Changes) -> Phrase:
    return t.say(w.CHANGES_TOLD, how=t.channels(changes.channels, every=changes.every), lead=t.lasting(changes.lead))


def _dates(t: Tongue, notice: Notice) -> Phrase:
    dates = notice.dates
    return t.say(w.DATES_TOLD, created=t.day(dates.created), updated=t.day(dates.updated), effective=t.day(dates.effective))
