"""Tells Django that the ledger has tables."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger as a Django app."""

    name = "seloste.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
