"""Which address leads where?  Each face keeps its own addresses; this only hangs them up."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

handler400 = "seloste.faces.ui.errors.bad_request"
urlpatterns = [
    path("", include("seloste.faces.site.urls")),
    path("desk/", include("seloste.faces.desk.urls")),
    path("office/", include("seloste.faces.office.urls")),
    path("ui/", include("seloste.faces.ui.urls")),
    path("staff/", include("seloste.accounts.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
