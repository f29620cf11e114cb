"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.cases import views

urlpatterns = [
    path("new", views.new, name="new"),
    path("c/<slug:case>/question", views.question, name="question"),
    path("c/<slug:case>/facts", views.facts, name="facts"),
]
