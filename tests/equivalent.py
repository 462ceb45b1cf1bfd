"""Which small mistakes change nothing that anyone could notice?  Each by the name that `./dev test --mutants` gives it, with its reason.

They are not made, and not counted. A name that no mistake bears any more stops the run, so the list can't outlive the code.
"""

EQUIVALENT: dict[str, str] = {
    "ledger/browse.py looks: constant changed: (subject, microseconds(since) if since else 0, controller is None, controller, limit),": (
        "no call was made in the first microsecond of 1970"
    ),
    'ledger/saved.py _readings: condition left out: yield "\\n\\n".join(_decoded(part) for part in parts if isinstance(part, bytes))': (
        "a part whose type is text is never of several parts, so it decodes to bytes; the condition tells the type checker"
    ),
}
