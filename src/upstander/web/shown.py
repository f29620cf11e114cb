"""What every template may use: whether the vault is open, and how long still."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from upstander.web.access import WARN_SECONDS, gate, is_admitted


def shown(request: HttpRequest) -> dict[str, Any]:
    """Give the base template its few facts."""
    opened = is_admitted(request) and gate.session is not None and not gate.session.locked
    return {
        "is_admitted": is_admitted(request),
        "is_open": opened,
        "seconds_left": int(gate.seconds_left()) if opened else 0,
        "warn_seconds": WARN_SECONDS,
        "idle_minutes": int(gate.idle_seconds // 60),
        "here": request.path,
    }


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    typing: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the open vault.

    A page to read goes by itself to the "are you still there?" page before the idle lock, also
    without JavaScript. A page with ``typing`` does not, so that no half sentence is lost; what is
    posted from it after the lock is kept. The HTTP header is used because the move can be put
    off there, as WCAG 2.2.1 asks.
    """
    response = render(request, template, context, status=status)
    wait = int(gate.idle_seconds - WARN_SECONDS)
    if not typing and gate.session is not None and wait > 0:
        response.headers["Refresh"] = f"{wait}; url=/still-here?auto=1&next={quote(request.path)}"
    return response


def words_open(request: HttpRequest) -> bool:
    """Say whether words of others stand open: asked for on this page, or in the settings."""
    return request.GET.get("show", "1" if gate.show_words else "0") == "1"


def again(response: HttpResponse, seconds: int, url: str) -> HttpResponse:
    """Let a progress page ask for itself once more."""
    response.headers["Refresh"] = f"{seconds}; url={url}"
    return response
