"""Writing: one unit of work on one subject, decided, folded and stored in one transaction with its leaf, or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from seloste import vault
from seloste.gate import bans
from seloste.gate.draft import Draft
from seloste.gate.terms import ever_indexed, terms
from seloste.notice.values import Basis
from seloste.policy import Code, Denial
from seloste.policy.cover import Covers
from seloste.policy.fold import Fold
from seloste.policy.folders import Fate, opens
from seloste.policy.grounds import Ground
from seloste.policy.history import Refusal, Restriction, Verb
from seloste.policy.values import amended
from seloste.register import differences, lookups, records, state
from seloste.register.keyring import Keyring
from seloste.register.notices import Notices
from seloste.register.sql import insert, run_many, send, stamp


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draft comes to: the fate of every folder, and the fold that gave it where one was needed."""

    fates: Mapping[int, Fate]
    fold: Fold | None = None


def judge(draft: Draft, after: Outcome, covers: Covers, *, shut: bool = False) -> tuple[Denial | None, str]:
    """What the fold says of a gathered draft: the denial and its true reason, or (None, "allowed"). `shut`: closed at a linked subject."""
    purpose, now = draft.purpose, draft.now
    # Those before the unit of work too: it may end its own matter and file the last of it.
    grounds: tuple[Ground | state.StoredGround, ...] = (*draft.state.grounds.values(), *(after.fold.grounds if after.fold else ()))
    mine = [ground for ground in grounds if ground.purpose == purpose.key and ground.open_at(now)]
    folders = {folder.id: folder for folder in (*draft.folders, *(stored.folder for stored in draft.state.folders))}
    if not (draft.open or mine):
        return Denial(Code.NOT_OPEN, purpose.key, purpose.line), "no-ground"
    closed = {r.folder for r in draft.state.history.restrictions if r.purpose == purpose.key and r.lifted is None}
    for stored in draft.stored:
        if shut or closed & {0, stored.folder}:
            return Denial(Code.NOT_OPEN, purpose.key, purpose.line), "restricted"
        if after.fates[stored.folder].live_until <= now:
            return Denial(Code.NO_KEEPING, purpose.key, purpose.line, stored.put.category), "no-keeping"
        if not any(opens(ground, folders[stored.folder], covers, now) for ground in mine):
            return Denial(Code.NOT_OPEN, purpose.key, purpose.line), "no-ground"
    return None, "allowed"


def write(draft: Draft, after: Outcome, place: state.Place, notices: Notices, keyring: Keyring, version: int) -> None:
    """Store what a judged draft adds, and everything that follows from it."""
    _write_life(draft, place, version)
    if after.fold:
        differences.store(place, draft.state, after.fold, (*draft.state.history.events, *draft.events))
    keys = _write_folders(draft, after, place, keyring)
    _write_records(draft, after, place, notices, keyring, version, keys)
    bans.write(draft, place, notices, keyring)


def _write_life(draft: Draft, place: state.Place, version: int) -> None:
    below = (place.subject, place.controller, place.register)
    insert(
        "event",
        ("subject_id", "controller_id", "register_id", "id", "matter", "kind", "verb", "at", "recorded", "planned", "target", "reason"),
        [
            (*below, e.id, e.matter, e.kind, str(e.verb), stamp(e.at), stamp(e.recorded), stamp(e.planned), e.target, e.reason)
            for e in draft.events
        ],
    )
    write_noes(place, draft.refusals, draft.restrictions, version)
    insert(
        "hold",
        ("subject_id", "controller_id", "register_id", "id", "code", "opened", "review"),
        [(*below, h.id, h.code, stamp(h.opened), stamp(h.review)) for h in draft.holds],
    )
    old = draft.state.history
    for table, column, known in (
        ("refusal", "lifted", old.refusals),
        ("restriction", "lifted", old.restrictions),
        ("hold", "released", old.holds),
    ):
        sql = f"UPDATE {table} SET {column}=%s WHERE subject_id=%s AND id=%s"  # noqa: S608
        run_many(sql, [(stamp(draft.now), place.subject, row.id) for row in known if row.id in draft.lifted])


def write_noes(place: state.Place, refusals: Iterable[Refusal], restrictions: Iterable[Restriction], version: int) -> None:
    """Store refusals and restrictions."""
    below = (place.subject, place.controller, place.register)
    insert(
        "refusal",
        ("subject_id", "controller_id", "register_id", "id", "purpose", "kind", "channel", "opened", "version"),
        [(*below, r.id, r.purpose, str(r.kind), r.channel, stamp(r.opened), version) for r in refusals],
    )
    insert(
        "restriction",
        ("subject_id", "controller_id", "register_id", "id", "purpose", "folder", "reason", "opened", "review"),
        [(*below, r.id, r.purpose, r.folder, r.reason, stamp(r.opened), stamp(r.review)) for r in restrictions],
    )


