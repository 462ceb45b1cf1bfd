"""The register as a Django app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Register."""

    name = "seloste.register"
    label = "register"
