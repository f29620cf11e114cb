"""``upstander plan``: what can be done next in a case, three steps first."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.choosing import add_case_argument, this_case
from upstander.cli.looking import look_for_danger
from upstander.cli.session import opened
from upstander.cli.terminal import Terminal

if TYPE_CHECKING:
    from upstander.application.plan_case import CasePlan
    from upstander.report.routing.plan import Step


class Plan(Command):
    """Suggestions from what was told and noticed; the person decides."""

    slug = "plan"
    summary = "Show what can be done next in a case, three steps at a time."
    about = (
        "Works on an empty case too. Nothing is sent and nobody is told.\n\n"
        "  upstander plan\n"
        "  upstander plan --all\n"
        "  upstander plan --mark uk.police.101 done"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare case, marks and how much to show."""
        add_case_argument(parser)
        parser.add_argument("--all", action="store_true", help="show every step")
        parser.add_argument(
            "--mark",
            nargs=2,
            metavar=("STEP", "MARK"),
            help="mark a step as done, later or 'not for me'; open takes it back",
        )
        parser.add_argument("--json", action="store_true", help="print the whole plan as JSON")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Mark or show; raises NotFound and InvalidAnswer."""
        from upstander.application.follow_up import due_lines
        from upstander.application.plan_case import mark_step, plan_case
        from upstander.cli.routing import emergency_line
        from upstander.report.routing.plan import as_json

        with opened(options, terminal) as session:
            case = this_case(session, options, start=True)
            services, actor = session.services, session.actor
            warned = look_for_danger(session, case, terminal, aside=options.json)
            if options.mark:
                step, mark = options.mark
                said = "" if mark == "open" else mark
                mark_step(services, actor=actor, case=case.id, step=step, mark=said)
            plan = plan_case(services, actor=actor, case=case.id)
            if options.json:
                terminal.record(as_json(plan.whole))
            else:
                if not warned:  # else it stands there already
                    terminal.say(emergency_line(services.index.case(case.id).told.place))
                case = services.index.case(case.id)
                for line in due_lines(case, services.clock.now().utc.date()):
                    terminal.say(f"{line} See: upstander report list.")
                show_plan(terminal, plan, everything=options.all)
        return 0


def show_plan(terminal: Terminal, plan: CasePlan, *, everything: bool) -> None:
    """Print the steps that wait, then what would change the plan."""
    from upstander.cli.routing import taken_for
    from upstander.report.routing.plan import SHOWN

    if plan.about and not plan.chosen:
        terminal.say(f"{taken_for(plan.about)} Not right? Tell the kinds: upstander report tell.")
    steps = plan.waiting if everything else plan.waiting[:SHOWN]
    for number, step in enumerate(steps, 1):
        show_step(terminal, number, step)
    left = len(plan.waiting) - len(steps)
    if left:
        terminal.say(f"{left} more with --all.")
    if plan.whole.questions:
        terminal.heading("This would change the plan")
        for question in plan.whole.questions:
            terminal.say(f"- {question.line}")
    terminal.say("These are suggestions. You choose. Nobody was told.")


def show_step(terminal: Terminal, number: int, step: Step) -> None:
    """Print one step with why, what it needs and how to reach it."""
    terminal.heading(f"{number}. {step.name}  ({step.id})")
    terminal.say(step.why)
    checked = (
        f"{step.checked}. Check first: it may have changed." if step.check_first else step.checked
    )
    rows = (
        ("How", step.contact),
        ("When", step.when),
        ("Have ready", "; ".join(step.needs)),
        ("What will happen", step.happens),
        ("Hours", step.hours),
        ("Cost", step.cost),
        ("Checked", checked),
    )
    for name, value in rows:
        if value:
            terminal.say(f"  {name}: {value}")


PLUGIN = Plan()
