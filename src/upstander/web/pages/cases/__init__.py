"""Start a case and answer what stands before its first file."""
