"""What do a request's right, state and channel mean in plain Finnish?"""

from django.utils.translation import gettext_lazy

from seloste.duties.rights.decide import Right, State

RIGHTS = {
    Right.ACCESS: gettext_lazy("Omien tietojen tarkastaminen"),
    Right.RECTIFICATION: gettext_lazy("Tietojen oikaiseminen"),
    Right.ERASURE: gettext_lazy("Tietojen poistaminen"),
    Right.RESTRICTION: gettext_lazy("Käsittelyn rajoittaminen"),
    Right.OBJECTION: gettext_lazy("Käsittelyn vastustaminen"),
    Right.PORTABILITY: gettext_lazy("Tietojen siirtäminen"),
    Right.WITHDRAWAL: gettext_lazy("Suostumuksen peruuttaminen"),
    Right.MARKETING_BAN: gettext_lazy("Suoramarkkinointikielto"),
    Right.DISCLOSURE_BAN: gettext_lazy("Luovutuskielto"),
}
STATES = {
    State.RECEIVED: gettext_lazy("saapunut"),
    State.VERIFYING: gettext_lazy("henkilöllisyys tarkistetaan"),
    State.IN_WORK: gettext_lazy("työn alla"),
    State.WAITING: gettext_lazy("odottaa"),
    State.ANSWERED: gettext_lazy("vastattu"),
    State.REJECTED: gettext_lazy("hylätty"),
}
CHANNELS = {
    "portal": gettext_lazy("verkkopalvelu"),
    "email": gettext_lazy("sähköposti"),
    "letter": gettext_lazy("kirje"),
    "phone": gettext_lazy("puhelin"),
    "visit": gettext_lazy("käynti"),
}
FILED = {"channel": gettext_lazy("Miten pyyntö tuli"), "text": gettext_lazy("Pyyntö"), "answer": gettext_lazy("Vastaus")}
