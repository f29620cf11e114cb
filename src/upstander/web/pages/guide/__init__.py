"""Guidance pages and what the program is."""
