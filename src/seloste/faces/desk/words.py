"""What do the register's short codes mean in plain Finnish?  Bases, reasons that staff give, kinds of refusal."""

from django.utils.translation import gettext, gettext_lazy

from seloste.faces.ui.templatetags.ui import text
from seloste.notice import Basis, Notice
from seloste.policy import RefusalKind

BASES = {
    Basis.CONSENT: gettext_lazy("suostumus"),
    Basis.CONTRACT: gettext_lazy("sopimus"),
    Basis.PRE_CONTRACT: gettext_lazy("sopimusta edeltävä pyyntö"),
    Basis.LEGAL_OBLIGATION: gettext_lazy("lakisääteinen velvoite"),
    Basis.VITAL_INTEREST: gettext_lazy("elintärkeä etu"),
    Basis.PUBLIC_TASK: gettext_lazy("yleinen etu tai julkinen valta"),
    Basis.LEGITIMATE_INTEREST: gettext_lazy("oikeutettu etu"),
}
REFUSALS = {
    RefusalKind.OBJECTION: gettext_lazy("vastustanut"),
    RefusalKind.BAN: gettext_lazy("kieltänyt"),
    RefusalKind.WITHDRAWAL: gettext_lazy("perunut suostumuksen"),
    RefusalKind.ERASURE: gettext_lazy("poistettu pyynnöstä"),
}
CHANNELS = {
    "email": gettext_lazy("sähköposti"),
    "sms": gettext_lazy("tekstiviesti"),
    "phone": gettext_lazy("puhelin"),
    "post": gettext_lazy("posti"),
}
# The reasons for an end; the register holds the key.
REASONS = {
    "completed": gettext_lazy("Asia tuli hoidetuksi"),
    "customer": gettext_lazy("Hän päätti itse"),
    "agreed": gettext_lazy("Sovimme päättämisestä"),
    "controller": gettext_lazy("Me päätimme"),
    "accepted": gettext_lazy("Tarjous hyväksyttiin"),
    "no_deal": gettext_lazy("Kauppaa ei syntynyt"),
    "paid": gettext_lazy("Maksettiin"),
    "moved": gettext_lazy("Muutti pois"),
    "answered": gettext_lazy("Vastattiin"),
    "rejected": gettext_lazy("Hylättiin"),
    "erasure": gettext_lazy("Pyysi poistamista"),
}
# Of those, the ones that a person chooses from; the others come from duties.
CHOSEN = ("completed", "customer", "agreed", "controller", "accepted", "no_deal", "paid", "moved")


def basis(key: Basis) -> str:
    """Name a legal basis."""
    return str(BASES[Basis(key)])


def reason(key: str) -> str:
    """Say the reason that was given for an end."""
    return str(REASONS.get(key, key))


def matter(notice: Notice, kind: str) -> str:
    """Name a kind of matter as the notice does."""
    found = notice.matters.get(kind)
    return (text(found.name) if found else "") or kind


def happened(notice: Notice, verb: str, kind: str) -> str:
    """Say what an event did: Asiakassuhde alkoi."""
    name = matter(notice, kind)
    return {
        "begin": gettext("%(matter)s: alkoi"),
        "end": gettext("%(matter)s: päättyi"),
        "replan": gettext("%(matter)s: uusi päättymispäivä"),
        "touch": gettext("%(matter)s: asiointia"),
        "void": gettext("%(matter)s: kirjaus peruttiin"),
    }.get(verb, "%(matter)s") % {"matter": name}
