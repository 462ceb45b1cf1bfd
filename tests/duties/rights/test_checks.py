"""What the promise board asks of requests: a late one and an extended one are found and named."""

from datetime import date, datetime, timedelta

import pytest

from duties.conftest import World
from duties.rights.test_requests import ask
from seloste.duties.rights import checks
from seloste.duties.rights.decide import Right
from seloste.duties.rights.models import Request


@pytest.mark.promise("LN-50", by="behaviour")
def test_a_request_past_its_day_is_a_breach_until_it_is_answered(world: World, now: datetime) -> None:
    subject, _ = world.customer(now - timedelta(days=40))
    asked = ask(world, subject, Right.ACCESS, now)
    fine = checks.run("requests_answered_in_time", now=now + timedelta(days=30), right="access")
    assert (fine.breaches, fine.of, fine.samples) == (0, 1, ())
    late = checks.run("requests_answered_in_time", now=now + timedelta(days=31), right="access")
    assert (late.breaches, late.samples) == (1, (asked.id,))
    assert checks.run("requests_answered_in_time", now=now + timedelta(days=31), right="erasure").of == 0


@pytest.mark.promise("LN-50", by="behaviour")
def test_a_day_moved_by_hand_is_found(world: World, now: datetime) -> None:
    subject, _ = world.customer(now)
    asked = ask(world, subject, Right.ACCESS, now)
    assert checks.run("no_extension_given", now=now, right="access").breaches == 0
    Request.objects.filter(subject_id=subject).update(extended_from=asked.due, due=date(2027, 2, 22))
    assert checks.run("no_extension_given", now=now, right="access").samples == (asked.id,)


def test_an_unknown_check_is_an_error(now: datetime) -> None:
    with pytest.raises(KeyError):
        checks.run("requests_are_nice", now=now, right="access")
