"""Meaning checks over the records, one a file; ``load_family`` finds them."""
