"""Are those who work with the data trained, bound to secrecy and our own, and is the log of their looks gone through? In words."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from seloste.accounts import checks as accounts
from seloste.accounts.readiness import EMPLOYER
from seloste.duties.logreview import reviewing
from seloste.notice import Notice
from seloste.promises import told
from seloste.promises.evidence import Asked, Checks, Evidence

# By kind of demand: a role given without it, and a role in use without it.
_GIVEN = {
    "training": gettext_noop("Rooli on myönnetty henkilölle, jolla ei ollut voimassa olevaa koulutusta ({n})."),
    "undertaking": gettext_noop("Rooli on myönnetty henkilölle, jolta puuttui vaitiolositoumus ({n})."),
    EMPLOYER: gettext_noop("Rooli on henkilöllä, joka ei ole rekisterinpitäjän omaa henkilöstöä ({n})."),
}
_USED = gettext_noop("Rooli on käytössä, vaikka sen edellytys ei täyty ({n}).")


def staff_ready(asked: Asked) -> Evidence:
    """Whoever holds a role has what the measure demands, and had it when the role was given; else the role is suspended."""
    kinds, wrong = _kinds(asked), []
    for kind in kinds:
        given = accounts.granted_ready(asked.now, kind, lambda at: _notice_at(asked, at))
        used = accounts.suspended(asked.now, kind, asked.notice)
        found = ((_GIVEN[kind], given), (_USED, used))
        wrong += [_(words).format(n=told.number(check.count)) for words, check in found if not check.passed]
    if wrong:
        return Evidence(False, " ".join(wrong) + " " + _("Kenellä mikin puuttuu: seloste people list."))
    return Evidence(True, _fine(asked, kinds))


def _kinds(asked: Asked) -> list[str]:
    requires = asked.notice.security[asked.param("measure")].requires
    return [kind for kind in ("training", "undertaking", EMPLOYER) if requires and getattr(requires, kind)]


def _notice_at(asked: Asked, at: datetime) -> Notice | None:
    """The notice of that instant; before the first, nothing was promised."""
    try:
        return asked.door.notice_at(at)
    except LookupError:
        return None


def _fine(asked: Asked, kinds: list[str]) -> str:
    holders = accounts.holders(asked.now)
    if not holders:
        return _("Kenelläkään ei ole rooleja.")
    idle = {one.pk for kind in kinds for one in accounts.lacking(asked.now, kind, asked.notice)}
    words = ngettext("Roolinhaltijoita on {n}.", "Roolinhaltijoita on {n}.", len(holders)).format(n=told.number(len(holders)))
    if not idle:
        return words + " " + _("Jokaisella on se, mitä tämä lupaus edellyttää.")
    stopped = ngettext(
        "Näistä {n} on keskeytettynä, kunnes puuttuva kirjataan. Muilla on se, mitä tämä lupaus edellyttää.",
        "Näistä {n} on keskeytettyinä, kunnes puuttuva kirjataan. Muilla on se, mitä tämä lupaus edellyttää.",
        len(idle),
    )
    return words + " " + stopped.format(n=told.number(len(idle)))


def log_reviewed(asked: Asked) -> Evidence:
    """The access log is gone through in time, and everything that stood out has an outcome."""
    found, stands = reviewing.log_reviewed(asked.door, now=asked.now), reviewing.state(asked.door, now=asked.now)
    if stands.latest and stands.late(asked.today):
        late = _("Käyttöloki piti käydä läpi viimeistään {due}. Tee se nyt: Käyttöloki, Tarkistukset.")
        return Evidence(False, late.format(due=told.day(stands.latest)))
    if found.breaches:
        open_ones = _("Allekirjoitetussa tarkistuksessa on poikkeama ilman ratkaisua ({n}).").format(n=told.number(found.breaches))
        return Evidence(False, open_ones + told.samples(found.samples, _("poikkeama")))
    next_one = _("Seuraava tarkistus on tehtävä viimeistään {due}.").format(due=told.day(stands.latest or asked.today))
    if not found.of:
        return Evidence(True, next_one)
    done = ngettext(
        "Käyttöloki on käyty läpi {n} kerran, viimeksi {day} asti.", "Käyttöloki on käyty läpi {n} kertaa, viimeksi {day} asti.", found.of
    )
    return Evidence(True, done.format(n=told.number(found.of), day=told.day(stands.since)) + " " + next_one)


CHECKS: Checks = {"staff_ready": staff_ready, "log_reviewed": log_reviewed}
