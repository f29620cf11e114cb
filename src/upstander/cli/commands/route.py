"""``upstander route``: whom to turn to, in which order, and why. Keeps nothing, tells nobody."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.terminal import Terminal

if TYPE_CHECKING:
    from upstander.report.routing.plan import RoutePlan, Step


class Route(Command):
    """Stateless: what is known goes in, an ordered plan comes out. Works with nothing known."""

    slug = "route"
    summary = "Show who can help, in which order, and why. Keeps nothing."
    about = (
        "Everything may be left out. What is not known takes the more careful way, and is asked\n"
        "at the end.\n\n"
        "With --json one object: steps (the whole ordered list), not (who is not for this, and\n"
        "why), ask (what would change the plan).\n\n"
        "  upstander route --place ENG --audience child --kind blackmail --kind image_abuse\n"
        '  upstander route --place SCT --text "they took my money" --has money\n'
        "  upstander route --audience bystander --role friend --age 16 --kind bullying --json"
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what can be told."""
        parser.add_argument(
            "--place", default="", metavar="PLACE", help="ENG, WLS, SCT, NIR or ISO 3166"
        )
        _many(parser, "--audience", "WHO", "who asks: child, adult, parent_carer, school, ...")
        _many(parser, "--kind", "KIND", "what happened, by any of its names")
        _many(parser, "--sign", "SIGN", "an urgent sign: U1 to U20, or U16:A at a level")
        _many(parser, "--age", "AGE", "of the person it happened to: under-13, 13-15, 16, adult")
        parser.add_argument(
            "--role", default="self", metavar="ROLE", help="self, parent, friend, ..."
        )
        parser.add_argument(
            "--consent",
            default="not asked",
            metavar="ANSWER",
            help="yes, refused, unable, not-asked",
        )
        parser.add_argument(
            "--protects-self", default="", metavar="ANSWER", help="yes, no or unsure"
        )
        _many(parser, "--cared-by", "WHO", "school, employer, school-employer, university, parent")
        parser.add_argument(
            "--platform", default="", metavar="ID", help="such as platform.snapchat or snapchat"
        )
        _many(parser, "--has", "FACT", "danger, money, ip, phone, mail, week-passed, ...")
        parser.add_argument("--text", default="", metavar="WORDS", help="one sentence of your own")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Make the plan and print it; raises InvalidAnswer for a word that is not known."""
        from upstander.application.hear_situation import in_words
        from upstander.cli.routing import emergency_line, situation_of, taken_for
        from upstander.report.routing.book import route_book
        from upstander.report.routing.plan import as_json
        from upstander.report.routing.router import route

        situation, notes = situation_of(options)
        plan = route(situation, route_book(), date.today())
        for note in notes:
            terminal.note(note)
        if options.json:
            print(json.dumps(as_json(plan), ensure_ascii=False), file=terminal.out, flush=True)
        else:
            terminal.say(emergency_line(situation.place))
            if options.text and situation.kinds and not options.kind:
                heard = taken_for(in_words(situation.kinds))
                terminal.say(f"{heard} Not right? Say it with --kind.")
            _show(terminal, plan)
        return 0


def _many(parser: argparse.ArgumentParser, name: str, metavar: str, words: str) -> None:
    parser.add_argument(name, action="append", default=[], metavar=metavar, help=words)


def _show(terminal: Terminal, plan: RoutePlan) -> None:
    from upstander.report.routing.plan import first_three

    terminal.say("This tells nobody. You choose.")
    first = first_three(plan)
    terminal.heading("First")
    for step in first:
        _show_step(terminal, step)
    terminal.heading("After that")
    for step in plan.steps[len(first) :]:
        _show_step(terminal, step)
    if plan.refusals:
        terminal.heading("Not for this")
        for each in plan.refusals:
            terminal.say(f"- {each.id}: {each.why}")
    if plan.questions:
        terminal.heading("If you can say, the plan fits better")
        for question in plan.questions:
            terminal.say(f"- {question.line}")


def _show_step(terminal: Terminal, step: Step) -> None:
    terminal.say(f"{step.order}. {step.name} ({step.id})")
    terminal.say(f"   Why: {step.why}")
    terminal.say(f"   When: {step.when}")
    rows = (
        ("How", step.contact),
        ("Hours", step.hours),
        ("Cost", step.cost),
        ("Have ready", "; ".join(step.needs)),
        ("What happens", step.happens),
        ("Checked", f"{step.checked}, check first" if step.check_first else step.checked),
    )
    for name, words in rows:
        if words:
            terminal.say(f"   {name}: {words}")


PLUGIN = Route()
