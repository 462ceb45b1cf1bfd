"""New identifiers: random, 63 bits, telling nothing. A demo may draw them from a seed, so that it repeats exactly."""

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_seeded: ContextVar[random.Random | None] = ContextVar("seloste_seeded_ids", default=None)


def new_id() -> int:
    """A fresh identifier, never 0."""
    source = _seeded.get()
    return (source.getrandbits(63) if source else secrets.randbits(63)) or 1


@contextmanager
def seeded_ids(source: random.Random) -> Iterator[None]:
    """Draw identifiers from `source` within the block: for demos only. Keys stay random."""
    token = _seeded.set(source)
    try:
        yield
    finally:
        _seeded.reset(token)
