"""Passphrases come from the keyboard or from a descriptor; never from arguments or environment."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from upstander.cli.terminal import Terminal
from upstander.model.errors import AccessDenied, InvalidAnswer

_LONGEST = 4096  # bytes of a passphrase line


class NoOneToAsk(AccessDenied):
    """There is no terminal to ask at and no descriptor was given."""

    code = "no-one-to-ask"
    exit_status = 45
    sentence = "Nobody is here to answer a question."
    next_step = "Start this in a terminal, or give the passphrase with --passphrase-fd NUMBER."


def ask_secret(options: argparse.Namespace, terminal: Terminal, prompt: str) -> str:
    """Get the secret that opens a vault; raises :class:`NoOneToAsk`."""
    given = from_descriptor(given_descriptor(options))
    return given if given is not None else type_secret(terminal, prompt)


def given_descriptor(options: argparse.Namespace) -> int | None:
    """Give the number of ``--passphrase-fd``, if it was said."""
    number: int | None = getattr(options, "passphrase_fd", None)
    return number


def ask_new_secret(options: argparse.Namespace, terminal: Terminal, prompt: str) -> str:
    """Get a new passphrase, typed twice where it is typed; raises :class:`InvalidAnswer`."""
    given = from_descriptor(given_descriptor(options))
    if given is not None:
        return given
    first = type_secret(terminal, prompt)
    if first != type_secret(terminal, "Once more: "):
        raise InvalidAnswer("The two were not the same.")
    return first


def type_secret(terminal: Terminal, prompt: str) -> str:
    """Ask at the terminal without showing what is typed."""
    if not sys.stdin.isatty():
        raise NoOneToAsk()
    try:
        return getpass.getpass(prompt, stream=terminal.err)
    except EOFError as fault:
        raise NoOneToAsk() from fault


def from_descriptor(number: int | None) -> str | None:
    """Read one line from an open descriptor, without its newline."""
    if number is None:
        return None
    data = bytearray()
    try:
        while len(data) < _LONGEST and not data.endswith(b"\n"):
            byte = os.read(number, 1)  # one at a time: what follows belongs to someone else
            if not byte:
                break
            data += byte
    except OSError as fault:
        raise InvalidAnswer(f"Descriptor {number} cannot be read.") from fault
    return data.decode("utf-8", "surrogateescape").rstrip("\r\n")


def ask_line(terminal: Terminal, prompt: str, *, default: str = "") -> str:
    """Ask for an open answer; the default where there is no terminal."""
    if not sys.stdin.isatty():
        return default
    terminal.err.write(prompt)
    terminal.err.flush()
    return sys.stdin.readline().strip() or default
