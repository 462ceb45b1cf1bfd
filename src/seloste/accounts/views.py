"""Sign in and sign out. The same answer for a wrong password, an unknown login and a closed account."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from seloste import home
from seloste.accounts import attempts


class SignIn(forms.Form):
    """What a person types to sign in."""

    login = forms.CharField(
        label=gettext_lazy("Käyttäjätunnus"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=gettext_lazy("Salasana"), max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in page, or sign a person in and go where they were going."""
    form = SignIn(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = _try(request, form)
        if status == 200:
            return redirect(_where_to(request))
    context: dict[str, Any] = {"form": form, "next": _where_to(request)}
    return render(request, "accounts/sign_in.html", context, status=status)


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL or "/")


def _try(request: HttpRequest, form: SignIn) -> int:
    name, address = form.cleaned_data["login"].strip().lower(), request.META.get("REMOTE_ADDR", "")
    if not attempts.take(name, address, now=home.now()):
        form.add_error(None, _("Liian monta yritystä. Odota 15 minuuttia ja yritä uudelleen."))
        return 429
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if user is None:
        form.add_error(None, _("Käyttäjätunnus tai salasana on väärin. Tarkista molemmat ja yritä uudelleen."))
        return 422
    attempts.give_back(name, address)
    login(request, user)
    request.session.clear_expired()
    return 200


def _where_to(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return str(settings.LOGIN_REDIRECT_URL)
