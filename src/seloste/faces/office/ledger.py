"""What has happened, and can it be shown that nobody changed the account of it?  Leaves newest first, and a button that checks them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from seloste import gate
from seloste.accounts.models import Staff
from seloste.faces.office.seat import Seat, officer, page
from seloste.faces.ui.hues import hues
from seloste.faces.ui.numbers import read_number
from seloste.faces.ui.templatetags.ui import text
from seloste.policy import Denial

PAGE = 50
VERBS = {
    "read": gettext_lazy("luki"),
    "list": gettext_lazy("selasi"),
    "count": gettext_lazy("laski"),
    "search": gettext_lazy("haki"),
    "locate": gettext_lazy("etsi tunnistetta"),
    "write": gettext_lazy("kirjasi"),
    "disclose": gettext_lazy("luovutti"),
    "index": gettext_lazy("päivitti hakemiston"),
    "life": gettext_lazy("katsoi perusteet"),
    "erase": gettext_lazy("poisti"),
    "explain": gettext_lazy("selvitti päätöksen"),
    "looks": gettext_lazy("katsoi käyttölokin"),
    "ledger": gettext_lazy("selasi käyttölokia"),
    "link": gettext_lazy("yhdisti samaksi henkilöksi"),
    "unlink": gettext_lazy("erotti eri henkilöiksi"),
    "publish": gettext_lazy("julkaisi tietosuojaselosteen"),
    "restore": gettext_lazy("palautti varmuuskopiosta"),
    "prove": gettext_lazy("tarkisti palautuksen"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One leaf in words."""

    at: datetime
    actor: str
    verb: str
    purpose: str
    hue: int
    categories: str
    count: int
    allowed: bool
    outcome: str
    position: int | None


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def ledger(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Browse the ledger; with a POST, verify it first."""
    after = read_number(request.GET.get("after", ""))
    only = request.GET.get("only", "")
    filters = gate.Filters(outcome="allowed") if only == "allowed" else None
    found = seat.door.browse_ledger(seat.actor, now=seat.now, limit=PAGE, after=after, filters=filters)
    if isinstance(found, Denial):
        return page(request, seat, "office/closed.html", {"denial": found}, status=403)
    verdict = seat.door.verify_ledger(now=seat.now) if request.method == "POST" else None
    context = {
        "rows": rows(seat, found),
        "later": after > 0,
        "next": found[-1].leaf if len(found) == PAGE else 0,
        "verdict": verdict,
    }
    return page(request, seat, "office/ledger.html", context)


def rows(seat: Seat, entries: Sequence[gate.LedgerEntry]) -> tuple[Row, ...]:
    """Say each leaf in words. A leaf holds no person; the officer may know which employee it was."""
    names = dict(Staff.objects.filter(pk__in={entry.actor for entry in entries}).values_list("pk", "name"))
    colours = hues(seat.notice.purposes)
    return tuple(
        Row(
            entry.at,
            names.get(entry.actor, str(entry.actor)) if entry.actor else "",
            str(VERBS.get(entry.verb, entry.verb)),
            _purpose(seat, entry.purpose),
            colours.get(entry.purpose, 0),
            ", ".join(_category(seat, key) for key in entry.categories),
            entry.count,
            entry.outcome == "allowed",
            _("sallittu") if entry.outcome == "allowed" else _("estetty"),
            entry.position,
        )
        for entry in entries
    )


def _purpose(seat: Seat, key: str) -> str:
    found = seat.notice.purposes.get(key)
    return (text(found.name) if found else "") or key


def _category(seat: Seat, key: str) -> str:
    found = seat.notice.data.get(key)
    return (text(found.name) if found else "") or key
