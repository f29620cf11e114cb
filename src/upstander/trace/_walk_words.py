"""The sentences of a walk up the Received lines: what a line is worth, and why a walk ends."""

from __future__ import annotations

from collections.abc import Sequence

from upstander.trace.received import Received

NOT_TO_RELY_ON = "Written by the sender's side, do not rely on it."
INSIDE = "Between computers of your own mail provider."
TOOK_IT = "Your own mail provider took the mail in here."
UNREAD = "This line could not be read."

UNREAD_ABOVE = (
    "A line above it could not be read, so it is not sure that your own mail provider wrote this"
    " one."
)
UNREAD_WARNING = (
    "A Received line could not be read. What stands below it may have been written by the sender's"
    " side."
)


def from_inside(line: Received) -> str:
    """It was written on a web page of the own provider."""
    return (
        f"The mail was written on a web page of your own mail provider ({line.by})."
        " No address was written down. Your provider can say which account it was."
    )


def from_own_network(line: Received) -> str:
    """It came from a computer of the own network that wrote no line."""
    return (
        f"{line.by} took the mail from {line.ip}, a computer on its own network, and no line of"
        " that computer is there. Ask whoever runs it who gave the mail to it."
    )


def breaks(line: Received, *, first: bool) -> str:
    """The line is by nobody known. ``first``: no line of an own server was read above it."""
    if first:
        return (
            f"The topmost line is by {line.by or 'a server without a name'}, which is not known "
            "as your mail provider's. So no hand-over can be shown."
        )
    return (
        f"Below the lines of your own provider stands one by {line.by or 'a server without a name'}"
        ". Who handed over is not written down."
    )


def no_address(line: Received) -> str:
    """It was taken in from a computer whose address was not written down."""
    return (
        f"{line.by} took the mail in, but wrote no address of the computer that gave it."
        " Ask whoever runs it; it may know."
    )


def other_name(line: Received, below: Received) -> str:
    """The looked-up name is an own one, and the next line is by a server of another name."""
    return (
        f"{line.by} took the mail from {line.rdns} ({line.ip}), but the line below is by"
        f" {below.by}, which is another name. So that line may be made up, and then {line.ip} is"
        " the computer that handed over."
    )


def other_block(line: Received) -> str:
    """The looked-up name is an own one, and the address is none of those known to be own."""
    return (
        f"{line.by} took the mail from {line.rdns} ({line.ip}). The name is under that of your mail"
        " provider, but the address is not among those that are known to be its own. So what stands"
        f" below may be made up, and then {line.ip} is the computer that handed over."
    )


def nothing_left(lines: Sequence[Received]) -> str:
    """The walk came to the end without a hand-over."""
    if not lines:
        return "The mail has no Received line, so its way cannot be seen."
    if all(line.unread for line in lines):
        return "No Received line could be read. Nothing shows who handed over."
    if any(line.unread for line in lines):
        return (
            "Every line that could be read is your own provider's. Nothing shows who handed over."
        )
    return "Every line is your own provider's. Nothing shows who handed over."
