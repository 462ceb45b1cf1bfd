"""Choose light or dark, and look at every component at once."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from seloste import home
from seloste.faces.ui import hues, sample
from seloste.faces.ui.templatetags.ui import THEMES

YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the chosen look in a cookie; the empty choice follows the device and forgets the cookie."""
    chosen = request.POST.get("theme", "")
    response = redirect(back_to(request, "/"))
    if chosen in THEMES:
        response.set_cookie("seloste_theme", chosen, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    else:
        response.delete_cookie("seloste_theme", samesite="Lax")
    return response


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """Show every component with example content. Only in debug and in demo homes."""
    if not (settings.DEBUG or home.open_home(settings.HOME).demo):
        raise Http404
    return render(request, "ui/page.html", {"sample": sample, "hues": range(hues.SLOTS + 1), "title": gettext("Komponentit")})


def back_to(request: HttpRequest, otherwise: str) -> str:
    """Give the address that a form asked to return to, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return otherwise
