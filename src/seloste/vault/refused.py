"""Why the vault does not open something. A refusal names a cause and never carries a key, a context or a value."""

from enum import StrEnum


class Why(StrEnum):
    """The causes the vault can tell apart without looking inside."""

    NOT_SEALED = "these bytes are not in the sealed format, or are cut short"
    UNKNOWN_ALGORITHM = "sealed with an algorithm this version does not know"
    ANOTHER_KEY = "sealed under another key, or the beginning has been altered"
    ALTERED = "altered, moved from the place it was sealed for, or (a wrapped key) under another key of that number"
    UNKNOWN_KEK = "the key-encryption key is not in the ring"
    BROKEN_RING = "the ring of keys can't be read"


class Refused(Exception):
    """The vault refuses to open: see `why`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
