"""Are changes of the notice told beforehand, and is the law it leans on looked at? Two duties' checks, in words."""

from seloste.duties.announcements import checks as announcements
from seloste.duties.lawwatch import watching
from seloste.promises import told
from seloste.promises.evidence import Asked, Checks, Evidence


def changes_announced(asked: Asked) -> Evidence:
    """Every material version was told by the promised channels, and so long before."""
    found = announcements.changes_announced(asked.door)
    if found.breaches:
        versions = ", ".join(str(number) for number in found.samples[: told.SHOWN])
        return Evidence(False, f"Muutoksesta ei kerrottu ajoissa ennen kuin se tuli voimaan. Versio: {versions}. Kerro siitä nyt.")
    if not found.of:
        return Evidence(True, "Tietosuojaselosteeseen ei ole tehty muutosta, josta olisi pitänyt kertoa etukäteen.")
    changes = told.counted(found.of, "olennainen muutos", "olennaista muutosta")
    return Evidence(True, f"{changes}, ja jokaisesta on kerrottu luvatulla tavalla ja ajoissa.")


def law_reviewed(asked: Asked) -> Evidence:
    """No row of law that the notice leans on has changed without somebody having looked."""
    found = watching.law_reviewed(asked.door, now=asked.now)
    rows = told.counted(found.of, "lainkohtaan", "lainkohtaan")
    if found.breaches:
        waiting = told.counted(found.breaches, "lainkohta", "lainkohtaa")
        return Evidence(False, f"Tarkistamatta on {waiting}, joihin tietosuojaseloste nojaa. Katso ne: seloste law review.")
    return Evidence(True, f"Tietosuojaseloste nojaa {rows}. Yksikään ei ole muuttunut sen jälkeen, kun se viimeksi tarkistettiin.")


CHECKS: Checks = {"changes_announced": changes_announced, "law_reviewed": law_reviewed}
