"""Addresses of the way in."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.start import views

urlpatterns = [
    path("", views.start, name="start"),
    path("s/<str:token>", views.enter, name="enter"),
    path("device", views.device, name="device"),
]
