"""What is known of backups: written down by whoever makes one, also when two are made at once."""

from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from seloste.duties.operations.backups import noting
from seloste.home import Home


def test_two_that_write_at_once_forget_nothing_of_each_other(fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    really, other = noting._read, Thread(target=noting.note, args=(fresh_home,), kwargs={"kept": now, "keys": Path("/keys")})

    def read(home: Home) -> dict[str, Any]:
        said = really(home)
        if not other.ident:
            other.start()
            other.join(0.3)
        return said

    monkeypatch.setattr(noting, "_read", read)
    noting.note(fresh_home, made=now, into=Path("/data"))
    other.join()
    known = noting.noted(fresh_home)
    assert (known.made, known.into, known.kept, known.keys) == (now, Path("/data"), now, Path("/keys"))
