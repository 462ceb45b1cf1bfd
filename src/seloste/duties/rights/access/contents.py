"""How is a package said in plain values? One nested form, in words people know, from which every file is made.

Nothing is left out here that Art. 15(1) and (2) ask: an empty part says that there is nothing.
"""

from typing import Any

from seloste import law
from seloste.duties.rights.access.package import Held, Package, until
from seloste.duties.rights.decide import basis_of
from seloste.duties.rights.speech import say as _
from seloste.gate import Entry
from seloste.notice import finnish, naming
from seloste.notice.clauses.rights import TITLES, in_use
from seloste.notice.model import Notice
from seloste.notice.parts import Processor, Recipient
from seloste.notice.values import Basis

FORM = "seloste/access/1"


def contents(package: Package) -> dict[str, Any]:
    """Give the whole package as JSON takes it."""
    notice = package.notice
    return {
        "form": FORM,
        "request": package.number,
        "made": package.made.isoformat(),
        "confirmation": confirmation(package),
        "controller": _controller(notice),
        "register": notice.register.name.fi,
        "notice": {"sha256": notice.sha256, "effective": notice.dates.effective.isoformat()},
        "records": [record(package, held) for held in package.held],
        "purposes": [_purpose(package, key) for key in package.used_for],
        "recipients": _recipients(package),
        "transfers": _transfers(notice),
        "sources": [
            {"name": each.name.fi, "public": each.public, "how": each.how.fi if each.how else ""} for each in notice.sources.values()
        ],
        "automated": _automated(notice),
        "rights": [TITLES[name].fi for name in in_use(notice)],
        "complaint": _complaint(package),
        "looks": [_look(package, place) for place in range(len(package.looks))],
        "access_log_kept": finnish.lasting(notice.access_log),
    }


def confirmation(package: Package) -> str:
    """Say whether we process the person's data at all (Art. 15(1))."""
    if package.nothing:
        return _("Rekisterissä ei ole sinusta muita tietoja kuin tämä pyyntösi.")
    return _("Käsittelemme sinua koskevia henkilötietoja. Tässä ovat kaikki tietosi %(on)s.") % {"on": finnish.day(package.on)}


def record(package: Package, held: Held) -> dict[str, Any]:
    """One record, with what becomes of it."""
    notice, entry = package.notice, held.entry
    return {
        "category": entry.category,
        "name": naming.category(notice, entry.category),
        "fields": [
            {"key": key, "name": _field(notice, entry.category, key), "value": _told(notice, entry, key), **_given(entry, key)}
            for key in _ordered(notice, entry)
        ],
        "source": naming.of(notice.sources, entry.source),
        "stored": law.civil_date(entry.created).isoformat(),
        "changed": law.civil_date(entry.updated).isoformat(),
        "archived": entry.archived,
        "erased_on": held.falls.isoformat() if held.falls else None,
        "erasure": erasure(package, held),
        "kept_for": [naming.purpose(notice, key) for key in held.kept_by],
    }


def erasure(package: Package, held: Held) -> str:
    """Say when a record is erased."""
    if held.falls is None:
        return _("Säilytetään, kunnes käsittelyn rajoitus puretaan.")
    if held.falls <= package.on:
        return _("Poistetaan, kun pyyntöösi on vastattu.")
    return _("Poistetaan %(on)s.") % {"on": finnish.day(held.falls)}


def shown(value: object) -> str:
    """Write a value as the person reads it."""
    if isinstance(value, bool):
        return _("kyllä") if value else _("ei")
    return str(value)


def _told(notice: Notice, entry: Entry, key: str) -> str:
    """Write a value, but of a secret only that its hash is held: in a copy sent to a person it would be one more place to steal it from."""
    category = notice.data.get(entry.category)
    field = category.fields.get(key) if category else None
    return _("vain tiiviste, josta salasanaa ei saa selville") if field and field.secret else shown(entry.values[key])


def _given(entry: Entry, key: str) -> dict[str, str]:
    """What was written, where it is stored in another form too: both are the person's data."""
    return {"given": entry.given[key]} if key in entry.given else {}


def _field(notice: Notice, category: str, key: str) -> str:
    fields = notice.data[category].fields if category in notice.data else {}
    return naming.of(fields, key)


def _ordered(notice: Notice, entry: Entry) -> list[str]:
    """The fields that hold a value, in the notice's order; those of an earlier notice after them."""
    known = list(notice.data[entry.category].fields) if entry.category in notice.data else []
    return sorted(entry.values, key=lambda key: (known.index(key) if key in known else len(known), key))


def _controller(notice: Notice) -> dict[str, str]:
    each = notice.controller
    given = {"name": each.name, "business_id": each.business_id, "address": each.address, "email": each.email, "phone": each.phone}
    return {key: value for key, value in given.items() if value}


