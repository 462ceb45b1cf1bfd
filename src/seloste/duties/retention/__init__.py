"""Retention answers: what has been kept to its end, why, by which line of the notice, and is it gone?

A plan says what would fall and touches nothing; a run destroys what is due through the gate, in small batches, and leaves a receipt.
Nothing here reads a person's data, and neither plan nor receipt holds a value or a person's number.
"""

from seloste.duties.retention.clock import ClockDoubtError
from seloste.duties.retention.plan import Group, Plan, plan
from seloste.duties.retention.receipt import Receipt, receipts
from seloste.duties.retention.run import run

__all__ = ["ClockDoubtError", "Group", "Plan", "Receipt", "plan", "receipts", "run"]
