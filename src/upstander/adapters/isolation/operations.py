"""What a child can be asked to do: read, list, unpack, draw, trace, say what a file tells."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from upstander.adapters.isolation.child import Line, Request, serve
from upstander.adapters.isolation.frames import BATCH_BYTES, BATCH_MESSAGES, Kind
from upstander.intake.archive import Archive, list_members, read_through
from upstander.intake.read import read_original
from upstander.intake.sources._mail_message import is_mail_member, read_mail_member
from upstander.model.message import Message
from upstander.model.plain_values import to_plain
from upstander.model.reading import ReadSettings
from upstander.picture.look import look as look_of
from upstander.picture.thumbnail import thumbnail

_PIECE = 1 << 20
_LONGEST_MESSAGE = 8 << 20
_LONGEST_TEXT = 128 << 10
_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)


def main() -> None:
    """Serve all operations until the parent closes the pipe."""
    asked = (read, members, member, picture, look, trace, tags)
    serve({each.__name__: each for each in asked}, sys.argv[1:])


def read(line: Line, stream: BinaryIO, request: Request) -> None:
    """Send messages in batches, then the report as the last word."""
    batch: list[bytes] = []
    size = 0
    for event in read_original(
        stream,
        name=request["name"],
        sha256=request["sha256"],
        settings=_settings(request["settings"]),
        source=request["source"],
    ):
        if not isinstance(event, Message):
            _send_batch(line, batch)
            line.send(Kind.END, _ENCODER.encode(to_plain(event)).encode())
            return
        encoded = _fitting(event)
        batch.append(encoded)
        size += len(encoded)
        if len(batch) >= BATCH_MESSAGES or size >= BATCH_BYTES:
            _send_batch(line, batch)
            batch, size = [], 0


def _fitting(message: Message) -> bytes:
    """Encode a message; words too many for one frame are cut, and the message says so."""
    encoded = _encoded(message)
    if len(encoded) < _LONGEST_MESSAGE:
        return encoded
    cut = tuple(replace(part, text=part.text[:_LONGEST_TEXT]) for part in message.content[:8])
    said = (*message.provenance.warnings, "long-body-cut")
    where = replace(message.provenance, warnings=said)
    return _encoded(replace(message, content=cut, quoted=(), links=(), provenance=where))


def _encoded(message: Message) -> bytes:
    return _ENCODER.encode(to_plain(message)).encode()


def _send_batch(line: Line, batch: list[bytes]) -> None:
    if batch:
        line.send(Kind.BATCH, b"[" + b",".join(batch) + b"]")


def members(line: Line, stream: BinaryIO, request: Request) -> None:
    """Send the safe names and sizes of what may be opened."""
    listed = [(each.safe_name, each.size) for each in list_members(stream).members]
    line.send(Kind.END, json.dumps(listed).encode())


def member(line: Line, stream: BinaryIO, request: Request) -> None:
    """Send one member of an archive, one part of a mail, or a part of a mail in an archive."""
    name = str(request["member"])
    outer, _, inner = name.rpartition("!")
    if is_mail_member(inner or name):
        if outer:
            archive = Archive(stream)
            stream = io.BytesIO(archive.read(archive.listing.find(outer)))
        pieces = _cut(read_mail_member(stream, inner or name))
    else:
        archive = Archive(stream)
        with archive.open(archive.listing.find(name)) as opened:
            _send_pieces(line, read_through(opened))
            return
    _send_pieces(line, pieces)


def picture(line: Line, stream: BinaryIO, request: Request) -> None:
    """Send a small clean JPEG."""
    drawn = thumbnail(stream.read(), max_px=int(request["max_px"]), grey=bool(request["grey"]))
    _send_pieces(line, _cut(drawn))


def look(line: Line, stream: BinaryIO, request: Request) -> None:
    """Send the look of a picture."""
    _send_pieces(line, _cut(look_of(stream.read()).encode()))


def trace(line: Line, stream: BinaryIO, request: Request) -> None:
    """Send the sheet of one mail."""
    from upstander.trace.key_records import KeyRecords  # here: reading need not wait for it
    from upstander.trace.mail_trace import trace_mail

    sheet = trace_mail(
        stream.read(),
        source=request["source"],
        recipient_mx=request["recipient_mx"],
        keys=KeyRecords.from_json(request["keys"]),
    )
    _send_pieces(line, _cut(_ENCODER.encode(to_plain(sheet)).encode()))


def tags(line: Line, stream: BinaryIO, request: Request) -> None:
    """Send what a file says about itself."""
    from upstander.picture.file_tags import file_tags

    _send_pieces(line, _cut(_ENCODER.encode(to_plain(file_tags(stream))).encode()))


def _send_pieces(line: Line, pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        line.send(Kind.PIECE, piece)
    line.send(Kind.END, b"")


def _cut(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _PIECE):
        yield data[start : start + _PIECE]


def _settings(given: Request) -> ReadSettings:
    only = given["members"]
    return ReadSettings(
        zone=given["zone"],
        date_order=given["date_order"],
        self_name=given["self_name"],
        columns=given["columns"],
        repeats=given["repeats"],
        password=given["password"],
        members=None if only is None else tuple(only),
    )


if __name__ == "__main__":
    main()
