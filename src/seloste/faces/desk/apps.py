"""Names the Django app, so that its templates are found."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff's face."""

    name = "seloste.faces.desk"
    label = "desk"
