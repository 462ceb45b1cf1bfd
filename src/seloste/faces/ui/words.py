"""Why does something end then, and why did the gate say no?  The policy's codes and sentences in the reader's words, for every face."""

from django.utils.translation import gettext, gettext_lazy

from seloste.duties.rights.requests import Refused
from seloste.faces.ui.templatetags.ui import day
from seloste.policy import Denial
from seloste.policy.values import Problem

TOO_LONG = "SEL-P005"

WHY = {
    "planned": gettext_lazy("sovittu päättymispäivä"),
    "idle": gettext_lazy("ilman uutta asiointia"),
    "at-most": gettext_lazy("enimmäisaika täyttyy"),
    "at_most": gettext_lazy("enimmäisaika täyttyy"),
    "ended": gettext_lazy("asia päätettiin"),
    "voided": gettext_lazy("kirjattu vahingossa"),
    "after": gettext_lazy("seuraa edellistä perustetta"),
    "notice": gettext_lazy("tietosuojaseloste muuttui"),
    "rule": gettext_lazy("laki määrää ajan"),
    "objection": gettext_lazy("henkilö vastusti"),
    "ban": gettext_lazy("henkilö kielsi"),
    "withdrawal": gettext_lazy("henkilö peruutti suostumuksen"),
    "erasure": gettext_lazy("henkilö pyysi poistamista"),
}


def why(key: str) -> str:
    """Say why something ends then."""
    return str(WHY.get(key, key))


def denied(denial: Denial) -> str:
    """Say the gate's no in the page's language. The policy says it in Finnish, as the catalogues' sources are (decision 0001)."""
    return gettext(denial.reason)


def refused(no: Refused) -> str:
    """Say a duty's no in the page's language, its days as that language writes them."""
    return gettext(no.reason) % {key: value if isinstance(value, str) else day(value) for key, value in no.values.items()}


def wrong(problem: Problem) -> str:
    """Say what is wrong with a value that was typed."""
    if problem.code == TOO_LONG:
        longest = "".join(filter(str.isdigit, problem.message))
        return gettext("Teksti on liian pitkä: enintään %(longest)s merkkiä.") % {"longest": longest}
    return gettext(problem.message)
