"""Is our own house in order? Accounts, the ledger, machines, attestations, the law's own data and the published words."""

from collections.abc import Iterable
from datetime import timedelta
from html import escape

from seloste import law
from seloste.accounts import checks as accounts
from seloste.notice import finnish, naming
from seloste.policy import SYSTEM
from seloste.policy.decide import purposes_of
from seloste.promises import told
from seloste.promises.evidence import Asked, Checks, Evidence

# The service seals within five minutes; twice that means that nobody does.
_UNSIGNED = timedelta(minutes=10)
_GRANTS = {
    "grants_complete": "Käyttöoikeudelta puuttuu peruste, antaja tai päättymispäivä",
    "grants_by_others": "Joku on antanut käyttöoikeuden itselleen",
    "grants_by_controller": "Käyttöoikeuden on antanut joku muu kuin rekisterinpitäjä",
    "accounts_personal": "Käyttäjätunnus ei kuulu yhdelle nimetylle henkilölle",
    "accounts_held": "Käyttäjätunnuksella ei ole yhtään voimassa olevaa roolia",
}


def roles_granted_by_name(asked: Asked) -> Evidence:
    """Everyone who can get in is a named person, whom the controller has given a role for a time and a reason."""
    return _accounts(
        asked, _GRANTS, "Jokainen käyttöoikeus on nimetyllä henkilöllä, rekisterinpitäjän antama, perusteltu ja määräaikainen."
    )


def accounts_personal(asked: Asked) -> Evidence:
    """No shared accounts."""
    wrong = {name: _GRANTS[name] for name in ("accounts_personal",)}
    return _accounts(asked, wrong, "Jokainen käyttäjätunnus kuuluu yhdelle nimetylle henkilölle.")


def passwords_hashed(asked: Asked) -> Evidence:
    """Passwords are kept as strong hashes only."""
    wrong = {"passwords_hashed": "Salasana on tallessa heikosti suojattuna"}
    return _accounts(asked, wrong, "Jokainen salasana on tallessa vain vahvana tiivisteenä.")


def _accounts(asked: Asked, wrong: dict[str, str], fine: str) -> Evidence:
    found = {name: accounts.CHECKS[name](asked.now) for name in wrong}
    broken = [f"{wrong[name]} ({told.number(check.count)})." for name, check in found.items() if not check.passed]
    return Evidence(not broken, " ".join(broken) or fine)


def ledger_intact(asked: Asked) -> Evidence:
    """The access log is what was signed."""
    verdict = asked.door.verify_ledger(now=asked.now, lately=True)
    if not verdict.ok:
        return Evidence(False, "Käyttöloki ei ole se, joka allekirjoitettiin. Älä muuta mitään; aja seloste ledger verify.")
    if verdict.oldest and asked.now - verdict.oldest > _UNSIGNED:
        count = told.counted(verdict.unsealed, "merkintä", "merkintää")
        since = f"{told.day(verdict.oldest)} klo {told.clock(verdict.oldest)}"
        return Evidence(False, f"Käyttölokissa {count} on ilman allekirjoitusta, vanhin {since}. Aja seloste tick.")
    return Evidence(True, f"Käyttölokissa on {told.counted(verdict.leaves, 'merkintä', 'merkintää')}, ja sen allekirjoitukset täsmäävät.")


def no_automated_decisions(asked: Asked) -> Evidence:
    """What the machine's own role may do keeps nothing about anyone, so it has nothing to decide with or to write a decision in."""
    policy = asked.door.policy_at(asked.now)
    keeping = [key for key in purposes_of(policy, SYSTEM) if policy.purposes[key].uses | policy.purposes[key].keeps]
    if keeping:
        return Evidence(False, f"Kone voi tallentaa tietoja ihmisistä näissä tarkoituksissa: {_names(asked, keeping)}.")
    open_to = _names(asked, purposes_of(policy, SYSTEM))
    return Evidence(True, f"Koneelle on avattu vain nämä tarkoitukset, eikä se tallenna niissä mitään ihmisistä: {open_to}.")


def _names(asked: Asked, keys: Iterable[str]) -> str:
    return finnish.named(naming.purpose(asked.notice, key) for key in keys)


def attestation(asked: Asked) -> Evidence:
    """A person has confirmed it, and the confirmation hasn't run out."""
    part, key, _ = asked.param("measure").split(".")
    given = asked.notice.processors[key].contract if part == "processors" else asked.notice.security[key].attestation
    if given is None:
        return Evidence(False, "Kukaan ei ole vahvistanut tätä.")
    until = law.add_period(given.on, given.valid)
    who = finnish.lowered(naming.of(asked.notice.roles, given.by))
    said = f"Vahvistanut {told.day(given.on)}: {who}."
    if until < asked.today:
        return Evidence(False, f"{said} Vahvistus vanheni {told.day(until)}. Vahvista uudelleen.")
    return Evidence(True, f"{said} Vahvistus on voimassa {told.day(until)} asti.")


def notice_text(asked: Asked) -> Evidence:
    """The published page says it, at its own anchor."""
    anchor, said = f'id="{escape(asked.clause.anchor)}"', escape(asked.clause.text.fi)
    if anchor in asked.page and said in asked.page:
        return Evidence(True, "Julkaistu tietosuojaseloste sanoo tämän.")
    return Evidence(False, "Julkaistusta tietosuojaselosteesta ei löydy tätä kohtaa.")


def authority_current(asked: Asked) -> Evidence:
    """The authority's details on the page are those of the law data today, and the right to complain is told."""
    told_text = notice_text(asked)
    office = law.authority(asked.today)
    shown = all(escape(piece) in asked.page for piece in (office.name.fi, office.visiting.fi, office.post.fi, office.phone))
    if not (told_text.holds and shown):
        return Evidence(False, "Valvontaviranomaisen yhteystiedot puuttuvat tietosuojaselosteesta tai ovat vanhentuneet.")
    return Evidence(True, f"{office.name.fi}n yhteystiedot ovat ajan tasalla (tarkistettu {told.day(office.checked_at)}).")


CHECKS: Checks = {
    "roles_granted_by_name": roles_granted_by_name,
    "accounts_personal": accounts_personal,
    "passwords_hashed": passwords_hashed,
    "ledger_intact": ledger_intact,
    "automated_decisions_none": no_automated_decisions,
    "attestation": attestation,
    "notice_text": notice_text,
    "authority_current": authority_current,
}
