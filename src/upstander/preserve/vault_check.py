"""Checking a vault: numbered steps with the exact reason, in two depths.

``quick`` reads the chain, every entry, and presence and size of every original; ``full`` also
decrypts and hashes all originals. Nothing is repaired. What a vault cannot show about itself is
said as such: a clean cut at the end and a whole rewrite by a key holder are only seen with a
value from elsewhere (paper, another person, a timestamp).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, Protocol

from upstander.model.digest import Digest
from upstander.model.entry import Act, Entry, Head, head_of
from upstander.model.errors import Forked, IntegrityError, LedgerChanged, OriginalChanged
from upstander.model.ids import ItemId, VaultId
from upstander.model.verification import Step, Verification
from upstander.preserve.ledger import complete_lines, decode_body, walk_chain

_CARRIES_BYTES = frozenset({Act.IMPORT, Act.CAPTURE, Act.EXPORT, Act.REPORT})

CARD = "Keys and vault file belong together"
CHAIN = "Every line of the record follows from the line before"
ENTRIES = "Every line has its entry, unchanged"
STRAY = "No entry lies beyond the end of the record"
ORIGINALS = "Every kept file is there"
ORIGINALS_FULL = "Every kept file was decrypted and is unchanged"
UNNAMED = "Files that no entry names"
INBOX = "Captures that wait to be folded in can be read"
PRIVATE = "Private notes are unchanged"
CLOCK = "Clock"
SEEN = "The record is not older than when this vault was last seen"
HEAD = "The record reaches the head that was given"
END = "The end of the record"


class Contents(Protocol):
    """What a check reads of a vault; adapters give it."""

    @property
    def subject(self) -> str:
        """What is checked, for the heading."""
        ...

    @property
    def vault(self) -> VaultId:
        """The id that every entry must carry."""
        ...

    def chain(self) -> bytes:
        """All bytes of the chain file; raises :class:`LedgerChanged` when missing."""
        ...

    def body(self, seq: int) -> bytes:
        """One entry body; raises :class:`LedgerChanged`."""
        ...

    def body_numbers(self) -> Sequence[int]:
        """Numbers of the bodies that lie there."""
        ...

    def seen(self) -> Head | None:
        """The last-seen head."""
        ...

    def glance(self, digest: Digest, size: int) -> str:
        """Look at presence and size of an original; the reason when wrong, else nothing."""
        ...

    def study(self, digest: Digest, size: int) -> str:
        """Decrypt and hash an original; the reason when wrong, else nothing."""
        ...

    def unnamed(self, digests: Iterable[Digest]) -> int:
        """How many blob files belong to none of these."""
        ...

    def card_fault(self) -> str:
        """Whether the open part of the vault fits the keys."""
        ...

    def inbox_faults(self) -> Sequence[str]:
        """Captures that cannot be read."""
        ...

    def private_fault(self) -> str:
        """What is wrong with the private notes, if anything."""
        ...


@dataclass(slots=True)
class Originals:
    """Which bytes a vault must hold, by what its entries say."""

    by_item: dict[ItemId, tuple[Digest, int]] = field(default_factory=dict)
    erased: set[ItemId] = field(default_factory=set)
    sealed: set[ItemId] = field(default_factory=set)

    def note(self, entry: Entry) -> None:
        """Take one entry into account."""
        if entry.item is None:
            return
        if entry.act in _CARRIES_BYTES:
            self._keep(entry.item, entry)
        elif entry.act is Act.ERASE_TOMBSTONE:
            self.erased.add(entry.item)
        elif entry.act is Act.SEAL:
            self.sealed.add(entry.item)

    def required(self) -> dict[Digest, int]:
        """Digest and size of all that must be there."""
        return {d: size for item, (d, size) in self.by_item.items() if item not in self.erased}

    def withheld(self) -> set[Digest]:
        """Digests of sealed items: they go into no backup, whatever else has the same bytes."""
        return {self.by_item[item][0] for item in self.sealed if item in self.by_item}

    def _keep(self, item: ItemId, entry: Entry) -> None:
        sha256, size = entry.data.get("sha256"), entry.data.get("size", 0)
        if isinstance(sha256, str) and isinstance(size, int):
            self.by_item[item] = (Digest(sha256), size)


def check_vault(
    contents: Contents,
    *,
    full: bool = False,
    head: Head | str | None = None,
    progress: Callable[[str, int, int | None], None] = lambda _what, _done, _total: None,
) -> Verification:
    """Go through all steps; a step that fails does not stop those that can still be done."""
    return _Check(contents, full, read_head(head), progress).run()


def read_head(text: Head | str | None) -> Head | None:
    """Read a head as printed: ``LENGTH:DIGEST`` or the digest alone; ``ValueError``."""
    if text is None or isinstance(text, Head):
        return text
    length, _, digest = text.strip().rpartition(":")
    length = length.removesuffix("sha256").strip(": ")
    return Head(int(length) if length else -1, Digest.parse("".join(digest.split())).hex)


def raise_if_failed(verification: Verification) -> None:
    """Raise the error of the first failed step; a failed check always raises at a front door."""
    for step in verification.steps:
        if step.ok is False:
            _raise(step)


def require_sound(contents: Contents, *, full: bool = False, head: Head | None = None) -> None:
    """Check and raise at the first failed step."""
    raise_if_failed(check_vault(contents, full=full, head=head))


def _raise(step: Step) -> NoReturn:
    kind: type[IntegrityError] = LedgerChanged
    if step.title in (ORIGINALS, ORIGINALS_FULL, INBOX):
        kind = OriginalChanged
    elif step.title == CARD:
        kind = IntegrityError
    elif step.title in (HEAD, SEEN) and step.detail.startswith(_OTHER_HISTORY):
        kind = Forked
    raise kind(f"Step {step.number}: {step.detail}")


_OTHER_HISTORY = "Another history"


class _Check:
    def __init__(
        self,
        contents: Contents,
        full: bool,
        head: Head | None,
        progress: Callable[[str, int, int | None], None],
    ) -> None:
        self._contents = contents
        self._full = full
        self._head = head
        self._progress = progress
        self._steps: list[Step] = []
        self._lines: list[bytes] = []
        self._originals = Originals()
        self._jumps = 0

    def run(self) -> Verification:
        self._fault(CARD, self._contents.card_fault(), "They do.")
        if self._check_chain():
            whole = self._check_entries()
            self._check_stray()
            self._check_originals(whole)
        self._check_aside()
        self._check_seen()
        self._check_head()
        return Verification(self._contents.subject, tuple(self._steps), self._verdict())

    def _add(self, title: str, ok: bool | None, detail: str) -> None:
        self._steps.append(Step(len(self._steps) + 1, title, ok, detail))

    def _fault(self, title: str, fault: str, fine: str) -> None:
        self._add(title, not fault, fault or fine)

    def _check_chain(self) -> bool:
        try:
            complete, torn = complete_lines(self._contents.chain())
            self._lines = list(walk_chain(complete))
        except LedgerChanged as error:
            self._add(CHAIN, False, error.detail)
            return False
        note = f" {len(torn)} bytes of a line that was not finished follow." if torn else ""
        self._add(CHAIN, True, f"{len(self._lines)} lines.{note}")
        return True

    def _check_entries(self) -> bool:
        faults = []
        for seq, line in enumerate(self._lines):
            try:
                entry = decode_body(self._contents.body(seq), line, self._contents.vault)
            except LedgerChanged as error:
                faults.append(error.detail)
                continue
            self._originals.note(entry)
            self._jumps += entry.act is Act.CLOCK_JUMP
            self._progress("entries", seq + 1, len(self._lines))
        self._fault(ENTRIES, _some(faults), f"{len(self._lines)} entries.")
        return not faults

    def _check_stray(self) -> None:
        stray = [seq for seq in self._contents.body_numbers() if seq >= len(self._lines)]
        fault = ""
        if stray:
            fault = (
                f"{len(stray)} from entry {stray[0]} on: the record was cut, or a write was stopped"
                " before it was finished (then the next write sets them aside and says so)."
            )
        self._fault(STRAY, fault, "None does.")

    def _check_originals(self, whole: bool) -> None:
        required = self._originals.required()
        look = self._contents.study if self._full else self._contents.glance
        faults = []
        for done, (digest, size) in enumerate(required.items(), 1):
            fault = look(digest, size)
            if fault and not self._is_left_out(digest):
                faults.append(f"{digest.short}: {fault}")
            self._progress("files", done, len(required))
        title = ORIGINALS_FULL if self._full else ORIGINALS
        count = f"{len(required)} files."
        note = "" if whole else " Files named only by entries that cannot be read are not counted."
        hint = "" if self._full else " Presence and size only; a full check reads every byte."
        self._fault(title, _some(faults), count + note + hint)
        unnamed = self._contents.unnamed(required)
        detail = "None." if not unnamed else f"{unnamed}: left from something stopped or erased."
        self._add(UNNAMED, True, detail)

    def _is_left_out(self, digest: Digest) -> bool:
        """A sealed file may be missing: backups leave it out."""
        return digest in self._originals.withheld()

    def _check_aside(self) -> None:
        self._fault(INBOX, _some(self._contents.inbox_faults()), "They can.")
        self._fault(PRIVATE, self._contents.private_fault(), "They are.")
        jumps = (
            f"It went back {self._jumps} times; each has an entry." if self._jumps else "Steady."
        )
        self._add(CLOCK, True, jumps)

    def _check_seen(self) -> None:
        seen = self._contents.seen()
        if seen is None:
            self._add(SEEN, None, "There is no sound note of when it was last seen.")
        else:
            self._fault(SEEN, self._compare(seen), f"It was last seen with {seen.length} lines.")

    def _check_head(self) -> None:
        present = head_of(len(self._lines), self._lines[-1] if self._lines else None)
        if self._head is not None:
            self._fault(HEAD, self._compare(self._head), f"It does. Head {_show(present)}.")
            return
        self._add(
            END,
            None,
            "A clean cut at the end, or a whole new record by someone with the keys, cannot be "
            f"seen from the vault alone. Compare with paper: head {_show(present)}.",
        )

    def _compare(self, wanted: Head) -> str:
        if wanted.length > len(self._lines):
            return f"Cut: it has {len(self._lines)} lines, {wanted.length} are known."
        if wanted.length < 0:
            known = {head_of(1, line).digest for line in self._lines}
            return "" if wanted.digest in known else f"{_OTHER_HISTORY} or cut: no line has it."
        line = self._lines[wanted.length - 1] if wanted.length else None
        if head_of(wanted.length, line).digest != wanted.digest:
            return f"{_OTHER_HISTORY}: line {wanted.length - 1} is not the one known."
        return ""

    def _verdict(self) -> str:
        failed = [step for step in self._steps if step.ok is False]
        if failed:
            return f"Not as it was. Step {failed[0].number}: {failed[0].detail}"
        depth = "Unchanged since it was kept" if self._full else "No change found by a quick check"
        unknown = any(step.ok is None for step in self._steps)
        return depth + ("; some things cannot be known from this alone." if unknown else ".")


def _show(head: Head) -> str:
    return f"{head.length}:{head.digest}"


def _some(faults: Sequence[str]) -> str:
    """The first few reasons, and how many more there are."""
    shown = " ".join(faults[:5])
    return shown + (f" And {len(faults) - 5} more." if len(faults) > 5 else "")
