"""Every setting is typed: a wrong value refuses to start and says what it may be."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from seloste.config import environment


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
        ("SELOSTE_HOSTS", "*"),
        ("SELOSTE_HOSTS", ".example"),
        ("SELOSTE_HOSTS", " , "),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        environment.read({name: value})


def test_a_host_elsewhere_needs_https() -> None:
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_HTTPS"):
        environment.read({"SELOSTE_HOSTS": "rekisteri.example"})
    assert environment.read({"SELOSTE_HOSTS": "rekisteri.example", "SELOSTE_HTTPS": "true"}).https


def test_error_pages_are_never_shown_to_the_world() -> None:
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_DEBUG"):
        environment.read({"SELOSTE_DEBUG": "true", "SELOSTE_HTTPS": "true"})


def test_an_unknown_setting_is_named() -> None:
    assert environment.read({"SELOSTE_HOEM": "x", "OTHER": "y", "SELOSTE_HOME": "z"}).unknown == ("SELOSTE_HOEM",)
