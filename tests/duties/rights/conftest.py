"""What the tests of requests stand on."""

import pytest

from duties.rights.lives import NOTICE
from seloste.notice.model import Notice


@pytest.fixture
def lamisnet() -> Notice:
    """Return the repaired notice of LamisNET."""
    return NOTICE
