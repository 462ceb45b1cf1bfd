"""A firm's register on a database where work is committed, in a home of its own, with everything that it leaves behind at hand."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache

from leaks.scene import NOW
from leaks.sinks import Sinks, own_handler
from seloste import home as homes
from seloste.home import post


@pytest.fixture
def sinks(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sinks]:
    """An empty home, an empty folder for temporary files, and a log that is listened to."""
    with time_machine.travel(NOW, tick=True):
        home = homes.create(tmp_path / "home", demo=True, now=NOW)
        monkeypatch.setenv("SELOSTE_HOME", str(home.path))
        (tmp_path / "temp").mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
        made = Sinks(home.path, tmp_path / "temp")
        # A mail server that keeps what it is given.
        monkeypatch.setattr(settings, "MAIL", post.Server("localhost", 25, "none", "", ""))
        monkeypatch.setattr(settings, "MAIL_FROM", "rekisteri@firma.example")
        monkeypatch.setattr(settings, "CHECKPOINTS_MAIL_TO", "vastaava@firma.example")
        monkeypatch.setattr(post, "send", lambda _, letter, **who: made.letters.append(letter.as_bytes() + str(who).encode()))
        handler = own_handler()
        before = handler.setStream(made.log)
        yield made
        cache.clear()
        if before is not None:
            handler.setStream(before)
