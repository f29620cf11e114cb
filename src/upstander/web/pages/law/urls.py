"""Address of the law page."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.law import views

urlpatterns = [path("c/<slug:case>/law", views.law, name="law")]
