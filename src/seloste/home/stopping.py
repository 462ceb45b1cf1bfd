"""How does Ctrl-C reach a statement that the database still works on?  Whoever waits for it waits where no handler of Python's runs.

A thread hears of the signal and has the statement cancelled; the way of a statement itself pays nothing for it. What the command then meets
is KeyboardInterrupt, as ever, and its transaction is rolled back. For a process whose work is its main thread's, such as a command.
"""

import signal
import socket
import threading
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def let_stop() -> None:
    """From now on Ctrl-C also ends the statement that this thread's connection waits for. Only in a process's main thread; else nothing."""
    if threading.current_thread() is not threading.main_thread():
        return
    heard, told = socket.socketpair()
    told.setblocking(False)
    # The system's own handler writes here at once, wherever the main thread stands.
    signal.set_wakeup_fd(told.detach(), warn_on_full_buffer=False)
    threading.Thread(target=_listen, args=(heard, connections[DEFAULT_DB_ALIAS]), daemon=True, name="stopping").start()


def _listen(heard: socket.socket, database: Any) -> None:
    while said := heard.recv(64):
        if signal.SIGINT in said:
            database.cancel()
