"""Run the source that fits best and give an account of every byte.

The account is computed here from the spans of the messages, never taken from a source's word. A
file that no source knows is kept, not read; that is a plain outcome, not an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from upstander.intake import sources
from upstander.intake._account import Account
from upstander.intake._interface import Source
from upstander.intake.archive import list_members, looks_like_zip
from upstander.model.errors import HostileFile, IntakeError, LimitExceeded
from upstander.model.message import Message
from upstander.model.reading import ReadReport, ReadSettings, Warned
from upstander.plugins import Loaded, load_family

HEAD = 1 << 16
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers")
_SAVE_AS_CSV = (
    "This is a spreadsheet file. It is kept as it is. To have it read, open it, save a copy as "
    "CSV, and add that copy too."
)
LEAST_CONFIDENCE = 30


@lru_cache(maxsize=1)
def known_sources() -> dict[str, Loaded[Source]]:
    """Load all sources once."""
    return load_family(sources, Source)  # type: ignore[type-abstract]  # a family is named by its base


def choose(head: bytes, name: str) -> tuple[Source | None, str]:
    """Ask every source how sure it is; gives the surest (slug order breaks ties) and its reason."""
    best: tuple[int, Source | None, str] = (
        LEAST_CONFIDENCE - 1,
        None,
        "No reader knows this file.",
    )
    for loaded in known_sources().values():
        probe = loaded.part.probe(head, name)
        if probe.confidence > best[0]:
            best = (probe.confidence, loaded.part, probe.reason)
    return best[1], best[2]


def read_original(
    stream: BinaryIO,
    *,
    name: str,
    sha256: str,
    settings: ReadSettings,
    source: str | None = None,
) -> Iterator[Message | ReadReport]:
    """Read one original from a seekable stream; the last thing given is its report.

    ``source`` forces a source by slug. Raises :class:`InvalidAnswer` for an answer that cannot be
    understood (a zone that does not exist); everything else a file can do ends in the report.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    account = Account(sha256, size)
    if not size:
        yield account.report(None, "empty", "The file is empty.")
        return
    chosen, why = _chosen(head, name, source)
    if chosen is None:
        why = _SAVE_AS_CSV if name.lower().endswith(_SPREADSHEETS) else why
        yield _not_read(stream, head, account, why)
        return
    refusal = ""
    try:
        for event in chosen.read(stream, name=name, sha256=sha256, settings=settings):
            account.take(event)
            if isinstance(event, Message):
                yield event
    except (HostileFile, LimitExceeded) as error:
        refusal = error.explain()
    except IntakeError as error:
        if error.code == "invalid-answer":
            raise
        account.take(Warned("read-stopped", error.explain()))
    yield _finished(account, chosen, why, refusal)


def _chosen(head: bytes, name: str, source: str | None) -> tuple[Source | None, str]:
    if source is None:
        return choose(head, name)
    loaded = known_sources().get(source)
    return (loaded.part, "chosen by name") if loaded else (None, "There is no such reader.")


def _finished(account: Account, chosen: Source, why: str, refusal: str) -> ReadReport:
    if refusal:
        account.take(Warned("refused", refusal))
    if not account.messages:
        status = "refused" if refusal or account.refused else "kept-not-read"
        return account.report(chosen, status, refusal or "No message was found in this file.")
    status = "partly" if refusal or account.gaps() else "read"
    return account.report(chosen, status, why)


def _not_read(stream: BinaryIO, head: bytes, account: Account, why: str) -> ReadReport:
    """Look at the names in an unknown archive, so that what is dangerous in it is said."""
    if looks_like_zip(head):
        try:
            for refused in list_members(stream).refused:
                text = f"A file in the archive was not opened: {refused.reason}."
                account.take(Warned("member-refused", text, refused.name[:200]))
        except (HostileFile, LimitExceeded) as error:
            account.take(Warned("member-refused", error.explain()))
        except IntakeError as error:
            account.take(Warned("archive-damaged", error.explain()))
    status = "refused" if account.refused else "kept-not-read"
    return account.report(None, status, why)
