"""Leave now, and what leaving does not hide."""
