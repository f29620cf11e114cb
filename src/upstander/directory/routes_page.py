"""The reference page of the router, made from its records: every rule, with what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from upstander.directory.review import plain_date
from upstander.directory.routes import (
    Conditions,
    Phase,
    RouteQuestion,
    RouteRefusal,
    Routes,
    RouteStep,
)
from upstander.directory.shelf import shipped

PAGE = Path("docs/reference/routes.md")

_HEAD = """\
# Who to turn to, in which order: the rules of the router

Made from the records by `python -m upstander.directory.routes_page`; a test fails when they differ.

A rule speaks where one of its lines under "where" holds and none under "not where" does. In one
line everything has to hold; of words behind one name, one is enough. Without a line it always
speaks. Nothing is weighed and nothing is learned.

Whatever a refusal names is never among the steps, whichever rule asked for it. A body that does
not serve the place is left out too. A number or address that was not seen in a source does not
stand among the first three steps: a seen service of the same phase takes its place.

Phases, in the order of a plan: {phases}.

## Acts without a body
"""


def routes_page(topics: Sequence[Routes]) -> str:
    """Give the Markdown page of all topics."""
    lines = [_HEAD.format(phases=", ".join(get_args(Phase)))]
    lines += ["| Id | To do | What that means |", "|---|---|---|"]
    lines += [
        f"| `{act.step}` | {act.name} | {act.does} |" for topic in topics for act in topic.acts
    ]
    for topic in topics:
        if topic.steps or topic.refusals or topic.questions:
            lines += ["", *_topic(topic)]
    return "\n".join(lines) + "\n"


def _topic(topic: Routes) -> Iterator[str]:
    yield f"## {topic.name}"
    where = "everywhere" if topic.everywhere else ", ".join(topic.jurisdictions)
    yield (
        f"`{topic.slug}`, {where}; {topic.quality.value}, checked {plain_date(topic.verified_on)}, "
        f"to be checked by {plain_date(topic.review_by)}."
    )
    yield ""
    for step in topic.steps:
        yield from _step(step)
    for refusal in topic.refusals:
        yield f"- **Not** {_code(refusal.steps)}: {refusal.why}"
        yield from _asked(refusal)
    for question in topic.questions:
        yield f"- **Asks** `{question.slug}`: {question.text} {question.why}"
        yield from _asked(question)


def _step(step: RouteStep) -> Iterator[str]:
    yield f"- `{step.step}`, {step.phase} {step.rank}: {step.why} *{step.when}*"
    for local in step.local:
        yield f"  - in {local.place}: `{local.step}`"
    if step.or_named:
        yield f"  - or the {' or '.join(step.or_named)} that was named"
    yield from _asked(step)


def _asked(rule: RouteStep | RouteRefusal | RouteQuestion) -> Iterator[str]:
    yield from (f"  - where {_condition(each)}" for each in rule.either)
    yield from (f"  - not where {_condition(each)}" for each in rule.unless)


def _condition(asked: Conditions) -> str:
    told = ((name, getattr(asked, name)) for name in type(asked).model_fields)
    return "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(map(str, values))}"
        for name, values in told
        if values
    )


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    PAGE.write_text(routes_page(shipped().routes()), encoding="utf-8", newline="\n")
