"""Every promise is a clause: anchored, checked by something known, and about what the notice names."""

from collections.abc import Callable

import pytest

from seloste.notice import Loaded, Notice, clauses

type Read = Callable[[str], Loaded]

CHECKS = {
    "records_have_ground", "overdue_folders", "category_only_while_matter_open", "archive_separate", "statutory_keeps",
    "reads_have_purpose", "purpose_reads_within_notice", "undeclared_fields", "sources_declared", "ended_matters_have_reason",
    "requests_answered_in_time", "no_extension_given", "refusals_respected", "bans_respected", "disclosures_allowed",
    "roles_granted_by_name", "backups_fade", "automated_decisions_none", "restriction_closes", "ledger_intact",
    "access_log_falls", "authority_current", "notice_text",
    "attestation", "changes_announced", "law_reviewed", "probe", "reviews_in_time", "said", "staff_ready", "log_reviewed",
}  # fmt: skip


def test_anchors_are_unique_and_follow_the_notices_own_keys(lamisnet: Notice) -> None:
    anchors = [each.anchor for each in clauses(lamisnet)]
    assert len(anchors) == len(set(anchors))
    assert {"retention.identity_code", "purpose.newsletter", "right.access", "right.access.no_extension", "archive.claims_archive"} <= set(
        anchors
    )


def test_every_check_is_known_and_its_params_name_what_exists(lamisnet: Notice) -> None:
    parts = {"purpose": lamisnet.purposes, "category": lamisnet.data, "matter": lamisnet.matters, "recipient": lamisnet.recipients}
    for each in clauses(lamisnet):
        assert each.check in CHECKS
        for name, value in each.params.items():
            assert name not in parts or value in parts[name], each.anchor


def test_kinds_and_checks_agree(lamisnet: Notice) -> None:
    for each in clauses(lamisnet):
        assert (each.kind == "said") == (each.check == "said"), each.anchor
        assert (each.kind == "attested") == (each.check == "attestation"), each.anchor
        assert (each.kind == "notice") == (each.check == "notice_text"), each.anchor


def test_every_category_purpose_recipient_and_processor_has_a_promise(lamisnet: Notice) -> None:
    anchors = {each.anchor for each in clauses(lamisnet)}
    assert {f"retention.{key}" for key in lamisnet.data} <= anchors
    assert {f"purpose.{key}" for key in lamisnet.purposes} <= anchors
    assert {f"recipient.{key}" for key in lamisnet.recipients} <= anchors
    assert {f"processor.{key}" for key in lamisnet.processors} <= anchors
    assert {f"security.{key}" for key in lamisnet.security} <= anchors


def test_lines_point_into_the_file(lamisnet: Notice, lamisnet_text: str) -> None:
    lines = lamisnet_text.splitlines()
    found = {each.anchor: each.line for each in clauses(lamisnet)}
    assert "identity_code:" in lines[found["retention.identity_code"] - 1]
    assert "newsletter:" in lines[found["purpose.newsletter"] - 1]
    assert found["purpose.requests"] == 0
    assert all(0 <= line <= len(lines) for line in found.values())


def test_the_identity_code_is_bound_to_its_matter_and_others_are_not(lamisnet: Notice) -> None:
    found = {each.anchor: each for each in clauses(lamisnet)}
    code = found["retention.identity_code"]
    assert (code.check, dict(code.params)) == ("category_only_while_matter_open", {"category": "identity_code", "matter": "credit_check"})
    assert found["retention.credit_results"].check == "overdue_folders"


@pytest.mark.parametrize(
    ("old", "new", "gained", "lost"),
    [
        ("decisions: none", "decisions: {logic: Piste, effect: Hylkäys, review: Ihminen}", set(), {"automated_decisions_none"}),
        (
            "recipients: {}",
            "recipients: {office: {name: Virasto, kind: authority, why: Laki., data: [orders]}}",
            {"recipient.office"},
            {"recipients.none"},
        ),
        ("changes: {channels: [site], lead: P14D}", "", set(), {"changes"}),
    ],
)
def test_a_promise_not_made_has_no_clause(read: Read, mini: str, old: str, new: str, gained: set[str], lost: set[str]) -> None:
    before, after = read(mini).notice, read(mini.replace(old, new)).notice
    assert before
    assert after
    had = {name for each in clauses(before) for name in (each.anchor, each.check)}
    has = {name for each in clauses(after) for name in (each.anchor, each.check)}
    assert gained <= has - had
    assert lost <= had - has
