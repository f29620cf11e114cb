"""Addresses of signs. None carries a name, a word or a kind: see ``marks``."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.signs import views

urlpatterns = [
    path("c/<slug:case>/signs", views.first, name="signs"),
    path("c/<slug:case>/signs/all", views.every, name="signs-all"),
    path("c/<slug:case>/signs/kinds", views.kinds, name="signs-kinds"),
    path("c/<slug:case>/signs/time", views.over_time, name="signs-time"),
    path("c/<slug:case>/signs/messages", views.messages, name="signs-messages"),
    path("c/<slug:case>/signs/answer", views.answer, name="signs-answer"),
    path("c/<slug:case>/signs/far", views.far, name="signs-far"),
]
