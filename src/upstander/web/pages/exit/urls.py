"""Addresses of leaving."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.exit import views

urlpatterns = [
    path("leave", views.leave, name="leave"),
    path("page", views.plain_page, name="plain-page"),
    path("about-this-page", views.about_this_page, name="about-this-page"),
    path("what-stays", views.what_stays, name="what-stays"),
]
