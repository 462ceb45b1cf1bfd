"""The promise board's queries: a sound register gives no breach, and a row changed by hand is found and named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from gate.club import PRIVACY, Club, at, count, sql
from seloste import ledger
from seloste.gate.checks import CHECKS
from seloste.policy import Touch

NOW = at("2024-06-15")
PAST, FUTURE = at("2024-02-01"), at("2099-01-01")


def run(statement: str, *values: object) -> Callable[[Club], None]:
    return lambda club: (sql(statement, *values), None)[1]


def read_while_restricted(club: Club) -> None:
    ((subject,),) = sql("SELECT subject_id FROM restriction")
    ledger.append(leaf=ledger.new_leaf(), at=at("2024-06-01"), controller=club.door._house.controller, verb="read", actor=1, unit="x",
                  purpose="care", notice="ab" * 32, outcome="allowed", categories=("name",), subjects=(subject,),
                  side_falls=NOW + timedelta(days=700))  # fmt: skip


def hide_a_fallen_folder(club: Club) -> None:
    """The address that fell when the member left, made to stand for ever now that the member is back."""
    fell = at("2024-05-20")
    assert count("folder", "category='reach' AND live_until=%s", fell) == 1
    sql("UPDATE folder SET live_until=%s, falls=%s, doom=%s, gone_live=%s WHERE category='reach' AND live_until=%s", *[FUTURE] * 4, fell)


WORDS = b'{"title": "Soutu", "and": "so on, in the open"}' * 3
BREAKS = [
    ("records_have_ground", {}, run("DELETE FROM ground WHERE purpose='books'")),
    ("records_have_ground", {}, run("UPDATE ground SET ends=%s WHERE purpose='care'", PAST)),
    ("records_have_ground", {}, run("UPDATE folder SET doom=%s WHERE category='lessons'", PAST)),
    ("records_have_ground", {}, run("UPDATE folder SET arrived=%s WHERE category='lessons'", at("2023-01-01"))),
    ("overdue_folders", {"category": "lessons"}, run("UPDATE folder SET doom=%s WHERE category='lessons'", PAST)),
    ("overdue_folders", {"purpose": "care"}, run("UPDATE folder SET doom=%s WHERE category='lessons'", PAST)),
    ("category_only_while_matter_open", {"category": "code", "matter": "check"}, run("UPDATE matter SET ends=%s WHERE kind='check'", PAST)),
    ("category_only_while_matter_open", {"category": "code", "matter": "check"}, run("DELETE FROM matter WHERE kind='check'")),
    ("archive_separate", {}, run("UPDATE folder SET archived=%s WHERE archived", False)),
    ("archive_separate", {}, run("UPDATE folder SET archived=%s WHERE category='lessons'", True)),
    ("archive_separate", {}, run("UPDATE folder SET live_until=%s WHERE archived", FUTURE)),
    ("statutory_keeps", {"purpose": "books"}, run("UPDATE folder SET falls=%s WHERE category='bills'", FUTURE - timedelta(days=30000))),
    ("undeclared_categories", {}, run("UPDATE record SET category='shoes' WHERE category='lessons'")),
    ("undeclared_fields", {}, run("UPDATE archived_record SET category='shoes'")),
    ("sources_declared", {}, run("UPDATE record SET source='gossip' WHERE category='lessons'")),
    ("ended_matters_have_reason", {"matter": "membership"}, run("UPDATE matter SET reason='' WHERE why='ended'")),
    ("refusals_respected", {}, run("UPDATE ground SET ends=%s WHERE purpose='news'", FUTURE)),
    ("refusals_respected", {"purpose": "news"}, run("UPDATE ground SET ends=%s WHERE purpose='news'", FUTURE)),
    ("restriction_closes", {}, read_while_restricted),
    ("reviews_in_time", {}, run("UPDATE restriction SET review=%s", PAST)),
    ("records_sealed", {}, run("UPDATE record SET ciphertext=%s WHERE category='lessons'", WORDS)),
    ("records_sealed", {}, run("UPDATE archived_record SET ciphertext=substr(ciphertext, 1, 20)")),
    ("disclosures_allowed", {"recipient": "boats"}, run("UPDATE disclosure SET categories='name,code'")),
    ("disclosures_allowed", {"recipient": "gossips"}, run("UPDATE disclosure SET recipient='gossips'")),
    ("reads_have_purpose", {}, run("UPDATE ledger_leaf SET purpose='' WHERE verb='read' AND outcome='allowed'")),
    ("purpose_reads_within_notice", {"purpose": "care"}, run("UPDATE ledger_leaf SET categories='code' WHERE purpose='care'")),
    ("records_have_ground", {}, hide_a_fallen_folder),
]  # fmt: skip


def test_a_sound_register_has_no_breach_and_a_row_changed_by_hand_is_found(lived: Club) -> None:
    for number, (name, params, harm) in enumerate(BREAKS):
        what = f"{name} {params}, case {number}"
        assert lived.door.check(name, now=NOW, **params).breaches == 0, what
        with transaction.atomic():
            harm(lived)
            found = lived.door.check(name, now=NOW, **params)
            transaction.set_rollback(True)
        assert found.breaches >= 1, what
        assert 1 <= len(found.samples) <= 5, what


def test_a_fallen_folder_made_to_stand_without_being_readable_is_found_when_it_should_be_gone(lived: Club) -> None:
    hide_a_fallen_folder(lived)
    sql("UPDATE folder SET live_until=%s WHERE live_until=%s", PAST, FUTURE)
    lived.sweep("2024-06-19")
    assert lived.door.check("records_have_ground", now=at("2024-06-18 23:00")).breaches == 0
    assert lived.door.check("records_have_ground", now=at("2024-06-19")).breaches == 1


def test_the_access_logs_rows_past_their_date_are_found(lived: Club) -> None:
    assert lived.door.check("access_log_falls", now=NOW).breaches == 0
    sql("UPDATE ledger_leaf SET falls=falls-%s WHERE verb='read'", 3 * 365 * 24 * 3600 * 1_000_000)
    assert lived.door.check("access_log_falls", now=NOW).breaches >= 1


def test_every_check_is_tested_here() -> None:
    assert {name for name, _, _ in BREAKS} | {"access_log_falls"} == set(CHECKS)


def test_a_check_that_does_not_exist_is_an_error_and_never_a_pass(club: Club) -> None:
    with pytest.raises(KeyError):
        club.door.check("all_is_well", now=NOW)


def test_a_check_tells_how_many_it_looked_at(lived: Club) -> None:
    assert lived.door.check("records_have_ground", now=NOW).of == count("folder")
    found = lived.door.check("category_only_while_matter_open", now=NOW, category="code", matter="check")
    assert (found.of, found.oldest) == (1, at("2024-06-10"))
    assert lived.door.check("reviews_in_time", now=NOW).of == 1
    assert lived.door.check("disclosures_allowed", now=NOW, recipient="boats").of == 1


def test_a_check_leaves_no_leaf_and_shows_no_value(lived: Club) -> None:
    before = count("ledger_leaf")
    shown = repr([lived.door.check(name, now=NOW, **params) for name, params, _ in BREAKS])
    assert count("ledger_leaf") == before
    assert "kerho" not in shown
    assert "Väisänen" not in shown


def test_an_overdue_sweep_shows_on_the_board_until_it_has_run(lived: Club) -> None:
    late = at("2024-07-15")
    found = lived.door.check("records_have_ground", now=late)
    assert found.breaches == len(lived.door.due(on=late)) > 0
    lived.sweep("2024-07-15")
    assert lived.door.check("records_have_ground", now=late).breaches == 0


def test_touching_a_matter_does_not_hide_a_breach(lived: Club) -> None:
    sql("UPDATE folder SET doom=%s WHERE category='lessons'", PAST)
    ((subject, matter),) = sql("SELECT subject_id, id FROM matter WHERE kind='course'")
    lived.care(subject, "2024-06-15", Touch(matter))
    assert lived.door.check("records_have_ground", now=NOW).breaches == 0, "a refold put the date right again"
    assert lived.sees(PRIVACY, "notifying", subject, "2024-06-15") == {"reach"}
