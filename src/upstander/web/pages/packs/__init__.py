"""Choose, preview, make and save a pack."""
