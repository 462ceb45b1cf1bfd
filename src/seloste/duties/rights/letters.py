"""How is a decision told to the person? Plain Finnish, ground by ground, with the provision and the date, and where to complain.

A letter is text. It is stored in the register as the answer, so it may name the person's data by kind, never by value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from seloste import law
from seloste.duties.rights.decide import Code, Decided, Outcome, Said
from seloste.duties.rights.speech import say as _
from seloste.notice import finnish, naming
from seloste.notice.model import Notice
from seloste.policy.history import Refusal


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter needs besides the decision: the notice, the day, and what the controller's own matters are called (a year)."""

    notice: Notice
    on: date
    years: Mapping[int, str] = field(default_factory=dict)

    def data(self, each: Decided) -> str:
        """Name the data that a ground keeps, with the fiscal year where it is one."""
        names = finnish.sentence(finnish.named(naming.all_of(self.notice.data, each.categories))).rstrip(".")
        year = self.years.get(each.matter, "")
        return f"{names} {year}".strip()

    def cite(self, statute: str) -> str:
        """Cite a provision as a letter does."""
        return law.cite_as_published(statute, self.on)


@dataclass(frozen=True, slots=True)
class Gone:
    """What an erasure leaves nothing of, the last day of its destruction, and whether a marketing ban outlives it."""

    categories: tuple[str, ...]
    destroyed: date | None
    banned: bool = False
    told: tuple[str, ...] = ()
    """The recipients that have data of the person, and are told of the erasure (Art. 19)."""


def erasure(words: Words, number: str, decided: Sequence[Decided], gone: Gone) -> str:
    """Write the answer to an erasure request: every ground, as ended or kept."""
    kept = [each for each in decided if each.outcome is Outcome.KEPT]
    ended = [each for each in decided if each.outcome is not Outcome.KEPT]
    parts = [_("Vastaus pyyntöön %(number)s") % {"number": number}, _opening(words, bool(gone.categories), bool(kept))]
    if gone.categories:
        parts.append(_gone(words, gone))
    if kept:
        parts.append("\n".join([_("Säilytämme:"), *(f"– {ground(words, each)}" for each in kept)]))
    if ended:
        parts.append("\n".join([_("Nämä käyttötarkoitukset ovat päättyneet:"), *(f"– {ground(words, each)}" for each in ended)]))
    if gone.categories and gone.told:
        names = finnish.named(naming.all_of(words.notice.recipients, gone.told))
        parts.append(_("Ilmoitamme poistamisesta niille, joille olemme luovuttaneet tietojasi: %(names)s.") % {"names": names})
    if gone.banned:
        parts.append(
            _("Suoramarkkinointikiellostasi jää tunniste, josta ei näe osoitettasi. Sen avulla emme markkinoi sinulle myöhemminkään.")
        )
    parts += [access_log(words), disagree(words), words.notice.controller.name]
    return "\n\n".join(parts)


def _opening(words: Words, erased: bool, kept: bool) -> str:
    on = finnish.day(words.on)
    if erased and kept:
        return _("Poistimme tietosi %(on)s. Osan säilytämme, ja kerromme tässä miksi.") % {"on": on}
    if erased:
        return _("Poistimme tietosi %(on)s.") % {"on": on}
    return _("Emme voi vielä poistaa tietojasi. Kerromme tässä miksi ja milloin ne poistetaan.")


def _gone(words: Words, gone: Gone) -> str:
    names = finnish.named(naming.all_of(words.notice.data, gone.categories))
    told = _("Poistetut tiedot: %(names)s. Kukaan ei enää näe niitä.") % {"names": names}
    if gone.destroyed and gone.destroyed > words.on:
        told += " " + _("Ne tuhotaan lopullisesti viimeistään %(by)s.") % {"by": finnish.day(gone.destroyed)}
    return told


def ground(words: Words, each: Decided) -> str:
    """Say one ground's answer in a sentence or two, with its code."""
    purpose = naming.purpose(words.notice, each.purpose)
    until = finnish.day(law.civil_date(each.until))
    if each.outcome is Outcome.KEPT:
        told = _kept(words, each, purpose, until)
    elif each.code is Code.ERA_PAST:
        told = _("%(purpose)s: oli päättynyt jo %(until)s.") % {"purpose": purpose, "until": until}
    else:
        told = _ENDED[each.code]() % {"purpose": purpose}
    return f"{told} [{each.code}]"


