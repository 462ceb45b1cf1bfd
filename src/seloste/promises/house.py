"""Is our own house in order? Accounts, the ledger, machines, attestations, the law's own data and the published words."""

import re
from collections.abc import Iterable
from datetime import timedelta
from html import escape

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from seloste import law
from seloste.accounts import checks as accounts
from seloste.policy import SYSTEM
from seloste.policy.decide import purposes_of
from seloste.promises import told
from seloste.promises.evidence import Asked, Checks, Evidence

# The service seals within five minutes; twice that means that nobody does.
_UNSIGNED = timedelta(minutes=10)
_HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LINK = re.compile(r"</?a\b[^>]*>")
_GRANTS = {
    "grants_complete": gettext_noop("Käyttöoikeudelta puuttuu peruste, antaja tai päättymispäivä"),
    "grants_by_others": gettext_noop("Joku on antanut käyttöoikeuden itselleen"),
    "grants_by_controller": gettext_noop("Käyttöoikeuden on antanut joku muu kuin rekisterinpitäjä"),
    "accounts_personal": gettext_noop("Käyttäjätunnus ei kuulu yhdelle nimetylle henkilölle"),
    "accounts_held": gettext_noop("Käyttäjätunnuksella ei ole yhtään voimassa olevaa roolia"),
}


def roles_granted_by_name(asked: Asked) -> Evidence:
    """Everyone who can get in is a named person, whom the controller has given a role for a time and a reason."""
    outsiders = accounts.accounts_of_ours(asked.now, asked.notice.processors.keys())
    if not outsiders.passed:
        wrong = _("Käyttöoikeus on henkilöllä, jonka työnantajaa tietosuojaseloste ei nimeä ({n}).")
        return Evidence(False, wrong.format(n=told.number(outsiders.count)))
    return _accounts(
        asked, _GRANTS, _("Jokainen käyttöoikeus on nimetyllä henkilöllä, rekisterinpitäjän antama, perusteltu ja määräaikainen.")
    )


def accounts_personal(asked: Asked) -> Evidence:
    """No shared accounts."""
    wrong = {name: _GRANTS[name] for name in ("accounts_personal",)}
    return _accounts(asked, wrong, _("Jokainen käyttäjätunnus kuuluu yhdelle nimetylle henkilölle."))


def passwords_hashed(asked: Asked) -> Evidence:
    """Passwords are kept as strong hashes only."""
    wrong = {"passwords_hashed": gettext_noop("Salasana on tallessa heikosti suojattuna")}
    return _accounts(asked, wrong, _("Jokainen salasana on tallessa vain vahvana tiivisteenä."))


def _accounts(asked: Asked, wrong: dict[str, str], fine: str) -> Evidence:
    found = {name: accounts.CHECKS[name](asked.now) for name in wrong}
    broken = [f"{_(wrong[name])} ({told.number(check.count)})." for name, check in found.items() if not check.passed]
    return Evidence(not broken, " ".join(broken) or fine)


def https_only(asked: Asked) -> Evidence:
    """Nothing crosses a network in the clear: the service answers HTTPS only, or this machine only."""
    strict = (settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS)
    if all(strict):
        return Evidence(True, _("Palvelu vastaa vain HTTPS-yhteyksiin, ja evästeet kulkevat vain niissä."))
    if _HERE.issuperset(settings.ALLOWED_HOSTS):
        return Evidence(True, _("Palvelu vastaa vain tältä koneelta, joten tietoja ei kulje verkossa."))
    return Evidence(False, _("Palvelu vastaa muualtakin kuin tältä koneelta, mutta HTTPS-yhteyttä ei vaadita. Aseta SELOSTE_HTTPS=true."))


