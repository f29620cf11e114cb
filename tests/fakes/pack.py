"""A small invented pack, made whole: real chain, real bodies, real keys."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from PIL import Image

from tests.fakes.keys import FakeKeys
from upstander.model.actor import Actor, Role
from upstander.model.digest import Digest
from upstander.model.entry import Act, Entry, EntryDraft, Json, chain_line, head_of
from upstander.model.evidence import (
    Case,
    DiaryNote,
    EvidenceItem,
    Grade,
    ItemKind,
    Origin,
    Witness,
)
from upstander.model.ids import ActorId, CaseId, DeviceId, ExhibitNumber, ItemId, MessageId, VaultId
from upstander.model.message import (
    Attachment,
    AttachmentState,
    Content,
    Message,
    MessageKind,
    MessageTime,
    Party,
    Provenance,
    ZoneBasis,
)
from upstander.preserve.ledger import Instrument, Stamp, decode_body, encode_body
from upstander.preserve.pack.build import BuiltPack, build_pack
from upstander.preserve.pack.contents import (
    Exhibit,
    PackRequest,
    PageOne,
    Picture,
    ToolFacts,
)
from upstander.preserve.seal import seal_files
from upstander.preserve.standalone_verify import MANIFEST, TAG

CASE = Case(CaseId("CASE"), "", datetime(2026, 10, 5, tzinfo=UTC), initials="ABC")
OWNER = Actor(ActorId("TARA"), Role.OWNER)
CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
START = datetime(2026, 10, 3, 21, 14, 9, tzinfo=UTC)


def message(seq: int, who: str, text: str, *, files: Sequence[Attachment] = ()) -> Message:
    """An invented message, one minute after the one before."""
    sent = MessageTime(
        "sent", "raw", utc=START + timedelta(minutes=seq), zone="Europe/London",
        zone_basis=ZoneBasis.USER_SAID, precision="s",
    )  # fmt: skip
    name = hashlib.sha256(f"{seq}".encode()).hexdigest()
    return Message(
        MessageId(name), MessageKind.MESSAGE, "whatsapp", "ios", seq,
        Provenance("0" * 64, name, "whatsapp", "1", seq * 100,
                   seq * 100 + 80, container=("_chat.txt",)),
        sender=Party(who, who, is_self=who == "Maya R"), times=(sent,), content=(Content(text),),
        attachments=tuple(files),
    )  # fmt: skip


def photo(shade: int = 128, size: tuple[int, int] = (320, 240)) -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.linear_gradient("L").rotate(shade).resize(size).save(out, "JPEG", quality=70)
    return out.getvalue()


@dataclass
class Chain:
    """A real ledger in a list."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, act: Act, item: str, **data: Json) -> Entry:
        """Append one entry."""
        seq = len(self.entries)
        draft = EntryDraft(act, OWNER, CASE.id, ItemId(item), MappingProxyType(dict(data)))
        stamp = Stamp(
            VaultId("VAULT"), seq, seq.to_bytes(16, "big"), START + timedelta(hours=seq), "+01:00",
            seq, "boot", "os", Instrument(DeviceId("DEVICE"), "linux", "upstander", "0"),
        )  # fmt: skip
        body = encode_body(draft, stamp)
        last = self.entries[-1].line if self.entries else None
        self.entries.append(decode_body(body, chain_line(seq, last, body)))
        return self.entries[-1]

    @property
    def text(self) -> bytes:
        """The chain file."""
        return b"".join(entry.line + b"\n" for entry in self.entries)


