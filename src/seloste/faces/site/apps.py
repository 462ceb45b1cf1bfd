"""Names the Django app, so that its templates are found."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The public face."""

    name = "seloste.faces.site"
    label = "site"
