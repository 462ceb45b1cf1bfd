"""What did the environment ask for?  Every SELOSTE_ setting with its type, default and meaning, read once.

A value that can't be understood refuses to start; a name nobody knows is warned about. Never holds a secret or a promise.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from seloste.config import databases, mail
from seloste.home.post import Server

PREFIX = "SELOSTE_"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: what it means, in words that the reference page repeats."""

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("SELOSTE_HOME", "~/.local/share/seloste", "The home folder: database, keys and secret."),
    Setting("SELOSTE_ROOT_FILE", "<home>/root", "The file of the root secret that seals the ring of keys; best outside the home."),
    Setting("SELOSTE_DATABASE_URL", "", "The PostgreSQL to use instead of the home's own SQLite file, as the application's role."),
    Setting("SELOSTE_DATABASE_URL_FILE", "", "A file that holds SELOSTE_DATABASE_URL, to keep its password out of the environment."),
    Setting("SELOSTE_DATABASE_OWNER_URL", "", "The same database as the role that owns the tables; needed only to make and change them."),
    Setting("SELOSTE_DATABASE_OWNER_URL_FILE", "", "A file that holds SELOSTE_DATABASE_OWNER_URL."),
    Setting("SELOSTE_DATABASE_BACKUP_URL", "", "The same database as the role that backs it up; needed only by `seloste backup`."),
    Setting("SELOSTE_DATABASE_BACKUP_URL_FILE", "", "A file that holds SELOSTE_DATABASE_BACKUP_URL."),
    Setting("SELOSTE_DEBUG", "false", "Show Django's error pages. Only on a developer's own machine, in a demo home."),
    Setting("SELOSTE_HOSTS", ",".join(THIS_MACHINE), "The host names the service answers to, with commas between."),
    Setting("SELOSTE_HTTPS", "false", "The service is reached over HTTPS only. Needed as soon as a host isn't this machine."),
    Setting("SELOSTE_PORT", "8000", "The port that `seloste serve` listens to."),
    Setting(
        "SELOSTE_NAME_SEARCH",
        "memory",
        "How names are found. `memory`: a list in each process, forgiving small misspellings, good to some 100,000 names."
        " `beginnings`: keyed hashes of each name's beginnings in the index, for more; whoever reads the database then sees which people"
        " share a beginning and how common each is, though not which. Run `seloste search rebuild` after changing it.",
    ),
    Setting(
        "SELOSTE_READ_EVENTS",
        "durable",
        "When a look is on the disk. `durable`: before its answer is given. `batched`: a moment later, which makes looks much cheaper; if"
        " the machine dies (not just the program), the last of them may have been shown and not be in the access log: on PostgreSQL those"
        " of about 0.6 seconds, on SQLite those since the last write or sealing. What is written is durable always.",
    ),
    Setting(
        "SELOSTE_CHECKPOINTS_TO",
        "",
        "A folder out of the administrator's reach (another machine's, by mount) where each sealing of the ledger copies its checkpoint.",
    ),
    Setting(
        "SELOSTE_BACKUPS_TO",
        "",
        "A folder for backups of the data. With it and SELOSTE_BACKUP_KEYS_TO `seloste tick` makes them, as often as the notice says"
        " (daily unless it does). It removes none.",
    ),
    Setting(
        "SELOSTE_BACKUP_KEYS_TO",
        "",
        "A folder in another place for copies of the keys and of what was decided since: hourly, and after each backup. Whoever gets at"
        " both opens everything. Copies whose time is over are removed.",
    ),
    Setting(
        "SELOSTE_MAIL_URL",
        "",
        f"The mail server to send through: {mail.ADDRESS}. TLS 1.2 or newer, and a certificate that holds. Without it nothing is mailed.",
    ),
    Setting("SELOSTE_MAIL_URL_FILE", "", "A file that holds SELOSTE_MAIL_URL, to keep its password out of the environment."),
    Setting("SELOSTE_MAIL_FROM", "", "The address that our letters come from. Needed with SELOSTE_MAIL_URL."),
    Setting("SELOSTE_MAIL_LANGUAGE", "fi", "The language of letters to this installation's own people: `fi`, `sv` or `en`."),
    Setting(
        "SELOSTE_CHECKPOINTS_MAIL_TO",
        "",
        "The privacy officer's address, best with another provider: once a day at most, `seloste tick` mails there the ledger's newest"
        " checkpoint, if it has grown.",
    ),
    Setting("SELOSTE_LOG_LEVEL", "INFO", "The least severe log line that is written: DEBUG, INFO, WARNING or ERROR."),
)
TOOLS: tuple[Setting, ...] = (
    Setting("SELOSTE_PYTHON", "", "The Python that `./dev` makes its environment with, when it shouldn't look for one."),
    Setting("SELOSTE_CHROMIUM", "", "The browser that the journeys and the screenshots use; else `/usr/bin/chromium`."),
    Setting("SELOSTE_TEST_DATABASE", "sqlite", "The database that one run of pytest stands on: `sqlite` or `postgres`."),
    Setting("SELOSTE_TEST_POSTGRES", "wheel", "Which PostgreSQL the tests start: the `wheel`'s, or the `installed` one."),
    Setting("SELOSTE_TEST_DATABASE_URL", "", "A running server for the tests instead, as a role that may make roles and databases."),
    Setting("SELOSTE_TEST_LARGE", "", "`1` lets the tests of faults and attacks try every point, not a few; it takes hours."),
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings as values."""

    debug: bool
    hosts: tuple[str, ...]
    https: bool
    port: int
    log_level: str
    database: databases.Server | None
    owner: databases.Server | None
    backup: databases.Server | None
    name_search: str
    read_events: str
    checkpoints_to: Path | None
    backups_to: Path | None
    backup_keys_to: Path | None
    mail: Server | None
    mail_from: str
    mail_language: str
    checkpoints_mail_to: str
    unknown: tuple[str, ...]


def read(environ: Mapping[str, str]) -> Environment:
    """Read every setting. Raises ImproperlyConfigured naming the one that is wrong and what it may be."""
    known = {setting.name for setting in (*SETTINGS, *TOOLS)}
    found = Environment(
        debug=_value(environ, "SELOSTE_DEBUG", _boolean, "true or false"),
        hosts=_value(environ, "SELOSTE_HOSTS", _hosts, "host names with commas between, without *"),
        https=_value(environ, "SELOSTE_HTTPS", _boolean, "true or false"),
        port=_value(environ, "SELOSTE_PORT", _port, "a number from 1 to 65535"),
        log_level=_value(environ, "SELOSTE_LOG_LEVEL", _level, ", ".join(LEVELS)),
        database=_database(environ, "SELOSTE_DATABASE_URL"),
        owner=_database(environ, "SELOSTE_DATABASE_OWNER_URL"),
        backup=_database(environ, "SELOSTE_DATABASE_BACKUP_URL"),
        name_search=_value(environ, "SELOSTE_NAME_SEARCH", _name_search, "memory or beginnings"),
        read_events=_value(environ, "SELOSTE_READ_EVENTS", _read_events, "durable or batched"),
        checkpoints_to=_value(environ, "SELOSTE_CHECKPOINTS_TO", _folder, "the absolute path of a folder"),
        backups_to=_value(environ, "SELOSTE_BACKUPS_TO", _folder, "the absolute path of a folder"),
        backup_keys_to=_value(environ, "SELOSTE_BACKUP_KEYS_TO", _folder, "the absolute path of a folder"),
        mail=_address(environ, "SELOSTE_MAIL_URL", mail.parse, mail.ADDRESS),
        mail_from=_value(environ, "SELOSTE_MAIL_FROM", mail.mailbox, "one plain e-mail address"),
        mail_language=_value(environ, "SELOSTE_MAIL_LANGUAGE", _language, "fi, sv or en"),
        checkpoints_mail_to=_value(environ, "SELOSTE_CHECKPOINTS_MAIL_TO", mail.mailbox, "one plain e-mail address"),
        unknown=tuple(sorted(name for name in environ if name.startswith(PREFIX) and name not in known)),
    )
    _agree(found)
    return found


def _agree(found: Environment) -> None:
    """Refuse settings that are right one by one and wrong together."""
    if not found.https and not all(_is_this_machine(host) for host in found.hosts):
        raise ImproperlyConfigured("SELOSTE_HOSTS names a host that isn't this machine: set SELOSTE_HTTPS=true and serve it over HTTPS.")
    if found.debug and found.https:
        raise ImproperlyConfigured("SELOSTE_DEBUG and SELOSTE_HTTPS can't both be true: error pages show what must not be shown.")
    for name, role in (("OWNER", found.owner), ("BACKUP", found.backup)):
        if role and not found.database:
            raise ImproperlyConfigured(f"SELOSTE_DATABASE_{name}_URL is of no use without SELOSTE_DATABASE_URL: set that too.")
    if bool(found.backups_to) != bool(found.backup_keys_to):
        raise ImproperlyConfigured(
            "SELOSTE_BACKUPS_TO and SELOSTE_BACKUP_KEYS_TO are of no use without each other: neither copy brings the register back alone."
        )
    if found.backups_to and found.backup_keys_to and _one_in_the_other(found.backups_to, found.backup_keys_to):
        raise ImproperlyConfigured("SELOSTE_BACKUP_KEYS_TO must be a place of its own, not in SELOSTE_BACKUPS_TO nor around it.")
    if bool(found.mail) != bool(found.mail_from):
        raise ImproperlyConfigured("SELOSTE_MAIL_URL and SELOSTE_MAIL_FROM are of no use without each other: set both, or neither.")
    if found.checkpoints_mail_to and not found.mail:
        raise ImproperlyConfigured(
            "SELOSTE_CHECKPOINTS_MAIL_TO is of no use without SELOSTE_MAIL_URL and SELOSTE_MAIL_FROM: set those too."
        )


def _database(environ: Mapping[str, str], name: str) -> databases.Server | None:
    rule = (
        f"{databases.ADDRESS}. For a host that isn't this machine add ?sslmode=verify-full (or another of"
        f" {', '.join(databases.SSL_MODES)}): how it is protected is never left to chance"
    )
    return _address(environ, name, databases.parse, rule)


def _address[T](environ: Mapping[str, str], name: str, parse: Callable[[str], T], allowed: str) -> T:
    """Read a server's address, from its variable or from the file that another names. The address itself is never repeated."""
    path = environ.get(f"{name}_FILE", "")
    if path and environ.get(name):
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: leave one of them out.")
    try:
        text = Path(path).read_text(encoding="utf-8").strip() if path else environ.get(name, "")
        if path and not text:
            raise ValueError  # a file that was emptied must not turn to another server
        return parse(text)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names a file that can't be read ({error.strerror}).") from None
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be {allowed}.") from None


def _value[T](environ: Mapping[str, str], name: str, convert: Callable[[str], T], allowed: str) -> T:
    default = next(setting.default for setting in SETTINGS if setting.name == name)
    try:
        return convert(environ.get(name, default))
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be {allowed}.") from None


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError
    return text == "true"


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in text.split(",") if host.strip())
    if not hosts or any("*" in host or "/" in host or host.startswith(".") for host in hosts):
        raise ValueError
    return hosts


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError
    return port


def _level(text: str) -> str:
    if text not in LEVELS:
        raise ValueError
    return text


def _name_search(text: str) -> str:
    if text not in ("memory", "beginnings"):
        raise ValueError
    return text


def _read_events(text: str) -> str:
    if text not in ("durable", "batched"):
        raise ValueError
    return text


def _language(text: str) -> str:
    if text not in ("fi", "sv", "en"):
        raise ValueError
    return text


def _folder(text: str) -> Path | None:
    if text and not Path(text).is_absolute():
        raise ValueError
    return Path(text) if text else None


def _one_in_the_other(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
