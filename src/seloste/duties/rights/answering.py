"""How is a request decided, extended, answered or rejected? A plan first, which changes nothing; then the act, through the gate.

An answer is filed in the register, ends the request's matter and releases its hold, in one unit of work with everything it decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from seloste import law
from seloste.duties.rights import letters
from seloste.duties.rights.access import OWN_FILE, PURPOSE, Package, gather
from seloste.duties.rights.decide import (
    REJECTIONS,
    STATUTES,
    Code,
    Decided,
    Outcome,
    Right,
    Said,
    State,
    ban_marketing,
    bans_freely,
    decide_erasure,
    due,
    object_to,
    restrictable,
    to_end,
    to_refuse,
    withdraw,
)
from seloste.duties.rights.foresee import Answer, after_answer
from seloste.duties.rights.models import Request
from seloste.duties.rights.requests import Refused, find_request, hold_again, locked, person_source, unknown
from seloste.duties.rights.speech import say as _
from seloste.gate import Door, Life
from seloste.notice import finnish
from seloste.notice.model import Notice
from seloste.notice.values import Basis
from seloste.policy import Actor, Change, Denial, End, Fold, Put, RefusalKind, Refuse, Release, Restrict, Role

NEVER_EXTENDED = Refused("SEL-R008", "Tietosuojaseloste lupaa vastauksen siinä ajassa, joten määräaikaa ei voi pidentää.")
_OBJECTABLE = frozenset({Basis.CONSENT, Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK})


@dataclass(frozen=True, slots=True)
class Decision:
    """What an answer would do and say. Making one changes nothing; `changes` are what answering adds to the person's life.

    `code` is the reason where one reason holds for the whole request.
    """

    request: Request
    letter: str
    changes: tuple[Change, ...] = ()
    grounds: tuple[Decided, ...] = ()
    said: tuple[Said, ...] = ()
    gone: tuple[str, ...] = ()
    package: Package | None = None
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person who decides may choose: the purposes meant, an assessment to keep some, the ground of a restriction."""

    purposes: tuple[str, ...] = ()
    assessed: Mapping[str, Code] | None = None
    restriction: Code = Code.RES_A
    review: date | None = None


def decide_request(door: Door, actor: Actor, number: str, *, now: datetime, choices: Choices | None = None) -> Decision | Denial | Refused:
    """Say what the answer to an open request would be, ground by ground, without doing it."""
    request = find_request(number)
    if request is None:
        return unknown(number)
    if not State(request.state).open:
        return Refused("SEL-R005", "Pyyntö %(number)s on jo päätetty.", {"number": request.number})
    return _decision(door, actor, request, choices or Choices(), now)


def answer_request(
    door: Door, actor: Actor, number: str, *, now: datetime, choices: Choices | None = None, words: str = ""
) -> Decision | Denial | Refused:
    """Do what the decision says and file the answer, in one unit of work. `words` are added to the letter before its end."""
    with transaction.atomic():
        request = locked(number)
        decision = decide_request(door, actor, number, now=now, choices=choices)
        if request is None or not isinstance(decision, Decision):
            return unknown(number) if isinstance(decision, Decision) else decision
        letter = f"{decision.letter}\n\n{words.strip()}" if words.strip() else decision.letter
        ended = _end(door, actor, request, letter, decision.changes, State.ANSWERED, decision.code or "", now)
        return ended if isinstance(ended, Denial) else replace(decision, request=request, letter=letter)


def reject_request(door: Door, actor: Actor, number: str, code: Code, reason: str, *, now: datetime) -> Decision | Denial | Refused:
    """Reject a whole request, on a ground of the law's list and with reasons; the letter says where to complain (Art. 12(4))."""
    if code not in REJECTIONS:
        return Refused("SEL-R006", "Koko pyynnön voi hylätä vain lain luettelemasta syystä. Muuten ratkaise se peruste kerrallaan.")
    if not reason.strip():
        return Refused("SEL-R007", "Kirjoita perustelut. Ne menevät pyytäjälle.")
    with transaction.atomic():
        request = locked(number)
        if request is None:
            return unknown(number)
        if not State(request.state).open:
            return Refused("SEL-R005", "Pyyntö %(number)s on jo päätetty.", {"number": request.number})
        told = letters.Words(door.notice_at(now), law.civil_date(now))
        opening = _("Emme toteuta pyyntöäsi (%(cite)s).") % {"cite": told.cite(STATUTES[code])}
        letter = letters.plain(told, request.number, opening, reason.strip())
        ended = _end(door, actor, request, letter, (), State.REJECTED, code.value, now)
        return ended if isinstance(ended, Denial) else Decision(request, letter)


