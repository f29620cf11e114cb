"""One calm timeline of a case."""
