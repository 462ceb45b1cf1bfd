"""Which small mistakes change nothing that anyone could notice?  Each by the name that `./dev test --mutants` gives it, with its reason.

They are not made, and not counted. A name that no mistake bears any more stops the run, so the list can't outlive the code.
"""

EQUIVALENT: dict[str, str] = {}