_ENDED: dict[Code, Callable[[], str]] = {
    Code.ERA_A: lambda: _("%(purpose)s: päättyi, koska tietojasi ei enää tarvita tähän."),
    Code.ERA_B: lambda: _("%(purpose)s: päättyi, koska luimme pyyntösi myös suostumuksen peruuttamiseksi."),
    Code.ERA_C: lambda: _("%(purpose)s: päättyi, koska luimme pyyntösi myös käsittelyn vastustamiseksi."),
    Code.ERA_NOTICE: lambda: _("%(purpose)s: päättyi, koska olemme luvanneet poistaa tiedot pyynnöstä."),
}


def _kept(words: Words, each: Decided, purpose: str, until: str) -> str:
    given = {
        "data": words.data(each) or purpose,
        "purpose": finnish.lowered(purpose),
        "cite": words.cite(each.statute),
        "until": until,
        "matters": finnish.named(naming.all_of(words.notice.matters, each.because)),
    }
    if each.code is Code.OWN_WORK:
        return _("%(data)s: jatkuu vain niin kauan kuin rekisterissä on tietojasi.") % given
    if each.code in (Code.REF_KPL, Code.REF_LAW) and not each.categories:
        return _("%(data)s: laki velvoittaa meidät tähän niin kauan kuin rekisterissä on tietojasi (%(cite)s).") % given
    return _KEPT[each.code](bool(each.because)) % given


_KEPT: dict[Code, Callable[[bool], str]] = {
    Code.REF_KPL: lambda _because: _(
        "%(data)s: kirjanpitolaki velvoittaa säilyttämään ne (%(cite)s). Poistamme ne %(until)s; "
        "siihen asti niitä käytetään vain kirjanpitoon."
    ),
    Code.REF_LAW: lambda _because: _(
        "%(data)s: laki velvoittaa säilyttämään ne (%(cite)s). Poistamme ne %(until)s; siihen asti niiden ainoa käyttötarkoitus "
        "on tämä: %(purpose)s."
    ),
    Code.REF_CONTRACT: lambda _because: _(
        "%(data)s: tarvitsemme niitä, koska asia on vielä kesken (%(matters)s). Poistamme ne, kun se päättyy, nykyisen tiedon "
        "mukaan %(until)s."
    ),
    Code.REF_CLAIM: lambda because: (
        _(
            "%(data)s: tarvitsemme niitä avoimen vaatimuksen tai saatavan selvittämiseen (%(matters)s; %(cite)s). Poistamme ne "
            "viimeistään %(until)s."
        )
        if because
        else _(
            "%(data)s: arvioimme, että tarvitsemme niitä oikeudellisen vaatimuksen esittämiseen tai torjumiseen (%(cite)s). Poistamme "
            "ne viimeistään %(until)s."
        )
    ),
    Code.REF_OBJ: lambda _because: _(
        "%(data)s: käsittelyyn on huomattavan tärkeä ja perusteltu syy, joka syrjäyttää vastustuksesi (%(cite)s). Poistamme ne "
        "viimeistään %(until)s."
    ),
}


def refusals(words: Words, number: str, said: Sequence[Said]) -> str:
    """Write the answer to an objection, a withdrawal or a marketing ban, purpose by purpose."""
    lines = [f"– {_said(words, each)} [{each.code}]" for each in said]
    heading = _("Vastaus pyyntöön %(number)s") % {"number": number}
    return "\n\n".join([heading, "\n".join(lines), disagree(words), words.notice.controller.name])


def _said(words: Words, each: Said) -> str:
    told = {
        Code.OBJ_DM: _("%(purpose)s: emme enää markkinoi sinulle. Lopetimme heti."),
        Code.OBJ_OK: _("%(purpose)s: lopetimme käsittelyn."),
        Code.OBJ_NA_WD: _("%(purpose)s: käsittely perustui suostumukseesi. Luimme vastustuksesi sen peruuttamiseksi ja lopetimme heti."),
        Code.OBJ_NA: _(
            "%(purpose)s: tätä käsittelyä ei voi vastustaa, koska se ei perustu oikeutettuun etuun. Voit pyytää tietojesi oikaisemista, "
            "poistamista tai käsittelyn rajoittamista."
        ),
        Code.REF_OBJ: _("%(purpose)s: jatkamme, koska käsittelyyn on huomattavan tärkeä ja perusteltu syy, joka syrjäyttää vastustuksesi."),
        Code.WD: _("%(purpose)s: peruutit suostumuksesi ja lopetimme heti. Se, mitä teimme sitä ennen, pysyy lainmukaisena."),
        Code.WD_NA: _("%(purpose)s: tämä ei perustu suostumukseen, joten peruutettavaa ei ole."),
    }[each.code]
    return told % {"purpose": naming.purpose(words.notice, each.purpose)}


