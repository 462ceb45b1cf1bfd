"""The repaired LamisNET notice, and small lives under it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from seloste import notice as notices
from seloste.notice.model import Notice
from seloste.notice.values import Basis

LAMISNET = Path(__file__).parents[3] / "examples" / "lamisnet" / "notice.yaml"
FOREVER = datetime(2033, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground, as the gate tells it."""

    purpose: str
    basis: Basis
    matter: int = 0
    opened: datetime = datetime(2024, 1, 1, tzinfo=UTC)
    ends: datetime = FOREVER


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter, as the gate tells it."""

    id: int
    kind: str
    opened: datetime = datetime(2024, 1, 1, tzinfo=UTC)
    ends: datetime = FOREVER


@dataclass(frozen=True, slots=True)
class Record:
    """A record, as the gate tells it."""

    record: int
    category: str
    source: str


def load(path: Path = LAMISNET) -> Notice:
    """Load a notice that has no findings."""
    loaded = notices.load(path.read_bytes(), file=path.name, on=date(2026, 11, 22))
    assert loaded.notice is not None
    return loaded.notice


NOTICE = load()
