"""The addresses of the design system: the choice of theme, and in demo homes the living page."""

from django.urls import path

from seloste.faces.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.page, name="page"),
    path("theme/", views.theme, name="theme"),
]
