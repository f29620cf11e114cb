"""The forms: one file each, every one a ``PLUGIN`` of the family of ``report/_interface.py``."""
