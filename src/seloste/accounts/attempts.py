"""May this account be tried from this address now?  Counts tries, so that passwords can't be guessed by the thousand.

A slot is taken before the password is looked at, so that parallel tries can't slip through; a right password gives it back.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from seloste.accounts.models import Attempt
from seloste.home import turns

TRIES = 5
WINDOW = timedelta(minutes=15)


def take(login: str, address: str, *, now: datetime) -> bool:
    """Take a slot for one try. False when the last 15 minutes hold five failed ones."""
    key = _key(login, address)
    with transaction.atomic():
        turns.alone("attempt", key)
        Attempt.objects.filter(at__lte=now - WINDOW).delete()
        if Attempt.objects.filter(key=key).count() >= TRIES:
            return False
        Attempt.objects.create(key=key, at=now)
    return True


def give_back(login: str, address: str) -> None:
    """Forget the tries of someone who has just signed in."""
    Attempt.objects.filter(key=_key(login, address)).delete()


def _key(login: str, address: str) -> str:
    said = f"{login.strip().lower()}\n{address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"sign-in attempt\n" + said, hashlib.sha256).hexdigest()
