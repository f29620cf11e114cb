"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.reports import sheets, views

urlpatterns = [
    path("c/<slug:case>/reports", views.reports, name="reports"),
    path("c/<slug:case>/reports/new", views.choose, name="choose-report"),
    path("c/<slug:case>/reports/new/<slug:form>", views.preview, name="preview-report"),
    path("c/<slug:case>/sheets/<slug:sheet>", sheets.sheet, name="sheet"),
    path("c/<slug:case>/reports/<slug:report>", views.report, name="report"),
    path("c/<slug:case>/reports/<slug:report>/file/<str:name>", views.save, name="save-report"),
    path("c/<slug:case>/reports/<slug:report>/say", views.follow, name="follow-report"),
]
