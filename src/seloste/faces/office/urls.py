"""The office's addresses."""

from django.urls import path

from seloste.faces.office import ledger, retention

app_name = "office"
urlpatterns = [
    path("retention/", retention.retention, name="retention"),
    path("ledger/", ledger.ledger, name="ledger"),
]