def extend_request(door: Door, actor: Actor, number: str, reason: str, *, now: datetime) -> Decision | Denial | Refused:
    """Extend an open request to three months from its receipt, with reasons told in the first month; not where the notice rules it out."""
    with transaction.atomic():
        request = locked(number)
        if request is None:
            return unknown(number)
        notice = door.notice_at(now)
        last = due(notice, Right(request.right), request.received, suspended_days=request.suspended_days)
        refused = _no_extension(request, last.extended_to, reason, now)
        if refused is not None or last.extended_to is None:
            return refused or NEVER_EXTENDED
        told = letters.Words(notice, law.civil_date(now))
        until = _("Vastaamme viimeistään %(by)s.") % {"by": finnish.day(last.extended_to)}
        letter = letters.plain(told, request.number, _("Pyyntösi käsittely kestää tavallista kauemmin."), reason.strip(), until)
        put = Put(OWN_FILE, {"answer": letter}, matter=request.matter, source=person_source(notice))
        request.extended_from, request.due = request.due, last.extended_to
        held = hold_again(door, actor, request, now=now, also=[put])
        if held is not None:
            return held
        request.save(update_fields=["extended_from", "due"])
        return Decision(request, letter)


def _no_extension(request: Request, extended_to: date | None, reason: str, now: datetime) -> Refused | None:
    if not State(request.state).open:
        return Refused("SEL-R005", "Pyyntö %(number)s on jo päätetty.", {"number": request.number})
    if extended_to is None:
        return NEVER_EXTENDED
    if request.extended_from is not None:
        return Refused("SEL-R009", "Pyynnön %(number)s määräaikaa on jo pidennetty.", {"number": request.number})
    if law.civil_date(now) > request.due:
        return Refused("SEL-R010", "Pidentämisestä piti kertoa viimeistään %(day)s.", {"day": request.due})
    return None if reason.strip() else Refused("SEL-R007", "Kirjoita perustelut. Ne menevät pyytäjälle.")


def _end(
    door: Door, actor: Actor, request: Request, letter: str, changes: Sequence[Change], state: State, code: str, now: datetime
) -> Denial | None:
    life = door.life(actor, PURPOSE, request.subject_id, now=now)
    if isinstance(life, Denial):
        return life
    holds = [hold.id for hold in life.holds if hold.code == request.number and hold.released is None]
    unit: list[Change] = [
        Put(OWN_FILE, {"answer": letter}, matter=request.matter, source=person_source(door.notice_at(now))),
        *changes,
        End(request.matter, state.value),
        *(Release(hold) for hold in holds),
    ]
    applied = door.apply(actor, PURPOSE, request.subject_id, unit, now=now)
    if isinstance(applied, Denial):
        return applied
    request.state, request.ended, request.code = state.value, now, code
    request.save(update_fields=["state", "ended", "code"])
    return None


# --- one decision for each right -------------------------------------------------------------------------------------------------


def _decision(door: Door, actor: Actor, request: Request, choices: Choices, now: datetime) -> Decision | Denial:
    right, notice = Right(request.right), door.notice_at(now)
    life = door.life(actor, PURPOSE, request.subject_id, now=now)
    if isinstance(life, Denial):
        return life
    words = letters.Words(notice, law.civil_date(now), _years(door, notice))
    if life.role is Role.PROCESSOR:
        return _forwarded(request, life, words)
    if right in (Right.ACCESS, Right.PORTABILITY):
        package = gather(door, actor, request, now=now)
        return package if isinstance(package, Denial) else _given(request, package)
    if right is Right.ERASURE:
        return _erased(door, request, life, words, choices, now)
    if right is Right.RESTRICTION:
        return _restricted(request, life, words, choices)
    if right is Right.RECTIFICATION:
        told = _("Tarkistimme tietosi ja korjasimme virheelliset, vanhentuneet tai puutteelliset tiedot.")
        return Decision(request, letters.plain(words, request.number, told))
    if right is Right.OBJECTION:
        return _objected(request, life, words, choices, now)
    return _stopped(request, life, words, choices, right)


def _forwarded(request: Request, life: Life, words: letters.Words) -> Decision:
    """Of data that we hold for another controller we decide nothing and give nothing: the request is theirs (Art. 28(3)(e))."""
    code = Code.FWD_PROCESSOR
    letter = letters.plain(words, request.number, letters.forwarded(words, life.decided_by, words.cite(STATUTES[code])))
    return Decision(request, letter, code=code)


def _given(request: Request, package: Package) -> Decision:
    words = letters.Words(package.notice, package.on)
    if package.nothing:
        told = _("Rekisterissä ei ole sinusta muita tietoja kuin tämä pyyntösi.")
    elif package.right is Right.ACCESS:
        told = _("Tietosi ovat liitteinä: luettavana sivuna, taulukkona ja koneellisesti luettavana tiedostona.")
    else:
        told = _("Antamasi tiedot ovat liitteenä koneellisesti luettavassa muodossa. Liite kertoo myös, mitä siihen ei kuulu ja miksi.")
    return Decision(request, letters.plain(words, request.number, told), package=package)


