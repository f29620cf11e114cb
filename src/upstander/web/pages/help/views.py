"""The emergency card: numbers, what to read out, other ways. No vault, session or database."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from upstander.learn.emergency import emergency_card
from upstander.web.access import everyone

_PLACES = {"gb": "GB"}


@everyone
def help_now(request: HttpRequest) -> HttpResponse:
    """The card for the place asked for; for a place not known, the numbers for all."""
    place = _PLACES.get(request.GET.get("place", ""))
    card = emergency_card(place, date.today())
    return render(request, "help/card.html", {"card": card, "place": place})
