"""The blind index: which record holds this identifier?  Keyed hashes in a table that is disposable and in no backup worth asking.

A hash tells nothing without its key, and the key is replaced at each rebuild. Bans that outlive their person hang on a key of
their own, since nothing is left to make them again from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seloste import vault
from seloste.notice.values import FieldType
from seloste.register.keyring import Keyring
from seloste.register.sql import insert, marks, rows, run
from seloste.register.state import Place

BEGINNING = "beginning"
"""Under this name stand the beginnings of names, where a register's names don't fit in memory."""
_BAN_SIZE = 16


@dataclass(frozen=True, slots=True)
class Term:
    """One form of an identifier of a record, to be hashed."""

    field: str
    form: str
    folder: int
    record: int


def write(keyring: Keyring, place: Place, terms: Iterable[Term]) -> None:
    """Index terms under the newest key."""
    kek = keyring.fresh().current(place.controller, "lookup")
    insert(
        "lookup",
        ("register_id", "field", "token", "subject_id", "folder", "record", "epoch"),
        [
            (place.register, t.field, vault.token(kek, field=t.field, value=t.form), place.subject, t.folder, t.record, kek.epoch)
            for t in terms
        ],
    )


def find(keyring: Keyring, controller: int, register: int, field: str, form: str, *, limit: int) -> list[int]:
    """The subjects that hold a term, under the newest key or one still being replaced."""
    keks = [k for k in keyring.fresh().keks if k.controller == controller and k.horizon == "lookup"]
    tokens = [vault.token(kek, field=field, value=form) for kek in keks]
    sql = f"SELECT DISTINCT subject_id FROM lookup WHERE register_id=%s AND field=%s AND token IN ({marks(len(tokens))}) LIMIT %s"  # noqa: S608
    return [int(r[0]) for r in rows(sql, (register, field, *tokens, limit))]


def forget(subjects: Sequence[int]) -> None:
    """Remove every term of some subjects."""
    run(f"DELETE FROM lookup WHERE subject_id IN ({marks(len(subjects))})", subjects)  # noqa: S608


def older_than(register: int, epoch: int, *, limit: int) -> list[int]:
    """Subjects some of whose terms still hang on an older key."""
    sql = "SELECT DISTINCT subject_id FROM lookup WHERE register_id=%s AND epoch<%s LIMIT %s"
    return [int(r[0]) for r in rows(sql, (register, epoch, limit))]


def ban_token(keyring: Keyring, controller: int, kind: FieldType, form: str) -> bytes:
    """The hash of a contact point under which a marketing ban stands when the person's data has gone (Art. 21(3))."""
    return vault.token(keyring.fresh().current(controller, "ban"), field=str(kind), value=form, size=_BAN_SIZE)
