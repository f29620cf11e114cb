"""``directory release`` and ``directory use``: check a signed list, write one, put one in use."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from upstander.cli.listing import list_place, release_shelf
from upstander.cli.terminal import Terminal
from upstander.model.errors import InvalidAnswer

if TYPE_CHECKING:
    from upstander.directory.release import Release

_SHORTEST_LIFE = timedelta(days=92)
"""A list without an end of its own lasts as long as its records may go unlooked-at: a quarter."""


def release_arguments(inner: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare ``release`` and ``use``."""
    release = inner.add_parser(
        "release", help="check or write a signed list", description="Check or write a signed list."
    )
    deeds = release.add_subparsers(dest="deed", required=True, metavar="verify|write")
    verify = deeds.add_parser("verify", help="check a list", description="Check a signed list.")
    _add_release(verify)
    write = deeds.add_parser(
        "write",
        help="write release.toml for a folder of records, to be signed",
        description="Write release.toml for a folder of records. Then sign it with ssh-keygen.",
    )
    write.add_argument("release", metavar="FOLDER", help="the records, by family")
    write.add_argument("--name", required=True, help="the name of the list, such as my-county")
    write.add_argument("--version", type=int, required=True, help="a number that only ever grows")
    write.add_argument("--place", action="append", required=True, help="such as GB-ENG")
    write.add_argument("--expires", default="", metavar="DATE", help="without it in a quarter")
    use = inner.add_parser(
        "use", help="put a signed list in use", description="Check a signed list and put it in use."
    )
    _add_release(use, may_be_built_in=True)


def _add_release(parser: argparse.ArgumentParser, *, may_be_built_in: bool = False) -> None:
    many = "?" if may_be_built_in else None
    parser.add_argument("release", nargs=many, metavar="RELEASE", help="a folder or a zip file")
    parser.add_argument("--keys", metavar="FOLDER", help="public keys you trust, .pub files")
    if may_be_built_in:
        parser.add_argument("--built-in", action="store_true", help="back to the list that ships")


def run_release(options: argparse.Namespace, terminal: Terminal) -> None:
    """Verify or write."""
    {"verify": _verify, "write": _write}[options.deed](options, terminal)


def run_use(options: argparse.Namespace, terminal: Terminal) -> None:
    """Put a release in use, or go back; raises DirectoryError with the exact reason."""
    from upstander.application.use_directory import use_directory
    from upstander.directory.release_files import read_release

    if options.built_in:
        there = release_shelf().clear()
        terminal.say("The list that ships is in use." if there else "It was in use already.")
        return
    if not options.release:
        raise InvalidAnswer("Say which release, or --built-in.")
    files, keys = read_release(Path(options.release)), _keys(options)
    used = use_directory(release_shelf(), files=files, keys=keys, today=date.today())
    terminal.say(f"In use from now on: {_line(used)}")


def _verify(options: argparse.Namespace, terminal: Terminal) -> None:
    from upstander.application.use_directory import held_release
    from upstander.directory.release import verify_release
    from upstander.directory.release_files import read_release

    good = verify_release(
        read_release(Path(options.release)),
        _keys(options),
        today=date.today(),
        in_use=held_release(release_shelf()),
    )
    terminal.say(f"This list is whole and signed: {_line(good)}")
    terminal.note("Nothing was changed. To use it: upstander directory use.")


def _write(options: argparse.Namespace, terminal: Terminal) -> None:
    from upstander.directory.release import MANIFEST, NAMESPACE, manifest_text
    from upstander.directory.release_files import read_release

    folder, today = Path(options.release), date.today()
    text = manifest_text(
        read_release(folder),
        name=options.name,
        version=options.version,
        made_on=today,
        expires_on=_day(options.expires) if options.expires else today + _SHORTEST_LIFE,
        jurisdictions=options.place,
    )
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    terminal.say(str(folder / MANIFEST))
    terminal.note(f"Sign it: ssh-keygen -Y sign -f YOUR-KEY -n {NAMESPACE} {MANIFEST}")


def _keys(options: argparse.Namespace) -> dict[str, bytes]:
    from upstander.directory.release_files import read_keys

    return read_keys(Path(options.keys) if options.keys else list_place() / "keys")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidAnswer("A day looks like 2027-02-22.") from None


def _line(release: Release) -> str:
    from upstander.directory.review import plain_date

    held = release.manifest
    return (
        f"{held.name}, version {held.version}, made on {plain_date(held.made_on)}, "
        f"good until {plain_date(held.expires_on)}, {len(held.files)} files, "
        f"signed by the key '{release.key}'."
    )
