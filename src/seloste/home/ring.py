"""Where is the ring of key-encryption keys, and is it this home's?  Reads and replaces its file; never opens what is in it.

One line says what the file is, whose, and the digest of the rest; the rest is the vault's own. A ring that is missing, cut,
altered or another home's is refused, and then nothing is shown: without it no record can be read. Replacing it is atomic, because
a destroyed key must be gone at once and a kept one must never be lost on the way.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from seloste.home.folder import Home, HomeError

_MARK = "seloste-ring/1"
_RESTORE = "Nothing is shown until the right file stands there: restore it from the copy of the keys folder (never from a data backup)."


def ring_file(home: Home) -> Path:
    """Return the path of the ring, whether it stands there or not."""
    return home.keys / "ring"


def has_ring(home: Home) -> bool:
    """Say whether a ring has been written for this home."""
    return ring_file(home).exists()


def read_ring(home: Home) -> bytes:
    """Give the ring's bytes. Raises HomeError when there is no ring, when it is another home's, or when it has been harmed."""
    path = ring_file(home)
    try:
        if path.stat().st_mode & 0o077:
            raise HomeError(f"{path}: others may read the ring of keys. Run `chmod 600` on it, and rotate the keys if they did.")
        head, _, body = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        raise HomeError(f"{path}: the ring of keys is missing. {_RESTORE}") from None
    except OSError as error:
        raise HomeError(f"{path}: the ring of keys can't be read ({error.strerror}). {_RESTORE}") from None
    words = head.decode("ascii", "replace").split(" ")
    if len(words) != 3 or words[0] != _MARK:
        raise HomeError(f"{path}: is not a ring of keys that this version knows. {_RESTORE}")
    if words[2] != hashlib.sha256(words[1].encode() + b"\n" + body).hexdigest():
        raise HomeError(f"{path}: the ring of keys is damaged. {_RESTORE}")
    if words[1] != str(home.id):
        raise HomeError(f"{path}: the ring of keys belongs to another home. {_RESTORE}")
    return body


def write_ring(home: Home, body: bytes) -> None:
    """Put a ring in the old one's place: all of it or nothing, on disk when this returns. Raises HomeError when it can't.

    To be called under `ring_lock`: what a writer who was stopped has left beside the ring goes with the old one.
    """
    path, owner = ring_file(home), str(home.id).encode()
    digest = hashlib.sha256(owner + b"\n" + body).hexdigest().encode()
    whole = b" ".join((_MARK.encode(), owner, digest)) + b"\n" + body
    try:
        # INVARIANT: a key that is destroyed stands in no file of this folder any more, not in an unfinished one either.
        for unfinished in path.parent.glob(f".{path.name}.*"):
            unfinished.unlink()
        replace_durably(path, whole)
    except OSError as error:
        if path.exists() and path.read_bytes() == whole:
            # Whoever has just changed the root must not throw the new one away.
            raise HomeError(f"{path}: the new ring of keys stands, but the disk did not confirm it ({error.strerror}).") from None
        raise HomeError(f"{path}: the ring of keys can't be written ({error.strerror}). The old one stands.") from None


@contextmanager
def ring_lock(home: Home) -> Iterator[None]:
    """Hold the ring for one writer at a time: two that read, change and write it at once would lose a key, and all that hangs on it."""
    try:
        handle = os.open(home.keys / "ring.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise HomeError(f"{home.keys}: the keys folder can't be used ({error.strerror}). {_RESTORE}") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def replace_durably(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write a file beside the old one, sync it, put it in place and sync the folder."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
