"""The family of shell commands; each module ends with ``PLUGIN``."""
