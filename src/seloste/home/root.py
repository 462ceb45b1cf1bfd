"""Which secret is the ring of keys sealed under?  Reads it from its file; never shows it, and never makes one where another is missing.

It stands in the home unless SELOSTE_ROOT_FILE names another place: a file that a service manager or a container hands to this process
alone, so that neither a backup of the home nor a copy of its keys folder opens anything.
"""

import base64
import os
from collections.abc import Mapping
from pathlib import Path

from seloste.home.folder import Home, HomeError, make_root

NAMED = "SELOSTE_ROOT_FILE"
_SIZE = 32


def root_file(home: Home, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the root secret, whether it stands there or not."""
    named = environ.get(NAMED, "")
    return Path(named).expanduser().absolute() if named else home.path / "root"


def is_named(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the root secret has a place of its own, apart from any home."""
    return bool(environ.get(NAMED))


def read_root(path: Path) -> bytes:
    """Give the 32 bytes of a root secret. Raises HomeError when it is missing, open to others or not one."""
    try:
        if path.stat().st_mode & 0o077:
            raise HomeError(f"{path}: others may read the root secret. Run `chmod 400` on it, and `seloste keys change-root` if they did.")
        secret = base64.b64decode(path.read_bytes().strip(), validate=True)
    except OSError as error:
        raise HomeError(
            f"{path}: the root secret can't be read ({error.strerror}), and without it the ring of keys opens nothing."
            f" Restore it from its own copy, or set {NAMED} to where it stands."
        ) from None
    except ValueError:
        secret = b""
    if len(secret) != _SIZE:
        raise HomeError(f"{path}: is not a root secret (32 bytes in base64). Restore it from its own copy.")
    return secret


def new_root(path: Path) -> None:
    """Write a fresh root secret where nothing stands yet. Raises HomeError when it can't."""
    try:
        make_root(path)
    except OSError as error:
        raise HomeError(f"{path}: a root secret can't be written there ({error.strerror}). Choose a new file.") from None
