"""What does a page say when a request can't be served? Plain words of what was and wasn't done. Never a value, an address or a cause."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request wasn't understood, or that it was too large."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def in_words(response: HttpResponse) -> HttpResponse:
    """Give words to the refusal of a method, which Django leaves empty."""
    if response.status_code == 405 and not response.streaming and not response.content:
        response.content = render_to_string("405.html")
    return response
