"""Names the Django app, so that its templates are found."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The privacy officer's face."""

    name = "seloste.faces.office"
    label = "office"
