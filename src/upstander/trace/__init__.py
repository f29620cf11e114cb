"""Trace: what a message says about its way here, and who holds the answer behind a false name."""
