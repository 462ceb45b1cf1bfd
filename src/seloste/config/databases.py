"""Which database?  The home's own SQLite file, or the PostgreSQL that an address names, as Django's settings want it.

An address that leaves anything to chance is refused: an unknown part, or a network to cross without saying how it is encrypted.
"""

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

ADDRESS = "postgresql://USER[:PASSWORD]@HOST[:PORT]/NAME, or postgresql://USER@/NAME?host=/socket/folder"
# What a session on the network may be told. The two that fall back to plain text in silence are not among them.
SSL_MODES = ("disable", "require", "verify-ca", "verify-full")
EXTRAS = frozenset({"host", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"})


@dataclass(frozen=True, slots=True)
class Server:
    """One role's way to one database."""

    user: str
    host: str
    port: int | None
    name: str
    password: str = field(default="", repr=False)
    extras: tuple[tuple[str, str], ...] = ()


def parse(address: str) -> Server | None:
    """Read an address; nothing for an empty one. Raises ValueError when it isn't whole, or would cross a network unprotected."""
    if not address:
        return None
    parts = urlsplit(address)
    extras = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)) if parts.query else {}
    if parts.scheme not in ("postgresql", "postgres") or parts.fragment or not set(extras) <= EXTRAS or not all(extras.values()):
        raise ValueError
    host = extras.pop("host", "") or unquote(parts.hostname or "")
    user, name = unquote(parts.username or ""), unquote(parts.path.removeprefix("/"))
    if not (user and name and host) or "/" in name or (parts.hostname and host.startswith("/")):
        raise ValueError
    if extras.get("sslmode", "require") not in SSL_MODES or ("sslmode" not in extras and not is_this_machine(host)):
        raise ValueError
    return Server(user, host, _port(parts), name, unquote(parts.password or ""), tuple(sorted(extras.items())))


def sqlite(home: Path) -> dict[str, Any]:
    """The file in the home."""
    return {
        "ENGINE": "seloste.home.sqlite",
        "NAME": home / "seloste.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
        # A file, so that tests meet the same write-ahead log as people do.
        "TEST": {"NAME": home / "test.sqlite3"},
    }


def postgres(server: Server) -> dict[str, Any]:
    """A server. Statements are bound and prepared there: values never stand in the text of a statement, nor in the server's log."""
    return {
        "ENGINE": "seloste.home.postgres",
        "NAME": server.name,
        "USER": server.user,
        "PASSWORD": server.password,
        "HOST": server.host,
        "PORT": server.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2, "application_name": "seloste", **dict(server.extras)},
    }


def _port(parts: SplitResult) -> int | None:
    if parts.port is not None and parts.port < 1:
        raise ValueError
    return parts.port


def is_this_machine(host: str) -> bool:
    """Whether what is said to this host never leaves the machine."""
    if host == "localhost" or host.startswith("/"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
