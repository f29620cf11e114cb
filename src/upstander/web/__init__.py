"""The web front door: one person, one process, one loopback address."""
