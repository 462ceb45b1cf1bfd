"""What a ciphertext is bound to: the one place it was sealed for, written so that no two places give the same bytes.

Every part carries its length and the whole begins with a tag of its own, so that parts can't run into one another
and a record's context can never be taken for a wrapped key's.
"""

import struct
from functools import lru_cache

_RECORD = b"seloste/record/1"
_FOLDER_KEY = b"seloste/folder-key/1"
_NUMBERS = {n: struct.Struct(">" + "IQ" * n) for n in (5, 6)}
_EIGHT = 8


def context(
    *,
    home: int,
    register: int,
    subject: int,
    folder: int,
    key_version: int,
    record: int,
    category: str,
    notice: str,
) -> bytes:
    """Encode the place of one record: the associated data of its ciphertext."""
    numbers = _NUMBERS[6].pack(_EIGHT, home, _EIGHT, register, _EIGHT, subject, _EIGHT, folder, _EIGHT, key_version, _EIGHT, record)
    return _KIND + numbers + _last(category, notice)


def wrapping_context(*, home: int, register: int, subject: int, folder: int, key_version: int) -> bytes:
    """Encode the place of one folder's key: the associated data of the wrapped key."""
    numbers = _NUMBERS[5].pack(_EIGHT, home, _EIGHT, register, _EIGHT, subject, _EIGHT, folder, _EIGHT, key_version)
    return _KEY_KIND + numbers


@lru_cache(maxsize=1024)
def _last(category: str, notice: str) -> bytes:
    """What most records of a list have in common. Names of the notice and its digest: nothing about a person is kept here."""
    return _text(category.encode()) + _text(notice.encode())


def _text(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


_KIND = _text(_RECORD)
_KEY_KIND = _text(_FOLDER_KEY)
