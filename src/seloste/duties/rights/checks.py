"""Is what the notice promises about requests true today? Value-free checks that the promise board runs: counts, ids and dates."""

from collections.abc import Callable, Mapping
from datetime import datetime

from seloste import law
from seloste.duties.rights.decide import State
from seloste.duties.rights.models import Request
from seloste.gate import Check

SAMPLES = 5
_OPEN = [state.value for state in State if state.open]


def requests_answered_in_time(now: datetime, right: str) -> Check:
    """No request of this right waits past its day. `oldest` is the end of the first day that comes, or came."""
    known = Request.objects.filter(right=right)
    today = law.civil_date(now)
    waiting = known.filter(state__in=_OPEN, due__lt=today)
    first = known.filter(state__in=_OPEN).order_by("due").first()
    late = tuple(waiting.order_by("due").values_list("id", flat=True)[:SAMPLES])
    return Check(waiting.count(), known.count(), late, law.day_after(first.due) if first else None)


def no_extension_given(now: datetime, right: str) -> Check:
    """No request of this right has a later day than the one it was first promised."""
    known = Request.objects.filter(right=right, received__lte=now)
    extended = known.exclude(extended_from=None).order_by("due")
    return Check(extended.count(), known.count(), tuple(extended.values_list("id", flat=True)[:SAMPLES]))


CHECKS: Mapping[str, Callable[..., Check]] = {
    "requests_answered_in_time": requests_answered_in_time,
    "no_extension_given": no_extension_given,
}


def run(name: str, *, now: datetime, right: str) -> Check:
    """Run one check for one right. Raises KeyError for a name that no check has."""
    return CHECKS[name](now, right)
