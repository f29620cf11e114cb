"""What goes around every page: no traces in caches, own origin only, default deny."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from upstander.web.access import is_admitted
from upstander.web.failsafe import nothing

Next = Callable[[HttpRequest], HttpResponseBase]

_MARKS = {"everyone", "admitted", "unlocked"}


class Quiet:
    """Keep pages out of caches and name nothing about the server."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        for signal in (request_started, request_finished):
            # Django looks at each thread's old connection around a request. Here a connection
            # ends with the lock and the store makes it anew; looking at an ended one would fail
            # every page after a lock, the way to unlock as well.
            signal.disconnect(close_old_connections)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then say that no copy may be kept."""
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class Guard:
    """Refuse what comes from another site and every view that nobody marked."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Check the host and, before a body is read, the origin of a post."""
        request.get_host()
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponse(status=405)
        if request.method == "POST" and not (_own_origin(request) and is_admitted(request)):
            return nothing(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Let only marked views through."""
        if getattr(view, "access", None) not in _MARKS:
            raise Http404
        return None


def _own_origin(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    if origin is None:
        return True  # old browsers; the SameSite cookie and the form token still hold
    return urlsplit(origin).netloc == request.get_host()
