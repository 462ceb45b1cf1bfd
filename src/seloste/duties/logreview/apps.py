"""Tells Django that the review of the access log has tables."""

from django.apps import AppConfig


class LogreviewConfig(AppConfig):
    """The review of the access log as a Django app."""

    name = "seloste.duties.logreview"
    label = "logreview"
