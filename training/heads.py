"""What the classifier answers, in the order of its outputs."""

from __future__ import annotations

LABELS = (
    "insult", "hate", "threat", "sexual_harassment", "stalking", "coercive_control", "blackmail",
    "doxxing", "image_abuse", "self_harm_goading", "crime_goading", "grooming", "rumour",
    "exclusion", "impersonation", "fraud", "espionage", "gaming_abuse",
)  # fmt: skip
SIGNS = (
    "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U10", "U11", "U12", "U13", "U14", "U15",
    "U16", "U17", "U20", "U8",
)  # fmt: skip
"""Urgency signs that are learnt beside the rules; U18 and U19 follow from other answers."""
GRAVE = ("level_a", "level_b")
"""Whether a text shows any sign of level A, and any of level A or B."""
SEVERITIES = ("sev1", "sev2", "sev3", "sev4")
"""Cumulative: at least 1, at least 2 ..."""
HEADS = ("abuse", "target_individual", *LABELS, *SEVERITIES, *SIGNS, *GRAVE)
AT = {name: place for place, name in enumerate(HEADS)}

BITS = 20
"""The first stage has two to this power weights."""
