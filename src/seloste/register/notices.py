"""The notices of a register: publishing one is one row, and what it covers follows from all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from seloste.notice import Notice
from seloste.notice import read as read_notice
from seloste.policy.compile import compile_notice
from seloste.policy.cover import Covers, covers
from seloste.policy.part import Apart, apart
from seloste.policy.tables import Timeline, Version, taking_effect
from seloste.register.models import Controller, NoticeVersion, Register
from seloste.register.sql import Query, insert, instant, rows, run, stamp


@dataclass(frozen=True, slots=True)
class Published:
    """One version: its number, when it takes effect, and the notice itself."""

    number: int
    effective: datetime
    notice: Notice


class EarlierError(ValueError):
    """This very file was published before, and another after it: what was told of its hash was told of that time."""


@dataclass(frozen=True, slots=True)
class Notices:
    """All versions of one register, compiled, and what follows from all of them."""

    controller: int
    register: int
    key: str
    published: tuple[Published, ...]
    timeline: Timeline
    covers: Covers
    apart: Apart
    hashes: Mapping[int, str]


def newest(register: int) -> int:
    """The newest version's number, 0 before the first."""
    return int(rows(*numbering(register))[0][0])


def numbering(register: int) -> Query:
    """The query for the newest version's number."""
    return "SELECT COALESCE(MAX(number), 0) FROM notice_version WHERE register_id=%s", (register,)


def any_published() -> bool:
    """Whether any register here has a notice, and so may hold something sealed."""
    return bool(rows("SELECT 1 FROM notice_version LIMIT 1"))


def read(register: int) -> Notices:
    """Read and compile every version of a register. What was published is read, never judged again: the law and our checks move on."""
    owner = Register.objects.get(id=register)
    found = rows("SELECT number, source, file, effective FROM notice_version WHERE register_id=%s ORDER BY number", (register,))
    published = tuple(_published(*row) for row in found)
    timeline = taking_effect([Version(p.number, p.effective, compile_notice(p.notice)) for p in published])
    hashes = {p.number: p.notice.sha256 for p in published}
    return Notices(owner.controller_id, register, owner.key, published, timeline, covers(timeline), apart(timeline), hashes)


def source(register: int, number: int) -> bytes:
    """The file of a version, byte for byte. Raises LookupError for a version that was never published."""
    found = rows("SELECT source FROM notice_version WHERE register_id=%s AND number=%s", (register, number))
    if not found:
        raise LookupError(f"there is no version {number} of the notice")
    return bytes(found[0][0])


def _published(number: int, source: bytes, file: str, effective: object) -> Published:
    return Published(number, instant(effective), read_notice(bytes(source), file=file))


def add(notice: Notice, source: bytes, *, controller: int, register: int, now: datetime, effective: datetime) -> int:
    """Store a version and rewrite what every version covers. Give its number; the newest one again changes nothing.

    Raises EarlierError for the content of an earlier one: a version is its content, and nobody was told that it would come back.
    """
    number = newest(register) + 1
    known = rows("SELECT number FROM notice_version WHERE register_id=%s AND sha256=%s", (register, notice.sha256))
    if known and int(known[0][0]) == number - 1:
        return number - 1
    if known:
        raise EarlierError(f"this is version {known[0][0]}, and {number - 1} came after it: give it a day of its own in `dates.effective`")
    # INVARIANT: versions take effect in the order of their numbers.
    before = rows("SELECT MAX(effective) FROM notice_version WHERE register_id=%s", (register,))[0][0]
    effective = max(effective, instant(before)) if before is not None else effective
    NoticeVersion.objects.create(
        register_id=register,
        number=number,
        sha256=notice.sha256,
        file=notice.file[-100:],
        source=source,
        published=now,
        effective=effective,
    )
    run("DELETE FROM cover WHERE register_id=%s", (register,))
    insert(
        "cover",
        ("register_id", "version", "purpose", "category", "reads", "keeps", "reads_until", "keeps_until"),
        [
            (register, c.version, c.purpose, c.category, c.reads, c.keeps, stamp(c.reads_until), stamp(c.keeps_until))
            for c in read(register).covers.values()
        ],
    )
    return number


def find(key: str = "") -> int | None:
    """The id of a register by its key, or of the only one."""
    found = list(Register.objects.filter(key=key) if key else Register.objects.all()[:2])
    return found[0].id if len(found) == 1 else None


def open_register(controller_key: str, register_key: str, *, new_controller: int, new_register: int) -> Register:
    """Give the register of a controller, made where there was none."""
    controller, _ = Controller.objects.get_or_create(key=controller_key, defaults={"id": new_controller})
    register, _ = Register.objects.get_or_create(controller=controller, key=register_key, defaults={"id": new_register})
    return register
