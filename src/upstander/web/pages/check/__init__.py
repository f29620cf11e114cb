"""Check any pack."""
