"""The plan: at most three steps at once, each with why, what it needs and what will happen."""
