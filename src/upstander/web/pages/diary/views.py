"""The ledger in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from upstander.application.verify_vault import verify_vault
from upstander.store import queries
from upstander.web.access import Desk, unlocked
from upstander.web.shown import page

PER_PAGE = 50


@unlocked
def diary(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Every act that was written down, oldest first, with the head to copy on paper."""
    asked = request.GET.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
    rows, total = queries.ledger(desk.actor, page=number, per_page=PER_PAGE)
    context = {
        "rows": rows,
        "total": total,
        "head": desk.services.ledger.head(),
        "number": number,
        "before": number - 1,
        "after": number + 1 if number * PER_PAGE < total else 0,
    }
    return page(request, "diary/diary.html", context)


@unlocked
def check_all(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Check the vault: every step and its reason, never a bare OK."""
    found = verify_vault(
        desk.services,
        desk.session.vault,
        actor=desk.actor,
        full=request.GET.get("full") == "1",
    )
    return page(request, "diary/checked.html", {"found": found})
