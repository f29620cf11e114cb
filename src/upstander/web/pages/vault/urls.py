"""Addresses of the vault pages."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.vault import views

urlpatterns = [
    path("create", views.create, name="create"),
    path("recovery", views.recovery, name="recovery"),
    path("paper-key", views.paper_key, name="paper-key"),
    path("unlock", views.unlock, name="unlock"),
    path("lock", views.lock, name="lock"),
    path("still-here", views.still_here, name="still-here"),
    path("stay", views.stay, name="stay"),
]
