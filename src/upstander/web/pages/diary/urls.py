"""Addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.diary import views

urlpatterns = [
    path("diary", views.diary, name="diary"),
    path("diary/check", views.check_all, name="check-all"),
]
