"""The reference page of the law that may be pointed to, made from the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from upstander.directory.law import CHOICE, GROUPS, Provision, pointers, source_lines
from upstander.directory.shelf import shipped

PAGE = Path("docs/reference/law.md")

_HEAD = """\
# Law that may be relevant

Made from the records by `python -m upstander.directory.law_page`; a test fails when they differ.
{count} provisions: {imported} read in public pages, {unconfirmed} not seen in a source yet.

**This is no legal advice.** A pointer names a text that may be relevant, and asks what that text
asks. It never says that something was against the law. {choice}

## What is shown, and when
- Only the law of the place. `GB` alone gives none: England, Wales, Scotland and Northern Ireland
  each have their own, so the program asks which part. A place that is not known gives none.
- Only what was in force on the day. What began later is left out. Where the day is not known, on
  either side, it is shown with the words "check the date".
- Only what fits a kind that was told, in the words of the directory (see [kinds](kinds.md)).
- Duties of others, orders of a court and rights stand apart from law about what happened.
- Each with its sources, the day from which it holds, the day of the last check and of the next.
- Where one time is not enough, it says so: "This one needs at least two times."

On the shell: `upstander law --place ENG --on 2026-10-03 --kind stalking`. In Python:
`upstander.directory.law.pointers`. The fields are in [the schema](schemas/provision.json); to add
one, put a file into `src/upstander/data/law`, named after its id. `upstander directory check`
refuses words that accuse, an element that is no question, and a kind that names law that is not
there.
"""


def law_page(law: Sequence[Provision]) -> str:
    """Give the Markdown page of all provisions, by group."""
    weak = sum(1 for each in law if each.quality == "unconfirmed")
    head = _HEAD.format(count=len(law), imported=len(law) - weak, unconfirmed=weak, choice=CHOICE)
    lines = [head]
    for group, title in GROUPS.items():
        lines += [f"## {title}", ""]
        for provision in sorted(law, key=lambda each: each.slug):
            if provision.group == group:
                lines += _provision(provision)
    return "\n".join(lines).rstrip("\n") + "\n"


def _provision(provision: Provision) -> Iterator[str]:
    place, kinds = provision.jurisdictions[0], provision.directory_kinds
    (shown,) = pointers(
        [provision],
        place=place,
        on=provision.in_force_until or provision.in_force_from or provision.verified_on,
        kinds=kinds,
        today=provision.verified_on,
    )
    yield f"### {provision.name} (`{provision.slug}`)"
    yield f"{shown.text}. {', '.join(provision.jurisdictions)}. {shown.in_force}"
    yield ""
    yield from (f"- {question}" for question in shown.questions)
    yield f"- Look for: {'; '.join(shown.signs)}"
    if shown.needs_two:
        yield f"- {shown.needs_two}"
    if shown.max_penalty:
        yield f"- At most: {shown.max_penalty}"
    if shown.time_limit:
        yield f"- Time: {shown.time_limit}"
    yield from (f"- {note}" for note in shown.notes)
    if shown.check_first:
        yield f"- Not seen in a source: {', '.join(shown.check_first)}"
    yield f"- Kinds: {', '.join(f'`{kind}`' for kind in kinds)}"
    yield f"- {shown.checked}. To be checked by {shown.review_by}"
    yield from (f"- Source: {line}" for line in source_lines(shown))
    yield ""


if __name__ == "__main__":
    PAGE.write_text(law_page(shipped().law()), encoding="utf-8", newline="\n")
