"""Dated facts about bodies and emergency numbers, each with its sources and its review date."""
