"""The history of the staff tables."""
