"""What must not outlive a request?  The controller that its connection stood for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from seloste import gate


class Leaving:
    """Leaves the register behind when the answer is made, however that went: connections outlive requests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            gate.leave()
