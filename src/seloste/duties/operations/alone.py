"""Is somebody else at it just now?  What two ticks at once must not both do, one of them does, and the other leaves it to the first."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from seloste.home import Home


@contextmanager
def alone(home: Home, what: str) -> Iterator[bool]:
    """Whether nobody else is doing this in this home; never waits."""
    handle = os.open(home.path / f"{what}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _taken(handle)
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
