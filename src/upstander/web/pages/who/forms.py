"""Forms of what is told once. Every line may stay empty; each says why it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms

from upstander.directory.kind_names import kind_names, kinds_kept
from upstander.directory.shelf import shipped
from upstander.model.report import (
    AgeBand,
    Consent,
    Contact,
    HelperRole,
    Helping,
    Nature,
    Statement,
    Told,
)

YES_NO = [("", "Not said"), ("yes", "Yes"), ("no", "No"), ("unsure", "I am not sure")]
PLACES = [
    ("", "I would rather not say"),
    ("GB-ENG", "England"),
    ("GB-WLS", "Wales"),
    ("GB-SCT", "Scotland"),
    ("GB-NIR", "Northern Ireland"),
    ("ZZ", "Somewhere else"),
]
ROLES = [
    (HelperRole.SELF, "It is about me"),
    (HelperRole.PARENT, "I am their parent or carer"),
    (HelperRole.FRIEND, "I am a friend or a relative"),
    (HelperRole.TEACHER, "I work at their school"),
    (HelperRole.MANAGER, "I work where they work"),
    (HelperRole.PROFESSIONAL, "I help as part of my job"),
    (HelperRole.BYSTANDER, "I saw it happen"),
    (HelperRole.OTHER, "Something else"),
]
AGES = [
    (AgeBand.UNKNOWN, "I do not know, or would rather not say"),
    (AgeBand.UNDER_13, "Under 13"),
    (AgeBand.TEEN, "13 to 15"),
    (AgeBand.OLDER_TEEN, "16 or 17"),
    (AgeBand.ADULT, "18 or over"),
]
AGREES = [
    (Consent.NOT_ASKED, "I have not asked yet"),
    (Consent.YES, "Yes"),
    (Consent.REFUSED, "No"),
    (Consent.UNABLE, "They cannot answer"),
]
NATURES = [
    ("", "I am not sure. Keep it as an opinion"),
    (Nature.FACT, "I saw it, heard it or did it"),
    (Nature.INFERENCE, "I worked it out from what I know"),
    (Nature.OPINION, "I think so, or I believe so"),
]
_YOUNGEST_FIRST = [*(band for band, _ in AGES[1:]), AgeBand.UNKNOWN]
_MANY = 40


def _line(label: str, hint: str = "", length: int = 300) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=length,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _words(label: str, hint: str = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": rows}),
    )


def _one_of(label: str, choices: Any, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, help_text=hint, required=False)


class Who(forms.Form):
    """Who helps whom, asked once."""

    role = _one_of("Who are you?", ROLES)
    age = _one_of("How old is the person it is about?", AGES, "It changes who can help.")
    other_age = _one_of(
        "Was another age said as well?",
        [(AgeBand.UNKNOWN, "No"), *AGES[1:]],
        "For example by a message, or by someone else. The younger one counts.",
    )
    relation = _line("Who are you to them?", "For example: her father, his form teacher.")
    consent = _one_of("Do they agree that you help?", AGREES, "A no counts, except in danger.")
    protects_self = _one_of(
        "Can they keep themselves from harm?",
        YES_NO,
        "For a grown-up who needs care or support. You can leave it.",
    )
    wants = _words("What do they want to happen?", "In their own words, if you know them.")
    reason = _words(
        "Why do you keep messages that are not yours?", "Only if you added someone else's."
    )

    @staticmethod
    def shown(helping: Helping) -> dict[str, Any]:
        """What the form starts with; of several other ages the youngest, which counts."""
        return {
            **asdict(helping),
            "other_age": min(
                helping.other_ages, default=AgeBand.UNKNOWN, key=_YOUNGEST_FIRST.index
            ),
        }

    def helping(self) -> Helping:
        """What was told; empty choices are the careful ones."""
        given = self.cleaned_data
        other = AgeBand(given["other_age"] or AgeBand.UNKNOWN)
        return Helping(
            role=HelperRole(given["role"] or HelperRole.SELF),
            relation=given["relation"].strip(),
            age=AgeBand(given["age"] or AgeBand.UNKNOWN),
            other_ages=() if other is AgeBand.UNKNOWN else (other,),
            protects_self=given["protects_self"],
            consent=Consent(given["consent"] or Consent.NOT_ASKED),
            wants=given["wants"].strip(),
            reason=given["reason"].strip(),
        )


class Tell(forms.Form):
    """What happened, told once for every plan and report."""

    danger_now = _one_of("Is anyone in danger now?", YES_NO)
    what_happened = _words(
        "What happened?", "One sentence is enough. A PIN or password in it is not kept.", rows=3
    )
    place = _one_of("Where does the person live?", PLACES, "Laws and numbers differ.")
    kinds = forms.MultipleChoiceField(
        label="What is it like?",
        help_text="Tick what fits, or nothing.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    platform = _one_of("Which app or site?", [])
    addresses = _words("Web addresses of posts or profiles", "One on each line. None is opened.")
    money_moved = _one_of("Was money sent?", YES_NO)
    told_to_stop = _words("Was the person told to stop? When, and how?")
    effect = _words("What has it done to you, or to them?", "Sleep, school, work, health.")
    fear = _words("How frightened are you, or they?", "Your own sense of danger counts.")
    wants = _words("What should happen now?")
    at_risk_now = _words("Who is at risk, and where are they now?", "For the police only.")
    address = _line("Home address", "For the police. It is left out for others.")
    target_name = _line("Name of the person it is about")
    school = _line("School")
    employer = _line("Employer")
    bank = _line("Bank", "Only its name.")
    own_number = _line("Your own phone number", "For a report to the phone company.")
    own_accounts = _words("Your own accounts there", "One on each line.")
    police_reference = _line("Reference from the police")
    passwords = _words("Passwords or PINs that stand in the messages", "They are never shown.")
    child = _words("Names of children", "Left out where they need not be known. One on each line.")
    others = _words("Names of other people", "Left out where they need not be known.")
    name = _line("Your name")
    email = _line("Your e-mail address")
    phone = _line("Your phone number for answers")
    safe = _line("When and how is it safe to reach you?")

    GROUPS = (
        ("", ("danger_now", "what_happened", "place", "kinds")),
        ("Where it happens", ("platform", "addresses", "money_moved", "told_to_stop")),
        ("What it does", ("effect", "fear", "wants", "at_risk_now")),
        ("Names for the reports", ("target_name", "address", "school", "employer", "bank")),
        ("Your own accounts", ("own_number", "own_accounts", "police_reference")),
        ("What to leave out", ("passwords", "child", "others")),
        ("How to reach you", ("name", "email", "phone", "safe")),
    )
    _PRIVATE = (("passwords", "password"), ("child", "child"), ("others", "other-person"))
    _LISTS = ("addresses", "own_accounts")
    _CONTACT = ("name", "email", "phone", "safe")

    def __init__(self, *given: Any, **named: Any) -> None:
        """Fill in the kinds and services of the directory."""
        super().__init__(*given, **named)
        directory = shipped()
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]  # a choice field
            (kind.slug, kind.name) for kind in directory.kinds()
        ]
        services = sorted(
            (body.name, body.slug) for body in directory.bodies() if body.kind == "platform"
        )
        self.fields["platform"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "Another one, or none"),
            *((slug, name) for name, slug in services),
        ]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings; the first group stands open."""
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def told(self, before: Told) -> Told:
        """What was told, with what this form does not ask left as it was."""
        given = dict(self.cleaned_data)
        contact = Contact(**{name: given.pop(name).strip() for name in self._CONTACT})
        lists = {name: _lines(given.pop(name)) for name in self._LISTS}
        return Told(
            helping=before.helping,
            technology=before.technology,
            police_first=before.police_first,
            private=self._private(given, before),
            unsure=before.unsure,
            kinds=_as_told(given.pop("kinds"), before.kinds),
            reporter=contact,
            addresses=lists["addresses"],
            own_accounts=lists["own_accounts"],
            **{name: value.strip() for name, value in given.items()},
        )

    def _private(self, given: dict[str, Any], before: Told) -> tuple[tuple[str, str], ...]:
        """The words to leave out; sorts that this form does not ask for stay as they were."""
        asked = {sort for _, sort in self._PRIVATE}
        kept = tuple(pair for pair in before.private if pair[0] not in asked)
        lines = {sort: _lines(given.pop(name)) for name, sort in self._PRIVATE}
        return (*kept, *((sort, word) for sort, words in lines.items() for word in words))

    @classmethod
    def shown(cls, told: Told) -> dict[str, object]:
        """The present answers, for the form."""
        held: dict[str, object] = {
            name: getattr(told, name)
            for _, names in cls.GROUPS
            for name in names
            if hasattr(told, name)
        }
        held |= {name: getattr(told.reporter, name) for name in cls._CONTACT}
        held |= {name: "\n".join(getattr(told, name)) for name in cls._LISTS}
        for name, sort in cls._PRIVATE:
            held[name] = "\n".join(word for kind, word in told.private if kind == sort)
        return held | {"kinds": list(kinds_kept(kind_names(shipped().taxonomy), told.kinds))}


class Says(forms.Form):
    """Something that somebody says, kept apart as what it is."""

    text = forms.CharField(
        label="What do you, or does somebody, say?",
        max_length=8000,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 3}),
    )
    nature = _one_of("What sort of thing is it?", NATURES)
    by = _line("Who says it?", "You can leave this empty if it is you.")

    def statement(self) -> Statement:
        """What was said; without a choice it is an opinion."""
        given = self.cleaned_data
        nature = Nature(given["nature"] or Nature.OPINION)
        return Statement(nature, given["text"].strip(), by=given["by"].strip())


def _as_told(ticked: Iterable[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that are ticked, each by the narrower word by which it was told before."""
    names = kind_names(shipped().taxonomy)
    words = {slug: [word for word in before if names.kind(word) == slug] for slug in ticked}
    return tuple(word for slug, told in words.items() for word in told or [slug])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())[:_MANY]
