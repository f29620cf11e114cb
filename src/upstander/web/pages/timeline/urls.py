"""Address of the timeline, which is the face of a case."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.timeline import views

urlpatterns = [path("c/<slug:case>", views.timeline, name="case")]
