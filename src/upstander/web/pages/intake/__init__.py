"""Hand files in, see what was kept and read, answer what only a person can know."""
