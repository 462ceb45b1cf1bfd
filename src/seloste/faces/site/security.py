"""Where does one report a weakness?  security.txt (RFC 9116)."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from seloste import gate, home
from seloste.faces.site import editions
from seloste.law import HELSINKI

SECURITY_LASTS = timedelta(days=180)


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness."""
    now = home.now()
    controller = editions.current(gate.door(), now).controller
    if not controller.email:
        raise Http404
    lines = (
        f"Contact: mailto:{controller.email}",
        f"Expires: {(now + SECURITY_LASTS).astimezone(HELSINKI).replace(microsecond=0).isoformat()}",
        "Preferred-Languages: fi, sv, en",
        f"Canonical: {request.build_absolute_uri(reverse('site:security'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
