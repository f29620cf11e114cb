"""Addresses of one kept thing."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.items import views

urlpatterns = [
    path("i/<slug:item>", views.show, name="item"),
    path("i/<slug:item>/file", views.download, name="download"),
    path("i/<slug:item>/part", views.member, name="member"),
    path("i/<slug:item>/picture", views.picture, name="picture"),
    path("i/<slug:item>/check", views.screenshot, name="screenshot"),
    path("i/<slug:item>/hide", views.hide, name="hide"),
    path("i/<slug:item>/unhide", views.unhide, name="unhide"),
    path("i/<slug:item>/seal", views.seal, name="seal"),
    path("i/<slug:item>/erase", views.erase, name="erase"),
]
