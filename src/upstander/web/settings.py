"""Django settings for the one-person web front door.

Sessions live in the memory of this process (see ``access``), no database is touched before a
vault is unlocked, and nothing is loaded from anywhere but this machine.
"""

from __future__ import annotations

import logging
import os
import secrets
from importlib import resources
from pathlib import Path

import django
from csp.constants import NONE, SELF

from upstander.store.configure import databases
from upstander.web.static_files import static_headers

WEB = Path(__file__).resolve().parent

DEBUG = False
DEBUG_PROPAGATE_EXCEPTIONS = True
"""Faults go up to ``failsafe``, which answers with a file that needs no template."""

SECRET_KEY = secrets.token_urlsafe(48)
"""New at each start: nothing that was signed has to outlive the process."""

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
"""Fixed names, against DNS rebinding."""

ROOT_URLCONF = "upstander.web.urls"
INSTALLED_APPS = ["django.contrib.staticfiles", "upstander.store"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "upstander.web.middleware.Quiet",
    "upstander.web.middleware.Guard",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            WEB / "templates",
            *sorted(WEB.glob("pages/*/templates")),
            Path(django.__file__).parent / "forms" / "templates",
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csrf",
                "django.template.context_processors.request",
                "upstander.web.shown.shown",
            ],
            "builtins": ["upstander.web.tags"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = databases()
"""Place and key are asked for when a connection is made: none can be before unlocking."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LANGUAGE_CODE = "en-gb"
APPEND_SLASH = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    WEB / "static",
    ("fonts", str(resources.files("fontpkg_atkinson_hyperlegible") / "files")),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 0
WHITENOISE_ADD_HEADERS_FUNCTION = static_headers

FILE_UPLOAD_HANDLERS = ["upstander.web.upload.NothingElse"]
"""No file is ever spooled; a view that takes files names its own receiver."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 5000

CSRF_COOKIE_NAME = "f"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "upstander.web.failsafe.refused_form"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
"""Not ``no-referrer``: with it Chromium sends ``Origin: null`` and every form is refused."""
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING_CONFIG = None
"""Django's own request log would write addresses; nothing is logged here."""
logging.getLogger("django").addHandler(logging.NullHandler())
logging.getLogger("django").propagate = False


def idle_minutes() -> int:
    """Minutes without a page before the vault locks itself (``UPSTANDER_IDLE_MINUTES``)."""
    text = os.environ.get("UPSTANDER_IDLE_MINUTES", "10")
    return min(max(int(text), 2), 120) if text.isdecimal() else 10
