"""What a ciphertext is bound to: the one place it was sealed for, written so that no two places give the same bytes.

Every part carries its length and the whole begins with a tag of its own, so that parts can't run into one another
and a record's context can never be taken for a wrapped key's.
"""

import struct
from functools import lru_cache

_RECORD = b"seloste/record/1"
_FOLDER_KEY = b"seloste/folder-key/1"
_EIGHT = (8).to_bytes(4, "big")
_two = struct.Struct(">4sQ4sQ").pack
_three = struct.Struct(">4sQ4sQ4sQ").pack
_one = struct.Struct(">4sQ").pack


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
    return starts(home, register)[0] + of_folder(subject, folder, key_version) + of_record(record, category, notice)


def wrapping_context(*, home: int, register: int, subject: int, folder: int, key_version: int) -> bytes:
    """Encode the place of one folder's key: the associated data of the wrapped key."""
    return starts(home, register)[1] + of_folder(subject, folder, key_version)


def starts(home: int, register: int) -> tuple[bytes, bytes]:
    """How the contexts of all records, and of all folder keys, of one register begin."""
    numbers = _two(_EIGHT, home, _EIGHT, register)
    return _KIND + numbers, _KEY_KIND + numbers


def of_folder(subject: int, folder: int, key_version: int) -> bytes:
    """How either goes on with the folder. A folder key's ends there."""
    return _three(_EIGHT, subject, _EIGHT, folder, _EIGHT, key_version)


def of_record(record: int, category: str, notice: str) -> bytes:
    """How a record's ends."""
    return _one(_EIGHT, record) + _last(category, notice)


@lru_cache(maxsize=1024)
def _last(category: str, notice: str) -> bytes:
    """What most records of a list have in common. Names of the notice and its digest: nothing about a person is kept here."""
    return _text(category.encode()) + _text(notice.encode())


def _text(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


_KIND = _text(_RECORD)
_KEY_KIND = _text(_FOLDER_KEY)
