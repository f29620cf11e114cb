"""Address of the emergency card."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.help import views

urlpatterns = [path("help-now", views.help_now, name="help-now")]
