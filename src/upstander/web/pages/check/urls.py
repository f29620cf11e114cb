"""Address of checking."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.check import views

urlpatterns = [path("check", views.check, name="check")]
