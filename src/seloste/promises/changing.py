"""Are changes of the notice told beforehand, and is the law it leans on looked at? Two duties' checks, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seloste.duties.announcements import checks as announcements
from seloste.duties.lawwatch import watching
from seloste.promises import told
from seloste.promises.evidence import Asked, Checks, Evidence


def changes_announced(asked: Asked) -> Evidence:
    """Every material version was told by the promised channels, and so long before."""
    found = announcements.changes_announced(asked.door)
    if found.breaches:
        versions = ", ".join(str(number) for number in found.samples[: told.SHOWN])
        late = _("Muutoksesta ei kerrottu ajoissa ennen kuin se tuli voimaan. Versio: {versions}. Kerro siitä nyt.")
        return Evidence(False, late.format(versions=versions))
    if not found.of:
        return Evidence(True, _("Tietosuojaselosteeseen ei ole tehty muutosta, josta olisi pitänyt kertoa etukäteen."))
    fine = ngettext(
        "{n} olennainen muutos, ja siitä on kerrottu luvatulla tavalla ja ajoissa.",
        "{n} olennaista muutosta, ja jokaisesta on kerrottu luvatulla tavalla ja ajoissa.",
        found.of,
    )
    return Evidence(True, fine.format(n=told.number(found.of)))


def law_reviewed(asked: Asked) -> Evidence:
    """No row of law that the notice leans on has changed without somebody having looked."""
    found = watching.law_reviewed(asked.door, now=asked.now)
    if found.breaches:
        waiting = ngettext(
            "Tarkistamatta on {n} lainkohta, johon tietosuojaseloste nojaa. Katso se: seloste law review.",
            "Tarkistamatta on {n} lainkohtaa, joihin tietosuojaseloste nojaa. Katso ne: seloste law review.",
            found.breaches,
        )
        return Evidence(False, waiting.format(n=told.number(found.breaches)))
    fine = ngettext(
        "Tietosuojaseloste nojaa {n} lainkohtaan. Se ei ole muuttunut sen jälkeen, kun se viimeksi tarkistettiin.",
        "Tietosuojaseloste nojaa {n} lainkohtaan. Yksikään ei ole muuttunut sen jälkeen, kun se viimeksi tarkistettiin.",
        found.of,
    )
    return Evidence(True, fine.format(n=told.number(found.of)))


CHECKS: Checks = {"changes_announced": changes_announced, "law_reviewed": law_reviewed}
