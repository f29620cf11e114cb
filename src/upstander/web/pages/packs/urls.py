"""Addresses of packs."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.packs import locked, views

urlpatterns = [
    path("c/<slug:case>/packs", views.packs, name="packs"),
    path("c/<slug:case>/packs/new", views.choose, name="choose"),
    path("c/<slug:case>/packs/messages/<slug:item>", views.messages, name="messages"),
    path("p/<slug:pack>", views.pack, name="pack"),
    path("p/<slug:pack>/receipt", views.receipt, name="receipt"),
    path("p/<slug:pack>/file", views.save, name="save-pack"),
    path("p/<slug:pack>/locked", locked.words, name="lock-pack"),
    path("p/<slug:pack>/locked/file", locked.save, name="save-locked-pack"),
]
