"""What lies on the media, what of it is refused, and what a restore that was stopped leaves."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from duties.operations.conftest import Backed
from seloste.home import open_home
from seloste.home.root import root_file

EVENING = "2024-01-05"
LATER = "2024-01-06"


@pytest.fixture
def copied(backed: Backed) -> Backed:
    """One backup, and one copy of the keys with what was decided after it."""
    who = backed.ask("found", when="2024-01-02")
    backed.who = who
    backed.ask("rotate", when=EVENING)
    backed.ask("make", into=str(backed.data), when=f"{EVENING} 20:00")
    backed.ask("keep", into=str(backed.keys), when=f"{EVENING} 21:00")
    backed.ask("decide", who=who, when=f"{LATER} 12:00")
    backed.ask("keep", into=str(backed.keys), when=f"{LATER} 21:00")
    return backed


def files(place: Path) -> Iterator[Path]:
    return (path for path in sorted(place.rglob("*")) if path.is_file())


def said(copied: Backed, name: str = "new", when: str = f"{LATER} 22:00") -> dict[str, Any]:
    """Try to restore; give what was said or why it was refused."""
    copies = {"data": str(copied.data), "keys": str(copied.keys), "root": str(root_file(open_home(copied.home()), {}))}
    return copied.say("restore", name, None, **copies, when=when)


@pytest.mark.promise("AL-51", by="behaviour")
def test_no_value_no_key_and_no_token_of_the_index_is_in_any_copy(copied: Backed) -> None:
    secrets = [bytes.fromhex(one) for one in copied.ask("secrets")]
    words = ["Aino", "Bertta", "Väisänen", "aino@kerho.example", "uusi@kerho.example", "Soutu", "Melonta"]
    found = [path for place in (copied.data, copied.keys) for path in files(place)]
    assert len(found) >= 8
    for path in found:
        content = path.read_bytes()
        for secret in secrets:
            assert secret not in content, path
            assert secret.hex().encode() not in content, path
        for word in words:
            assert word.encode() not in content, path


def test_names_of_files_are_dates_alone(copied: Backed) -> None:
    allowed = {"keys", "since", "data.sqlite3", "data.pgdump", "manifest.json", "ring", "ledger.pem"}
    names = {path.name for place in (copied.data, copied.keys) for path in place.rglob("*")} - allowed
    assert names == {
        "2024-01-05T180000Z",
        "2024-01-05T190000Z",
        "2024-01-06T190000Z",
        "2024-01-05T190000Z.jsonl",
        "2024-01-06T190000Z.jsonl",
    }


def test_one_flipped_bit_anywhere_and_nothing_is_restored(copied: Backed) -> None:
    used = [path for path in (*files(copied.data), *files(copied.keys)) if "keys/2024-01-05" not in str(path)]
    assert len(used) == 7
    for path in used:
        whole = path.read_bytes()
        for place in (3, len(whole) // 2, len(whole) - 2):
            harmed = bytearray(whole)
            harmed[place] ^= 4
            path.write_bytes(bytes(harmed))
            assert "refused" in said(copied), (path, place)
            assert not copied.home("new").exists()
        path.write_bytes(whole)
    assert "said" in said(copied)


def add_a_file(copied: Backed) -> None:
    (next(copied.data.iterdir()) / "more").write_text("x")


def lose_the_ring(copied: Backed) -> None:
    for copy in (copied.keys / "keys").iterdir():
        (copy / "ring").unlink()


def lose_the_data(copied: Backed) -> None:
    shutil.rmtree(copied.data)


def live_there(copied: Backed) -> None:
    copied.home("new").mkdir()
    (copied.home("new") / "letter").write_text("x")


def lead_out_of_it(copied: Backed) -> None:
    """A manifest that fits itself and names a file beside the home that is to be."""
    copy = max((copied.keys / "keys").iterdir())
    (copied.keys / "letter").write_text("x")
    said = json.loads((copy / "manifest.json").read_text())
    del said["manifest"]
    said["files"]["../../letter"] = {"bytes": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    written = json.dumps(said, indent=2, sort_keys=True).encode()
    (copy / "manifest.json").write_text(json.dumps(said | {"manifest": hashlib.sha256(written).hexdigest()}))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lead_out_of_it, "is not what was written"),
        (add_a_file, "is not what was written"),
        (lose_the_ring, "is not what was written"),
        (lose_the_data, "there is no backup here"),
        (live_there, "the folder is not empty"),
    ],
)
def test_a_copy_that_lacks_something_or_would_cover_something_is_refused_in_words(
    copied: Backed, harm: Callable[[Backed], None], words: str
) -> None:
    harm(copied)
    assert words in said(copied).get("refused", "")
    assert not (copied.place / "letter").exists()


def test_without_what_came_right_after_the_backup_nobody_may_look(copied: Backed) -> None:
    copied.ask("publish", when=f"{LATER} 23:00")
    copied.ask("keep", into=str(copied.keys), when=f"{LATER} 23:30")
    pieces = sorted((copied.keys / "since").iterdir())
    assert len(pieces) == 3
    kept = pieces[1].read_bytes()
    pieces[1].unlink()
    assert "is missing" in said(copied)["refused"]
    pieces[1].write_bytes(kept)
    pieces[0].unlink()
    pieces[1].unlink()
    assert "isn't known" in said(copied)["refused"]


def test_a_backup_is_not_emptied_for_want_of_keys_that_came_after_their_copy(copied: Backed) -> None:
    copied.ask("make", into=str(copied.data), when="2024-01-07 20:00")
    assert said(copied, "same keys", "2024-01-07 22:00")["said"]["keyless"] == 0
    copied.ask("rotate", when="2024-01-09")
    copied.ask("make", into=str(copied.data), when="2024-01-09 20:00")
    assert "hang on keys that came in between" in said(copied, "old keys", "2024-01-09 22:00").get("refused", "")
    assert not copied.home("old keys").exists()
    copied.ask("keep", into=str(copied.keys), when="2024-01-09 21:00")
    assert said(copied, "new keys", "2024-01-09 22:00")["said"]["keyless"] == 0


def test_what_was_erased_from_under_a_key_opens_in_no_backup_again_when_the_key_comes_back(copied: Backed) -> None:
    lessons = {"subject": copied.who["people"]["fanny"], "category": "lessons"}
    assert copied.ask("key_versions", **lessons) == [2], "the erasure drew another key for what is left"
    assert "said" in said(copied)
    assert copied.ask("key_versions", "new", **lessons) == [2]
    assert copied.ask("release", "new", when=f"{LATER} 23:00")["shut"] == []


def test_the_keys_are_not_put_where_the_data_lie(copied: Backed) -> None:
    for place in (copied.data, copied.data / "keys", copied.place):
        assert "together they open everything" in copied.say("keep", into=str(place), when=f"{LATER} 23:00")["refused"]


@pytest.mark.promise("AL-51", by="behaviour")
def test_a_restore_that_is_killed_anywhere_leaves_nothing_that_anybody_can_open(copied: Backed) -> None:
    copies = {
        "data": str(copied.data),
        "keys": str(copied.keys),
        "root": str(root_file(open_home(copied.home()), {})),
        "when": f"{LATER} 22:00",
    }
    undisturbed = copied.ask("killed", "undisturbed", step=1_000_000, **copies)
    assert undisturbed["ended"] == 0
    last = undisturbed["steps"] - 1
    for step in sorted({0, 2, 5, 8, 12, 20, last // 3, last // 2, last - 4, last}):
        name = f"killed-{step}"
        assert copied.ask("killed", name, step=step, **copies)["ended"] == -9
        if (copied.home(name) / "home.json").exists():
            opened = copied.ask("opens", name)
            assert [one for one in opened if "nobody may look" not in one] == [], step
            released = copied.say("release", name, when=f"{LATER} 23:00")
            # Killed after the last write, it is a restore like any other: it opens when it has been proved.
            assert "did not finish" in released.get("refused", "") or (step >= last - 1 and released["said"]["holds"]), step
        copied.forget(name)


def test_a_home_in_quarantine_is_opened_by_nothing_but_its_release(copied: Backed) -> None:
    assert "said" in said(copied)
    assert [one for one in copied.ask("opens", "new") if "stands in quarantine" not in one] == []
    assert copied.ask("release", "new", when=f"{LATER} 23:00")["holds"]
    assert copied.ask("opens", "new")[0] == "the door: open"
    assert "doesn't stand in quarantine" in copied.say("release", "new", when=f"{LATER} 23:00")["refused"]


def test_a_database_behind_a_checkpoint_kept_elsewhere_is_not_opened_until_its_keeper_agrees(copied: Backed, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    witness.mkdir()
    copied.ask("publish", when=f"{LATER} 23:00")
    newest = copied.say("seal", when=f"{LATER} 23:10", witness=witness)["said"]
    assert "said" in said(copied)
    found = copied.say("release", "new", when=f"{LATER} 23:20", witness=witness)["said"]
    assert not found["holds"]
    assert f"signed over {newest} entries" in found["problem"]
    assert "stands in quarantine" in copied.ask("opens", "new")[0]
    place = next(witness.iterdir())
    (place / "lost").mkdir()
    (place / f"{newest:016d}.txt").rename(place / "lost" / f"{newest:016d}.txt")
    assert copied.say("release", "new", when=f"{LATER} 23:30", witness=witness)["said"]["holds"]
    assert copied.say("seal", "new", when=f"{LATER} 23:40", witness=witness)["said"] >= 1
    # A living home whose database somebody has set back is found by the same checkpoints.
    (place / f"{10**6:016d}.txt").write_text("x")
    assert "has been set back" in copied.say("seal", "new", when=f"{LATER} 23:50", witness=witness)["refused"]


@pytest.mark.promise("AL-51", by="behaviour")
def test_a_backup_past_the_horizon_gives_back_vouchers_and_nothing_else(copied: Backed) -> None:
    day = date(2024, 1, 7)
    while day < date(2024, 2, 1):
        copied.ask("rotate", when=day.isoformat())
        copied.ask("keep", into=str(copied.keys), when=f"{day} 21:00")
        dead = [copy for copy in copied.ask("rings", keys=str(copied.keys)) if copy["dead"]]
        assert dead == [], "no copy of the ring opens what the living ring does not"
        day += timedelta(days=1)
    assert len(list((copied.keys / "keys").iterdir())) < 8
    done = said(copied, when="2024-02-01")["said"]
    assert done["keyless"] > 10
    assert copied.ask("release", "new", when="2024-02-01")["opened"] == ["bills"]
