"""Addresses of the settings."""

from __future__ import annotations

from django.urls import path

from upstander.web.pages.choices import views

urlpatterns = [
    path("settings", views.settings_page, name="settings"),
    path("settings/passphrase", views.passphrase, name="passphrase"),
    path("settings/code", views.new_code, name="new-code"),
    path("settings/wipe", views.wipe, name="wipe"),
]
