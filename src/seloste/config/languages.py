"""Which language does an answer speak?  The one that was chosen, else the browser's, else Finnish; a page may have its own."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware


class Languages(LocaleMiddleware):
    """Django's own, but for pages whose address decides the language: those don't vary by what a browser asks for."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say which language the answer is in, unless the page has said so itself."""
        return response if response.has_header("Content-Language") else super().process_response(request, response)
