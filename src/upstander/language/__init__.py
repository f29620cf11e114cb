"""Shared skills about written language: marks, digits, wall times. No product decisions."""
