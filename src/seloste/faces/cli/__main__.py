"""Runs the command line: `python -m seloste.faces.cli`."""

from seloste.faces.cli import main

main()
