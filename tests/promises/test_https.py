"""The probe of protected connections: kept where HTTPS is required or nobody else is answered, broken by any loosened setting."""

from typing import Any

import pytest

from duties.conftest import World
from seloste.notice import clauses
from seloste.promises.evidence import Asked
from seloste.promises.house import https_only

STRICT = {"SECURE_SSL_REDIRECT": True, "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "SECURE_HSTS_SECONDS": 31_536_000}


@pytest.fixture
def asked(world: World, now: Any) -> Asked:
    notice = world.door.notice_at(now)
    return Asked(world.door, notice, "", clauses(notice)[0], now)


def put(settings: Any, hosts: list[str], **changed: object) -> None:
    for name, value in {**STRICT, **changed, "ALLOWED_HOSTS": hosts}.items():
        setattr(settings, name, value)


@pytest.mark.promise("OA-22", "LN-43", by="behaviour")
def test_a_service_for_others_is_kept_only_where_https_is_required_throughout(asked: Asked, settings: Any) -> None:
    put(settings, ["rekisteri.example"])
    assert https_only(asked).holds
    for name in STRICT:
        put(settings, ["rekisteri.example"], **{name: 0})
        found = https_only(asked)
        assert (found.holds, "SELOSTE_HTTPS=true" in found.words) == (False, True), name


def test_a_service_for_this_machine_alone_needs_no_https(asked: Asked, settings: Any) -> None:
    put(settings, ["localhost", "127.0.0.1"], SECURE_SSL_REDIRECT=False)
    assert https_only(asked).holds
