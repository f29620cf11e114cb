"""The last page that always works: a file, without template, session or database.

``failsafe`` goes around the whole of Django. Whatever breaks inside, the person gets emergency
help. It also empties the rest of a request body in small pieces, so that a refused upload is
never gathered in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from upstander.directory.read import DATA

_STATIC = Path(__file__).resolve().parent / "static"
_HELP = (DATA / "static" / "failure.html").read_bytes()
_NOTHING = (_STATIC / "nothing.html").read_bytes()
_DRAIN = 64 * 1024

_SAFE_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),  # the file brings the rest itself
]


def _forget(fault: Exception) -> None:
    """Faults are not written anywhere: their text could hold evidence."""


on_fault: Callable[[Exception], None] = _forget
"""Tests listen here, so that a fault behind the help page is not overlooked."""

Environ = dict[str, Any]
ExcInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


def nothing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for a stranger, an unknown address and a thing that is not there: all the same."""
    return HttpResponse(_NOTHING, status=404)


def failsafe(application: Application) -> Application:
    """Put the net around an application."""

    def caught(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(
            status: str, headers: list[tuple[str, str]], exc_info: ExcInfo | None = None
        ) -> Callable[[bytes], object]:
            begun.append((status, headers))
            return lambda data: None

        try:
            body = application(environ, begin)
            status, headers = begun[-1]
        except Exception as fault:
            on_fault(fault)
            body = [_HELP]
            status = "500 Internal Server Error"
            headers = [*_SAFE_HEADERS, ("Content-Length", str(len(_HELP)))]
        _drain(environ)
        start_response(status, headers)
        return body

    return caught


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from our own page; nothing was changed."""
    return render(request, "stale.html", status=403)


def _drain(environ: Environ) -> None:
    """Read what is left of the body in small pieces and forget it."""
    source = environ.get("wsgi.input")
    left = int(environ.get("CONTENT_LENGTH") or 0)
    try:
        while source is not None and left > 0 and (piece := source.read(min(_DRAIN, left))):
            left -= len(piece)
    except (OSError, ValueError):
        return  # the browser went away in the middle
