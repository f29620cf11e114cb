"""Evidence packs: what goes in, how it is laid out, how it is sealed and written."""
