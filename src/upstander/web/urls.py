"""All addresses: those of every page folder."""

from __future__ import annotations

from django.urls import include, path

PAGES = (
    "start",
    "vault",
    "exit",
    "help",
    "guide",
    "cases",
    "intake",
    "timeline",
    "signs",
    "items",
    "notes",
    "packs",
    "who",
    "plan",
    "trace",
    "reports",
    "directory",
    "law",
    "check",
    "diary",
    "choices",
)

urlpatterns = [path("", include(f"upstander.web.pages.{page}.urls")) for page in PAGES]

handler404 = "upstander.web.failsafe.nothing"
