"""Signs in a case: the first look, all of them, kinds, and what shows over time."""
