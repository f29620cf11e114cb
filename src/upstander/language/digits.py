"""Digits of every script as ASCII digits, for matching and counting only."""

from __future__ import annotations

import unicodedata


def ascii_digits(text: str) -> str:
    """Turn each decimal digit (Arabic-Indic, Thai, Devanagari, ...) into its ASCII form."""
    if text.isascii():
        return text
    return "".join(_ascii(letter) for letter in text)


def _ascii(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