def ledger_intact(asked: Asked) -> Evidence:
    """The access log is what was signed."""
    verdict = asked.door.verify_ledger(now=asked.now, lately=True)
    if not verdict.ok:
        return Evidence(False, _("Käyttöloki ei ole se, joka allekirjoitettiin. Älä muuta mitään; aja seloste ledger verify."))
    if verdict.oldest and asked.now - verdict.oldest > _UNSIGNED:
        unsigned = ngettext(
            "Käyttölokissa {n} merkintä on ilman allekirjoitusta, vanhin {when}. Aja seloste tick.",
            "Käyttölokissa {n} merkintää on ilman allekirjoitusta, vanhin {when}. Aja seloste tick.",
            verdict.unsealed,
        )
        return Evidence(False, unsigned.format(n=told.number(verdict.unsealed), when=told.moment(verdict.oldest)))
    fine = ngettext(
        "Käyttölokissa on {n} merkintä, ja sen allekirjoitukset täsmäävät.",
        "Käyttölokissa on {n} merkintää, ja sen allekirjoitukset täsmäävät.",
        verdict.leaves,
    )
    return Evidence(True, fine.format(n=told.number(verdict.leaves)))


def no_automated_decisions(asked: Asked) -> Evidence:
    """What the machine's own role may do keeps nothing about anyone, so it has nothing to decide with or to write a decision in."""
    policy = asked.door.policy_at(asked.now)
    keeping = [key for key in purposes_of(policy, SYSTEM) if policy.purposes[key].uses | policy.purposes[key].keeps]
    if keeping:
        wrong = _("Kone voi tallentaa tietoja ihmisistä näissä tarkoituksissa: {names}.")
        return Evidence(False, wrong.format(names=_names(asked, keeping)))
    fine = _("Koneelle on avattu vain nämä tarkoitukset, eikä se tallenna niissä mitään ihmisistä: {names}.")
    return Evidence(True, fine.format(names=_names(asked, purposes_of(policy, SYSTEM))))


def _names(asked: Asked, keys: Iterable[str]) -> str:
    tongue = told.tongue()
    return str(tongue.named(tongue.names(asked.notice.purposes, keys)))


def attestation(asked: Asked) -> Evidence:
    """A person has confirmed it, and the confirmation hasn't run out."""
    part, key = asked.param("measure").split(".")[:2]
    given = asked.notice.processors[key].contract if part == "processors" else asked.notice.security[key].attestation
    if given is None:
        return Evidence(False, _("Kukaan ei ole vahvistanut tätä."))
    until = law.add_period(given.on, given.valid)
    who = told.tongue().name(asked.notice.roles, given.by).lowered()
    said = _("Vahvistanut {day}: {who}.").format(day=told.day(given.on), who=who)
    if until < asked.today:
        return Evidence(False, said + " " + _("Vahvistus vanheni {day}. Vahvista uudelleen.").format(day=told.day(until)))
    return Evidence(True, said + " " + _("Vahvistus on voimassa {day} asti.").format(day=told.day(until)))


def notice_text(asked: Asked) -> Evidence:
    """The published page says it, at its own anchor."""
    anchor, said = f'id="{escape(asked.clause.anchor)}"', escape(asked.clause.text.fi)
    if anchor in asked.page and (said in asked.page or said in _LINK.sub("", asked.page)):
        return Evidence(True, _("Julkaistu tietosuojaseloste sanoo tämän."))
    return Evidence(False, _("Julkaistusta tietosuojaselosteesta ei löydy tätä kohtaa."))


def authority_current(asked: Asked) -> Evidence:
    """The authority's details on the page are those of the law data today, and the right to complain is told."""
    told_text = notice_text(asked)
    office = law.authority(asked.today)
    shown = all(escape(piece) in asked.page for piece in (office.name.fi, office.visiting.fi, office.post.fi, office.phone))
    if not (told_text.holds and shown):
        return Evidence(False, _("Valvontaviranomaisen yhteystiedot puuttuvat tietosuojaselosteesta tai ovat vanhentuneet."))
    fine = _("{office}n yhteystiedot ovat ajan tasalla (tarkistettu {day}).")
    return Evidence(True, fine.format(office=getattr(office.name, told.tongue().lang), day=told.day(office.checked_at)))


CHECKS: Checks = {
    "roles_granted_by_name": roles_granted_by_name,
    "accounts_personal": accounts_personal,
    "passwords_hashed": passwords_hashed,
    "https_only": https_only,
    "ledger_intact": ledger_intact,
    "automated_decisions_none": no_automated_decisions,
    "attestation": attestation,
    "notice_text": notice_text,
    "authority_current": authority_current,
}
