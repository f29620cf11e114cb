"""Addresses of notes."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.notes import views

urlpatterns = [
    path("c/<slug:case>/write", views.write, name="write"),
    path("i/<slug:item>/amend", views.amend, name="amend"),
    path("private", views.private, name="private"),
    path("private/<slug:note>/erase", views.erase_private, name="erase-private"),
]
