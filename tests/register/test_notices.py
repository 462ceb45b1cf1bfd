"""A published notice stays published: it opens, reads and is compared when the law or our own checks have moved on."""

from collections.abc import Iterator
from datetime import date

import pytest

from altered_law import Shelf
from gate.club import NOTICE, OFFICE, Club, at, sql
from seloste import gate
from seloste.law.rows import Rule, Statute
from seloste.notice import Unreadable, checks
from seloste.notice.asking import Asking
from seloste.notice.diff import compare
from seloste.notice.findings import Finding

LATER = "2027-03-01"


def reopened(club: Club) -> gate.Door:
    """The register as another process would find it: nothing read is remembered."""
    gate._houses.clear()
    club.door = gate.door(club.home)
    return club.door


def ended(law: Shelf) -> None:
    """End what the notice leans on: the Accounting Act, its section, and the rule made of it."""
    for kind, name in ((Statute, "fi/1336-1997"), (Statute, "fi/1336-1997/2:10"), (Rule, "FI-KPL-6")):
        law.change(kind, name, valid_to=date(2027, 1, 31))


def test_a_notice_on_an_act_that_was_repealed_opens_serves_and_compares_but_is_not_published_again(club: Club, law: Shelf) -> None:
    subject = club.join("2026-11-02").subject
    ended(law)
    door = reopened(club)
    assert club.sees(OFFICE, "care", subject, LATER) == {"name", "reach"}
    ((_, _, old),) = door.notices()
    assert compare(old, old) == ()
    refused = gate.publish(club.home, NOTICE.replace("Hoidamme.", "Hoidamme teitä.").encode(), file="n.yaml", now=at(LATER))
    assert refused.number == 0
    assert {finding.path for finding in refused.findings if finding.severity == "error"} == {"purposes.books.law", "purposes.books.rule"}
    assert len(reopened(club).notices()) == 1


def test_the_notice_that_mends_it_takes_its_place(club: Club, law: Shelf) -> None:
    ended(law)
    mended = NOTICE.replace("law: fi/1336-1997/2:10", "law: fi/1050-2018/29").replace("rule: FI-KPL-6", "keep: P6Y")
    assert mended != NOTICE
    made = gate.publish(club.home, mended.encode(), file="n.yaml", now=at(LATER))
    assert made.number == 2, made.findings
    (_, _, old), (_, _, new) = reopened(club).notices()
    assert {change.path for change in compare(old, new)} >= {"purposes.books.law"}


def test_a_check_of_a_later_release_closes_no_register(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    def stricter(asking: Asking) -> Iterator[Finding]:
        yield asking.find("purpose-empty", "purposes.care", key=True, name="care")

    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, stricter))
    subject = club.join("2026-11-02").subject
    reopened(club)
    assert club.sees(OFFICE, "care", subject, "2026-11-03") == {"name", "reach"}
    assert gate.publish(club.home, NOTICE.replace("Hoidamme.", "Hoidamme teitä.").encode(), file="n.yaml", now=at(LATER)).number == 0


def test_a_stored_notice_that_is_no_notice_any_more_opens_nothing(club: Club) -> None:
    sql("UPDATE notice_version SET source=%s", b"spoilt")
    with pytest.raises(Unreadable):
        reopened(club)
