"""Pictures and media: what kind of file it is, and small clean copies without metadata."""