def _purpose(package: Package, key: str) -> dict[str, Any]:
    purpose, notice = package.notice.purposes[key], package.notice
    basis = basis_of(purpose, package.kind)
    ends = until(package.life, package.made)[key]
    return {
        "key": key,
        "name": naming.purpose(notice, key),
        "why": purpose.why.fi if purpose.why else "",
        "basis": f"{finnish.BASES[basis]} ({finnish.ARTICLES[basis]})" if basis else "",
        "interest": purpose.interest.fi if purpose.interest and basis is Basis.LEGITIMATE_INTEREST else "",
        "law": law.cite_as_published(purpose.law, package.on) if purpose.law else "",
        "categories": naming.all_of(notice.data, dict.fromkeys((*purpose.seen, *purpose.kept))),
        "until": law.civil_date(ends).isoformat(),
        "ends": finnish.day(law.civil_date(ends)),
    }


def _recipients(package: Package) -> dict[str, Any]:
    """Who has actually received data, by name (C-154/21), and who may by the notice."""
    notice = package.notice
    actual = [
        {
            "name": naming.of(notice.recipients, each.recipient),
            "on": law.civil_date(each.at).isoformat(),
            "when": finnish.day(law.civil_date(each.at)),
            "categories": naming.all_of(notice.data, each.categories),
            "law": each.provision,
        }
        for each in package.life.disclosures
    ]
    return {
        "actual": actual,
        "told": "" if actual else _("Tietojasi ei ole luovutettu kenellekään."),
        "possible": [
            {"name": each.name.fi, "why": each.why.fi, "country": finnish.COUNTRIES.get(each.country, each.country)}
            for each in notice.recipients.values()
        ],
        "processors": [
            {"name": each.name.fi, "why": each.why.fi, "countries": [finnish.COUNTRIES.get(code, code) for code in each.countries]}
            for each in notice.processors.values()
        ],
    }


def _transfers(notice: Notice) -> list[dict[str, Any]]:
    """What goes beyond the European Economic Area, and the safeguard with a way to its copy (Art. 15(2))."""
    inside = law.area("EEA", notice.dates.effective)
    given: list[tuple[Recipient | Processor, tuple[str, ...]]] = [
        *((each, (each.country,)) for each in notice.recipients.values()),
        *((each, each.countries) for each in notice.processors.values()),
    ]
    return [
        {
            "to": each.name.fi,
            "countries": [finnish.COUNTRIES.get(code, code) for code in sorted(set(countries) - inside)],
            "safeguard": each.safeguard or "",
            "copy": each.copy_from.fi if each.copy_from else "",
        }
        for each, countries in given
        if set(countries) - inside
    ]


def _automated(notice: Notice) -> dict[str, Any]:
    def told(each: Any, none: str) -> str:
        return f"{each.logic.fi} {each.effect.fi}" if each else none

    return {
        "decisions": told(notice.automated.decisions, _("Sinusta ei tehdä automaattisia päätöksiä.")),
        "profiling": told(notice.automated.profiling, _("Sinua ei profiloida.")),
    }


def _complaint(package: Package) -> dict[str, str]:
    office = law.authority(package.on)
    return {
        "name": office.name.fi,
        "visiting": office.visiting.fi,
        "post": office.post.fi,
        "phone": office.phone,
        "email": office.email,
        "web": office.web.fi,
    }


def _look(package: Package, place: int) -> dict[str, Any]:
    look = package.looks[place]
    notice = package.notice
    at = look.at.astimezone(law.HELSINKI)
    return {
        "at": at.isoformat(timespec="minutes"),
        "when": _("%(day)s klo %(hour)s.%(minute)s") % {"day": finnish.day(at.date()), "hour": at.hour, "minute": f"{at.minute:02}"},
        "unit": look.unit,
        "what": ACTS.get(look.verb, ACTS["read"])(),
        "purpose": naming.purpose(notice, look.purpose),
        "categories": naming.all_of(notice.data, look.categories),
        "allowed": look.outcome == "allowed",
    }


ACTS = {
    "read": lambda: _("katseltu"),
    "list": lambda: _("näytetty luettelossa"),
    "search": lambda: _("löytynyt haulla"),
    "locate": lambda: _("etsitty pyyntöä varten"),
    "write": lambda: _("kirjattu"),
    "disclose": lambda: _("luovutettu"),
    "life": lambda: _("katsottu säilytyksen perusteita"),
    "looks": lambda: _("katsottu käyttölokia"),
    "explain": lambda: _("selvitetty käyttöoikeutta"),
    "link": lambda: _("yhdistetty samaksi henkilöksi"),
    "unlink": lambda: _("erotettu eri henkilöksi"),
    "erase": lambda: _("poistettu"),
    "sweep": lambda: _("poistettu"),
}
