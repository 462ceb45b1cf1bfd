"""Runs the verifier where Seloste stands: `python -m seloste_verify FOLDER`. Elsewhere its one file is enough."""

import sys

from seloste_verify import main

sys.exit(main())
