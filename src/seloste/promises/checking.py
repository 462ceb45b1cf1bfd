"""How do all the promises stand at this instant? Every clause of the notice in force, checked or shown for what it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import structlog
from django.utils.translation import gettext as _

from seloste.gate import Door
from seloste.law import civil_date
from seloste.notice import Clause, Notice, clauses, render
from seloste.promises import backups, changing, fading, house, register, requests, staff, told
from seloste.promises.evidence import Asked, Checks, Evidence

State = Literal["kept", "broken", "attested", "said"]
STATES: tuple[State, ...] = ("broken", "kept", "attested", "said")
CALLED: dict[State, str] = {"kept": "PIDETTY", "broken": "RIKOTTU", "attested": "VAHVISTETTU", "said": "VAIN SANOTTU"}
CHECKS: Checks = {
    **register.CHECKS,
    **requests.CHECKS,
    **house.CHECKS,
    **changing.CHECKS,
    **staff.CHECKS,
    **backups.CHECKS,
    **fading.CHECKS,
}
_log = structlog.get_logger("seloste.promises")


@dataclass(frozen=True, slots=True)
class Promise:
    """One clause and how it stands."""

    clause: Clause
    state: State
    evidence: str

    def as_json(self) -> dict[str, str | int]:
        """Give what `--json` prints of it."""
        return {
            "id": self.clause.anchor,
            "clause": self.clause.text.fi,
            "title": self.clause.title.fi,
            "section": self.clause.section,
            "kind": self.clause.kind,
            "state": self.state,
            "evidence": self.evidence,
            "line": self.clause.line,
        }


@dataclass(frozen=True, slots=True)
class Board:
    """All of them, in the order of the notice."""

    notice: Notice
    checked: datetime
    promises: tuple[Promise, ...]

    def count(self, state: State) -> int:
        """How many stand so."""
        return len(self.standing(state))

    def standing(self, state: State) -> tuple[Promise, ...]:
        """Those that stand so."""
        return tuple(promise for promise in self.promises if promise.state == state)

    @property
    def checked_words(self) -> str:
        """When it was checked, in words: 22.11.2026 klo 6.00."""
        return told.moment(self.checked)

    def as_json(self) -> dict[str, object]:
        """Give what `--json` prints."""
        counts = {state: self.count(state) for state in ("kept", "broken", "attested", "said")}
        return {
            "notice": self.notice.sha256,
            "checked_at": self.checked.isoformat().replace("+00:00", "Z"),
            **counts,
            "promises": [promise.as_json() for promise in self.promises],
        }


def board(door: Door, *, now: datetime) -> Board:
    """Check every promise of the notice in force."""
    notice = door.notice_at(now)
    page = render.html(notice, on=civil_date(now))
    return Board(notice, now, tuple(_promise(Asked(door, notice, page, clause, now)) for clause in clauses(notice)))


def _promise(asked: Asked) -> Promise:
    if asked.clause.check == "said":
        return Promise(asked.clause, "said", _("Mikään ei tarkista tätä. Lupaus on vain sanottu."))
    found = _find(asked)
    state: State = "attested" if asked.clause.kind == "attested" else "kept"
    return Promise(asked.clause, state if found.holds else "broken", found.words)


def _find(asked: Asked) -> Evidence:
    """Run the check. INVARIANT: what can't be checked isn't kept, whatever went wrong on the way."""
    name = asked.clause.check
    if name == "probe":
        name = str(asked.clause.params.get("name"))
    check = CHECKS.get(name)
    if check is None:
        return Evidence(False, _("Tarkistusta ”{name}” ei ole, joten lupausta ei voi pitää pidettynä.").format(name=name))
    try:
        return check(asked)
    except Exception as error:
        # The error's own words may hold anything; its kind tells enough here, and the log has the place.
        _log.warning("promise.not_checked", check=name, exc_info=error)
        undone = _("Tarkistusta ei voitu tehdä ({kind}), joten lupausta ei voi pitää pidettynä.")
        return Evidence(False, undone.format(kind=type(error).__name__))
