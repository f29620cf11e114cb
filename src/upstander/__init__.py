"""Upstander turns abuse into evidence, and evidence into help."""

__version__ = "0.1.0"
