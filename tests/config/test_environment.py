"""Every setting is typed: a wrong value refuses to start and says what it may be."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from seloste.config import databases, environment
from seloste.home.post import Server


def test_without_any_setting_the_service_stays_on_this_machine() -> None:
    found = environment.read({})
    assert found.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert (found.debug, found.https, found.port, found.unknown) == (False, False, 8000, ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SELOSTE_DEBUG", "yes"),
        ("SELOSTE_DEBUG", "True"),
        ("SELOSTE_HTTPS", ""),
        ("SELOSTE_PORT", "0"),
        ("SELOSTE_PORT", "eighty"),
        ("SELOSTE_PORT", "65536"),
        ("SELOSTE_LOG_LEVEL", "LOUD"),
        ("SELOSTE_CHECKPOINTS_TO", "somewhere"),
        ("SELOSTE_BACKUPS_TO", "somewhere"),
        ("SELOSTE_BACKUP_KEYS_TO", "somewhere"),
        ("SELOSTE_READ_EVENTS", "sometimes"),
        ("SELOSTE_HOSTS", "*"),
        ("SELOSTE_HOSTS", ".example"),
        ("SELOSTE_HOSTS", " , "),
        ("SELOSTE_DATABASE_URL", "seloste"),
        ("SELOSTE_DATABASE_URL", "mysql://app@localhost/seloste"),
        ("SELOSTE_DATABASE_URL", "postgresql://localhost/seloste"),
        ("SELOSTE_DATABASE_URL", "postgresql://app@localhost/"),
        ("SELOSTE_DATABASE_URL", "postgresql://app@/seloste"),
        ("SELOSTE_DATABASE_URL", "postgresql://app@localhost:0/seloste"),
        ("SELOSTE_DATABASE_URL", "postgresql://app@localhost:many/seloste"),
        ("SELOSTE_DATABASE_URL", "postgresql://app@localhost/seloste?options=-cfsync%3Doff"),
        ("SELOSTE_DATABASE_URL", "postgresql://app@localhost/seloste?sslmode=prefer"),
        ("SELOSTE_DATABASE_URL", "postgresql://app@db.example/seloste"),
        ("SELOSTE_DATABASE_URL", "postgresql://app@/seloste?host=db.example"),
        ("SELOSTE_DATABASE_OWNER_URL", "postgresql://owner@localhost/seloste"),
        ("SELOSTE_DATABASE_URL_FILE", "/nowhere/address"),
        ("SELOSTE_MAIL_URL", "posti.example"),
        ("SELOSTE_MAIL_URL", "http://posti.example"),
        ("SELOSTE_MAIL_URL", "smtp://"),
        ("SELOSTE_MAIL_URL", "smtp://posti.example:0"),
        ("SELOSTE_MAIL_URL", "smtp://posti.example:many"),
        ("SELOSTE_MAIL_URL", "smtp://posti.example/inbox"),
        ("SELOSTE_MAIL_URL", "smtp://posti.example#top"),
        ("SELOSTE_MAIL_URL", "smtp://posti.example?tls=none"),
        ("SELOSTE_MAIL_URL", "smtps://posti.example?tls=starttls"),
        ("SELOSTE_MAIL_URL", "smtp://posti.example?verify=false"),
        ("SELOSTE_MAIL_URL", "smtp://posti.example?cafile=ca.pem"),
        ("SELOSTE_MAIL_URL", "smtp://seloste@posti.example"),
        ("SELOSTE_MAIL_URL", "smtp://:salaisuus@posti.example"),
        ("SELOSTE_MAIL_URL", "smtp://seloste:rivi%0Atoinen@posti.example"),
        ("SELOSTE_MAIL_URL", "smtp://seloste:säilö@posti.example"),
        ("SELOSTE_MAIL_URL_FILE", "/nowhere/address"),
        ("SELOSTE_MAIL_FROM", "Seloste <seloste@toimisto.example>"),
        ("SELOSTE_MAIL_FROM", "seloste"),
        ("SELOSTE_MAIL_LANGUAGE", "de"),
        ("SELOSTE_CHECKPOINTS_MAIL_TO", "a@toimisto.example,b@toimisto.example"),
        ("SELOSTE_CHECKPOINTS_MAIL_TO", "a@toimisto.example\nBcc: b@toimisto.example"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        environment.read({name: value})


def test_a_host_elsewhere_needs_https() -> None:
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_HTTPS"):
        environment.read({"SELOSTE_HOSTS": "rekisteri.example"})
    assert environment.read({"SELOSTE_HOSTS": "rekisteri.example", "SELOSTE_HTTPS": "true"}).https


@pytest.mark.parametrize(
    "given",
    [
        {"SELOSTE_BACKUPS_TO": "/mnt/backups"},
        {"SELOSTE_BACKUP_KEYS_TO": "/mnt/keys"},
        {"SELOSTE_BACKUPS_TO": "/mnt/backups", "SELOSTE_BACKUP_KEYS_TO": "/mnt/backups"},
        {"SELOSTE_BACKUPS_TO": "/mnt/backups", "SELOSTE_BACKUP_KEYS_TO": "/mnt/backups/keys"},
        {"SELOSTE_BACKUPS_TO": "/mnt/keys/data", "SELOSTE_BACKUP_KEYS_TO": "/mnt/backups/../keys"},
    ],
)
def test_data_and_keys_are_copied_to_two_places_or_to_none(given: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_BACKUP_KEYS_TO"):
        environment.read(given)
    found = environment.read({"SELOSTE_BACKUPS_TO": "/mnt/backups", "SELOSTE_BACKUP_KEYS_TO": "/mnt/keys"})
    assert (found.backups_to, found.backup_keys_to) == (Path("/mnt/backups"), Path("/mnt/keys"))


def test_error_pages_are_never_shown_to_the_world() -> None:
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_DEBUG"):
        environment.read({"SELOSTE_DEBUG": "true", "SELOSTE_HTTPS": "true"})


def test_an_unknown_setting_is_named() -> None:
    assert environment.read({"SELOSTE_HOEM": "x", "OTHER": "y", "SELOSTE_HOME": "z"}).unknown == ("SELOSTE_HOEM",)


def test_without_an_address_the_database_is_the_file_in_the_home() -> None:
    found = environment.read({})
    assert (found.database, found.owner) == (None, None)
    assert databases.sqlite(Path("/home"))["NAME"] == Path("/home/seloste.sqlite3")


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("postgresql://app@localhost/seloste", databases.Server("app", "localhost", None, "seloste")),
        ("postgresql://app:s%40la%2F@127.0.0.1:5433/x", databases.Server("app", "127.0.0.1", 5433, "x", "s@la/")),
        ("postgresql://app@/x?host=/run/postgresql", databases.Server("app", "/run/postgresql", None, "x")),
        (
            "postgres://app@db.example/x?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            databases.Server("app", "db.example", None, "x", "", (("sslmode", "verify-full"), ("sslrootcert", "/etc/ca.pem"))),
        ),
    ],
)
def test_an_address_names_a_role_a_host_and_a_database(address: str, server: databases.Server) -> None:
    assert environment.read({"SELOSTE_DATABASE_URL": address}).database == server


def test_statements_are_bound_and_prepared_by_the_server_and_no_request_is_one_long_transaction() -> None:
    made = databases.postgres(databases.Server("app", "localhost", None, "x"))
    assert made["OPTIONS"]["server_side_binding"] is True
    assert made["OPTIONS"]["prepare_threshold"] == 2
    assert (made["CONN_MAX_AGE"], made["ATOMIC_REQUESTS"]) == (None, False)


def test_an_address_may_lie_in_a_file_so_that_its_password_stays_out_of_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "address"
    file.write_text("postgresql://app:secret@localhost/seloste\n")
    found = environment.read({"SELOSTE_DATABASE_URL_FILE": str(file)})
    assert found.database is not None
    assert found.database.password == "secret"
    assert "secret" not in repr(found)
    with pytest.raises(ImproperlyConfigured, match="both set"):
        environment.read({"SELOSTE_DATABASE_URL_FILE": str(file), "SELOSTE_DATABASE_URL": "postgresql://app@localhost/x"})
    file.write_text("")
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_DATABASE_URL"):
        environment.read({"SELOSTE_DATABASE_URL_FILE": str(file)})


def test_a_refused_address_is_not_repeated() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.read({"SELOSTE_DATABASE_URL": "postgresql://app:secret@db.example/seloste"})
    assert "secret" not in str(refused.value)
    assert "sslmode=verify-full" in str(refused.value)


MAIL_FROM = {"SELOSTE_MAIL_FROM": "seloste@toimisto.example"}


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://posti.example", Server("posti.example", 587, "starttls")),
        ("smtps://seloste:s%40la@posti.example", Server("posti.example", 465, "first", "seloste", "s@la")),
        ("smtp://127.0.0.1:25", Server("127.0.0.1", 25, "none")),
        ("smtp://[::1]", Server("::1", 587, "none")),
        ("smtp://localhost?tls=starttls&cafile=/etc/ca.pem", Server("localhost", 587, "starttls", cafile=Path("/etc/ca.pem"))),
    ],
)
def test_mail_goes_encrypted_to_every_server_but_this_machine(address: str, server: Server) -> None:
    assert environment.read({"SELOSTE_MAIL_URL": address, **MAIL_FROM}).mail == server


def test_without_a_mail_server_nothing_is_mailed_and_half_the_settings_are_refused() -> None:
    found = environment.read({})
    assert (found.mail, found.mail_from, found.mail_language, found.checkpoints_mail_to) == (None, "", "fi", "")
    for half in (MAIL_FROM, {"SELOSTE_MAIL_URL": "smtp://localhost"}, {"SELOSTE_CHECKPOINTS_MAIL_TO": "tietosuoja@muualla.example"}):
        with pytest.raises(ImproperlyConfigured, match="of no use without"):
            environment.read(half)


def test_the_mail_servers_address_may_lie_in_a_file_and_is_never_repeated(tmp_path: Path) -> None:
    file = tmp_path / "address"
    file.write_text("smtps://seloste:salaisuus@posti.example\n")
    found = environment.read({"SELOSTE_MAIL_URL_FILE": str(file), **MAIL_FROM})
    assert found.mail is not None
    assert (found.mail.password, "salaisuus" in repr(found)) == ("salaisuus", False)
    file.write_text("smtps://seloste:salaisuus@posti.example?tls=none\n")
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_MAIL_URL") as refused:
        environment.read({"SELOSTE_MAIL_URL_FILE": str(file), **MAIL_FROM})
    assert "salaisuus" not in str(refused.value)
