"""Who works here, and what may they act as?  Named persons with accounts, and grants of the notice's roles, each with a reason and an end.

A grant says person, role, who gave it, why and until when; nobody holds a role for ever and nobody shares an account. Where the
notice demands training or an undertaking, a role is granted and used only by those who have them. From the grants in force comes the
`Actor` that the gate asks about. Never holds anything about the people in the register.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from seloste.accounts.shapes import AccountError, Check, RecordError, Refused

if TYPE_CHECKING:
    from seloste.accounts.people import actor, close, create, grant, revoke, roles_of
    from seloste.accounts.proofs import record, withdraw
    from seloste.accounts.readiness import Lack, Standing, Why, standing, suspension
else:
    # The functions need Django's models, which can't be imported while Django is still reading this package.
    _LATER = {
        **dict.fromkeys(("actor", "close", "create", "grant", "revoke", "roles_of"), "people"),
        **dict.fromkeys(("record", "withdraw"), "proofs"),
        **dict.fromkeys(("Lack", "Standing", "Why", "standing", "suspension"), "readiness"),
    }

    def __getattr__(name: str) -> object:
        if name in _LATER:
            return getattr(import_module(f"seloste.accounts.{_LATER[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "AccountError",
    "Check",
    "Lack",
    "RecordError",
    "Refused",
    "Standing",
    "Why",
    "actor",
    "close",
    "create",
    "grant",
    "record",
    "revoke",
    "roles_of",
    "standing",
    "suspension",
    "withdraw",
]
