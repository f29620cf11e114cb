"""Leaving: forget this browser, lock, and show a page that looks like nothing of ours."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from upstander.web.access import COOKIE, everyone, gate
from upstander.web.pages.guide.views import words_of

_PLAIN = (Path(__file__).resolve().parents[2] / "static" / "plain.html").read_bytes()


@everyone
def leave(request: HttpRequest) -> HttpResponse:
    """Lock and go. It only ever logs out, so a plain link may do it, with or without a session."""
    target = gate.exit_address or "/page"
    gate.leave()
    response = HttpResponseRedirect(target)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response.delete_cookie(COOKIE)
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return response


@everyone
def plain_page(request: HttpRequest) -> HttpResponse:
    """A page like any empty page."""
    return HttpResponse(_PLAIN)


@everyone
def about_this_page(request: HttpRequest) -> HttpResponse:
    """Say honestly what stays, in the look of the plain page."""
    return render(request, "exit/about.html", words_of("traces"))


@everyone
def what_stays(request: HttpRequest) -> HttpResponse:
    """The same words inside the program."""
    return render(request, "guide/read.html", words_of("traces"))
