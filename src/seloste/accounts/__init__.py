"""Who works here, and what may they act as?  Named persons with accounts, and grants of the notice's roles, each with a reason and an end.

A grant says person, role, who gave it, why and until when; nobody holds a role for ever and nobody shares an account. From the grants in
force comes the `Actor` that the gate asks about. Never holds anything about the people in the register.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from seloste.accounts.shapes import AccountError, Check

if TYPE_CHECKING:
    from seloste.accounts.people import actor, close, create, grant, revoke, roles_of
else:
    # The functions need Django's models, which can't be imported while Django is still reading this package.
    _LATER = ("actor", "close", "create", "grant", "revoke", "roles_of")

    def __getattr__(name: str) -> object:
        if name in _LATER:
            return getattr(import_module("seloste.accounts.people"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["AccountError", "Check", "actor", "close", "create", "grant", "revoke", "roles_of"]
