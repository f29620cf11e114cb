"""The trace sheet: who holds the answer, and what to ask them to keep."""
