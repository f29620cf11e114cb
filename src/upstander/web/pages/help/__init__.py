"""Emergency help; works without a vault."""
