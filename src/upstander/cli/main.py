"""The door of the shell: find the command, run it, say calmly what went wrong."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence

from upstander import __version__
from upstander.cli import commands
from upstander.cli._interface import Command
from upstander.cli.commands.help_now import PLUGIN as HELP_NOW
from upstander.cli.listing import take_up_release
from upstander.cli.terminal import Terminal
from upstander.model.errors import AdapterError, DiskFull, ReadOnlyMedium, UpstanderError
from upstander.plugins import load_family

NEUTRAL_TITLE = "python3"
"""What the list of running programs shows; a watcher learns nothing from it."""

_FOOT = (
    "Is someone in danger now? Call 999 in the UK, 112 elsewhere in Europe, or your local "
    "number. `upstander help-now` shows what to say. This program tells nobody anything."
)


def family() -> dict[str, Command]:
    """Give all commands by name."""
    return {slug: each.part for slug, each in load_family(commands, Command).items()}  # type: ignore[type-abstract]  # the loader only checks the type


def build_parser(parts: dict[str, Command]) -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="upstander",
        description="Keep what happened online, and turn it into help. On this machine, offline.",
        epilog=_FOOT,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"upstander {__version__}")
    inner = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for slug in sorted(parts):
        part = parts[slug]
        child = inner.add_parser(
            slug,
            help=part.summary,
            description=f"{part.summary}\n\n{part.about}".strip(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        part.arguments(child)
        if part.needs_vault:
            for each in (child, *inner_parsers(child).values()):
                add_vault_arguments(each)
    return parser


def inner_parsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Give the parsers of a command's own sub-commands."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def add_vault_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what every command on a vault takes; before or behind a sub-command's name."""
    nowhere = argparse.SUPPRESS  # else an inner default would wipe out what was said outside
    group = parser.add_argument_group("the vault")
    group.add_argument(
        "--vault",
        metavar="FOLDER",
        default=nowhere,
        help="where the vault is (or set UPSTANDER_VAULT); without it a place of your own",
    )
    group.add_argument(
        "--passphrase-fd",
        metavar="NUMBER",
        type=int,
        default=nowhere,
        help="read the passphrase, one line, from this open descriptor instead of asking",
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status (0 good, 2 wrong usage, 10-59 an error's own)."""
    be_neutral()
    end_like_ctrl_c()
    terminal = Terminal()
    wanted = list(sys.argv[1:] if argv is None else argv)
    # Emergency help loads no other command, so that nothing else can break it.
    parts: dict[str, Command] = (
        {HELP_NOW.slug: HELP_NOW} if wanted[:1] == [HELP_NOW.slug] else family()
    )
    parser = build_parser(parts)
    options = parser.parse_args(wanted)
    if options.command is None:
        parser.print_help(terminal.out)
        return 0
    return guarded(parts[options.command], options, terminal)


def guarded(command: Command, options: argparse.Namespace, terminal: Terminal) -> int:
    """Run a command and turn every fault into calm words and an exit status."""
    try:
        if command is not HELP_NOW:  # emergency help is shown from the list that ships
            take_up_release(terminal)
        return command.run(options, terminal)
    except UpstanderError as fault:
        return explain(fault, options, terminal)
    except KeyboardInterrupt:
        terminal.note("Stopped. Everything saved so far is kept.")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE.value if hasattr(signal, "SIGPIPE") else 1
    except OSError as fault:
        return explain(from_system(fault), options, terminal)
    except Exception as fault:
        # A traceback could show words from evidence; its place in the code says enough.
        if os.environ.get("UPSTANDER_DEBUG"):
            raise
        return explain(from_fault(fault), options, terminal)


def from_system(fault: OSError) -> AdapterError:
    """Say what the machine reported in the words of the family."""
    import errno

    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    if fault.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnlyMedium()
    return AdapterError(f"({fault.strerror or type(fault).__name__}.)")


def from_fault(fault: Exception) -> UpstanderError:
    """Name a fault of the program by its kind and place, never by its words."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "unknown"
    return UpstanderError(f"(A fault in the program: {type(fault).__name__} in {place}.)")


def explain(fault: UpstanderError, options: argparse.Namespace, terminal: Terminal) -> int:
    """Print an error's whole text, as a record too where JSON was asked for."""
    if getattr(options, "json", False):
        terminal.record({"type": "error", "code": fault.code, "text": fault.explain()})
    terminal.note(fault.explain())
    return fault.exit_status


def end_like_ctrl_c() -> None:
    """Let a closed window or a polite kill end a command as Ctrl-C does: keys are dropped."""

    def end(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)


def be_neutral() -> None:
    """Take a title that says nothing; the words on the command line leave the process list."""
    try:
        from setproctitle import setproctitle
    except ImportError:
        return
    setproctitle(NEUTRAL_TITLE)


if __name__ == "__main__":
    sys.exit(main())
