"""What verifying found, as values. Says where and what; holds nothing about a person."""

from dataclasses import dataclass, field
from datetime import datetime

MANY = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was written. `position` is the place in the tree, where it has one."""

    what: str
    position: int | None = None
    leaf: int | None = None

    def __str__(self) -> str:
        where = f"entry {self.position}" if self.position is not None else "an entry not yet sealed" if self.leaf else "the ledger"
        return f"{where}{f' (leaf {self.leaf})' if self.leaf else ''}: {self.what}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A signed checkpoint: so many entries had this root, says the file or row of this name."""

    size: int
    root: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole account: `problems` holds the first hundred, in the order of the tree.

    `since` tells how many entries were taken as found whole before; 0 means that everything was checked. `unsealed` entries are covered
    by no signature yet, the oldest of them since `oldest`.
    """

    ok: bool
    leaves: int
    sealed: int
    fallen: int
    checkpoints: int
    root: str
    since: int
    unsealed: int
    oldest: datetime | None
    first_bad: Problem | None
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Findings:
    """Gathers while the tree is walked."""

    leaves: int = 0
    fallen: int = 0
    checkpoints: int = 0
    unsealed: int = 0
    oldest: datetime | None = None
    problems: list[Problem] = field(default_factory=list)

    def add(self, what: str, position: int | None = None, leaf: int | None = None) -> None:
        """Note a problem."""
        self.problems.append(Problem(what, position, leaf))

    def verdict(self, since: int, sealed: int, root: bytes) -> Verdict:
        """Close the account."""
        ordered = sorted(self.problems, key=lambda problem: (problem.position is None, problem.position or 0))
        return Verdict(
            ok=not ordered,
            leaves=self.leaves,
            sealed=sealed,
            fallen=self.fallen,
            checkpoints=self.checkpoints,
            root=root.hex(),
            since=since,
            unsealed=self.unsealed,
            oldest=self.oldest,
            first_bad=ordered[0] if ordered else None,
            problems=tuple(ordered[:MANY]),
        )
