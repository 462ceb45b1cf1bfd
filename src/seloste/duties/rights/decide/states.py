"""Where does a request stand, and where may it go from there? Six states, no more."""

from enum import StrEnum


class State(StrEnum):
    """The states of a request."""

    RECEIVED = "received"
    VERIFYING = "verifying"
    IN_WORK = "in_work"
    WAITING = "waiting"
    ANSWERED = "answered"
    REJECTED = "rejected"

    @property
    def open(self) -> bool:
        """Say whether the request still waits for its answer: then it holds the data and its clock runs."""
        return self not in (State.ANSWERED, State.REJECTED)


_NEXT: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.VERIFYING, State.IN_WORK, State.WAITING, State.ANSWERED, State.REJECTED}),
    State.VERIFYING: frozenset({State.IN_WORK, State.WAITING, State.ANSWERED, State.REJECTED}),
    State.IN_WORK: frozenset({State.VERIFYING, State.WAITING, State.ANSWERED, State.REJECTED}),
    State.WAITING: frozenset({State.VERIFYING, State.IN_WORK, State.ANSWERED, State.REJECTED}),
    State.ANSWERED: frozenset(),
    State.REJECTED: frozenset(),
}


def may_become(now: State, then: State) -> bool:
    """Say whether a request may go from one state to another; an answered or rejected one never opens again."""
    return then in _NEXT[now]
