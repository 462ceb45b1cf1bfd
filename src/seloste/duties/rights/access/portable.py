"""What does a person take along to another controller (Art. 20)? The portable records as JSON, and in words what was left out and why."""

import json
from typing import Any

from seloste.duties.rights.access.contents import record
from seloste.duties.rights.access.package import Package
from seloste.duties.rights.decide import Carried, Code, carry
from seloste.duties.rights.speech import say as _
from seloste.notice import naming

FORM = "seloste/portable/1"
_KEPT_OUT = {"erasure", "kept_for", "archived"}


def carried(package: Package) -> tuple[Carried, ...]:
    """Decide for every record whether it may be taken along."""
    standing = [ground for ground in package.life.grounds if ground.opened <= package.made < ground.ends]
    return carry(package.notice, [held.entry for held in package.held], standing)


def portable_json(package: Package) -> str:
    """Give the portable records, and what is not among them."""
    decided = {each.record: each for each in carried(package)}
    taken = [record(package, held) for held in package.held if held.entry.record in decided and decided[held.entry.record].portable]
    found: dict[str, Any] = {
        "form": FORM,
        "request": package.number,
        "made": package.made.isoformat(),
        "controller": package.notice.controller.name,
        "records": [{key: value for key, value in each.items() if key not in _KEPT_OUT} for each in taken],
        "left_out": left_out(package),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def left_out(package: Package) -> list[dict[str, str]]:
    """Say which categories aren't portable, in whole or in part, and why; they are in the answer to an access request."""
    reasons = {
        Code.POR_SRC: _("saatu muualta kuin sinulta"),
        Code.POR_DERIV: _("oma päätelmämme tai kirjauksemme"),
        Code.POR_BASIS: _("käsittely ei perustu suostumukseen eikä sopimukseen"),
    }
    found = {(each.category, each.code) for each in carried(package) if not each.portable}
    return [{"name": naming.category(package.notice, category), "code": code, "why": reasons[code]} for category, code in sorted(found)]
