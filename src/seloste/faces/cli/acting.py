"""Whose account acts at this terminal, and is it told why when its roles are suspended?"""

from datetime import datetime

import click
from django.utils.translation import override

from seloste import accounts, gate
from seloste.accounts.models import Staff
from seloste.accounts.proofs import officers
from seloste.faces.ui.staff import suspended
from seloste.policy import Actor

# The screens' sentences, as a command line says them.
SPOKEN = "en"


def staff(login: str) -> Staff:
    """Give an open account by its login."""
    found = Staff.objects.filter(login=login.strip().lower(), is_active=True).first()
    if found is None:
        raise click.ClickException("there is no such account")
    return found


def officer(login: str, now: datetime) -> Staff:
    """Give the account that was named; without a login, the only one that holds the privacy role."""
    if login:
        return staff(login)
    held = officers(now)
    if len(held) != 1:
        raise click.ClickException("say whose account acts, by its login: there is not just one privacy officer")
    return held[0]


def actor(door: gate.Door, who: Staff, now: datetime) -> Actor:
    """Make the actor of an account; one whose roles are suspended is told why, and acts in nothing."""
    notice = door.notice_at(now)
    if lacks := accounts.suspension(who, now=now, notice=notice).lacks:
        with override(SPOKEN):
            raise click.ClickException(" ".join(("The roles of this account are suspended.", *(suspended(lack) for lack in lacks))))
    return accounts.actor(who, now=now, notice=notice)
