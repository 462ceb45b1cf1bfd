"""Where does this installation keep its state?  One folder, its home: database, keys, secret, and who it is.

The bottom of the house: config reads it, everything may import it, and it imports nothing of Seloste. It never guesses: a home that is
missing, half made or not ours is refused with a sentence that says what to do.
"""

from seloste.home.clock import now
from seloste.home.folder import Home, HomeError, create, current, open_home, where

__all__ = ["Home", "HomeError", "create", "current", "now", "open_home", "where"]
