"""One kept thing: its facts, its bytes, out of sight, sealed, erased."""