type _Keys = dict[int, tuple[vault.Key, int]]


def _write_folders(draft: Draft, after: Outcome, place: state.Place, keyring: Keyring) -> _Keys:
    """Store the new folders, each with a fresh key; give folder → (key, key version)."""
    keys: _Keys = {}
    for folder in draft.folders:
        horizon = _horizon(folder.category, folder.matter, draft, after)
        fate = after.fates[folder.id]
        key, kek, wrapped = keyring.wrap_new(place, folder.id, horizon, until=fate.gone_by, now=draft.now)
        state.write_folder(place, state.stored_folder_of(folder, fate, kek, wrapped))
        keys[folder.id] = (key, 1)
    return keys


def _horizon(category: str, matter: int, draft: Draft, after: Outcome) -> vault.Horizon:
    """Vouchers hang on the KEK of their month of erasure, so that a loss found late spares them; what may be erased does not."""
    for ground in after.fold.grounds if after.fold else ():
        purpose = draft.policy.purposes.get(ground.purpose)
        statutory = ground.basis is Basis.LEGAL_OBLIGATION and purpose is not None and not purpose.builtin
        if statutory and purpose is not None and purpose.may_keep(category) and (matter == 0 or ground.matter in (0, matter)):
            return "statutory"
    return "erasable"


def _write_records(draft: Draft, after: Outcome, place: state.Place, notices: Notices, keyring: Keyring, version: int, keys: _Keys) -> None:
    if draft.beside and after.fold:
        send()  # the fold may have written to the rows of the same folders
    for folder in draft.beside:
        keys[folder] = _amend(draft, after, folder, place, notices, keyring, version)
    new: list[tuple[records.Row, bytes]] = []
    for stored in draft.stored:
        if not stored.amends:
            key, key_version = keys.get(stored.folder) or _key(draft, stored.folder, place, keyring)
            row = records.Row(
                stored.record, stored.folder, stored.put.category, stored.matter, version, stored.put.source, draft.now, draft.now
            )
            sealed = records.seal(keyring, place, key, key_version, row, notices.hashes[version], stored.values)
            new.append((row, sealed))
    records.write(place, new)
    if found := [t for s in draft.stored for t in terms(draft.policy, s.put.category, s.values, s.folder, s.record)]:
        lookups.write(keyring, place, found)


def _key(draft: Draft, folder: int, place: state.Place, keyring: Keyring) -> tuple[vault.Key, int]:
    stored = next(s for s in draft.state.folders if s.folder.id == folder)
    return keyring.unwrap(place.register, place.subject, folder, stored.key_version, stored.wrapped), stored.key_version


def _amend(
    draft: Draft, after: Outcome, id: int, place: state.Place, notices: Notices, keyring: Keyring, version: int
) -> tuple[vault.Key, int]:
    """A folder with a corrected record goes under a new key version, all of it, so that no backup opens the old value. Gives the key."""
    folder = next(s for s in draft.state.folders if s.folder.id == id)
    old, old_version = _key(draft, id, place, keyring)
    horizon = keyring.fresh().kek(folder.kek).horizon
    until, new_version = after.fates[id].gone_by, old_version + 1
    key, kek, wrapped = keyring.wrap_new(place, id, horizon, until=until, now=draft.now, key_version=new_version)
    corrections = {stored.record: stored for stored in draft.stored}
    rewritten = []
    for row, ciphertext in draft.beside[id]:
        changed, notice = row, notices.hashes[row.version]
        values = records.unseal(keyring, place.register, place.subject, old, old_version, row, notice, ciphertext)
        if correction := corrections.get(row.id):
            changed = replace(row, version=version, source=correction.put.source, updated=draft.now)
            values = amended(correction.values, values)
            if ever_indexed(notices.timeline, row.category):
                records.forget(place.subject, row.id)
        sealed = records.seal(keyring, place, key, new_version, changed, notices.hashes[changed.version], values)
        rewritten.append((changed, sealed))
    records.rewrite(place.subject, rewritten)
    records.rekey(place.subject, id, new_version, kek, wrapped)
    return key, new_version


def undoable(draft: Draft) -> tuple[int, ...]:
    """The events of a draft, voids left out: what a screen may offer to undo."""
    return tuple(e.id for e in draft.events if e.verb is not Verb.VOID)
