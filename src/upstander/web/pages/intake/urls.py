"""Addresses of handing in."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.intake import views

urlpatterns = [
    path("c/<slug:case>/add", views.add, name="add"),
    path("c/<slug:case>/kept", views.kept, name="kept"),
    path("c/<slug:case>/describe", views.describe, name="describe"),
    path("c/<slug:case>/archive", views.archive, name="archive"),
    path("c/<slug:case>/members/<slug:ref>", views.members, name="members"),
    path("i/<slug:item>/answer", views.answer, name="answer"),
    path("i/<slug:item>/columns", views.columns, name="columns"),
    path("i/<slug:item>/again", views.read_again, name="read-again"),
]
