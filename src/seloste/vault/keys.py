"""A secret key as a value that doesn't show itself: printing, logging or pickling one gives nothing away."""

import os
from dataclasses import dataclass
from typing import NoReturn

SIZE = 32


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """256 random bits. Never derived from anything: what can be derived again can't be destroyed."""

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) != SIZE:
            raise ValueError(f"a key is {SIZE} bytes")

    def __repr__(self) -> str:
        return "Key(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not pickled: it would leave the process")


def new_key() -> Key:
    """Draw a key from the system's random source."""
    return Key(os.urandom(SIZE))
