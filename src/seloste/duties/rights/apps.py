"""Tells Django that requests have a table and letters."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """People's requests as a Django app."""

    name = "seloste.duties.rights"
    label = "rights"
