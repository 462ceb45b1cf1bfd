"""What the ledger keeps outside the database: its signing key among the home's keys, and every checkpoint as a file.

Whoever can write both the database and the home can rewrite history from the first leaf; only a copy of a checkpoint kept
elsewhere shows it. So the files are made to be copied.
"""

import re
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from seloste.home import Home, HomeError
from seloste.home.ring import replace_durably
from seloste.ledger import note

_SIZE = re.compile("[0-9]{16}")
_LOST = "Restore it from the copy of the keys folder; a new key would make every old checkpoint look forged."


def origin(home: Home) -> str:
    """Name this home's ledger."""
    return f"seloste/ledger/{home.id}"


def ground(home: Home) -> Path:
    """Return the folder of everything that is made to be copied; it need not exist. Tools take it as a log's prefix."""
    return home.path / "ledger"


def newest(home: Home) -> Path:
    """Return the path of the newest checkpoint, where tlog-tiles has it; it need not exist."""
    return ground(home) / "checkpoint"


def folder(home: Home) -> Path:
    """Return the folder of checkpoint files; it need not exist."""
    return ground(home) / "checkpoints"


def key_file(home: Home) -> Path:
    """Return the path of the signing key."""
    return home.keys / "ledger.pem"


def signing_key(home: Home) -> Ed25519PrivateKey:
    """Read the key that signs checkpoints, and make it before the first one. Raises HomeError when it has been lost or harmed."""
    path = key_file(home)
    if not path.exists() and not files(home):
        _make_key(home)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        raise HomeError(f"{path}: the ledger's signing key is missing. {_LOST}") from None
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        raise HomeError(f"{path}: the ledger's signing key can't be read. {_LOST}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise HomeError(f"{path}: is not an Ed25519 key. {_LOST}")
    return key


def checking_key(home: Home) -> Ed25519PublicKey | None:
    """Give the public half, or None before the first checkpoint."""
    if not key_file(home).exists() and not files(home):
        return None
    return signing_key(home).public_key()


def publish(home: Home, size: int, text: str) -> None:
    """Write one checkpoint as a file, durably."""
    folder(home).mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_durably(file_of(home, size), text.encode())


def file_of(home: Home, size: int) -> Path:
    """Return the path of the checkpoint of one size."""
    return folder(home) / f"{size:016d}.txt"


def files(home: Home) -> list[Path]:
    """Give the checkpoint files, smallest tree first."""
    return numbered(folder(home))


def numbered(place: Path) -> list[Path]:
    """Give the checkpoint files of a folder, smallest tree first. Whatever else lies there, an auditor's notes say, is none."""
    return sorted(path for path in place.glob("*.txt") if _SIZE.fullmatch(path.stem))


def verifier_file(home: Home) -> Path:
    """Return the path of the public key; it need not exist."""
    return ground(home) / "verifier.txt"


def verifier(home: Home) -> bytes:
    """Give what the file of the public key has to hold."""
    return (note.verifier(origin(home), signing_key(home).public_key()) + "\n").encode()


def _make_key(home: Home) -> None:
    # Whole or not at all: a key file cut short by a stop would look like a harmed one for ever.
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    replace_durably(key_file(home), pem)
