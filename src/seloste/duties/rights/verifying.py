"""When may somebody be asked to prove who they are, and what does that do to the clock (Art. 12(6))?

Only on a reasonable doubt that is written down, by means that ask for no more than needed: never an identity code nor a copy of a card.
Where the notice promises a month flat the clock runs on; elsewhere the days of waiting are added, once the answer has come.
"""

from datetime import datetime

from django.db import transaction

from seloste import law
from seloste.duties.rights import letters
from seloste.duties.rights.access import OWN_FILE, PURPOSE
from seloste.duties.rights.decide import Right, State, due, may_become
from seloste.duties.rights.models import Request
from seloste.duties.rights.requests import Refused, hold_again, locked, person_source, unknown
from seloste.gate import Door
from seloste.policy import Actor, Denial, Put, decide


def ask_identity(door: Door, actor: Actor, number: str, doubt: str, *, now: datetime) -> str | Denial | Refused:
    """Ask the person to prove who they are, for a doubt in words; files the letter and gives it."""
    if not doubt.strip():
        return Refused("SEL-R012", "Kirjoita, mikä epäilyttää. Ketään ei pyydetä todistamaan henkilöllisyyttään ilman syytä.")
    with transaction.atomic():
        request = locked(number)
        if request is None:
            return unknown(number)
        if not may_become(State(request.state), State.VERIFYING):
            return Refused("SEL-R004", "Pyyntö ei voi siirtyä tähän tilaan siitä, jossa se nyt on.")
        notice = door.notice_at(now)
        letter = letters.identity(letters.Words(notice, law.civil_date(now)), request.number, doubt.strip())
        put = Put(OWN_FILE, {"answer": letter}, matter=request.matter, source=person_source(notice))
        applied = door.apply(actor, PURPOSE, request.subject_id, [put], now=now)
        if isinstance(applied, Denial):
            return applied
        request.state, request.asked = State.VERIFYING.value, now
        request.save(update_fields=["state", "asked"])
        return letter


def identity_given(door: Door, actor: Actor, number: str, *, now: datetime) -> Request | Denial | Refused:
    """Say that the person has proved who they are; the days of waiting move the last day, unless a month flat was promised."""
    denial = decide(door.policy_at(now), actor, PURPOSE)
    if denial is not None:
        return denial
    with transaction.atomic():
        request = locked(number)
        if request is None:
            return unknown(number)
        if request.state != State.VERIFYING or request.asked is None:
            return Refused("SEL-R013", "Pyynnössä %(number)s ei odoteta todistusta henkilöllisyydestä.", {"number": request.number})
        waited = request.suspended_days + (law.civil_date(now) - law.civil_date(request.asked)).days
        last = due(door.notice_at(now), Right(request.right), request.received, suspended_days=waited)
        request.due = last.extended_to if request.extended_from is not None and last.extended_to else last.due
        held = hold_again(door, actor, request, now=now)
        if held is not None:
            return held
        request.state, request.asked, request.suspended_days = State.IN_WORK.value, None, waited
        request.save(update_fields=["state", "asked", "suspended_days", "due"])
        return request
