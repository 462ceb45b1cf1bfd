"""Policy: what the notice permits. Compiles a notice to tables, folds a subject's history to grounds, decides with reasons.

It imports no Django, opens no socket and reads no clock.
"""

from seloste.policy.actor import SYSTEM, Actor
from seloste.policy.changes import (
    DISCLOSURE,
    Begin,
    Change,
    End,
    Lift,
    NewSubject,
    PlaceHold,
    Put,
    Refuse,
    Release,
    Replan,
    Restrict,
    Touch,
    Unrestrict,
    Void,
)
from seloste.policy.compile import compile_notice
from seloste.policy.decide import Code, Denial, decide, purposes_of
from seloste.policy.fold import Fold, fold
from seloste.policy.history import RefusalKind
from seloste.policy.tables import Policy, Role, Timeline, Version, in_force, taking_effect
from seloste.policy.values import Problem, check_values

__all__ = [
    "DISCLOSURE",
    "SYSTEM",
    "Actor",
    "Begin",
    "Change",
    "Code",
    "Denial",
    "End",
    "Fold",
    "Lift",
    "NewSubject",
    "PlaceHold",
    "Policy",
    "Problem",
    "Put",
    "RefusalKind",
    "Refuse",
    "Release",
    "Replan",
    "Restrict",
    "Role",
    "Timeline",
    "Touch",
    "Unrestrict",
    "Version",
    "Void",
    "check_values",
    "compile_notice",
    "decide",
    "fold",
    "in_force",
    "purposes_of",
    "taking_effect",
]
