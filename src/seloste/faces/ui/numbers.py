"""Which row did an address or a form name?  A number that a row can have, or 0, which is nobody's; never an error.

Python refuses to read thousands of digits, and no database has a row beyond 63 bits: whoever types those has named nothing.
"""

LARGEST = 2**63 - 1
_DIGITS = len(str(LARGEST))


def read_number(raw: str) -> int:
    """Read a row's number, or give 0 for anything that is none."""
    number = int(raw) if raw.isdecimal() and len(raw) <= _DIGITS else 0
    return number if number <= LARGEST else 0
