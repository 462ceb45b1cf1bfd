"""The public addresses."""

from django.urls import path, register_converter

from seloste.faces.site import addresses, files, security, views

register_converter(addresses.Language, "notice-language")
register_converter(addresses.Hash, "notice-hash")
register_converter(addresses.Day, "notice-day")
register_converter(addresses.File, "notice-file")

app_name = "site"
urlpatterns = [
    path("", views.start, name="start"),
    path("notice.json", files.data, name="data"),
    path("notice.yaml", files.source, name="source"),
    path("notice/<notice-hash:version>.yaml", files.version_source, name="version-source"),
    path("<notice-language:lang>/", views.notice, name="notice"),
    path("<notice-language:lang>.<notice-file:form>", files.current_file, name="file"),
    path("<notice-language:lang>/<notice-hash:version>/", views.version, name="version"),
    path("<notice-language:lang>/<notice-hash:version>.<notice-file:form>", files.version_file, name="version-file"),
    path("<notice-language:lang>/<notice-day:day>/", views.dated, name="dated"),
    path(".well-known/security.txt", security.security, name="security"),
]
