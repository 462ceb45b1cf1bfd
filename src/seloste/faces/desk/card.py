"""Who is this, as far as the chosen purpose goes?  Field groups and locked rows, and in the rail the situation and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seloste import gate
from seloste.faces.desk import groups, life, names, words
from seloste.faces.desk.beginning import beginnable, suits
from seloste.faces.desk.seat import Seat, denied, page, sit
from seloste.faces.ui.numbers import read_number
from seloste.policy import Denial


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be written down from the card."""

    label: str
    url: str
    icon: str = "plus"


@dataclass(frozen=True, slots=True)
class Toast:
    """What was just done, and where to undo it."""

    text: str
    undo: str = ""


@require_safe
def card(request: HttpRequest, subject: int) -> HttpResponse:
    """Show one person within the chosen purpose."""
    seat = sit(request)
    if not seat.purpose:
        return page(request, seat, "desk/purpose.html")
    reading = seat.door.read(seat.actor, seat.purpose, subject, now=seat.now)
    found = seat.door.life(seat.actor, seat.purpose, subject, now=seat.now) if isinstance(reading, gate.Reading) else reading
    if isinstance(reading, Denial) or isinstance(found, Denial):
        # The act that was just done may have closed the purpose; then the way back is still offered. Anyone's id gives the same page.
        if "done" in request.GET:
            return page(request, seat, "desk/done.html", {"toast": _toast(request, subject)})
        return denied(request, seat, found if isinstance(found, Denial) else reading)  # type: ignore[arg-type]
    opened = groups.groups(seat.notice, seat.purpose, reading)
    purpose, basis = seat.notice.purposes[seat.purpose], seat.door.policy_at(seat.now).purposes[seat.purpose].basis
    context = {
        "subject": subject,
        "name": names.known_by(seat.notice, reading) or names.kind_name(seat.notice, reading.kind),
        "kind": names.kind_name(seat.notice, reading.kind),
        "groups": [group for group in opened if group.items],
        "blanks": [group for group in opened if not group.items],
        "basis": words.basis(basis[reading.kind]) if reading.kind in basis else "",
        "line": seat.notice.line(f"purposes.{seat.purpose}"),
        "locks": groups.locks(seat.notice, reading),
        "toast": _toast(request, subject),
        "running": life.running(seat, found),
        "said": life.said(seat, found),
        "limited": life.limited(seat, found),
        "requests": life.requests(seat, found),
        "kept": life.by_category(life.kept(seat, found)),
        "ours": purpose.builtin,
        "begins": _begins(seat, subject, found),
        "says": _says(seat, subject, found),
    }
    return page(request, seat, "desk/card.html", context)


def _toast(request: HttpRequest, subject: int) -> Toast | None:
    undo = read_number(request.GET.get("undo", ""))
    if "stored" in request.GET:
        return Toast(_("Tiedot tallennettiin."))
    if "voided" in request.GET:
        return Toast(_("Kirjaus peruttiin."))
    if "done" in request.GET:
        return Toast(_("Kirjattu."), reverse("desk:void", args=[subject, undo]) if undo else "")
    return None


def _begins(seat: Seat, subject: int, found: gate.Life) -> Sequence[Act]:
    """The matters that can begin in this purpose. Of those that only dealing keeps alive, one is enough."""
    run = {matter.kind for matter in found.matters if matter.opened <= seat.now < matter.ends}
    closed, policy = {*life.consents(seat), *(kind for kind in run if seat.notice.matters[kind].end is None)}, seat.door.policy_at(seat.now)
    return tuple(
        Act(_("%(matter)s alkaa") % {"matter": words.matter(seat.notice, kind)}, reverse("desk:begin", args=[subject, kind]))
        for kind in beginnable(seat.notice, seat.purpose)
        if kind not in closed and suits(policy, kind, found.kind)
    )


def _says(seat: Seat, subject: int, found: gate.Life) -> Sequence[Act]:
    """What the person may say to us, whatever purpose is in use; a consent to whoever may work in what it opens."""
    given, policy = {row.purpose.key for row in life.said(seat, found) if row.style == "open"}, seat.door.policy_at(seat.now)
    acts = [
        Act(_("Kirjaa suostumus: %(purpose)s") % {"purpose": opens.name}, reverse("desk:consent", args=[subject, kind]), "check")
        for kind, purposes in life.consents(seat).items()
        if given.isdisjoint(purposes) and suits(policy, kind, found.kind) and (opens := life.opened_by(seat, kind))
    ]
    if any(purpose.marketing for purpose in seat.notice.purposes.values()):
        acts.append(Act(_("Kirjaa suoramarkkinointikielto"), reverse("desk:ban", args=[subject]), "stop"))
    if any(recipient.discretionary for recipient in seat.notice.recipients.values()):
        acts.append(Act(_("Kirjaa luovutuskielto"), reverse("desk:secrecy", args=[subject]), "lock"))
    acts.append(Act(_("Kirjaa vastustus"), reverse("desk:objection", args=[subject]), "stop"))
    if seat.notice.purposes[seat.purpose].builtin:
        acts.append(Act(_("Rajoita käsittelyä"), reverse("desk:restrict", args=[subject]), "pause"))
    return tuple(acts)
