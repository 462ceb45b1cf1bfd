"""Decide: the no that needs no look-up. Role by purpose, and nothing that the notice does not name."""

import pytest

from policy.scenes import LAMISNET, policy
from seloste.policy import SYSTEM, Actor, Code, Denial, decide, purposes_of

ROLES = {
    "sales": {"customer_care"},
    "support": {"customer_care"},
    "claims": {"claims"},
    "bookkeeping": {"bookkeeping"},
    "credit": {"credit_check"},
    "marketing": {"newsletter"},
    "privacy": set[str](),
    "system": set[str](),
}
PURPOSES = tuple(LAMISNET["purposes"])


def actor(*roles: str) -> Actor:
    return Actor(7, frozenset(roles), "Myynti")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_role_opens_its_own_purposes_and_no_other(role: str, purpose: str) -> None:
    denial = decide(policy(LAMISNET), actor(role), purpose)
    if purpose in ROLES[role]:
        assert denial is None
    else:
        assert denial is not None
        assert denial.code is Code.ROLE


def test_several_roles_open_what_each_opens() -> None:
    assert purposes_of(policy(LAMISNET), actor("sales", "credit")) == ("customer_care", "credit_check")


def test_no_role_opens_nothing() -> None:
    assert purposes_of(policy(LAMISNET), actor()) == ()


def test_the_archive_is_read_by_nobody() -> None:
    everyone = actor(*ROLES)
    assert isinstance(decide(policy(LAMISNET), everyone, "claims_archive"), Denial)


def test_the_software_itself_opens_no_purpose_of_the_firm() -> None:
    assert purposes_of(policy(LAMISNET), SYSTEM) == ()


@pytest.mark.promise("LN-07", by="behaviour")
@pytest.mark.parametrize("purpose", ["", "curiosity", "x" * 500])
def test_a_purpose_that_the_notice_does_not_name_is_refused(purpose: str) -> None:
    denial = decide(policy(LAMISNET), actor(*ROLES), purpose)
    assert denial is not None
    assert denial.code is Code.NO_PURPOSE
    assert len(denial.purpose) <= 60


def test_a_denial_names_the_roles_that_would_open_the_purpose() -> None:
    denial = decide(policy(LAMISNET), actor("marketing"), "customer_care")
    assert denial is not None
    assert denial.detail == "sales, support"


@pytest.mark.parametrize("code", Code)
def test_every_denial_has_its_sentence(code: Code) -> None:
    assert Denial(code, "customer_care").reason.endswith(".")


def test_an_actors_roles_cannot_change_under_it() -> None:
    with pytest.raises(TypeError, match="frozenset"):
        Actor(1, {"sales"}, "Myynti")  # type: ignore[arg-type]
