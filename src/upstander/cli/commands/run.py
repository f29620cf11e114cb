"""``upstander run``: the main job from end to end, on the example or on a file of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from upstander.cli._interface import Command
from upstander.cli.choosing import UNDER_18
from upstander.cli.commands.open import has_display, show_pages
from upstander.cli.job import Job, own_file, the_example
from upstander.cli.terminal import Terminal
from upstander.model.errors import FileMissing


class Run(Command):
    """Keep, read, pack, check, serve."""

    slug = "run"
    summary = "The whole job: keep, read, make a pack, check it, open it in the browser."
    about = (
        "Without a file it works on an invented example, in a new vault under ./run/.\n"
        "With a file of yours it asks for a passphrase first. Without one the vault and the pack\n"
        "are removed at the end. A readable pack is never left behind unasked.\n\n"
        "  upstander run\n  upstander run chat.zip\n  upstander run --serve 0"
    )
    needs_vault = False

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare file, serving and answers."""
        parser.add_argument("file", nargs="?", metavar="FILE", help="a file of yours")
        parser.add_argument(
            "--serve", default="1", choices=("0", "1"), help="0: stop after the job"
        )
        parser.add_argument("--under18", choices=("no", "yes", "unsure"), help=UNDER_18)
        parser.add_argument(
            "--port", type=int, default=0, help="a port for the pages; 0: a free one"
        )
        parser.add_argument("--no-browser", action="store_true", help="only print the address")
        parser.add_argument(
            "--passphrase-fd", type=int, metavar="NUMBER", help="read the passphrase from there"
        )

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Do the job, serve unless told not to, and leave behind only what was asked for."""
        if options.file and not Path(options.file).is_file():
            raise FileMissing(f"({Path(options.file).name})")
        job = own_file(options, terminal) if options.file else the_example(terminal)
        try:
            job.take_in()
            job.pack_and_check()
            if options.serve == "1":
                serve(job, options, terminal)
        finally:
            job.finish()
        return 0


def serve(job: Job, options: argparse.Namespace, terminal: Terminal) -> None:
    """Serve the pages on the job's case until Ctrl-C."""
    terminal.heading("In your browser")
    show_pages(
        job.vault,
        job.session,
        terminal,
        port=options.port,
        open_browser=has_display() and not options.no_browser,
    )


PLUGIN = Run()
