"""May this actor act for this purpose? The part of a decision that needs no look-up, and the words of every no.

A decision is a value with its reasons and the notice line. Before the look-up a no names role and purpose; after it, *unknown*,
*no ground* and *restricted* are one identical text (DESIGN 5), and only the ledger and `explain` know which it was.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from seloste.policy.actor import Actor
from seloste.policy.tables import Policy
from seloste.policy.values import Problem


class Code(StrEnum):
    """Why the gate said no."""

    NO_PURPOSE = "SEL-G001"
    ROLE = "SEL-G002"
    NOT_OPEN = "SEL-G003"
    NOT_COVERED = "SEL-G004"
    BAD_VALUES = "SEL-G005"
    NO_KEEPING = "SEL-G006"
    MATTER = "SEL-G007"
    SOURCE = "SEL-G008"
    KIND = "SEL-G009"
    DECISION = "SEL-G010"
    RECIPIENT = "SEL-G011"
    BANNED = "SEL-G012"
    NOT_FOR_KIND = "SEL-G013"
    LINK = "SEL-G014"
    CHANGED = "SEL-G015"


_TEXTS = {
    Code.NO_PURPOSE: "Valitse käyttötarkoitus, jonka tietosuojaseloste nimeää. Tietoja ei näytetä ilman sitä.",
    Code.ROLE: "Et näe näitä tietoja tässä käyttötarkoituksessa. Roolillasi ei ole oikeutta siihen.",
    Code.NOT_OPEN: "Et näe näitä tietoja tässä käyttötarkoituksessa.",
    Code.NOT_COVERED: "Tietosuojaseloste ei salli tallentaa tätä tietoryhmää tässä käyttötarkoituksessa.",
    Code.BAD_VALUES: "Tietoja ei tallennettu. Korjaa merkityt kohdat.",
    Code.NO_KEEPING: "Tietoja ei tallennettu: niiden säilyttämiselle ei nyt ole perustetta. Aloita ensin asia, johon ne liittyvät.",
    Code.MATTER: "Tapahtumaa ei kirjattu: asia ei ole siinä vaiheessa, että se olisi mahdollista.",
    Code.SOURCE: "Tietoja ei tallennettu: tietosuojaseloste ei nimeä tätä tietolähdettä näille tiedoille.",
    Code.KIND: "Tietosuojaseloste ei nimeä tätä rekisteröityjen ryhmää.",
    Code.RECIPIENT: "Tietoja ei luovutettu: tietosuojaseloste ei salli tätä luovutusta tällaisenaan.",
    Code.BANNED: "Tietoja ei luovutettu: henkilö on kieltänyt tietojensa luovuttamisen.",
    Code.NOT_FOR_KIND: "Tietoja ei tallennettu: tietosuojaselosteen mukaan tästä rekisteröityjen ryhmästä ei kerätä tätä tietoryhmää.",
    Code.LINK: "Kirjausta ei tehty: rekisteröidyt ovat jo sama henkilö, tai heitä ei ole yhdistetty.",
    Code.CHANGED: "Muutosta ei tallennettu: tietoa on muutettu sen jälkeen, kun avasit sen. Katso, mitä siinä nyt on.",
    Code.DECISION: "Kirjausta ei tehty: päätöstä ei löydy tai se on jo kumottu.",
}


@dataclass(frozen=True, slots=True)
class Denial:
    """The gate's no. `reason` is for the reader; `detail` names roles or purposes, never a person or a value."""

    code: Code
    purpose: str
    line: int = 0
    detail: str = ""
    problems: tuple[Problem, ...] = field(default=())

    @property
    def reason(self) -> str:
        """The sentence to show, in Finnish."""
        return _TEXTS[self.code]


def decide(policy: Policy, actor: Actor, purpose: str) -> Denial | None:
    """The no that needs no look-up: an unnamed purpose, or one not open to the actor's roles. None where it may go on."""
    found = policy.purposes.get(purpose)
    if found is None:
        return Denial(Code.NO_PURPOSE, purpose[:60])
    if not (found.roles & actor.roles):
        return Denial(Code.ROLE, purpose, found.line, detail=", ".join(sorted(found.roles)))
    return None


def purposes_of(policy: Policy, actor: Actor) -> tuple[str, ...]:
    """The purposes that the actor's roles open, in the notice's order."""
    return tuple(key for key, purpose in policy.purposes.items() if purpose.roles & actor.roles)
