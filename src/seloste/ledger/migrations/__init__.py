"""The ledger's schema over time."""
