"""Has the privacy officer got the ledger's newest checkpoint?  By mail, once a day at most, and only what has grown since the last one.

A history rewritten by whoever administers the machine fits itself; a checkpoint in somebody else's mailbox does not fit it. The letter
holds the signed checkpoint and fixed words: no person, and of the register nothing but how many entries its ledger has.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext, override

from seloste.duties.operations.alone import alone
from seloste.home import Home, post
from seloste.home.ring import replace_durably
from seloste.law import HELSINKI, civil_date


@dataclass(frozen=True, slots=True)
class Mailed:
    """Whether a letter was handed over, and what hindered one that was due, in words."""

    sent: bool = False
    hindered: str = ""


def mail_checkpoint(home: Home, note: str, *, now: datetime) -> Mailed:
    """Mail a checkpoint if one is due. Remembered once the server has taken it; what wasn't taken is tried again by the next tick."""
    server = settings.MAIL
    if server is None or not settings.CHECKPOINTS_MAIL_TO or not note:
        return Mailed()
    with alone(home, "mailing") as mine:
        if not mine or not _due(home, note, now):
            return Mailed()
        try:
            post.send(server, _letter(note, now), sender=settings.MAIL_FROM, recipient=settings.CHECKPOINTS_MAIL_TO)
        except post.UnsentError as error:
            return Mailed(hindered=f"The checkpoint could not be mailed: {error}. The next tick tries again.")
        try:
            replace_durably(_record(home), (json.dumps({"note": note, "at": now.isoformat()}) + "\n").encode())
        except OSError as error:
            return Mailed(True, f"The checkpoint was mailed, which could not be written down ({error.strerror}): it may be mailed again.")
    return Mailed(True)


def _due(home: Home, note: str, now: datetime) -> bool:
    """Whether the ledger has grown since what was mailed last, on another day. A record that can't be read is none."""
    try:
        said = json.loads(_record(home).read_text("utf-8"))
        before, at = str(said["note"]), datetime.fromisoformat(said["at"])
        return note != before and civil_date(at) != civil_date(now)
    except (OSError, ValueError, KeyError, TypeError):
        return True


def _letter(note: str, now: datetime) -> EmailMessage:
    """Write the letter. The same checkpoint has the same Message-ID, by which mailboxes know a second copy of it."""
    origin, size, *_ = note.split("\n")
    letter = EmailMessage()
    letter["From"], letter["To"] = settings.MAIL_FROM, settings.CHECKPOINTS_MAIL_TO
    letter["Date"] = now.astimezone(HELSINKI)
    letter["Message-ID"] = f"<{origin.replace('/', '.')}.{size}@{settings.MAIL_FROM.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    with override(settings.MAIL_LANGUAGE):
        letter["Subject"] = gettext("Käyttölokin tarkistuspiste: {origin}, {size}").format(origin=origin, size=size)
        words = (
            gettext("Tässä on käyttölokin uusin allekirjoitettu tarkistuspiste. Siinä ei ole henkilötietoja."),
            gettext("Säilytä tämä viesti. Jos joku muuttaa lokia myöhemmin, loki ei enää täsmää siihen."),
            gettext("Tarkistus: tallenna viesti tiedostoon ja aja seloste ledger verify --against TIEDOSTO"),
        )
    letter.set_content("\n".join((*words, "", note)), cte="quoted-printable")
    letter["Content-Language"] = settings.MAIL_LANGUAGE
    return letter


def _record(home: Home) -> Path:
    return home.path / "mailed.json"
