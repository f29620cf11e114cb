"""Guidance from the records, shown with the day it was checked."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from upstander.learn.guidance import guidance, guidance_slugs
from upstander.web.access import everyone


def words_of(slug: str) -> dict[str, Any]:
    """Give a guidance page with its "checked" line, ready for a template."""
    found = guidance(slug)
    today = date.today()
    return {
        "guide": found,
        "checked": found.checked(today),
        "check_first": found.check_first(today),
    }


@everyone
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """One guidance page; it says nothing about a person, so everyone may read it."""
    if slug not in guidance_slugs():
        raise Http404
    return render(request, "guide/read.html", words_of(slug))


@everyone
def about(request: HttpRequest) -> HttpResponse:
    """What the program is, what it is not, and what it cannot promise."""
    return render(request, "guide/read.html", words_of("about"))
