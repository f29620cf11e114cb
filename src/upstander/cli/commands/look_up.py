"""``upstander look-up``: ask a public register about one number or name, after a yes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.secret import ask_line
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing, NobodyToAsk

if TYPE_CHECKING:
    from upstander.application.look_up import Looked, Question

KINDS = ("ip", "asn", "domain", "link", "address", "txt")
_LARGEST = 1024 * 1024


class LookUp(Command):
    """Says first what it tells whom; without a yes nothing leaves this computer."""

    slug = "look-up"
    summary = "Ask a public register who answers for a number or a name. Only after your yes."
    about = (
        "Says what is told to whom, and asks you before anything is sent. Nothing is kept.\n"
        "--paste reads an answer that was saved on another device: then nothing is sent.\n"
        "KIND: ip, asn, domain, link or address (only the registered name in it is sent), txt\n"
        "(the key of a mail signature, such as selector._domainkey.example.org).\n\n"
        "  upstander look-up domain example.org\n"
        "  upstander look-up ip ADDRESS --paste answer.json"
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what is looked up and how."""
        parser.add_argument("kind", metavar="KIND", choices=KINDS, help="what it is")
        parser.add_argument("value", metavar="VALUE", help="the number or name, as in the message")
        parser.add_argument("--paste", metavar="FILE", help="a saved answer; nothing is sent")
        parser.add_argument("--yes", action="store_true", help="do not ask; send it")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Show what it tells, ask, and show what came; raises InvalidAnswer and NobodyToAsk."""
        from upstander.adapters.clock import SystemClock
        from upstander.application.look_up import question_for, read_pasted

        now = SystemClock().now().utc
        if options.paste:
            saved = _saved(Path(options.paste))
            looked = read_pasted(options.kind, options.value, saved, at=now)
        else:
            question = question_for(options.kind, options.value)
            if question.refused:
                raise NobodyToAsk(question.refused)
            if not _agreed(question, options, terminal):
                terminal.note("Nothing was sent.")
                return 0
            looked = _ask(question)
        if options.json:
            terminal.record(as_record(looked))
        else:
            show(looked, terminal)
        return 0


def _agreed(question: Question, options: argparse.Namespace, terminal: Terminal) -> bool:
    from upstander.adapters.clock import SystemClock

    terminal.note(question.tells)
    if question.needs_a_check(SystemClock().now().utc.date()):
        terminal.note("The address of this register is not confirmed. It may not answer.")
    if options.yes:
        return True
    if not sys.stdin.isatty():
        terminal.note("Say --yes if that is all right.")
        return False
    return ask_line(terminal, "Ask now? (yes / no) ").lower() in ("y", "yes")


def _ask(question: Question) -> Looked:
    from upstander import bootstrap
    from upstander.adapters.clock import SystemClock
    from upstander.application.look_up import ask

    return ask(bootstrap.lookups(), question, at=SystemClock().now().utc)


def _saved(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST + 1)
    except OSError:
        raise FileMissing(f"({path.name})") from None


def show(looked: Looked, terminal: Terminal) -> None:
    """Print an answer for a person, with where it is from and when it was checked."""
    terminal.say(looked.words)
    answer = looked.answer
    if answer is not None:
        rows = (
            ("Name", answer.name),
            ("Range", answer.range),
            ("Held by", answer.holder),
            ("Sold by", answer.registrar),
            ("Registered in", answer.country),
            ("Registered on", answer.registered),
        )
        for name, value in rows:
            if value:
                terminal.say(f"{name}: {value}")
        for warning in answer.warnings:
            terminal.say(warning)
    for text in looked.texts:
        terminal.say(text.decode("utf-8", "replace"))
    for contact in looked.contacts:
        terminal.say()
        terminal.say(f"{contact.address}: {contact.strength.words}")
        terminal.say(contact.why)
        if contact.holder or contact.can:
            terminal.say(" ".join(part for part in (contact.holder, contact.can) if part) + ".")
    terminal.say()
    source = looked.server or "another device"
    terminal.say(f"Checked {looked.at:%d %B %Y, %H:%M} UTC, from {source}.")


def as_record(looked: Looked) -> dict[str, object]:
    """One answer as JSON for other programs."""
    answer = looked.answer
    return {
        "kind": looked.subject.kind,
        "value": looked.subject.value,
        "outcome": looked.outcome.value,
        "why": looked.trouble.value if looked.trouble else "",
        "words": looked.words,
        "asked": looked.server,
        "at": looked.at.isoformat(),
        "network": {
            "name": answer.name,
            "first": answer.first,
            "last": answer.last,
            "holder": answer.holder,
            "registrar": answer.registrar,
            "country": answer.country,
            "forwarder": answer.forwarder,
        }
        if answer
        else None,
        "contacts": [
            {
                "address": each.address,
                "holder": each.holder,
                "role": each.role,
                "strength": each.strength.value,
                "why": each.why,
                "can": each.can,
                "source": each.source,
            }
            for each in looked.contacts
        ],
        "texts": [text.decode("utf-8", "replace") for text in looked.texts],
        "warnings": list(answer.warnings) if answer else [],
    }


PLUGIN = LookUp()
