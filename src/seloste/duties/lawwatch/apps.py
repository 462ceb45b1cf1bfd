"""Tells Django that the watch on law has a table."""

from django.apps import AppConfig


class LawwatchConfig(AppConfig):
    """The watch on law as a Django app."""

    name = "seloste.duties.lawwatch"
    label = "lawwatch"
