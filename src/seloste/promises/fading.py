"""Is what was erased out of every backup's reach in the promised time?  A backup has no key: what opens it are the ring and copies of it.

So the ring is asked, and the copies of it in the place where they went last. What somebody has copied elsewhere is known to no machine.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seloste.duties.operations import backups
from seloste.home import HomeError
from seloste.law import Period, day_start
from seloste.law.instants import NEVER, keep_until
from seloste.promises import told
from seloste.promises.evidence import Asked, Checks, Evidence

# Keys that what may be erased hangs on: replaced and destroyed by the horizon. A statute's keys live until its own date.
_ROTATED = frozenset({"erasable", "archive"})


def backups_fade(asked: Asked) -> Evidence:
    """No key outlives the promised time or its own date, neither in the ring nor in a copy of it."""
    policy = asked.notice.storage.backups
    if policy is None:
        raise TypeError("the clause is of a notice that promises backups")
    ring = _ring(asked, policy.horizon)
    if not ring.holds:
        return ring
    copies = _copies(asked, policy.horizon)
    return copies if not copies.holds else Evidence(True, f"{ring.words} {copies.words}")


def _ring(asked: Asked, horizon: Period) -> Evidence:
    keys = asked.door.keys()
    rotated = [(key.created, key.destroy_after or NEVER) for key in keys if key.horizon in _ROTATED]
    if any(until > keep_until(created, horizon) for created, until in rotated):
        wrong = _("Avaimet tuhotaan myöhemmin kuin tietosuojaseloste lupaa. Anna sille pidempi aika: storage.backups.horizon.")
        return Evidence(False, wrong)
    # Through the day on which they are due: the tick that destroys them comes some minutes later.
    over = [key.destroy_after for key in keys if key.destroy_after and key.destroy_after < day_start(asked.today)]
    if over:
        wrong = _("Avain, joka piti tuhota {when}, on yhä tallessa, joten varmuuskopiosta aukeaa poistettuja tietoja. Aja: seloste tick.")
        return Evidence(False, wrong.format(when=told.day(min(over))))
    fine = _("Poistettavat tiedot aukeavat vain avaimilla, jotka tuhotaan viimeistään {when}.")
    return Evidence(True, fine.format(when=told.day(max(until for _created, until in rotated))))


def _copies(asked: Asked, horizon: Period) -> Evidence:
    """The copies of the ring that we know of. One that can't be looked at is as old as the last run that would have removed it."""
    known = backups.noted(asked.door.home)
    if known.keys is None or known.kept is None:
        return Evidence(True, _("Avaimista ei ole otettu kopiota."))
    try:
        left = backups.lingering(known.keys, day_start(asked.today))
    except HomeError:
        left = (known.keys,)
    if left or keep_until(known.kept, horizon) <= asked.now:
        count = max(1, len(left))
        wrong = ngettext(
            "Avaimista on kopio, jonka aika on ohi ({n}). Se avaa varmuuskopiosta poistettuja tietoja. Aja: seloste backup keys.",
            "Avaimista on kopioita, joiden aika on ohi ({n}). Ne avaavat varmuuskopiosta poistettuja tietoja. Aja: seloste backup keys.",
            count,
        )
        return Evidence(False, wrong.format(n=told.number(count)))
    return Evidence(True, _("Viimeisin avainten kopio on otettu {when}, eikä yhdenkään aika ole ohi.").format(when=told.moment(known.kept)))


CHECKS: Checks = {"backups_fade": backups_fade}
