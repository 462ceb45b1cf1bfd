"""A marketing ban also stands as keyed hashes of the contact points on file, which outlive the person's data (Art. 21(3)).

Whoever comes back with the same address is not written to again, though nothing else is known of them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from seloste.gate.draft import Draft, ends_no_ground
from seloste.notice.values import FieldType
from seloste.policy.history import RefusalKind
from seloste.policy.tables import Policy, Timeline, in_force
from seloste.policy.terms import normal
from seloste.policy.widening import marketing
from seloste.register import lookups, records, state
from seloste.register.keyring import Keyring
from seloste.register.notices import Notices
from seloste.register.sql import insert, instant, rows, run, stamp

CONTACT = (FieldType.EMAIL, FieldType.PHONE)


def from_before(draft: Draft, place: state.Place, keyring: Keyring, timeline: Timeline) -> list[str]:
    """The marketing purposes that a contact point in this draft has been banned from before, by a person since erased."""
    tokens = _tokens(keyring, place, (form for stored in draft.stored for form in _forms(draft.policy, stored.put.category, stored.values)))
    standing = {r.purpose for r in draft.state.history.refusals if r.lifted is None and not r.channel}
    found: set[str] = set()
    for token in tokens:
        told = rows("SELECT purpose, opened FROM suppression WHERE register_id=%s AND token=%s", (place.register, token))
        found |= _reached({purpose: instant(opened) for purpose, opened in told}, draft, timeline)
    return sorted(found - standing)


def _reached(banned: Mapping[str, datetime], draft: Draft, timeline: Timeline) -> set[str]:
    """The purposes that were banned; all that market, where those were all that the notice of then had for some kind of subject.

    But none of which the person has said anything themselves: they may have taken it back.
    """
    then = in_force(timeline, min(banned.values())) if banned else None
    sorts = [marketing(then.policy, kind) for kind in then.policy.subjects] if then else []
    everything = any(sort and sort <= banned.keys() for sort in sorts)
    said = {r.purpose for r in draft.state.history.refusals if not r.channel}
    return {*banned, *(marketing(draft.policy, draft.state.kind) - said if everything else ())}


def write(draft: Draft, place: state.Place, notices: Notices, keyring: Keyring) -> None:
    """Let the hashes follow what was refused or taken back. A ban binds the contact points on file, and each that comes later."""
    lifted = [r.purpose for r in draft.state.history.refusals if r.id in draft.lifted and not ends_no_ground(r)]
    refused = any(not ends_no_ground(r) for r in draft.refusals)
    stored = any(rule.type in CONTACT for put in draft.stored for rule in draft.policy.categories[put.put.category].fields.values())
    if not lifted and not refused and not stored:
        return
    standing = [r for r in draft.history().refusals if r.lifted is None and not r.channel and r.kind is not RefusalKind.ERASURE]
    banned = sorted({r.purpose for r in standing if _marketing(draft.policy, r.purpose)})
    if not lifted and not (banned and (refused or stored)):
        return
    found = _tokens(keyring, place, _on_file(draft, place, notices, keyring))
    for purpose in lifted:
        for token in found:
            run("DELETE FROM suppression WHERE register_id=%s AND purpose=%s AND token=%s", (place.register, purpose, token))
    insert(
        "suppression",
        ("register_id", "purpose", "token", "opened"),
        [(place.register, p, t, stamp(draft.now)) for p in banned for t in found - _suppressed(place.register, p)],
        once=True,  # another person with the same contact point may be banned at the same instant
    )


def _marketing(policy: Policy, purpose: str) -> bool:
    found = policy.purposes.get(purpose)
    return found is not None and bool(found.marketing)


def _suppressed(register: int, purpose: str) -> set[bytes]:
    return {bytes(r[0]) for r in rows("SELECT token FROM suppression WHERE register_id=%s AND purpose=%s", (register, purpose))}


def _on_file(draft: Draft, place: state.Place, notices: Notices, keyring: Keyring) -> list[tuple[FieldType, str]]:
    """The contact points of the person's records in use, this draft's among them: they are stored before this is asked."""
    found: list[tuple[FieldType, str]] = []
    named = [key for key, category in draft.policy.categories.items() if any(rule.type in CONTACT for rule in category.fields.values())]
    for folder, category, key_version, wrapped in rows(
        "SELECT id, category, key_version, wrapped FROM folder WHERE subject_id=%s AND marked IS NULL", (place.subject,)
    ):
        if category in named:
            key = keyring.unwrap(place.register, place.subject, folder, key_version, bytes(wrapped))
            for row, sealed in records.of_folder(place.subject, folder):
                notice = notices.hashes[row.version]
                values = records.unseal(keyring, place.register, place.subject, key, key_version, row, notice, sealed)
                found += _forms(draft.policy, category, values)
    return found


def _forms(policy: Policy, category: str, values: dict[str, object]) -> list[tuple[FieldType, str]]:
    fields = policy.categories[category].fields
    found = [(rule.type, normal(rule.type, str(values[key]))) for key, rule in fields.items() if rule.type in CONTACT and key in values]
    return [(kind, form) for kind, form in found if form]


def _tokens(keyring: Keyring, place: state.Place, forms: Iterable[tuple[FieldType, str]]) -> set[bytes]:
    return {lookups.ban_token(keyring, place.controller, kind, form) for kind, form in forms}
