"""What stops the ledger. What is merely found wrong with it is a Problem in a Verdict, not an error."""


class LedgerError(Exception):
    """The ledger can't go on without risking what it has promised. The message says what and what to do."""
