"""What a statute keeps stays after an erasure, with the statute named as the reason, and is read for nothing else."""

from datetime import date, timedelta

import pytest

from gate.club import at, count, yes
from gate.firms import SINCE, publish, staff
from seloste.duties.rights.answering import Decision, answer_request
from seloste.duties.rights.decide import Code, Outcome, Right
from seloste.duties.rights.models import Request
from seloste.duties.rights.requests import open_request
from seloste.home import Home
from seloste.law import civil_date
from seloste.notice.values import Basis
from seloste.policy import RefusalKind, Refuse

LATER = at("2024-03-01 12:00")


@pytest.mark.promise("AS-08", by="behaviour")
def test_vouchers_stand_through_an_erasure_and_the_answer_cites_the_accounting_act(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "AS")
    subject = register.everything("person")
    asked = open_request(register.door, staff("privacy"), subject, Right.ERASURE, text="Poistakaa.", channel="letter", now=LATER)
    assert isinstance(asked, Request)
    answer = answer_request(register.door, staff("privacy"), asked.number, now=LATER + timedelta(hours=1))
    assert isinstance(answer, Decision)
    by_law = [each for each in answer.grounds if each.basis is Basis.LEGAL_OBLIGATION and each.purpose == "bookkeeping"]
    assert [(each.outcome, each.code, each.statute) for each in by_law] == [(Outcome.KEPT, Code.REF_KPL, "fi/1336-1997/2:10")]
    assert civil_date(by_law[0].until) == date(2031, 1, 1), "six years from the end of the year of 2024's fiscal year"
    assert "kirjanpitolain (1336/1997) 2 luvun 10 §" in answer.letter
    while register.door.sweep(now=at("2024-12-01")).more:
        pass
    assert count("record", "category='invoices'") == 1
    assert register.sees("finance", "bookkeeping", subject, at("2024-12-01")) == {"invoices"}


@pytest.mark.promise("AS-08", by="behaviour")
@pytest.mark.parametrize("kind", RefusalKind)
def test_a_statutory_purpose_cannot_be_refused(db: None, fresh_home: Home, kind: RefusalKind) -> None:
    register = publish(fresh_home, "AS")
    subject = register.everything("person")
    yes(register.do("finance", "payment_monitoring", subject))
    statutory = [key for key, purpose in register.policy.purposes.items() if purpose.basis.get("person") is Basis.LEGAL_OBLIGATION]
    assert "bookkeeping" in statutory
    notice = register.door.notice_at(SINCE)
    for key in statutory:
        assert notice.purposes[key].law, key
        denial = register.do("finance", "payment_monitoring", subject, Refuse(kind, (key,)))
        assert getattr(denial, "code", None) == "SEL-G010", key
