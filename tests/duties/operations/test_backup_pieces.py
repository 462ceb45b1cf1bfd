"""Whoever writes to the medium of the keys: what was decided since a backup is altered, left out or exchanged by nobody unseen."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from duties.operations.conftest import Backed
from seloste.home import open_home
from seloste.home.root import root_file

EVENING, NEXT = "2024-01-05", "2024-01-06"


@pytest.fixture
def told(backed: Backed) -> Backed:
    """A backup, and two pieces: the second tells what was decided after it."""
    backed.who = backed.ask("found", when="2024-01-02")
    backed.ask("make", into=str(backed.data), when=f"{EVENING} 20:00")
    backed.ask("keep", into=str(backed.keys), when=f"{EVENING} 21:00")
    backed.ask("decide", who=backed.who, when=f"{NEXT} 12:00")
    backed.ask("keep", into=str(backed.keys), when=f"{NEXT} 21:00")
    return backed


def pieces(told: Backed) -> list[Path]:
    return sorted((told.keys / "since").iterdir())


def restore(told: Backed, root: Path | None = None) -> dict[str, Any]:
    copies = {"data": str(told.data), "keys": str(told.keys), "root": str(root or root_file(open_home(told.home()), {}))}
    return told.say("restore", "new", None, **copies, when=f"{NEXT} 23:00")


def forge(path: Path, change: Callable[[list[Any]], list[Any]]) -> None:
    """Write a piece anew as somebody who has no key can: with a digest that fits."""
    head, *lines, last = [json.loads(line) for line in path.read_bytes().splitlines()]
    written = [json.dumps(line, separators=(",", ":")).encode() + b"\n" for line in [head, *change(lines)]]
    digest = hashlib.sha256(b"".join(written)).hexdigest()
    path.write_bytes(b"".join(written) + json.dumps(last | {"sha256": digest}).encode() + b"\n")


def without_refusals(lines: list[Any]) -> list[Any]:
    found = [line for line in lines if line[0] == "standing" and len(line) > 2 and line[-1].get("refusal")]
    assert found, "somebody has refused something"
    for line in found:
        line[-1]["refusal"] = []
    return lines


def unlike_anybody(lines: list[Any]) -> list[Any]:
    return [line for line in lines if line[0] != "standing"]


@pytest.mark.promise("AL-51", by="behaviour")
@pytest.mark.parametrize("change", [without_refusals, unlike_anybody, list])
def test_a_piece_that_somebody_else_wrote_is_refused_though_its_digest_fits(told: Backed, change: Callable[[list[Any]], list[Any]]) -> None:
    newest = pieces(told)[-1]
    whole = newest.read_bytes()
    forge(newest, change)
    if newest.read_bytes() == whole:
        newest.write_bytes(whole.replace(b'"tag": "', b'"tag": "\xc3\xa4'))
    refused = restore(told).get("refused", "")
    assert "somebody forged it" in refused
    assert "take another copy of this folder" in refused
    assert not (told.place / "new").exists()
    newest.write_bytes(whole)
    assert "said" in restore(told)


def test_the_living_home_adds_nothing_to_pieces_that_somebody_forged_and_says_how_to_begin_anew(told: Backed) -> None:
    forge(pieces(told)[-1], without_refusals)
    refused = told.say("keep", into=str(told.keys), when="2024-01-07 21:00").get("refused", "")
    assert "somebody forged it" in refused
    assert "move the folder aside" in refused
    (told.keys / "since").rename(told.place / "aside")
    told.ask("make", into=str(told.data), when="2024-01-07 21:10")
    told.ask("keep", into=str(told.keys), when="2024-01-07 21:20")
    assert "said" in restore(told)


def test_a_piece_in_the_place_of_another_that_the_home_wrote_too_is_found(told: Backed) -> None:
    """As when two homes were restored from one backup, and lived on: both have the key."""
    place = pieces(told)[-1]
    aside = place.rename(told.place / "aside")
    told.ask("keep", into=str(told.keys), when=f"{NEXT} 21:10")
    other = pieces(told)[-1]
    assert other != place
    told.ask("publish", when=f"{NEXT} 22:00")
    told.ask("keep", into=str(told.keys), when=f"{NEXT} 22:30")
    kept = other.read_bytes()
    shutil.copy(aside, other)
    assert "on another piece in its place" in restore(told)["refused"]
    other.write_bytes(kept)
    assert "said" in restore(told)


def test_what_was_told_before_the_root_was_changed_is_still_the_homes_own(told: Backed) -> None:
    changed = told.place / "changed"
    told.ask("change_root", to=str(changed))
    told.ask("publish", when=f"{NEXT} 22:00")
    told.ask("keep", into=str(told.keys), when=f"{NEXT} 22:30")
    assert len(pieces(told)) == 3
    assert "said" in restore(told, changed)
