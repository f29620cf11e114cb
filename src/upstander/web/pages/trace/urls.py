"""Addresses of the trace sheet."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.trace import views

urlpatterns = [
    path("c/<slug:case>/trace", views.trace, name="trace"),
    path("c/<slug:case>/trace/<str:message>", views.one, name="trace-one"),
]
