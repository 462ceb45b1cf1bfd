"""A process with everything loaded that forks a child for each thing asked of it, so that one can be killed and another can look.

Reads and writes a line of JSON for each. It never touches a database itself: a connection doesn't survive a fork.
"""

import gc
import json
import os
import select
import sys
import traceback
from collections.abc import Callable
from typing import Any

WAITS = 0.4  # how long the other may take before we hold that it waits for the first


def serve() -> None:
    """Do what is asked until nothing more is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
    import django

    django.setup()
    # Loaded once, here; the children find it all in memory.
    from faults import harms, standing, verbs  # noqa: F401
    from seloste.gate import rotating, searching

    gc.freeze()
    # Small batches, so that there is something between two of them.
    rotating._BATCH = searching._BATCH = 2
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(race(asked) if asked["do"] == "race" else in_child(act, asked)), flush=True)


def in_child(work: Callable[[dict[str, Any]], dict[str, Any]], asked: dict[str, Any]) -> dict[str, Any]:
    """Work in a child; give what it said, and with it how it ended (0, or minus the signal that killed it)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            said = work(asked)
        except BaseException:
            said = {"crashed": traceback.format_exc()[-3000:]}
        with os.fdopen(writing, "w") as pipe:
            pipe.write(json.dumps(said))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return {"ended": os.waitstatus_to_exitcode(status), **(json.loads(told) if told else {})}


def race(asked: dict[str, Any]) -> dict[str, Any]:
    """Let one child stop at a step while another does its work beside it; then let the first go on."""
    from faults import dying

    dying.PAUSED[:], dying.GO[:] = os.pipe(), os.pipe()
    ways = {"one": os.pipe(), "other": os.pipe()}

    def begin(who: str, more: dict[str, Any]) -> int:
        child = os.fork()
        if child == 0:
            said = in_child(act, asked | {"do": "verb"} | more)
            os.write(ways[who][1], json.dumps(said).encode())
            os._exit(0)
        return child

    one = begin("one", {"fate": "pause"})
    met = select.select([dying.PAUSED[0], ways["one"][0]], [], [], 60)[0]
    other = begin("other", {"verb": asked["other"], "at": None, "fate": "pause", "seed": 8})
    select.select([ways["other"][0]], [], [], WAITS)
    waited = not select.select([ways["other"][0]], [], [], 0)[0]
    os.write(dying.GO[1], b".")
    said = {who: json.loads(os.read(way[0], 1 << 20)) for who, way in ways.items()}
    for child in (one, other):
        os.waitpid(child, 0)
    for handle in (*dying.PAUSED, *dying.GO, *ways["one"], *ways["other"]):
        os.close(handle)
    return {"paused": dying.PAUSED[0] in met, "waited": waited, "errors": [said[who].get("error", "?") for who in ("one", "other")]}


def act(asked: dict[str, Any]) -> dict[str, Any]:
    """Prepare a home, look into one, or do a verb in one and perhaps die of it."""
    from pathlib import Path

    from django.db import close_old_connections, connections

    from faults import harms, standing, verbs
    from faults.dying import NEVER, Countdown
    from seloste import home as homes

    os.environ["SELOSTE_HOME"] = asked["home"]
    home = homes.open_home(Path(asked["home"]))
    settings = connections["default"].settings_dict
    settings["NAME"] = asked["database"] or home.database
    if asked["do"] == "prepare":
        connections["owner" if asked["database"] else "default"].settings_dict["NAME"] = settings["NAME"]
        verbs.prepare(home)
        return {}
    if asked["do"] == "look":
        return standing.look(home, verbs.NOW, sealed=asked["sealed"])
    if asked["do"] == "gone":
        return without_ring(verbs.open_scene(home), asked["harm"])
    if asked["do"] == "looks":
        return looking(verbs.open_scene(home), asked["harm"], asked.get("fate", "fill once"))
    harms.do(asked["harm"])
    if asked["do"] == "traced":
        return traced(home, asked)
    countdown = Countdown(NEVER if asked["at"] is None else asked["at"], asked["fate"])
    countdown.install()
    error = ""
    try:
        verbs.do(home, asked["verb"], asked.get("seed", 7))
    except Exception as found:
        error = f"{type(found).__name__}: {found}"
    steps = countdown.seen
    if asked["fate"] == "kill":
        countdown.step()  # done, and nobody has heard of it yet
    countdown.left = NEVER
    harms.undo()
    close_old_connections()  # as at the end of every request and task
    # What this very process thinks now, with what it has in memory.
    return {"steps": steps, "error": error, "found": standing.look(home, verbs.NOW) if error and asked["fate"] != "pause" else None}


def traced(home: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """Do a verb under the eyes of strace, and perhaps be killed at a call of the system."""
    from pathlib import Path

    from faults import tracing, verbs

    tracing.begin(Path(asked["log"]), asked.get("call", ""), asked.get("number", 0))
    verbs.do(home, asked["verb"])
    return {"error": ""}


def looking(scene: Any, harm: str, fate: str) -> dict[str, Any]:
    """Try every look: undisturbed, and while its leaf, or the transaction that has it, can't be written. What came out, or the error."""
    from django.db import close_old_connections

    from faults import dying, harms, verbs
    from seloste.home.statements import rows

    def written() -> int:
        return int(rows("SELECT COUNT(*) FROM ledger_leaf")[0][0])

    answered = {name: ask() for name, ask in verbs.looks(scene).items()}
    found: dict[str, Any] = {"undisturbed": {name: type(answer).__name__ for name, answer in answered.items()}}
    harms.do(harm)
    countdown = dying.Countdown(dying.NEVER, fate)
    countdown.install()
    for name in answered:
        for left in range(3):
            before = written()
            countdown.seen, countdown.left = 0, left
            shown = ""
            try:
                answer = verbs.looks(scene)[name]()
            except Exception as error:
                found[f"{name} {left}"] = f"{type(error).__name__}: {error}"
            else:
                shown = f"{type(answer).__name__} shown"
            countdown.left = dying.NEVER
            close_old_connections()
            scene = verbs.open_scene(scene.home)  # as the next request does
            if shown:
                on = "on" if written() > before else "off"
                found[f"{name} {left}"] = f"{shown}, {on} the record" if countdown.seen > left else ""
    found["after"] = {name: type(ask()).__name__ for name, ask in verbs.looks(scene).items()}
    return found


def without_ring(scene: Any, harm: str) -> dict[str, Any]:
    """Try every look and every verb on a door that stood open when the ring went: the error, or whether a value came out."""
    from django.db import transaction

    from faults import verbs
    from seloste.home.ring import ring_file

    ring = ring_file(scene.home)
    if harm == "missing":
        ring.unlink()
    elif harm == "cut":
        ring.write_bytes(ring.read_bytes()[:-7])
    elif harm == "unreadable":
        ring.unlink()
        ring.mkdir()
    found: dict[str, Any] = {}
    # The looks first: a change of root, with a ring to change, would shut the door on them.
    asked = verbs.looks(scene) | {name: (lambda name=name: verbs.VERBS[name].act(scene)) for name in verbs.VERBS}
    for name, ask in asked.items():
        with transaction.atomic():
            try:
                answer = repr(ask())
            except Exception as error:
                found[name] = f"{type(error).__name__}: {error}"
            else:
                found[name] = "a value" if any(value in answer for value in ("Aino", "aino@", "Soutu")) else "no value"
            transaction.set_rollback(True)
    return found


if __name__ == "__main__":
    serve()
