"""Addresses of the directory."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.directory import views

urlpatterns = [
    path("services", views.services, name="services"),
    path("services/<str:slug>", views.service, name="service"),
]
