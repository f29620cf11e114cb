"""Addresses of the trace sheet."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.trace import looking_up, views

urlpatterns = [
    path("c/<slug:case>/trace", views.trace, name="trace"),
    path("c/<slug:case>/look-up", looking_up.ask, name="look-up"),
    path("c/<slug:case>/trace/file/<slug:item>", views.file, name="trace-file"),
    path("c/<slug:case>/trace/<str:message>", views.one, name="trace-one"),
]
