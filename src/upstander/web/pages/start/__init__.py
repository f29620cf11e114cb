"""The way in: start token, first question, list of cases."""
