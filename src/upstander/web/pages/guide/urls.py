"""Addresses of the guidance pages."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.guide import views

urlpatterns = [
    path("about", views.about, name="about"),
    path("read/<slug:slug>", views.read, name="read"),
]
