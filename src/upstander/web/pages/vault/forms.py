"""Forms of the vault pages. Secrets are never shown again in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from zxcvbn import zxcvbn

STRONG_ENOUGH = 3
"""zxcvbn score 3: about 10^8 guesses or more, before Argon2id makes each one slow."""
_LONGEST_JUDGED = 72
_WORDS = (
    "Very easy to guess",
    "Easy to guess",
    "Could be guessed",
    "Hard to guess",
    "Very hard to guess",
)


def strength(passphrase: str) -> tuple[int, str]:
    """Judge a passphrase: 0 to 4, and in words."""
    score = int(zxcvbn(passphrase[:_LONGEST_JUDGED])["score"]) if passphrase else 0
    return score, _WORDS[score]


def _secret(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        **kwargs,
    )


class NewPassphrase(forms.Form):
    """A passphrase, twice."""

    passphrase = _secret(
        label="Passphrase",
        help_text="Five or more words that do not belong together. Spaces are fine.",
    )
    again = _secret(label="The same once more")

    def clean_passphrase(self) -> str:
        """Refuse what is easy to guess."""
        passphrase: str = self.cleaned_data["passphrase"]
        if strength(passphrase)[0] < STRONG_ENOUGH:
            raise forms.ValidationError(
                "That would be too easy to guess. Use five or more unrelated words."
            )
        return passphrase

    def clean(self) -> dict[str, Any]:
        """Both have to be the same."""
        given = super().clean() or {}
        if "passphrase" in given and given.get("again") not in (None, given["passphrase"]):
            self.add_error("again", "The two are not the same.")
        return given


class Unlock(forms.Form):
    """A passphrase, recovery code or paper key."""

    secret = _secret(
        label="Passphrase",
        help_text="Your recovery code works here too.",
    )


class Groups(forms.Form):
    """Two groups of the recovery code, typed back from paper."""

    first = forms.CharField(max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    second = forms.CharField(max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class Keeper(forms.Form):
    """Who will keep the paper key."""

    keeper = forms.ChoiceField(
        label="Who will keep the paper?",
        widget=forms.RadioSelect,
        choices=[
            ("safe", "I have a safe place that nobody else goes to"),
            ("other", "Someone I trust, who does not live here"),
            ("none", "I am not sure"),
        ],
    )
