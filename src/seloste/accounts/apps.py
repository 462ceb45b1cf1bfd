"""Names the Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Staff accounts and their roles."""

    name = "seloste.accounts"
    label = "accounts"
