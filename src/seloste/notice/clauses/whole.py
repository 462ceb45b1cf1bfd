"""Who are we, what is this register, and how does the notice change? The promises about the notice itself."""

from collections.abc import Iterator

from seloste.notice import finnish
from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of sections 1 to 3 and 15."""
    yield clause("controller", 1, "Rekisterinpitäjä", _controller(notice), notice.line("controller"), "notice", "notice_text")
    if contact := notice.controller.contact:
        ways = finnish.listed((way for way in (contact.email, contact.phone) if way), "tai")
        text = f"Rekisteriä koskevissa asioissa auttaa {finnish.lowered(contact.title.fi)}: {ways}."
        yield clause("contact", 2, "Yhteyshenkilö", text, notice.line("controller.contact"), "notice", "notice_text")
    if dpo := notice.controller.dpo:
        ways = finnish.listed((way for way in (dpo.email, dpo.phone) if way), "tai")
        told = finnish.sentence(dpo.reason.fi) if dpo.reason else "Tietosuojavastaavaa ei ole nimetty."
        text = f"Tietosuojavastaavamme tavoittaa näin: {ways}." if dpo.present else told
        yield clause("dpo", 2, "Tietosuojavastaava", text, notice.line("controller.dpo"), "notice", "notice_text")
    criterion = notice.register.criterion.fi if notice.register.criterion else "Rekisterissä on tietoja tässä luetelluista ryhmistä"
    text = f"{finnish.sentence(criterion)} Kenestäkään ei ole tietoja ilman voimassa olevaa perustetta."
    yield clause("register", 3, notice.register.name.fi, text, notice.line("register"), "enforced", "records_have_ground")
    yield from _changes(notice)


def _controller(notice: Notice) -> str:
    who = notice.controller
    said = [who.name, f"Y-tunnus {who.business_id}" if who.business_id else "", who.address or "", who.email or ""]
    said += [f"puhelin {who.phone}" if who.phone else "", who.website or ""]
    told = f" Tiedot löytyvät myös julkisesta rekisteristä: {who.details}." if who.details else ""
    return f"{', '.join(piece for piece in said if piece)}.{told}"


def _changes(notice: Notice) -> Iterator[Clause]:
    if changes := notice.changes:
        line = notice.line("changes")
        how = finnish.listed((finnish.CHANNELS[channel] for channel in changes.channels), "tai")
        text = f"Ilmoitamme selosteen muutoksista {how} viimeistään {finnish.lasting(changes.lead)} ennen kuin muutos tulee voimaan."
        yield clause("changes", 15, "Muutoksista ilmoittaminen", text, line, "said", "said")
        if changes.law_watch:
            yield clause("changes.law", 15, "Lain muutokset", finnish.sentence(changes.law_watch.fi), line, "said", "said")
        if changes.advice:
            yield clause("changes.advice", 15, "Lukemissuositus", finnish.sentence(changes.advice.fi), line, "notice", "notice_text")
    dates = notice.dates
    made = f"Seloste on luotu {finnish.day(dates.created)} ja päivitetty viimeksi {finnish.day(dates.updated)}."
    text = f"{made} Se on voimassa {finnish.day(dates.effective)} alkaen."
    yield clause("dates", 15, "Päivät", text, notice.line("dates"), "notice", "notice_text")
    if notice.controller.place:
        text = f"Voimassa oleva seloste on aina samassa paikassa: {notice.controller.place}."
        yield clause("place", 15, "Mistä selosteen löytää", text, notice.line("controller.place"), "notice", "notice_text")
