"""A second version of the notice: announced to come, or in force for two days."""

from datetime import date, timedelta

from faces.staff import LAMISNET, Office
from seloste import gate
from seloste.duties.announcements import telling
from seloste.duties.announcements.promise import Channel
from seloste.law import day_start
from seloste.notice import Notice, load
from seloste.policy import SYSTEM

DATES = "updated: 2026-11-02, effective: 2026-11-16"
COMING = LAMISNET.read_text("utf-8").replace(DATES, "updated: 2026-11-20, effective: 2026-12-10").replace("keep: P5Y", "keep: P6Y").encode()


def tell(office: Office, channel: Channel = "site") -> Notice:
    notice = load(COMING, file="notice.yaml", on=office.now.date()).notice
    assert notice is not None
    effective = day_start(notice.dates.effective)
    telling.announce(gate.door(office.home), notice, COMING, channel, effective=effective, by=SYSTEM, now=office.now)
    return notice


def publish_second(office: Office) -> Notice:
    """Put a second version in force from 20 November 2026."""
    changed = LAMISNET.read_text("utf-8").replace(DATES, "updated: 2026-11-03, effective: 2026-11-20").encode()
    day = day_start(date(2026, 11, 20))
    made = gate.publish(office.home, changed, file="notice.yaml", effective=day, now=office.now - timedelta(days=4))
    assert made.number == 2, made.findings
    return gate.door(office.home).notice_at(office.now)
