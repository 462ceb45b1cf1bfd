"""The same small world as the duties': LamisNET's register behind its door, and a way to look into its tables."""

from duties.conftest import sql, world

__all__ = ["sql", "world"]
