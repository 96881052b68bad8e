"""The register as a Django application: the same one under the command line and, later, under the portal."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "ponam_review.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
