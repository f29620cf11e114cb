"""The finders, one a file."""
