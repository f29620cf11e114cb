"""Addresses of the plan."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.plan import views

urlpatterns = [
    path("c/<slug:case>/plan", views.plan, name="plan"),
    path("c/<slug:case>/plan/mark", views.mark, name="mark-step"),
    path("c/<slug:case>/plan/order", views.order, name="plan-order"),
]
