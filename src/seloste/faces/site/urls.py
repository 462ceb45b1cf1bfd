"""The public addresses."""

from django.urls import path

from seloste.faces.site import views

app_name = "site"
urlpatterns = [
    path("", views.start, name="start"),
    path("tietosuojaseloste/", views.notice, name="notice"),
    path("tietosuojaseloste/<str:version>/", views.version, name="version"),
    path(".well-known/security.txt", views.security, name="security"),
]
