"""Who signs the log's newest entries when nobody runs a tick?  A thread beside the server, which looks once a minute.

It also lets the server's memory forget the names of those whom another process, the tick say, has erased.

An entry that no checkpoint covers could still be changed without a trace; so while anything is served, none waits much longer than five
minutes. Never in the way of an answer: what goes wrong here is logged, and the promise board shows entries that stay unsigned.
"""

import threading
import time

import structlog
from django.db import connection

from seloste import gate, home

EVERY = 60
_log = structlog.get_logger("seloste.sealing")


def start() -> None:
    """Begin to look, until the process ends."""
    threading.Thread(target=_go_on, name="sealing", daemon=True).start()


def look() -> None:
    """Seal what has waited long enough, and forget whom nobody asks for any more."""
    try:
        door = gate.door()
        door.seal_ledger_if_due(now=home.now())
        door.prune_names(now=home.now())
    except Exception as error:
        if isinstance(error, gate.LedgerError):
            gate.doubt()
        # Of whatever kind: a thread that ended here would leave every later entry unsigned until the server is started anew.
        _log.error("ledger.not_sealed", error=type(error).__name__)
    finally:
        connection.close()


def _go_on() -> None:
    while True:
        time.sleep(EVERY)
        look()
