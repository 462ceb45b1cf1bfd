"""Can the register be brought back, and is that tried out?  How old the last backup and the last restore test are, against the notice."""

from datetime import datetime

from django.utils.translation import gettext as _

from seloste.duties.operations import backups
from seloste.law import Period
from seloste.law.instants import keep_until
from seloste.promises import told
from seloste.promises.evidence import Asked, Checks, Evidence

# Where the notice promises backups and doesn't say how often.
EVERY, TESTED = Period.parse("P1D"), Period.parse("P3M")


def backups_restored(asked: Asked) -> Evidence:
    """Backups are taken and restored as often as promised, and the last restored copy was whole and had no erased person in it."""
    policy, known = asked.notice.storage.backups, backups.noted(asked.door.home)
    every = (policy and policy.every) or EVERY
    tested = (policy and policy.tested) or TESTED
    if known.made is None:
        return Evidence(False, _("Varmuuskopiota ei ole otettu. Aja: seloste backup make."))
    if late := _late(known.made, every, asked.now):
        wrong = _("Viimeisin varmuuskopio on otettu {when}, ja uusi piti ottaa ennen {until}. Aja: seloste backup make.")
        return Evidence(False, wrong.format(when=told.moment(known.made), until=told.moment(late)))
    if known.tested is None:
        return Evidence(False, _("Varmuuskopion palauttamista ei ole kokeiltu. Aja: seloste backup test."))
    if not known.whole:
        wrong = _("Palautuskoe epäonnistui {when}. Aja seloste backup test, niin näet syyn.")
        return Evidence(False, wrong.format(when=told.moment(known.tested)))
    if late := _late(known.tested, tested, asked.now):
        wrong = _("Palautusta on kokeiltu viimeksi {when}, ja uusi koe piti tehdä ennen {until}. Aja: seloste backup test.")
        return Evidence(False, wrong.format(when=told.moment(known.tested), until=told.moment(late)))
    fine = _(
        "Viimeisin varmuuskopio on otettu {made}. Palautusta kokeiltiin {tested}: kopio oli ehjä, eikä siinä ollut poistettuja tietoja."
    )
    return Evidence(True, fine.format(made=told.moment(known.made), tested=told.moment(known.tested)))


def _late(last: datetime, period: Period, now: datetime) -> datetime | None:
    """When the next was due at the latest, if that has passed: days are counted through their end."""
    until = keep_until(last, period)
    return until if until <= now else None


CHECKS: Checks = {"backups_restored": backups_restored}
