"""Law that may be relevant to a case, by place and day, as questions."""
