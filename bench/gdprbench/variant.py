"""What every variant can do: be loaded, opened on a copy of its database, and asked one operation at a time."""

from typing import Protocol

from bench.gdprbench.workload import Op


class Variant(Protocol):
    """One way to keep the records. `do` gives the number of records that the operation touched or gave."""

    name: str

    def load(self, database: str) -> None:
        """Fill an empty database with every record."""

    def open(self, database: str) -> None:
        """Get ready to work on a copy of it."""

    def do(self, op: Op) -> int:
        """Do one operation, committed when it returns."""

    def close(self) -> None:
        """Let go of the copy."""

    def sizes(self, database: str) -> dict[str, int]:
        """Bytes by part: what it takes to keep the records, indexes included."""
