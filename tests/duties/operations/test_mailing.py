"""The privacy officer gets the ledger's newest checkpoint by mail: once a day at most, once only, and without a word about anybody."""

import fcntl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import dba
from mail_sink import Drip, Sink
from seloste.duties import operations
from seloste.home import post
from seloste.home.post import Server

BEGAN = datetime(2024, 1, 15, 8, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FROM, TO = "seloste@toimisto.example", "tietosuoja@muualla.example"


@pytest.fixture
def mailing(settings: Any, mail_sink: Sink) -> Sink:
    """The settings of an installation that mails its checkpoints to the sink."""
    settings.MAIL, settings.MAIL_FROM, settings.CHECKPOINTS_MAIL_TO = mail_sink.server, FROM, TO
    return mail_sink


def tick(world: Any, now: datetime) -> operations.Ticked:
    return operations.tick(world.door, world.home, now=now, clock=lambda: now)


@pytest.mark.parametrize("crlf", [False, True])
def test_the_mail_as_it_arrives_is_what_the_ledger_is_held_against_later(world: Any, mailing: Sink, tmp_path: Path, crlf: bool) -> None:
    world.customer(BEGAN)
    done = tick(world, BEGAN)
    assert (done.mailed.sent, done.mailed.hindered, done.as_json()["ledger"]) == (
        True,
        "",
        {"calls_whose_side_rows_fell": 0, "sealed": done.sealed, "size": done.size, "mailed": True, "whole": True},
    )
    ((sender, recipients, data),) = mailing.taken
    assert (sender, recipients) == (FROM, [TO])
    kept = tmp_path / "saved.txt"
    kept.write_bytes(b"Received: from elsewhere.example\r\n" + data if crlf else data.replace(b"\r\n", b"\n"))
    world.customer(BEGAN + DAY)
    tick(world, BEGAN + DAY)
    verdict = world.door.verify_ledger(now=BEGAN + DAY, against=[kept])
    assert (verdict.ok, verdict.checkpoints) == (True, 3)
    dba.sql("UPDATE ledger_leaf SET purpose = 'newsletter' WHERE position = 0")
    assert not world.door.verify_ledger(now=BEGAN + DAY, against=[kept]).ok


def test_a_letter_holds_the_checkpoint_and_fixed_words_and_nobody(world: Any, mailing: Sink) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    done = tick(world, BEGAN)
    ((_, _, data),), (letter,) = mailing.taken, mailing.letters()
    note = (world.home.path / "ledger" / "checkpoint").read_text("utf-8")
    origin = f"seloste/ledger/{world.home.id}"
    assert letter["Subject"] == f"Käyttölokin tarkistuspiste: {origin}, {done.size}"
    assert letter.get_content().replace("\r\n", "\n") == (
        "Tässä on käyttölokin uusin allekirjoitettu tarkistuspiste. Siinä ei ole henkilötietoja.\n"
        "Säilytä tämä viesti. Jos joku muuttaa lokia myöhemmin, loki ei enää täsmää siihen.\n"
        f"Tarkistus: tallenna viesti tiedostoon ja aja seloste ledger verify --against TIEDOSTO\n\n{note}"
    )
    assert {name.lower() for name in letter} == {
        *("from", "to", "date", "message-id", "auto-submitted", "content-language", "subject"),
        *("mime-version", "content-type", "content-transfer-encoding"),
    }
    whole = data.decode() + letter.get_content()
    for value in ("Kanarialintu", "kanarialintu", "010190", "Myynti", str(subject)):
        assert value not in whole


@pytest.mark.parametrize(
    ("language", "word"), [("fi", "tarkistuspiste:"), ("sv", "Användningsloggens kontrollpunkt:"), ("en", "Checkpoint of the access log:")]
)
def test_the_words_are_in_the_language_of_the_installation(world: Any, mailing: Sink, settings: Any, language: str, word: str) -> None:
    settings.MAIL_LANGUAGE = language
    world.customer(BEGAN)
    tick(world, BEGAN)
    (letter,) = mailing.letters()
    assert (word in letter["Subject"], letter["Content-Language"]) == (True, language)


def test_one_goes_out_a_day_and_only_when_the_ledger_has_grown(world: Any, mailing: Sink) -> None:
    world.customer(BEGAN)
    sent = [tick(world, BEGAN).mailed.sent]
    world.customer(BEGAN + HOUR)
    sent += [tick(world, BEGAN + hours * HOUR).mailed.sent for hours in (0, 1, 2, 24, 25, 48)]
    assert sent == [True, False, False, False, True, False, False]
    assert len(mailing.taken) == 2


@pytest.mark.parametrize("script", [{"to_recipient": "450 full"}, {"to_data": "451 later"}, {"to_data": "drop"}])
def test_what_was_not_taken_hinders_nothing_and_is_tried_again_by_the_next_tick(world: Any, mailing: Sink, script: dict[str, str]) -> None:
    subject, _ = world.customer(BEGAN)
    world.check_credit(subject, BEGAN)
    vars(mailing).update(script)
    for minutes in (0, 5):
        done = tick(world, BEGAN + 15 * DAY + timedelta(minutes=minutes))
        assert (done.mailed.sent, "could not be mailed" in done.mailed.hindered, TO in done.mailed.hindered) == (False, True, False)
        assert (done.receipt.folders, done.sealed) == ((1, done.size) if not minutes else (0, 0))
    assert (mailing.tried, mailing.taken) == (2, [])
    mailing.to_recipient = mailing.to_data = "250 OK"
    assert [tick(world, BEGAN + 15 * DAY + minutes * timedelta(minutes=1)).mailed.sent for minutes in (10, 15)] == [True, False]
    assert len(mailing.taken) == 1


def test_a_server_that_takes_the_letter_and_hangs_up_gets_no_second_one(world: Any, mailing: Sink) -> None:
    world.customer(BEGAN)
    mailing.to_data = "250 drop"
    assert [tick(world, BEGAN + minutes * timedelta(minutes=1)).mailed.sent for minutes in (0, 5)] == [True, False]
    assert len(mailing.taken) == 1


def test_a_silent_server_holds_a_tick_up_for_a_bounded_time(
    world: Any, mailing: Sink, settings: Any, listen: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "STEP", 0.2)
    settings.MAIL = Server("127.0.0.1", listen(lambda: Drip(None)), "none")
    world.customer(BEGAN)
    assert "did not answer in time" in tick(world, BEGAN).mailed.hindered


def test_a_second_copy_after_a_crash_is_known_by_its_number(world: Any, mailing: Sink) -> None:
    world.customer(BEGAN)
    tick(world, BEGAN)
    (world.home.path / "mailed.json").write_text("{half", "utf-8")
    assert tick(world, BEGAN + HOUR).mailed.sent
    first, second = mailing.letters()
    assert first["Message-ID"] == second["Message-ID"]


def test_two_ticks_at_once_mail_once(world: Any, mailing: Sink) -> None:
    world.customer(BEGAN)
    with (world.home.path / "mailing.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert tick(world, BEGAN).mailed == operations.Mailed()
    assert mailing.taken == []
    assert tick(world, BEGAN).mailed.sent


def test_a_letter_that_could_not_be_written_down_is_told(world: Any, mailing: Sink) -> None:
    world.customer(BEGAN)
    (world.home.path / "mailed.json").mkdir()
    done = tick(world, BEGAN)
    assert (done.mailed.sent, "could not be written down" in done.mailed.hindered) == (True, True)


def test_without_an_address_nothing_is_mailed(world: Any, mailing: Sink, settings: Any) -> None:
    settings.CHECKPOINTS_MAIL_TO = ""
    world.customer(BEGAN)
    assert tick(world, BEGAN).mailed == operations.Mailed()
    assert (mailing.tried, mailing.greeted) == (0, [])
