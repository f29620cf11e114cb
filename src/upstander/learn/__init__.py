"""Guidance in plain words, the emergency card, and what is shown when everything else fails."""
