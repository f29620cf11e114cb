"""Django let in: the index manages its own connections."""

from tests.contracts.conftest import databases_open as databases_open