@dataclass
class Bench:
    """Makes packs of whatever was put on it."""

    chain: Chain = field(default_factory=Chain)
    keys: FakeKeys = field(default_factory=FakeKeys)
    blobs: dict[str, bytes] = field(default_factory=dict)
    exhibits: list[Exhibit] = field(default_factory=list)
    disclosed: list[Entry] = field(default_factory=list)

    def original(
        self, name: str, data: bytes, *, messages: Sequence[Message] = (), omitted: int = 0,
        pictures: Sequence[Picture] = (), grade: Grade = Grade.A,
    ) -> Exhibit:  # fmt: skip
        """Take in a file."""
        digest = Digest.of(data)
        self.blobs[digest.hex] = data
        entry = self.chain.add(
            Act.IMPORT, f"ITEM{len(self.exhibits)}", sha256=digest.hex, name=name
        )
        item = self._item(name, entry, ItemKind.ORIGINAL, digest, len(data), grade)
        return self._put(
            Exhibit(item, tuple(messages), None, (), omitted, len(messages) + omitted, None,
                    tuple(pictures)), entry,
        )  # fmt: skip

    def note(self, note: DiaryNote, witnesses: Sequence[Witness] = ()) -> Exhibit:
        """Write a diary note."""
        entry = self.chain.add(
            Act.NOTE, f"ITEM{len(self.exhibits)}", note={"summary": note.summary}
        )
        item = self._item("", entry, ItemKind.NOTE, None, 0, Grade.E)
        return self._put(Exhibit(item, (), note, tuple(witnesses)), entry)

    def secret(self) -> Entry:
        """Write an entry that is never disclosed."""
        return self.chain.add(Act.KEY_SLOT, "ITEM-KEY", which="MARIGOLD-LADDER")

    def request(self, *, include_witnesses: bool = False, **page: str) -> PackRequest:
        """Everything on the bench."""
        last = self.chain.entries[-1].line
        return PackRequest(
            "ABC-2026-11-22-01", CASE, tuple(self.exhibits), tuple(self.disclosed),
            self.chain.text, head_of(len(self.chain.entries), last), CREATED, "Europe/London",
            "Maya R", PageOne(**page),
            ToolFacts("upstander", "0.1.0", "3.11", (("whatsapp", "1"),)),
            include_witnesses,
        )  # fmt: skip

    def build(self, *, include_witnesses: bool = False, **page: str) -> BuiltPack:
        """Build and seal."""
        request = self.request(include_witnesses=include_witnesses, **page)
        return build_pack(request, self.keys, self.open, lambda *_: None)

    def open(self, digest: Digest) -> BinaryIO:
        """The originals."""
        return io.BytesIO(self.blobs[digest.hex])

    def _item(
        self, name: str, entry: Entry, kind: ItemKind, digest: Digest | None, size: int,
        grade: Grade,
    ) -> EvidenceItem:  # fmt: skip
        number = ExhibitNumber(f"ABC-{len(self.exhibits) + 1:03d}")
        return EvidenceItem(
            ItemId(f"ITEM{len(self.exhibits)}"), CASE.id, kind, name, digest, size, "", grade,
            entry.at, entry.seq, number, origin=Origin(method="export", platform="whatsapp"),
        )  # fmt: skip

    def _put(self, exhibit: Exhibit, entry: Entry) -> Exhibit:
        self.exhibits.append(exhibit)
        self.disclosed.append(entry)
        return exhibit


def example() -> Bench:
    """Tara's bench: a chat with a gap and a missing photo, a picture, a note, a hidden entry."""
    bench = Bench()
    lost = Attachment("PHOTO-1.jpg", "PHOTO-1.jpg", AttachmentState.MISSING)
    chat = [
        message(0, "Dan", "where are you"),
        message(1, "Dan", "WHERE ARE YOU"),
        message(2, "Maya R", "Please stop contacting me."),
        message(6, "Dan", "saw your car at Brook Lane", files=[lost]),
        message(7, "Dan", "مرحبا \U0001f600 你好 a\u202eb"),
    ]
    bench.original("WhatsApp Chat.txt", b"the chat as exported\n", messages=chat, omitted=3)
    bench.secret()
    jpeg = photo()
    shown = Picture("", Digest.of(jpeg).hex, jpeg, "A grey picture")
    bench.original("=bad\u202egpj.exe", jpeg, pictures=[shown], grade=Grade.D)
    witness = Witness(ItemId("ITEM2"), "Sam Okoro", "07700 900123", "heard it")
    bench.note(
        DiaryNote(
            event_at="5 Oct about 7 pm", certainty="about", who_shown="Dan",
            exact_words="on my way", summary="He rang twice.", opinion="I think he was outside.",
        ),
        [witness],
    )  # fmt: skip
    return bench


def unpack(pack: BuiltPack, folder: Path) -> Path:
    """Write a pack as a folder."""
    root = folder / pack.pack_id
    for file in pack:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(file.chunks()))
    return root


def reseal(root: Path, keys: FakeKeys) -> None:
    """Do what a deliberate forger does: write all lists again and sign with a key of their own."""
    relist(root)
    for file in seal_files((root / TAG).read_bytes(), keys):
        (root / file.path).write_bytes(file.chunks().__next__())


def relist(root: Path) -> None:
    """Write both manifests again, so that every list fits the files as they are now."""
    names = sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())
    data = [name for name in names if name.startswith("data/")]
    (root / MANIFEST).write_text(_listing(root, data))
    tags = [n for n in names if not n.startswith(("data/", "seal/")) and n != TAG]
    (root / TAG).write_text(_listing(root, tags))


def _listing(root: Path, names: list[str]) -> str:
    return "".join(f"{Digest.of((root / name).read_bytes()).hex}  {name}\n" for name in names)
