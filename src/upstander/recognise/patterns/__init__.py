"""One file a pattern: what shows only over several messages."""
