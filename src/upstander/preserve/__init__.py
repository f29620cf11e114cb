"""Keep what was received exactly as it was received, and be able to show it."""
