"""Use cases: an actor does one thing to one case through ports. One use case a file."""
