"""Whom a case is about and who helps them; what is told once for every plan and report."""
