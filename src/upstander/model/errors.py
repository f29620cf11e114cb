"""One family of errors. Shell, web and reference print the same text from here.

Each class carries a stable ``code``, the ``exit_status`` of the shell, a calm ``sentence`` that
says what happened, and a ``next_step`` that says what to do. An instance may add a ``detail``
(a file name, a line, a limit) and its own next step. Texts never contain evidence, keys or codes.
"""

from __future__ import annotations

from typing import ClassVar


class UpstanderError(Exception):
    """The root of the family; catch this at a front door, never raise it itself."""

    code: ClassVar[str] = "upstander"
    exit_status: ClassVar[int] = 1
    sentence: ClassVar[str] = "Something went wrong."
    next_step: ClassVar[str] = "Nothing was lost. Try again, or ask someone you trust to help."

    def __init__(self, detail: str = "", *, next_step: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.step = next_step if next_step is not None else type(self).next_step

    def explain(self) -> str:
        """Give the whole text for a person: what happened, the detail, what to do next."""
        parts = [self.sentence, self.detail, self.step]
        return " ".join(part for part in parts if part)

    def __str__(self) -> str:
        return self.explain()


# --- intake: something that was handed in -------------------------------------------------


class IntakeError(UpstanderError):
    """Something handed in could not be taken or read."""

    code = "intake"
    exit_status = 10
    sentence = "This could not be taken in."
    next_step = "The rest goes on. Check the file and add it again."


class FileMissing(IntakeError):
    """The path names no file that can be opened."""

    code = "file-missing"
    exit_status = 11
    sentence = "There is no file there, or it cannot be opened."
    next_step = "Check the name and the place, then add it again."


class LimitExceeded(IntakeError):
    """A size, ratio, entry, depth or time limit was met; the original is kept whole."""

    code = "limit-exceeded"
    exit_status = 12
    sentence = "This file is larger or deeper than the program reads."
    next_step = "The file is kept as it is. Ask for the messages in smaller parts if you can."


class HostileFile(IntakeError):
    """The file tries to do something a piece of evidence never needs (traversal, bomb, link)."""

    code = "hostile-file"
    exit_status = 13
    sentence = "Part of this file is built in a way that could do harm, so it was not opened."
    next_step = "The file is kept as it is. Do not open it by hand."


class ImporterFailed(IntakeError):
    """The importer's child process ended without a result."""

    code = "importer-failed"
    exit_status = 14
    sentence = "The program could not read this file."
    next_step = "The file is kept as it is and shown as not read."


class NothingToKeep(IntakeError):
    """An empty form or an answer that says nothing."""

    code = "nothing-to-keep"
    exit_status = 15
    sentence = "There is nothing here to keep yet."
    next_step = "Write a few words, then save again."


class InvalidAnswer(IntakeError):
    """A date, zone, choice or number that cannot be understood."""

    code = "invalid-answer"
    exit_status = 16
    sentence = "That answer could not be understood."
    next_step = "Please check it and try once more."


class MustNotCopy(IntakeError):
    """Possible sexual image of someone under 18: never read, hashed, copied or packed."""

    code = "must-not-copy"
    exit_status = 17
    sentence = "This may be a sexual picture of someone under 18, so the program will not touch it."
    next_step = "Do not copy or send it. Write down where it is and tell the police on 101."


class NobodyToAsk(IntakeError):
    """A number or name that has no outside holder, or no register that is known to answer."""

    code = "nobody-to-ask"
    exit_status = 18
    sentence = "This cannot be looked up from here."
    next_step = "Nothing was sent. The rest goes on."


# --- integrity: something kept is not as it was -------------------------------------------


class IntegrityError(UpstanderError):
    """A check of kept evidence failed. Verification failure always raises."""

    code = "integrity"
    exit_status = 20
    sentence = "Something is not as it was when it was kept."
    next_step = "Change nothing. Keep this copy and look for a backup."


class LedgerChanged(IntegrityError):
    """The chain of the diary is broken, cut, or does not match an entry."""

    code = "ledger-changed"
    exit_status = 21
    sentence = "The record of what was kept has been changed or cut."


class OriginalChanged(IntegrityError):
    """A kept original is missing, damaged or swapped."""

    code = "original-changed"
    exit_status = 22
    sentence = "A kept file is missing or no longer the same."


class PackChanged(IntegrityError):
    """A pack is not as it was sealed."""

    code = "pack-changed"
    exit_status = 23
    sentence = "This pack is not as it was when it was sealed."
    next_step = "Do not rely on it. Ask the sender for a new copy and compare the paper receipt."


class Forked(IntegrityError):
    """Two histories of one vault: an old backup was restored and written to."""

    code = "forked"
    exit_status = 24
    sentence = "There are two different histories of this vault."
    next_step = "Keep both. Nothing was merged. Open each one and decide which to go on with."


# --- directory ----------------------------------------------------------------------------


class DirectoryError(UpstanderError):
    """A record of a body, law, kind or guidance is malformed; the whole file is refused."""

    code = "directory"
    exit_status = 30
    sentence = "A record in the directory is not right, so it was not used."
    next_step = "Use the last good version."


# --- access -------------------------------------------------------------------------------


class AccessDenied(UpstanderError):
    """The actor may not do this, or is not there yet."""

    code = "access-denied"
    exit_status = 40
    sentence = "This cannot be opened."
    next_step = "Check who may open it."


class WrongSecret(AccessDenied):
    """Passphrase, recovery code or paper key does not open this vault."""

    code = "wrong-secret"
    exit_status = 41
    sentence = "That does not open this vault."
    next_step = "Check for capital letters and spaces and try again. Your recovery code also works."


class VaultLocked(AccessDenied):
    """Keys are not in memory."""

    code = "vault-locked"
    exit_status = 42
    sentence = "The vault is locked."
    next_step = "Unlock it and go on. Nothing that was saved is lost."


class NotFound(AccessDenied):
    """No such thing for this actor; the same answer as for a thing one may not see."""

    code = "not-found"
    exit_status = 43
    sentence = "There is nothing here with that name."
    next_step = "Go back to the list and choose again."


class KeptLocked(AccessDenied):
    """Someone else's messages, and nobody said yet who keeps them and why."""

    code = "kept-locked"
    exit_status = 46
    sentence = "This is someone else's, so it is kept but stays locked."
    next_step = "Say whom you help, and why, under Who it is about."


class WeakSecret(AccessDenied):
    """A passphrase too easy to guess, or key parameters under the floor."""

    code = "weak-secret"
    exit_status = 44
    sentence = "That would be too easy to guess."
    next_step = "Use five or more unrelated words."


# --- adapters: disk, network, other programs ----------------------------------------------


class AdapterError(UpstanderError):
    """The machine, the disk or another program did not do its part."""

    code = "adapter"
    exit_status = 50
    sentence = "The computer could not do this."
    next_step = "Nothing that was saved is lost. Try again."


class DiskFull(AdapterError):
    """No space left on the device."""

    code = "disk-full"
    exit_status = 51
    sentence = "The disk is full."
    next_step = "Everything saved so far is kept. Free some space, then add the rest again."


class ReadOnlyMedium(AdapterError):
    """The vault lies where nothing can be written."""

    code = "read-only"
    exit_status = 52
    sentence = "This place cannot be written to."
    next_step = "You can read and check what is kept. Copy the vault to another place to add to it."


class VaultMissing(AdapterError):
    """No vault at the path."""

    code = "vault-missing"
    exit_status = 53
    sentence = "There is no vault here."
    next_step = "Check the place, or make a new vault."


class VaultExists(AdapterError):
    """A vault is already at the path."""

    code = "vault-exists"
    exit_status = 54
    sentence = "There is already a vault here."
    next_step = "Unlock it, or choose another place for a new one."


class VaultBusy(AdapterError):
    """Another process holds the write lock for longer than is reasonable."""

    code = "vault-busy"
    exit_status = 55
    sentence = "Another window is writing to this vault."
    next_step = "Wait a moment and try again."


class IndexStale(AdapterError):
    """The index is missing or damaged; truth is whole."""

    code = "index-stale"
    exit_status = 56
    sentence = "The list of what is kept has to be made again."
    next_step = "Nothing is lost. Run rebuild."


class DependencyMissing(AdapterError):
    """An optional program or package is not on this machine."""

    code = "dependency-missing"
    exit_status = 57
    sentence = "A part that this needs is not on this computer."
    next_step = "See the how-to pages for what to install."


class Interrupted(AdapterError):
    """The person or a lock stopped long work; it can be resumed."""

    code = "interrupted"
    exit_status = 58
    sentence = "This was stopped before it was finished."
    next_step = "What was saved is kept. Start it again to go on where it stopped."
