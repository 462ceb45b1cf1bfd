"""A canary in every field, worked with in every way, and everything made to fail: nothing of it is left where it must not be.

What is looked through: logs, terminals, redirects, headers, links and refusals, the home folder, temporary files, the database's files (on
PostgreSQL the whole server with its log), every column of every table, sessions, mail, the cache.
"""

from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import pytest
from django.db import DatabaseError, connection, transaction

from gate.firms import EXAMPLES
from leaks import canaries
from leaks.canaries import WORDS, found
from leaks.commands import ASKED_FOR, ELSEWHERE, RUNS
from leaks.scene import Broken, Scene, leaves, scene
from leaks.sinks import Sinks
from seloste import home as homes
from seloste.accounts.models import Staff
from seloste.config import sealing
from seloste.faces.cli import cli
from seloste.notice.values import FieldType

# Between them they have every type of field, data on health, and a password.
FIRMS = ("aito-support", "ohjelma-aitta", "hammasasema")
PLACES = tuple(Sinks(Path(), Path()).looks())


@pytest.mark.promise("AL-50", by="behaviour")
@pytest.mark.parametrize("firm", FIRMS)
def test_no_value_is_left_where_it_must_not_be(firm: str, sinks: Sinks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (EXAMPLES / firm / "notice.yaml").read_text(encoding="utf-8")
    with scene(homes.current(), sinks, source, tmp_path) as worked:
        assert worked.stored >= {key for key, one in worked.firm.policy.categories.items() if one.of != "request"}
        worked.look()
        _pages_were_reached(worked)
        worked.fail_everywhere()
        if firm == FIRMS[0]:
            _run_commands(worked, tmp_path, monkeypatch)
            _fail_in_the_background(monkeypatch)
            _fail_in_the_database()
            assert sinks.letters, "the tick mailed nothing that could have been looked through"
    assert {place: traces for place in PLACES if (traces := sinks.traces(place))} == {}


def _pages_were_reached(worked: Scene) -> None:
    """Every page was opened, sent to, refused: a walk that only met closed doors would find nothing."""
    shown = {name for name, statuses in worked.statuses.items() if 200 in statuses}
    assert {"desk:card", "desk:find", "desk:add", "desk:edit", "desk:life", "office:request", "office:package"} <= shown
    assert {"office:requests", "office:ledger", "office:board", "office:new_request", "accounts:sign_in", "site:notice"} <= shown


def _run_commands(worked: Scene, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every command as it should be run, and once more where everything it touches fails."""
    names = set(leaves(cli))
    assert names == set(RUNS) | set(ELSEWHERE), "say in leaks.commands how a new command is run"
    out = folder / "asked-for"
    out.mkdir()
    last = "keys change-root"
    for name in sorted(names & set(RUNS), key=lambda one: (one == last, one)):
        for run in RUNS[name]:
            words = run.words.format(n=worked.fresh_request(), file=worked.notice, folder=out)
            worked.command(words, typed=run.typed, shows=name in ASKED_FOR)
            if name != last:
                with monkeypatch.context() as patch:
                    patch.setattr("seloste.gate.door", lambda *_, **__: Broken())
                    worked.command(words, typed=run.typed)


def _fail_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the thread that seals the ledger meet every error that it knows."""
    for kind in (homes.HomeError, DatabaseError, LookupError, OSError):

        def fail(*_: object, kind: type[Exception] = kind, **__: object) -> None:
            raise kind(WORDS)

        with monkeypatch.context() as patch:
            patch.setattr("seloste.gate.door", fail)
            # It would close the connection on which the test stands.
            patch.setattr(connection, "close", lambda: None)
            sealing.look()


def _fail_in_the_database() -> None:
    """Break constraints with values in the row, as a mistake in the program would."""
    for wrong in ({"login": ""}, {"unit": canaries.HETU * 99}, {"id": -1}):
        said = {"login": canaries.PLAIN, "name": WORDS, "unit": WORDS, "created": "2024-01-01T00:00Z", **wrong}
        with suppress(DatabaseError), transaction.atomic():
            Staff.objects.create(**said).delete()  # SQLite lets a text be longer than said


@pytest.mark.parametrize("place", PLACES)
def test_what_is_planted_is_found_there(place: str, sinks: Sinks) -> None:
    if place == "database" and connection.vendor == "postgresql" and not sinks.server:
        pytest.skip("the files of a server that ran before aren't ours to look through")
    word = f"istutettu{token_hex(6)}"
    assert sinks.traces(place, (word,)) == {}
    sinks.plant(place, word)
    assert set(sinks.traces(place, (word,)).values()) == {frozenset({word})}


@pytest.mark.parametrize("form", ["utf-16-le", "utf-16-be", "latin-1", "utf-8"])
def test_a_canary_is_known_again_in_other_alphabets(form: str) -> None:
    for kind, value in canaries.VALUES.items():
        if kind is not FieldType.BOOLEAN:
            assert found(b"\x01" + f"x{value}y".encode(form) + b"\x02"), (kind, form)
    assert not found("Aino Esimerkki, 010170-901A, 1970-01-01".encode(form))
