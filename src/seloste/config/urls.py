"""Which address leads where?  Each face keeps its own addresses; this only hangs them up."""

from importlib.util import find_spec

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

FACES = (("", "site"), ("desk/", "desk"), ("office/", "office"), ("ui/", "ui"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/", include("seloste.accounts.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
urlpatterns += [
    path(prefix, include(f"seloste.faces.{face}.urls"))
    for prefix, face in FACES
    if find_spec(f"seloste.faces.{face}") and find_spec(f"seloste.faces.{face}.urls")
]
