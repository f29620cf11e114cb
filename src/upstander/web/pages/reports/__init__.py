"""Reports: write one, see all of it before, keep it, and note what became of it."""
