"""Operations answers: does the register keep its times when nobody thinks of it? The verbs that a clock or an operator starts."""

from seloste.duties.operations.mailing import Mailed
from seloste.duties.operations.tick import Ticked, tick

__all__ = ["Mailed", "Ticked", "tick"]
