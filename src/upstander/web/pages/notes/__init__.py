"""The diary and the private notes."""
