"""Settings of this run."""
