"""The second wall, on PostgreSQL: a session sees the rows of the controller it stands for, and nobody's when it stands for none."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import Error, connection, transaction
from django.test import Client

import dba
from gate.club import NOTICE, OFFICE, Club, at, count, sql
from seloste import gate
from seloste.duties.rights.models import Request
from seloste.gate.house import House
from seloste.home import wall
from seloste.register.models import Folder, Record, Subject

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

# Those about a person that stand outside: the ledger is sealed and verified as one, and holds ids and a unit; a request's number is
# unique in the house, and holds ids.
OUTSIDE = {"ledger_side", "ledger_leaf", "request_number"}


@pytest.fixture
def both(club: Club) -> tuple[Club, Club]:
    """Two controllers' clubs, a member in each."""
    source = NOTICE.replace("key: club", "key: other").replace("business_id: 2701131-6, ", "").replace("name: Kerho", "name: Toinen kerho")
    assert gate.publish(club.home, source.encode(), file="other.yaml", now=at("2020-01-01")).number == 1
    clubs = Club(club.home, gate.door(club.home, register="club")), Club(club.home, gate.door(club.home, register="other"))
    for one in clubs:
        one.join("2024-01-02", email="sama@kerho.example")
    return clubs


def house(club: Club) -> House:
    return club.door._house


def seen() -> dict[str, int]:
    """How many rows of each walled table this session sees."""
    with connection.cursor() as cursor:
        found = {}
        for table in walled():
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = int(cursor.fetchone()[0])
    return found


def walled() -> list[str]:
    found = sql("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY relname")
    return [str(name) for (name,) in found]


def test_every_table_about_people_is_walled_in() -> None:
    about = {
        model._meta.db_table
        for model in apps.get_models()
        if {field.name for field in model._meta.get_fields()} & {"controller_id", "subject", "subject_id"}
    }
    about |= {"suppression", "log_review", "log_anomaly"}  # by their register
    assert about - OUTSIDE == set(walled())
    assert OUTSIDE & set(walled()) == set()


def test_a_session_that_stands_for_nobody_sees_nobody(both: tuple[Club, Club]) -> None:
    gate.leave()
    assert set(seen().values()) == {0}
    assert count("subject") == 2, "the control: an administrator sees both"


def test_a_session_sees_its_own_controllers_rows_and_no_others(both: tuple[Club, Club]) -> None:
    for club in both:
        house(club).stand()
        found = seen()
        assert (found["subject"], found["lookup"]) == (1, 1)
        assert set(Subject.objects.values_list("controller_id", flat=True)) == {house(club).controller}
        assert set(Folder.objects.values_list("controller_id", flat=True)) == {house(club).controller}


def test_a_condition_left_out_by_mistake_still_shows_no_others(both: tuple[Club, Club]) -> None:
    mine, other = both
    house(mine).stand()
    assert not Record.objects.filter(controller_id=house(other).controller).exists()
    assert Record.objects.update(category="gossip") == count("record", "controller_id=%s", house(mine).controller)
    assert count("record", "controller_id=%s AND category='gossip'", house(other).controller) == 0
    assert Subject.objects.count() == 1


def test_without_the_policy_the_others_rows_do_show(both: tuple[Club, Club]) -> None:
    """The control: it is the wall that hides them."""
    gate.leave()
    assert Subject.objects.count() == 0
    sql("DROP POLICY of_one_controller ON subject")
    sql("CREATE POLICY open ON subject USING (true)")
    assert Subject.objects.count() == 2


def test_nothing_can_be_written_for_another_controller(both: tuple[Club, Club]) -> None:
    mine, other = both
    house(mine).stand()
    theirs = {"controller_id": house(other).controller, "register_id": house(other).register, "kind": "member", "created": at("2024-01-02")}
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        Subject.objects.create(id=77, **theirs)
    house(mine).stand()
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        Subject.objects.update(controller_id=house(other).controller)
    gate.leave()
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        Subject.objects.create(id=78, **theirs)


def test_a_request_is_seen_by_the_controller_whose_person_asked(both: tuple[Club, Club]) -> None:
    mine, other = both
    house(mine).stand()
    person = Subject.objects.get()
    now = at("2024-01-03")
    Request.objects.create(
        subject_id=person.id, id=1, number="2024-0001", right="access", state="received", channel="email", matter=1, received=now, due=now
    )
    house(other).stand()
    assert not Request.objects.exists()
    house(mine).stand()
    assert Request.objects.exists()


def test_opening_a_door_and_every_verb_of_it_stand_for_its_controller(both: tuple[Club, Club]) -> None:
    mine, other = both
    gate.leave()
    door = gate.door(mine.home, register="club")
    assert Subject.objects.count() == 1
    person = Subject.objects.get().id
    for verb in (
        lambda: door.read(OFFICE, "care", person, now=at("2024-01-03")),
        lambda: door.list(OFFICE, "care", now=at("2024-01-03")),
        lambda: door.due(on=at("2044-01-03")),
        lambda: door.check("records_have_ground", now=at("2024-01-03")),
        lambda: list(door.recompute_all()),
    ):
        house(other).stand()
        assert verb()
        assert set(Subject.objects.values_list("controller_id", flat=True)) == {house(mine).controller}


def test_a_rollback_does_not_leave_a_session_standing_for_whom_it_does_not(both: tuple[Club, Club]) -> None:
    mine, other = both
    house(mine).stand()
    with transaction.atomic():
        house(other).stand()
        transaction.set_rollback(True)
    # The server has forgotten the change with the transaction, and so must we.
    house(other).stand()
    assert set(Subject.objects.values_list("controller_id", flat=True)) == {house(other).controller}


@pytest.fixture
def standing(both: tuple[Club, Club]) -> Iterator[None]:
    house(both[0]).stand()
    assert Subject.objects.exists()
    yield
    gate.leave()


def test_after_a_request_its_connection_stands_for_nobody(standing: None, client: Client) -> None:
    client.get("/staff/sign-in/")
    assert not Subject.objects.exists()


def test_after_a_request_that_failed_its_connection_stands_for_nobody(
    standing: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no answer")

    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", fails)
    client.raise_request_exception = False
    assert client.get("/staff/sign-in/").status_code == 500
    assert not Subject.objects.exists()


def test_leaving_without_a_connection_opens_none(standing: None) -> None:
    asked = dba.sql("SELECT 1")
    assert asked == [(1,)]
    wall.leave()
    wall.leave()
    assert not Subject.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_left_and_one_made_anew_stand_for_nobody(club: Club) -> None:
    club.join("2024-01-02")
    assert Subject.objects.exists()
    connection.close()
    assert not Subject.objects.exists(), "a new connection begins without"
    house(club).stand()
    assert Subject.objects.exists()
    gate.leave()
    assert not Subject.objects.exists(), "and one kept is given back without"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('seloste.controller', true)")
        assert cursor.fetchone() == ("",)
