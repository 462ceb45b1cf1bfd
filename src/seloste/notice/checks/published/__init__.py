"""What is wrong with a text as it was published? Checks of what the claims of a notice say, and of what they leave unsaid.

They are asked only of a file with `claims`: a notice without any says everything in its parts, where the other checks look.
"""

from seloste.notice.asking import Check
from seloste.notice.checks.published import flows, purposes, rights, whole

CHECKS: tuple[Check, ...] = (*whole.CHECKS, *purposes.CHECKS, *rights.CHECKS, *flows.CHECKS)
