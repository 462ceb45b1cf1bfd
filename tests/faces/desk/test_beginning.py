"""What may begin, and for whom: a matter that is all about other kinds of people is never offered."""

import pytest

from notice.firms import notice
from seloste.faces.desk.beginning import beginnable, suits
from seloste.policy import compile_notice


@pytest.mark.parametrize(
    ("firm", "kind", "suiting"),
    [
        ("AL", "private", {"contract", "thread", "usage_period", "receivable", "consent"}),
        ("AL", "pupil", {"access", "thread"}),
        ("AL", "teacher", {"access", "thread"}),
        ("AS", "contact_person", {"relationship", "work_order", "receivable", "consent"}),
        ("RA", "prospect", {"relationship", "lead", "consent"}),
        ("RA", "user", {"access", "log_period"}),
        ("ALC", "prospect", {"relationship", "prospecting", "thread", "consent"}),
    ],
)
def test_only_matters_that_make_sense_for_the_kind_suit_it(firm: str, kind: str, suiting: set[str]) -> None:
    found, policy = notice(firm), compile_notice(notice(firm))
    begun = {matter for matter, declared in found.matters.items() if declared.of == "subject" and matter != "request"}
    assert {matter for matter in begun if suits(policy, matter, kind)} == suiting


def test_our_own_years_and_requests_are_never_begun_for_a_person() -> None:
    found = notice("LN")
    offered = {matter for purpose in found.purposes for matter in beginnable(found, purpose)}
    assert offered.isdisjoint({"fiscal_year", "request"})
