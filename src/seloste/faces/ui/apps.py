"""Names the Django app, so that its templates, tags and static files are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system."""

    name = "seloste.faces.ui"
    label = "ui"
