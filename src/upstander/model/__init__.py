"""The nouns and their invariants. Standard library only; nothing here does input or output."""
