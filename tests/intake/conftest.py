"""The register that files are taken into."""

from tests.register.conftest import enrolled, place, register

__all__ = ["enrolled", "place", "register"]
