"""How many of the points does this run try?  A spread of them, or with SELOSTE_TEST_LARGE=1 every one."""

import os

LARGE = os.environ.get("SELOSTE_TEST_LARGE") == "1"


def spread(count: int, few: int) -> list[int]:
    """Choose points from 0 to count - 1: all in large, else a few with both ends among them."""
    if LARGE or count <= few:
        return list(range(count))
    return sorted({round(n * (count - 1) / (few - 1)) for n in range(few)})
