"""Who else may look into this process's memory?  Nobody: names that people are found by and keys lie there in the clear.

Linux leaves no core dump of a process that says so, whatever takes dumps there, and lets no other program of the same user look into it.
Elsewhere there is nothing to say it with.
"""

import ctypes
import sys

_PR_SET_DUMPABLE = 4


def close() -> None:
    """Keep this process's memory to itself. What it starts anew asks for itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
