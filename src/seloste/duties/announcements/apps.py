"""Tells Django that announcements have tables."""

from django.apps import AppConfig


class AnnouncementsConfig(AppConfig):
    """Announcements of changes as a Django app."""

    name = "seloste.duties.announcements"
    label = "announcements"
