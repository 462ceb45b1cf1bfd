"""What is decided on a request, on which provision and by when? The law's table, as pure functions: no register, no clock."""

from seloste.duties.rights.decide.codes import REJECTIONS, STATUTES, Code, Outcome, Right
from seloste.duties.rights.decide.due import Due, due
from seloste.duties.rights.decide.erasure import Decided, Running, to_end, to_refuse
from seloste.duties.rights.decide.erasure import decide as decide_erasure
from seloste.duties.rights.decide.portability import Carried, carry
from seloste.duties.rights.decide.refusing import (
    Said,
    ban_disclosures,
    ban_marketing,
    bans_freely,
    basis_of,
    object_to,
    restrictable,
    withdraw,
)
from seloste.duties.rights.decide.states import State, may_become

__all__ = [
    "REJECTIONS",
    "STATUTES",
    "Carried",
    "Code",
    "Decided",
    "Due",
    "Outcome",
    "Right",
    "Running",
    "Said",
    "State",
    "ban_disclosures",
    "ban_marketing",
    "bans_freely",
    "basis_of",
    "carry",
    "decide_erasure",
    "due",
    "may_become",
    "object_to",
    "restrictable",
    "to_end",
    "to_refuse",
    "withdraw",
]
