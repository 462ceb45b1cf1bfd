"""Why are somebody's roles suspended, or soon will be?  The accounts' findings in the reader's words, with what to do."""

from django.utils.translation import gettext as _

from seloste.accounts.readiness import EMPLOYER, Lack, Why
from seloste.faces.ui.templatetags.ui import day

TRAINING, UNDERTAKING = "training", "undertaking"


def suspended(lack: Lack) -> str:
    """Say what is lacking now."""
    if lack.kind == EMPLOYER:
        return _("Tietosuojaselosteen mukaan tietoihin pääsee vain rekisterinpitäjän oma henkilöstö.")
    last = day(lack.last) if lack.last else ""
    words = {
        (TRAINING, Why.MISSING): _("Tietosuojakoulutusta ei ole kirjattu."),
        (TRAINING, Why.EXPIRED): _("Tietosuojakoulutus oli voimassa %(day)s asti."),
        (TRAINING, Why.OUTDATED): _("Tietosuojakoulutuksen uusi sisältö piti käydä läpi viimeistään %(day)s."),
        (UNDERTAKING, Why.MISSING): _("Vaitiolositoumusta ei ole kirjattu."),
        (UNDERTAKING, Why.EXPIRED): _("Vaitiolositoumus oli voimassa %(day)s asti."),
        (UNDERTAKING, Why.OUTDATED): _("Uusi vaitiolositoumus piti antaa viimeistään %(day)s."),
    }
    return words[(lack.kind, lack.why)] % {"day": last}


def coming(lack: Lack) -> str:
    """Say what will be lacking, and from when."""
    words = {
        (TRAINING, Why.MISSING): _("Käy tietosuojakoulutus viimeistään %(day)s."),
        (UNDERTAKING, Why.MISSING): _("Anna vaitiolositoumus viimeistään %(day)s."),
        (TRAINING, Why.EXPIRED): _("Tietosuojakoulutuksesi on voimassa %(day)s asti. Käy se uudelleen sitä ennen."),
        (TRAINING, Why.OUTDATED): _("Tietosuojakoulutuksella on uusi sisältö. Käy se läpi viimeistään %(day)s."),
        (UNDERTAKING, Why.EXPIRED): _("Vaitiolositoumuksesi on voimassa %(day)s asti. Anna uusi sitä ennen."),
        (UNDERTAKING, Why.OUTDATED): _("Vaitiolositoumuksella on uusi teksti. Anna uusi sitoumus viimeistään %(day)s."),
    }
    return words[(lack.kind, lack.why)] % {"day": day(lack.last) if lack.last else ""}