def bans(words: Words, number: str, refused: Sequence[Refusal]) -> str:
    """Write the answer to a marketing ban: each purpose, and the channel where only one was banned."""
    lines = []
    for each in refused:
        given = {"purpose": naming.purpose(words.notice, each.purpose), "channel": finnish.CHANNELS.get(each.channel, each.channel)}
        told = (
            _("– %(purpose)s: emme enää ota sinuun yhteyttä %(channel)s.")
            if each.channel
            else _("– %(purpose)s: emme enää markkinoi sinulle.")
        )
        lines.append(told % given)
    return plain(words, number, _("Kieltosi tuli voimaan heti."), "\n".join(lines) or _("Emme markkinoi sinulle."))


def identity(words: Words, number: str, doubt: str) -> str:
    """Ask who it is that asks, by the least that will do (Art. 12(6), 5(1)(c))."""
    heading = _("Pyyntö %(number)s: vahvista henkilöllisyytesi") % {"number": number}
    why = _("Emme voi vielä vastata, koska emme ole varmoja, että pyynnön on tehnyt se, jota tiedot koskevat. %(doubt)s") % {"doubt": doubt}
    how = _(
        "Vastaa tähän sähköpostiosoitteesta, jonka olet meille antanut, tai pyydä meiltä kirje rekisterissä olevaan postiosoitteeseesi. "
        "Älä lähetä henkilötunnustasi äläkä kopiota henkilöllisyystodistuksesta: emme tarvitse niitä."
    )
    return "\n\n".join([heading, why, how, words.notice.controller.name])


def plain(words: Words, number: str, *paragraphs: str) -> str:
    """Write an answer of these paragraphs."""
    return "\n\n".join([_("Vastaus pyyntöön %(number)s") % {"number": number}, *paragraphs, disagree(words), words.notice.controller.name])


def forwarded(words: Words, controller: str, cite: str) -> str:
    """Say that another controller decides about the data, and that the request is passed on to it."""
    party = words.notice.controllers[controller]
    told = _(
        "Käsittelemme tietojasi toisen rekisterinpitäjän lukuun: %(controller)s. Se päättää tiedoistasi ja vastaa pyyntöösi. Välitämme "
        "pyyntösi sille viipymättä (%(cite)s)."
    ) % {"controller": party.name["fi"], "cite": cite}
    return f"{told} {_('Voit kysyä pyynnöstäsi myös suoraan: %(contact)s.') % {'contact': party.contact}}" if party.contact else told


def access_log(words: Words) -> str:
    """Say what outlives an erasure: the access log, by name and period."""
    return _(
        "Käyttöloki: tieto siitä, milloin tietojasi on katsottu ja mihin tarkoitukseen, säilyy %(period)s tapahtumasta. "
        "Lokissa ei ole itse tietoja."
    ) % {"period": finnish.lasting(words.notice.access_log)}


def disagree(words: Words) -> str:
    """Say where a person who disagrees may turn: the authority with its address of the day, and a court (Art. 12(4))."""
    office = law.authority(words.on)
    return _(
        "Jos olet eri mieltä, voit tehdä kantelun tietosuojavaltuutetulle: %(name)s, käyntiosoite %(visiting)s, postiosoite %(post)s, "
        "puhelin %(phone)s, sähköposti %(email)s. Voit myös viedä asian tuomioistuimeen."
    ) % {
        "name": office.name.fi,
        "visiting": office.visiting.fi,
        "post": office.post.fi,
        "phone": office.phone,
        "email": office.email,
    }


def years(own: Mapping[int, tuple[datetime, datetime]]) -> dict[int, str]:
    """Call the controller's own matters by their year, or years where one runs over the turn."""
    named = {}
    for id, (begun, ends) in own.items():
        first, last = law.civil_date(begun).year, law.last_day(ends).year
        named[id] = str(last) if first == last else f"{first}–{last}"
    return named
