"""``upstander pack``: an evidence pack for the police, made and kept encrypted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.choosing import add_case_argument, this_case
from upstander.cli.packing import (
    chunks,
    kept_items,
    make,
    pack_stream,
    say_what_stays,
    show_receipt,
    write_out,
)
from upstander.cli.session import opened
from upstander.cli.terminal import Terminal
from upstander.model.errors import InvalidAnswer
from upstander.model.ids import ItemId

if TYPE_CHECKING:
    from upstander.application.choose_exhibits import PackChoice
    from upstander.application.make_pack import MadePack
    from upstander.bootstrap import Session


class Pack(Command):
    """Preview, make, and only when asked take a readable copy out."""

    slug = "pack"
    summary = "Make an evidence pack: originals, transcript, record, and a check for anyone."
    about = (
        "The pack stays encrypted in the vault until you take it out with --out; that copy anyone\n"
        "can read. --locked takes it out behind a passphrase that you say to the receiver.\n"
        "Private safety notes can never go into a pack.\n\n"
        "  upstander pack --preview\n"
        "  upstander pack --producer 'Tara A' --out pack.zip\n"
        "  upstander pack --items 01ABC 01DEF --out papers.age --locked --to 'PC Adams'"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the choice and where it goes."""
        add_case_argument(parser)
        parser.add_argument(
            "--items", nargs="+", metavar="ITEM", help="only these; without it everything kept"
        )
        parser.add_argument("--preview", action="store_true", help="print every line that would go")
        parser.add_argument("--out", metavar="FILE", help="take a copy out to this new file")
        parser.add_argument(
            "--locked", action="store_true", help="the copy opens with a passphrase (age format)"
        )
        parser.add_argument(
            "--to", default="", metavar="NAME", help="who gets the locked copy, for your record"
        )
        parser.add_argument("--producer", default="", help="your name, as it stands in the pack")
        parser.add_argument(
            "--witnesses", action="store_true", help="let the sheet with witnesses go too"
        )
        parser.add_argument("--no-pictures", action="store_true", help="no small pictures in print")

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Preview or make, and take out where asked."""
        if options.locked and not options.out:
            raise InvalidAnswer("--locked needs a file.", next_step="Add --out FILE.age.")
        with opened(options, terminal) as session:
            choice = chosen(session, options)
            if not options.items:
                say_what_stays(session, choice.case, terminal)
            if options.preview:
                preview(session, choice, terminal)
                return 0
            made = make(session, choice, terminal)
            show_receipt(made, terminal)
            if options.out:
                take_out(session, made, options, terminal)
            else:
                terminal.note("It is kept encrypted in the vault. Take it out: upstander open")
        return 0


def chosen(session: Session, options: argparse.Namespace) -> PackChoice:
    """Turn the options into a choice."""
    from upstander.application.choose_exhibits import PackChoice

    case = this_case(session, options)
    items = tuple(ItemId(each) for each in options.items or ())
    return PackChoice(
        case=case.id,
        items=items or kept_items(session, case),
        include_witnesses=options.witnesses,
        pictures=not options.no_pictures,
        producer=options.producer,
    )


def preview(session: Session, choice: PackChoice, terminal: Terminal) -> None:
    """Print every line that would go, what is left out, and what stays."""
    from upstander.application.make_pack import preview_pack

    shown = preview_pack(session.services, actor=session.actor, choice=choice)
    for title, lines in (
        ("What goes", shown.exhibits),
        ("Page 1", shown.page_one),
        ("Words", shown.texts),
        ("From the record", shown.entries),
    ):
        terminal.heading(f"{title} ({len(lines)})")
        for line in lines:
            terminal.say(
                "  ".join(part for part in (line.where, line.when, line.who, line.text) if part)
            )
    terminal.heading("Left out, and what stays here")
    for text in (*shown.omissions, *shown.stays, shown.identifiers_note):
        terminal.say(text)


def take_out(
    session: Session, made: MadePack, options: argparse.Namespace, terminal: Terminal
) -> None:
    """Write a copy outside the vault, and say who can read it."""
    target = Path(options.out).expanduser().absolute()
    if options.locked:
        take_out_locked(session, made, options.to, target, terminal)
    else:
        with pack_stream(session, made) as stream:
            write_out(chunks(stream), target)
        terminal.note("Anyone who gets this file can read it. Remove it when it was handed over.")
    terminal.say(f"Taken out: {target}")


def take_out_locked(
    session: Session, made: MadePack, recipient: str, target: Path, terminal: Terminal
) -> None:
    """Write a locked copy and print its words; it is recorded once the file could be begun."""
    from upstander.application.deliver_pack import deliver_pack, spoken_passphrase

    words = spoken_passphrase(session.services)

    def pieces() -> Iterator[bytes]:
        yield from deliver_pack(
            session.services,
            actor=session.actor,
            item=made.item,
            passphrase=words,
            recipient=recipient,
        )

    write_out(pieces(), target)
    terminal.say(f"Say this passphrase to the receiver, do not send it along: {words}")


PLUGIN = Pack()
