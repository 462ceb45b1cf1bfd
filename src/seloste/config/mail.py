"""Which mail server?  The one that an address names, as `home.post` wants it.

An address that leaves anything to chance is refused: an unknown part, half a sign-in, or a network to cross without encryption.
"""

import re
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from seloste.config.databases import is_this_machine
from seloste.home.post import Server

ADDRESS = (
    "smtp://[USER:PASSWORD@]HOST[:PORT] (STARTTLS, which is left out towards this machine only), or smtps://[USER:PASSWORD@]HOST[:PORT]"
    " (TLS from the first byte), either with ?cafile=/absolute/path"
)
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PORTS = {"smtp": 587, "smtps": 465}
_EXTRAS = frozenset({"cafile", "tls"})


def parse(address: str) -> Server | None:
    """Read an address; nothing for an empty one. Raises ValueError when it isn't whole, or would cross a network unprotected."""
    if not address:
        return None
    parts = urlsplit(address)
    extras = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)) if parts.query else {}
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if parts.scheme not in _PORTS or parts.fragment or parts.path not in ("", "/") or not set(extras) <= _EXTRAS:
        raise ValueError
    said = user + password + (parts.hostname or "")
    if not parts.hostname or bool(user) != bool(password) or not (said.isascii() and said.isprintable()):
        raise ValueError
    return Server(parts.hostname, _port(parts), _tls(parts, extras.get("tls")), user, password, _file(extras.get("cafile")))


def mailbox(text: str) -> str:
    """Read one plain address, or none. Raises ValueError for anything that could be more than one, or a line of a letter's head."""
    if text and not _MAILBOX.fullmatch(text):
        raise ValueError
    return text


def _tls(parts: SplitResult, asked: str | None) -> Literal["first", "starttls", "none"]:
    if parts.scheme == "smtps":
        if asked is not None:
            raise ValueError
        return "first"
    if asked not in (None, "starttls"):
        raise ValueError
    return "none" if asked is None and is_this_machine(parts.hostname or "") else "starttls"


def _port(parts: SplitResult) -> int:
    if parts.port is not None and parts.port < 1:
        raise ValueError
    return parts.port or _PORTS[parts.scheme]


def _file(text: str | None) -> Path | None:
    if text is not None and not Path(text).is_absolute():
        raise ValueError
    return None if text is None else Path(text)
