"""Build a pack: small files made in memory, originals streamed, everything under the seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from upstander.language.shown_time import in_utc, in_zone
from upstander.model.entry import Entry, Head, head_of
from upstander.model.errors import LedgerChanged, MustNotCopy
from upstander.model.evidence import ItemState
from upstander.preserve.pack import method, tables
from upstander.preserve.pack.contents import (
    MARK,
    OpenOriginal,
    PackFile,
    PackRequest,
    Progress,
    Signer,
)
from upstander.preserve.pack.cover import exhibit_pdf, start_here
from upstander.preserve.pack.layout import Placed, original_files, placed_exhibits
from upstander.preserve.pack.papers import receipt_pdf, statement_pdf
from upstander.preserve.pack.transcript import Row, as_text, transcript, witness_sheet
from upstander.preserve.seal import seal_files
from upstander.preserve.standalone_verify import MANIFEST, TAG, Refused, follow_chain

ROWS_A_PDF = 1_000
MOST_PRINTED = 10_000
"""Rows of one exhibit that are set as pages; all of them stand in its .txt and .csv."""


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """The files of a sealed pack and the values of its paper receipt."""

    pack_id: str
    files: tuple[PackFile, ...]
    tag_sha256: str
    fingerprint: str
    head: Head
    receipt_text: str
    receipt_pdf: bytes

    def __iter__(self) -> Iterator[PackFile]:
        """Give the files in the order in which they are written."""
        return iter(self.files)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


def build_pack(
    request: PackRequest, signer: Signer, open_original: OpenOriginal, progress: Progress
) -> BuiltPack:
    """Make and seal a pack. Originals are only read when the files' chunks are asked for.

    Raises :class:`LedgerChanged` when the record does not hold together or an exhibit's own
    entry is not among those disclosed, :class:`MustNotCopy` for a sealed item; reading the
    chunks of an original raises :class:`OriginalChanged` when it is not as it was taken in.
    """
    _check_record(request)
    made = list(_made(request, open_original, progress))
    payload = [file for file in made if file.path.startswith("data/")]
    tags = [
        PackFile.of("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        PackFile.of("bag-info.txt", _bag_info(request, payload, signer)),
        PackFile.of(MANIFEST, _manifest(payload)),
        PackFile.of("README-VERIFY.txt", method.readme_text(request)),
        PackFile.of("verify.py", verifier()),
        *(file for file in made if not file.path.startswith("data/")),
    ]
    tag_manifest = _manifest(tags)
    progress("seal", 0, None)
    seal = seal_files(tag_manifest, signer)
    return _built(request, signer, tag_manifest, (*tags, *seal, *payload))


def verifier() -> bytes:
    """The file that goes into a pack as ``verify.py``."""
    return (files("upstander.preserve") / "standalone_verify.py").read_bytes()


def _built(
    request: PackRequest, signer: Signer, tag_manifest: bytes, parts: tuple[PackFile, ...]
) -> BuiltPack:
    tag = PackFile.of(TAG, tag_manifest)
    key, head = signer.fingerprint(), request.head
    made = f"{in_zone(request.created, request.zone)} (UTC {in_utc(request.created)})"
    return BuiltPack(
        pack_id=request.pack_id,
        files=(tag, *parts),
        tag_sha256=tag.sha256,
        fingerprint=key,
        head=head,
        receipt_text=method.receipt_text(request.pack_id, tag.sha256, key, head, made),
        receipt_pdf=receipt_pdf(
            request.pack_id, tag.sha256, key, head, request.created, request.zone
        ),
    )


def _made(
    request: PackRequest, open_original: OpenOriginal, progress: Progress
) -> Iterator[PackFile]:
    yield from original_files(request, open_original)
    rows = {n: list(transcript(n, exhibit, request.zone)) for n, exhibit in request.numbered()}
    texts = {
        number: PackFile.of(f"data/derived/{number}.txt", as_text(number, exhibit, rows[number]))
        for number, exhibit in request.numbered()
        if exhibit.has_words or not exhibit.has_original
    }
    placed = placed_exhibits(request, texts)
    yield from texts.values()
    for done, each in enumerate(placed):
        progress("print", done, len(placed) + 1)
        yield from _derived(request, each, rows[each.number])
    yield from _lists(request, placed)
    yield from _record(request)
    progress("print", len(placed), len(placed) + 1)
    yield PackFile.of("START-HERE.pdf", start_here(request, placed, rows))


def _derived(request: PackRequest, placed: Placed, rows: Sequence[Row]) -> Iterator[PackFile]:
    number = placed.number
    if not placed.exhibit.has_words:
        return
    if placed.exhibit.messages:
        body = tables.messages_csv(number, placed.exhibit, request.zone)
        yield PackFile.of(f"data/derived/{number}.csv", body)
    ends = range(0, min(len(rows), MOST_PRINTED), ROWS_A_PDF)
    cuts = [rows[at : min(at + ROWS_A_PDF, MOST_PRINTED)] for at in ends] or [[]]
    for part, cut in enumerate(cuts, 1):
        ending = f"-{part}" if len(cuts) > 1 else ""
        rest = max(len(rows) - MOST_PRINTED, 0) if part == len(cuts) else 0
        pdf = exhibit_pdf(request, placed, cut, (part, len(cuts)), rest)
        yield PackFile.of(f"data/derived/{number}-P{ending}.pdf", pdf)


def _lists(request: PackRequest, placed: Sequence[Placed]) -> Iterator[PackFile]:
    yield PackFile.of("data/exhibits.csv", tables.exhibits_csv(placed))
    yield PackFile.of("data/identifiers.csv", tables.identifiers_csv(request))
    yield PackFile.of("data/method.txt", method.method_text(request))
    yield PackFile.of("data/statement-draft.pdf", statement_pdf(request, placed))
    pairs = [(number, each) for number, e in request.numbered() for each in e.witnesses]
    if request.include_witnesses and pairs:
        yield PackFile.of("data/witnesses-SEPARATE-SHEET.txt", witness_sheet(pairs))


def _record(request: PackRequest) -> Iterator[PackFile]:
    yield PackFile.of("data/log/ledger.chain", request.chain)
    yield PackFile.of("data/log/custody.csv", tables.custody_csv(request))
    for entry in request.entries:
        yield PackFile.of(f"data/log/entries/{entry.seq:08d}.json", entry.body)


def _check_record(request: PackRequest) -> None:
    lines = request.chain.removesuffix(b"\n").split(b"\n")
    try:
        follow_chain(lines)
    except Refused as error:
        raise LedgerChanged(f"{error}.") from error
    if not request.chain.endswith(b"\n") or head_of(len(lines), lines[-1]) != request.head:
        raise LedgerChanged("The record does not end where it should.")
    disclosed = {entry.seq: entry for entry in request.entries}
    if any(not _stands(entry, lines) for entry in request.entries):
        raise LedgerChanged("An entry is not the one in the chain.")
    for number, exhibit in request.numbered():
        if exhibit.item.state is ItemState.SEALED:
            raise MustNotCopy()
        if exhibit.item.ledger_seq not in disclosed:
            raise LedgerChanged(f"The entry that took in exhibit {number} is not in the pack.")


def _stands(entry: Entry, lines: Sequence[bytes]) -> bool:
    return entry.seq < len(lines) and lines[entry.seq].endswith(entry.commit.encode())


def _manifest(parts: Sequence[PackFile]) -> bytes:
    rows = sorted((file.path, file.sha256) for file in parts)
    return "".join(f"{digest}  {path}\n" for path, digest in rows).encode()


def _bag_info(request: PackRequest, payload: Sequence[PackFile], signer: Signer) -> bytes:
    pairs = (
        ("Bagging-Date", request.created.strftime("%Y-%m-%d")),
        ("External-Identifier", request.pack_id),
        ("External-Description", MARK),
        ("Payload-Oxum", f"{sum(file.size for file in payload)}.{len(payload)}"),
        ("Bag-Software-Agent", f"{request.tool.name} {request.tool.version}"),
        ("Ledger-Length", str(request.head.length)),
        ("Ledger-Head", request.head.digest),
        ("Seal-Key", signer.fingerprint()),
        ("Seal-SSH-Key", signer.ssh_public_line()),
    )
    return "".join(f"{name}: {value}\n" for name, value in pairs).encode()
