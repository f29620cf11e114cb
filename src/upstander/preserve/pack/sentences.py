"""Entries of the record in plain words, the same in preview, custody log and on paper."""

from __future__ import annotations

from upstander.model.entry import Act, Entry, Json

_SENTENCES = {
    Act.IMPORT: "A file was taken in, byte for byte",
    Act.CAPTURE: "A capture was taken in",
    Act.INBOX_FOLD: "Something kept while locked was put into the case",
    Act.DERIVE: "A file was read; the file itself was not changed",
    Act.DESCRIBE: "A thing was described without copying it",
    Act.NOTE: "A diary note was written",
    Act.WITNESS: "A witness was written down",
    Act.SIGN_ANSWER: "A question about some words was answered",
    Act.EXHIBIT_ASSIGN: "An exhibit number was given",
    Act.ANSWER: "A question about a file was answered",
    Act.CASE_OPEN: "The case was started",
    Act.CASE_ANSWER: "A question about the case was answered",
    Act.CORRECT: "A correction was written; the first version stays",
    Act.WITHDRAW: "An item was put out of sight; it is still kept",
    Act.RESTORE_VIEW: "An item was shown again",
    Act.EXPORT: "A pack was made",
    Act.HANDOVER: "Something was handed over",
    Act.RECEIPT: "A receipt was kept",
    Act.VERIFY: "What is kept was checked",
    Act.ANCHOR: "A time stamp was obtained",
    Act.ANCHOR_FAIL: "A time stamp could not be obtained",
    Act.CLOCK_JUMP: "The computer's clock had been set back",
    Act.LOOK_UP: "A public register was asked, or its answer was pasted",
    Act.OPEN: "An item was opened",
}


def entry_sentence(entry: Entry) -> str:
    """Say what an entry records, with its name or result where it has one."""
    known = _SENTENCES.get(entry.act, f"Entry of the kind {entry.act.value}")
    detail = _detail(entry.data.get("name")) or _detail(entry.data.get("source"))
    return f"{known}: {detail}." if detail else f"{known}."


def _detail(value: Json) -> str:
    return value[:120] if isinstance(value, str) else ""
