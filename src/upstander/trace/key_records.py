"""Keys of signatures as DNS gave them, with the moment: keys rotate, and then only this is left.

Nothing here asks the network. A look-up is made elsewhere, when the person wants it, and its
answer is recorded here, so that the same check gives the same verdict years later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from upstander.model.entry import Json
from upstander.model.errors import IntakeError
from upstander.trace._signature import Obstacle, read_tags

MAX_KEY_TEXT = 16 * 1024
MAX_ANSWERS = 20


class KeyState(StrEnum):
    """What asking DNS for a key gave."""

    FOUND = "found"
    ABSENT = "absent"  # the name is not there, or holds no text
    FAILED = "failed"  # no answer, or the server could not say
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class KeyAnswer:
    """One answer of DNS for one name. ``seen_at`` is aware; ``text`` is the record as given."""

    state: KeyState
    text: bytes = b""
    seen_at: datetime | None = None

    @classmethod
    def found(cls, records: Iterable[bytes], seen_at: datetime | None) -> KeyAnswer:
        """Record what stands under a name: the first record that holds a key, else the first."""
        texts = [text[:MAX_KEY_TEXT] for text in records]
        if not texts:
            return cls(KeyState.ABSENT, b"", seen_at)
        return cls(KeyState.FOUND, next(filter(_holds_key, texts), texts[0]), seen_at)

    @classmethod
    def absent(cls, seen_at: datetime | None) -> KeyAnswer:
        """Record that nothing stands under a name."""
        return cls(KeyState.ABSENT, b"", seen_at)

    @classmethod
    def failed(cls, seen_at: datetime | None) -> KeyAnswer:
        """Record that no answer came."""
        return cls(KeyState.FAILED, b"", seen_at)


NOT_ASKED = KeyAnswer(KeyState.NOT_ASKED)


def _holds_key(text: bytes) -> bool:
    try:
        return "p" in read_tags(text)
    except Obstacle:
        return False


def plain_name(name: str) -> str:
    """Give a DNS name in the form used as a key here: lower case, no dot at its end."""
    return name.strip().rstrip(".").lower()


@dataclass(frozen=True, slots=True)
class KeyRecords:
    """All recorded answers, by DNS name, oldest first. A later answer never wipes out a key."""

    answers: Mapping[str, tuple[KeyAnswer, ...]] = field(default_factory=dict)

    def with_answer(self, name: str, answer: KeyAnswer) -> KeyRecords:
        """Give the records with one more answer; the same key seen again is kept once."""
        name = plain_name(name)
        known = self.answers.get(name, ())
        if answer.state is KeyState.FOUND and any(
            each.state is KeyState.FOUND and each.text == answer.text for each in known
        ):
            return self
        kept = (*(known[:1] + known[1:][-(MAX_ANSWERS - 2) :]), answer)
        return KeyRecords({**self.answers, name: kept})

    def found(self, name: str) -> tuple[KeyAnswer, ...]:
        """Give every key that ever stood under a name, the one seen first at the front."""
        known = self.answers.get(plain_name(name), ())
        return tuple(each for each in known if each.state is KeyState.FOUND)

    def answer(self, name: str) -> KeyAnswer:
        """Give what is known of a name: the first key seen, else the last answer."""
        known = self.answers.get(plain_name(name), ())
        found = self.found(name)
        return found[0] if found else known[-1] if known else NOT_ASKED

    def as_json(self) -> dict[str, Json]:
        """Give the records as plain values, for a ledger entry or a file."""
        return {name: [_as_json(each) for each in known] for name, known in self.answers.items()}

    @classmethod
    def from_json(cls, value: object) -> KeyRecords:
        """Read what :meth:`as_json` gave. Raises IntakeError where it is anything else."""
        records = cls()
        try:
            for name, known in value.items():  # type: ignore[attr-defined]  # checked by trying
                for each in known:
                    records = records.with_answer(name, _from_json(each))
        except (AttributeError, KeyError, TypeError, ValueError):
            raise IntakeError("These recorded keys cannot be read.") from None
        return records


def _as_json(answer: KeyAnswer) -> dict[str, Json]:
    given: dict[str, Json] = {"state": answer.state.value}
    if answer.text:
        given["text"] = answer.text.decode("latin-1")
    if answer.seen_at:
        given["seen_at"] = answer.seen_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return given


def _from_json(given: dict[str, str]) -> KeyAnswer:
    seen = given.get("seen_at")
    moment = datetime.fromisoformat(seen) if seen else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a time without zone")
    return KeyAnswer(KeyState(given["state"]), given.get("text", "").encode("latin-1"), moment)