def _erased(door: Door, request: Request, life: Life, words: letters.Words, choices: Choices, now: datetime) -> Decision:
    notice = words.notice
    decided = decide_erasure(notice, life.grounds, life.matters, now=now, assessed=choices.assessed)
    refusing = to_refuse(decided, notice)
    ending = to_end(decided, life.matters, notice, now=now)
    then = after_answer(door, life, Answer(request.matter, request.number, now, refusing, ending))
    final = tuple(_as_it_will_be(each, then, now) for each in decided)
    gone, destroyed = _gone(life, then, now)
    told = tuple(dict.fromkeys(each.recipient for each in life.disclosures))
    went = letters.Gone(tuple(key for key in notice.data if key in gone), destroyed, banned=_banned(life, notice), told=told)
    letter = letters.erasure(words, request.number, final, went)
    refused = (Refuse(RefusalKind.ERASURE, refusing),) if refusing else ()
    changes = (*refused, *(End(matter.id, "erasure") for matter in ending))
    return Decision(request, letter, changes, grounds=final, gone=went.categories)


def _as_it_will_be(each: Decided, then: Fold, now: datetime) -> Decided:
    """Give a kept ground the end that it has once the request is answered; one that ends with the answer has ended."""
    if each.outcome is not Outcome.KEPT:
        return each
    ends = [ground.ends for ground in then.grounds if (ground.purpose, ground.matter) == (each.purpose, each.matter) and ground.ends > now]
    if ends:
        return replace(each, until=max(ends))
    return replace(each, outcome=Outcome.ENDED, code=Code.ERA_A, until=now)


def _gone(life: Life, then: Fold, now: datetime) -> tuple[set[str], date | None]:
    """The categories of which nothing is left after the answer, and the day by which the last of it is destroyed."""
    falling = [each for each in life.folders if (falls := then.fates[each.id].falls) is not None and falls <= now]
    stays = {each.category for each in life.folders if each not in falling}
    dooms = [doom for each in falling if (doom := then.fates[each.id].doom) is not None]
    return {each.category for each in falling} - stays, law.last_day(max(dooms)) if dooms else None


def _banned(life: Life, notice: Notice) -> bool:
    """Whether a ban on marketing stands, which outlives the data as a keyed hash (Art. 21(3))."""
    marketing = {key for key, purpose in notice.purposes.items() if purpose.marketing}
    return any(each.purpose in marketing and each.kind is RefusalKind.BAN and each.lifted is None for each in life.refusals)


def _restricted(request: Request, life: Life, words: letters.Words, choices: Choices) -> Decision:
    closed = tuple(key for key in restrictable(words.notice, life.kind) if not choices.purposes or key in choices.purposes)
    review = choices.review or law.add_months(words.on, 3)
    told = _(
        "Rajoitimme tietojesi käsittelyä (%(cite)s). Säilytämme tiedot, mutta emme käytä niitä. Ilmoitamme sinulle, ennen kuin puramme "
        "rajoituksen."
    )
    letter = letters.plain(words, request.number, told % {"cite": words.cite(STATUTES[choices.restriction])})
    return Decision(request, letter, (Restrict(closed, choices.restriction.value.lower(), review),))


def _stopped(request: Request, life: Life, words: letters.Words, choices: Choices, right: Right) -> Decision:
    notice, kind = words.notice, life.kind
    meant: Iterable[str] = choices.purposes or notice.purposes
    if right is Right.DISCLOSURE_BAN:
        told = _("Emme luovuta tietojasi enää kenellekään oman harkintamme mukaan. Luovutamme niitä vain, kun laki velvoittaa siihen.")
        return Decision(request, letters.plain(words, request.number, told))
    if right is Right.MARKETING_BAN:
        bans = [each for each in life.refusals if each.kind is RefusalKind.BAN and each.lifted is None and each.opened >= request.received]
        return Decision(request, letters.bans(words, request.number, bans), said=ban_marketing(notice, kind))
    said = tuple(each for each in withdraw(notice, kind, meant) if each.stops or choices.purposes)
    return Decision(request, letters.refusals(words, request.number, said), said=said)


def _objected(request: Request, life: Life, words: letters.Words, choices: Choices, now: datetime) -> Decision:
    """Decide an objection to the purposes named, else to all that rest on an interest; what an open claim needs goes on (Art. 21(1))."""
    standing = decide_erasure(words.notice, life.grounds, life.matters, now=now)
    claimed = {each.purpose: Code.REF_OBJ for each in standing if each.code is Code.REF_CLAIM}
    open_to = frozenset(Basis) if bans_freely(words.notice) else _OBJECTABLE
    meant = choices.purposes or {each.purpose for each in standing if each.outcome is not Outcome.PAST and each.basis in open_to}
    said = object_to(words.notice, life.kind, meant, assessed={**claimed, **(choices.assessed or {})})
    stops = tuple(each.purpose for each in said if each.stops)
    changes = (Refuse(RefusalKind.OBJECTION, stops),) if stops else ()
    return Decision(request, letters.refusals(words, request.number, said), changes, said=said)


def _years(door: Door, notice: Notice) -> dict[int, str]:
    kinds = [key for key, kind in notice.matters.items() if kind.of == "controller"]
    return {id: year for kind in kinds for id, year in letters.years(door.own_matters(kind)).items()}
