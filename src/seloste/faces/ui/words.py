"""Why does something end then?  The policy's short codes in plain Finnish, for every face that shows a date."""

from django.utils.translation import gettext_lazy

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
    "objection": gettext_lazy("asiakas vastusti"),
    "ban": gettext_lazy("asiakas kielsi"),
    "withdrawal": gettext_lazy("asiakas peruutti suostumuksen"),
    "erasure": gettext_lazy("asiakas pyysi poistamista"),
}


def why(key: str) -> str:
    """Say why something ends then."""
    return str(WHY.get(key, key))
