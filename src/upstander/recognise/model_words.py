"""How the classifier's answers are worded for people. Kinds of their own have data records."""

from __future__ import annotations

from upstander.model.finding import Level

SOURCE = "Upstander's own examples (model card, November 2026)"

WORDS = {
    "insult": "an insult or words that put a person down",
    "hate": "an attack on people for who they are",
    "threat": "a threat",
    "sexual_harassment": "unwanted sexual words or pressure",
    "stalking": "watching, following or not letting go",
    "coercive_control": "someone trying to control another person's life",
    "blackmail": "a demand with a threat",
    "doxxing": "someone's private details being given out",
    "image_abuse": "private or hurtful pictures being shared, or a threat to share them",
    "self_harm_goading": "someone pushing a person to hurt themselves",
    "crime_goading": "someone pushing a person into a crime",
    "grooming": "someone trying to win a young person's secrecy and trust",
    "rumour": "a rumour about a person",
    "exclusion": "people shutting someone out",
    "impersonation": "someone posing as another person",
    "fraud": "a trick to get money, codes or details",
    "espionage": "secret access to a phone, account or files",
    "gaming_abuse": "abuse of a player beyond the game",
}

SIGN_WORDS: dict[str, tuple[str, Level | None]] = {
    "U1": ("harm that is happening now or about to happen", Level.A),
    "U2": ("someone who may be thinking of ending their life", Level.A),
    "U3": ("a young person about to meet, or being pressed by, someone from online", Level.A),
    "U4": ("a threat of death or serious harm", Level.B),
    "U5": ("someone who names a place, a time or a way", Level.B),
    "U6": ("a threat by a former partner", Level.B),
    "U7": ("a person who is very frightened", Level.B),
    "U9": ("someone hanging around, breaking things or drawing others in", Level.B),
    "U10": ("someone breaking a court order or bail", Level.B),
    "U11": ("a private picture of an adult shared, or a threat to share it", Level.B),
    "U12": ("sexual talk or pictures with someone who may be under 18", Level.B),
    "U13": ("someone pushing a person to hurt themselves", Level.B),
    "U14": ("a demand with a time limit", Level.B),
    "U15": ("an address, phone or school that was given out", Level.C),
    "U16": ("money that just moved, or someone on the way to collect it", Level.C),
    "U17": ("an adult who cannot keep themselves safe", Level.B),
    "U20": ("someone who knows private things, so the device may be watched", Level.C),
    "U8": ("the same person again and again", Level.B),
}

GRAVER_WORDS = {
    "U4": "a threat of death or serious harm, with the place, the time or the way of it",
    "U12": "an adult who plans to meet or reach someone who may be under 18",
    "U13": "someone pushing a person who is in danger to hurt themselves",
    "U16": "someone on the way to collect money, or with the person now",
}
"""Signs that call for help at once where the message as a whole reads that urgent."""
GRAVEST = ("U1", "U2", "U3", *GRAVER_WORDS)
"""What a message may show that calls for help at once."""
GRAVE = (
    *GRAVEST, "U5", "U6", "U7", "U8", "U9", "U10", "U11", "U14", "U17",
)  # fmt: skip
"""What a message may show that calls for the police the same day, or more."""

NEEDS: dict[str, frozenset[str]] = {
    "U5": frozenset({"U4", "U1", "weapon", "detail.address"}),
    "U15": frozenset({"detail.address", "detail.phone", "detail.postcode"}),
}
"""Signs that mean nothing alone: they count with abuse, or with one of these."""

ANSWERING_BACK = frozenset({"U4", "U5", "U6", "U13"})
"""Signs of a threat: in a message of one's own they say nothing about danger to oneself."""
