"""Who acts: a value that the accounts make and the gate judges. It holds no name."""

from dataclasses import dataclass

SYSTEM_ROLE = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """One staff account or the software itself: a random id, the roles granted to it today, and its unit.

    The unit, not the person, is what a data subject is shown (C-579/21 Pankki S).
    """

    id: int
    roles: frozenset[str]
    unit: str

    def __post_init__(self) -> None:
        if not isinstance(self.roles, frozenset):
            raise TypeError("roles must be a frozenset")


SYSTEM = Actor(id=0, roles=frozenset({SYSTEM_ROLE}), unit="Seloste")
