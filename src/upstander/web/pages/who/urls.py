"""Addresses of what is told once."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.who import views

urlpatterns = [
    path("c/<slug:case>/who", views.who, name="who"),
    path("c/<slug:case>/tell", views.tell, name="tell"),
    path("c/<slug:case>/says", views.says, name="says"),
]
