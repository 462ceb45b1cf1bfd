"""Seloste, the privacy notice that runs: one notice file drives a customer register that keeps its promises."""

__version__ = "0.1.0"
