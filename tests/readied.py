"""People who have what a notice demands of those who hold a role: what a test needs before it gives them one."""

from datetime import datetime

from seloste.accounts.models import Proof, Staff
from seloste.law import civil_date
from seloste.notice import Notice
from seloste.notice.people import demands


def ready(staff: Staff, notice: Notice, now: datetime) -> Staff:
    """Record today everything that the notice demands of a person."""
    for kind, demand in demands(notice.security).proofs().items():
        Proof.objects.create(staff=staff, kind=kind, version=demand.version, on=civil_date(now), recorded_by=staff, recorded_at=now)
    return staff
