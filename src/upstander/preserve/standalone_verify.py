"""Check an evidence pack. Needs Python 3.8 or newer and nothing else: no network, no install.

    python3 verify.py [PACK] [--fingerprint F] [--head H] [--tag SHA]

PACK is the folder (by default the one this file lies in) or the zip file. F, H and SHA are the
values on the paper receipt; spaces in them do not matter. Without them the strongest answer is
"unchanged since sealed by key F": anyone can seal a changed pack again with a key of their own,
and only the paper shows whose key it was. Exit status: 0 nothing failed, 1 refused.

Sources: BagIt 1.0 (RFC 8493), ECDSA over P-256 with SHA-256 (FIPS 186-5, SEC 1, RFC 5480).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import re
import stat
import struct
import sys
import zipfile
import zlib
from base64 import b64decode
from typing import Any, BinaryIO, Iterable, Iterator, NamedTuple, Optional  # noqa: UP035 (Python 3.8)

TAG = "tagmanifest-sha256.txt"
MANIFEST = "manifest-sha256.txt"
CHAIN = "data/log/ledger.chain"
EXHIBITS = "data/exhibits.csv"
SIGNATURE = f"seal/{TAG}.p256.sig"
PUBLIC_KEY = "seal/p256.pub.pem"
TAKES_IN = ("import", "capture")
SEAL = (SIGNATURE, PUBLIC_KEY, f"seal/{TAG}.sshsig", "seal/allowed_signers")
MUST_BE_LISTED = (
    "bagit.txt",
    "bag-info.txt",
    MANIFEST,
    "README-VERIFY.txt",
    "verify.py",
    "START-HERE.pdf",
)
MAX_FILES = 100_000
MAX_SMALL = 256 * 1024 * 1024  # the largest file that is read whole (chain, tables, entries)
MAX_DIRECTORY = 64 * 1024 * 1024  # of a zip
MAX_RATIO = 200  # of a packed file in a zip
CHUNK = 1024 * 1024
UNREADABLE = (
    *(OSError, ValueError, LookupError, AttributeError, RecursionError, EOFError),
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, struct.error),
)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*\Z")
LISTED = re.compile(r"([0-9a-f]{64}) [ *](.+)\Z")
LINE = re.compile(rb"(0|[1-9][0-9]*) ([0-9a-f]{64}) ([0-9a-f]{64})\Z")
ENTRY = re.compile(r"data/log/entries/([0-9]{8,12})\.json\Z")
NOT_SHOWN = (
    "This shows that nothing changed since the pack was sealed and since each file was taken in. "
    "It does not show that what the files say is true, or who wrote it."
)


class Refused(Exception):
    """The pack is not as it was sealed; the text is the exact reason."""


class Step(NamedTuple):
    """One numbered step; ``ok`` is None for what cannot be known from the pack alone."""

    number: int
    title: str
    ok: Optional[bool]  # noqa: UP045 (Python 3.8)
    detail: str


# --- where the files come from --------------------------------------------------------------


class Folder:
    """A pack as a folder."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.sizes = dict(_walk(root))

    def close(self) -> None:
        """Nothing is held open."""

    def open(self, name: str) -> BinaryIO:
        """Open one file for reading."""
        return open(os.path.join(self.root, *name.split("/")), "rb")


def _walk(root: str) -> Iterator[tuple[str, int]]:
    for folder, below, files in os.walk(root):
        for name in sorted(below + files):
            path = os.path.join(folder, name)
            mode = os.lstat(path)
            if stat.S_ISDIR(mode.st_mode):
                continue
            shown = os.path.relpath(path, root).replace(os.sep, "/")
            if not stat.S_ISREG(mode.st_mode):
                raise Refused(f"{show(shown)} is a link or a special file, not a file")
            yield shown, mode.st_size


class Zipped:
    """A pack as a zip, read in place: nothing is unpacked to disk."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        _refuse_huge_directory(stream)
        try:
            self.zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise Refused(f"this is not a zip file that can be read ({error})") from None
        self.members = _members(self.zip)
        self.sizes = {name: info.file_size for name, info in self.members.items()}

    def close(self) -> None:
        """Close the zip."""
        self.zip.close()

    def open(self, name: str) -> BinaryIO:
        """Open one member; a stored one is read straight from its place in the file."""
        info = self.members[name]
        if info.compress_type == zipfile.ZIP_STORED:
            return _Slice(self.stream, info)  # type: ignore[return-value]  # only read is used
        return self.zip.open(info)  # type: ignore[return-value]  # IO[bytes] that is readable


class _Slice:
    """The bytes of a stored member. SHA-256 is checked by the caller, so no CRC here."""

    def __init__(self, stream: BinaryIO, info: zipfile.ZipInfo) -> None:
        stream.seek(info.header_offset)
        head = stream.read(30)
        if len(head) != 30 or head[:4] != b"PK\3\4":
            raise Refused(f"{show(info.filename)}: the zip is damaged")
        names, extra = struct.unpack("<HH", head[26:30])
        self.at, self.left = info.header_offset + 30 + names + extra, info.file_size
        self.stream = stream

    def __enter__(self) -> _Slice:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to close: the zip stays open."""

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        self.stream.seek(self.at)
        data = self.stream.read(self.left if size < 0 else min(size, self.left))
        self.at, self.left = self.at + len(data), self.left - len(data)
        return data


def _refuse_huge_directory(stream: BinaryIO) -> None:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 65_557))
    tail = stream.read(65_557)
    at = tail.rfind(b"PK\5\6")
    listed = struct.unpack_from("<L", tail, at + 12)[0] if 0 <= at <= len(tail) - 16 else 0
    if listed > MAX_DIRECTORY:
        raise Refused("the list of files in the zip is too long")
    stream.seek(0)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    if len(infos) > MAX_FILES:
        raise Refused(f"the zip lists more than {MAX_FILES} files")
    roots = [i.filename[: -len("bagit.txt")] for i in infos if i.filename.endswith("bagit.txt")]
    root = min(roots, key=len, default="")
    found: dict[str, zipfile.ZipInfo] = {}
    seen = set()
    for info in infos:
        _refuse_hostile(info)
        if not info.filename.startswith(root):
            raise Refused(f"{show(info.filename)} lies outside the pack's folder")
        name = info.filename[len(root) :]
        if name.lower() in seen:
            raise Refused(f"{show(name)} is in the zip twice")
        seen.add(name.lower())
        found[name] = info
    return found


def _refuse_hostile(info: zipfile.ZipInfo) -> None:
    name = show(info.filename)
    if not NAME.match(info.filename):
        raise Refused(f"{name} is not a name that a pack can hold")
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(f"{name} is packed in a way that a pack never is")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Refused(f"{name} is a link, not a file")
    stored = info.compress_type == zipfile.ZIP_STORED
    if stored and info.compress_size != info.file_size:
        raise Refused(f"{name}: the zip is damaged")
    if info.file_size > 4096 + MAX_RATIO * max(info.compress_size, 1):
        raise Refused(f"{name} would grow too large when unpacked")


def show(name: str) -> str:
    """Make a name safe for a terminal: anything but plain letters and signs as a code."""
    return "".join(c if " " <= c <= "~" else f"[U+{ord(c):04X}]" for c in name[:200])


# --- the steps ------------------------------------------------------------------------------


class Check:
    """Runs the numbered steps over one pack."""

    def __init__(self, pack: Folder | Zipped) -> None:
        self.pack = pack
        self.sums: dict[str, str] = {}
        self.listed: dict[str, str] = {}
        self.fingerprint = ""
        self.tag = ""
        self.head = ""
        self.lines: list[bytes] = []

    def run(self, fingerprint: str, head: str, tag: str) -> list[Step]:
        """Do every step; a step that fails does not stop the others."""
        steps = (
            ("The files of the pack itself", self.tag_files),
            ("Every exhibit and paper", self.payload),
            ("Nothing added", self.nothing_added),
            ("The seal (P-256 signature)", self.signature),
            ("The key that sealed it", lambda: self.key_on_paper(fingerprint)),
            ("The pack's own hash", lambda: self.tag_on_paper(tag)),
            ("The chain of the record", self.chain),
            ("The end of the record", lambda: self.head_on_paper(head)),
            ("The entries shown from the record", self.entries),
            ("The exhibit list against files and record", self.exhibits),
        )
        return [_run(number, title, each) for number, (title, each) in enumerate(steps, 1)]

    def tag_files(self) -> str:
        """1: tag manifest."""
        raw = self.small(TAG)
        self.tag = hashlib.sha256(raw).hexdigest()
        listed = read_manifest(raw, TAG)
        absent = [name for name in MUST_BE_LISTED if name not in listed]
        if absent:
            raise Refused("; ".join(f"{n} is not listed in {TAG}" for n in absent))
        self._compare(listed)
        self.listed.update(listed)
        return f"{len(listed)} files are as listed"

    def payload(self) -> str:
        """2: payload manifest."""
        listed = read_manifest(self.small(MANIFEST), MANIFEST)
        self.listed.update(listed)
        self._compare(listed)
        total = sum(self.pack.sizes[name] for name in listed)
        return f"{len(listed)} files, {total} bytes, are as listed"

    def nothing_added(self) -> str:
        """3: files that no manifest names."""
        known = {TAG, *SEAL, *self.listed}
        extra = sorted(name for name in self.pack.sizes if name not in known)
        if extra:
            why = "is not part of the pack (if your computer added it, check a fresh copy)"
            raise Refused("; ".join(f"{show(name)} {why}" for name in extra[:20]))
        return "no file beyond the lists"

    def signature(self) -> str:
        """4: the P-256 signature over the tag manifest."""
        point, self.fingerprint = read_public_key(self.small(PUBLIC_KEY))
        if not p256_verify(point, self.small(TAG), self.small(SIGNATURE)):
            raise Refused(f"the seal does not fit: {TAG} was changed after sealing")
        return f"the seal fits; key {in_groups(self.fingerprint)}"

    def key_on_paper(self, given: str) -> str | None:
        """5: fingerprint."""
        return _on_paper(given, self.fingerprint, "the key fingerprint", "sealed again by another")

    def tag_on_paper(self, given: str) -> str | None:
        """6: SHA-256 of the tag manifest."""
        return _on_paper(given, self.tag, f"the hash of {TAG}", "not the pack on the paper")

    def chain(self) -> str:
        """7: each line of the ledger follows from the one before."""
        raw = self.small(CHAIN)
        if not raw.endswith(b"\n"):
            raise Refused(f"{CHAIN}: the last line is cut")
        self.lines = raw[:-1].split(b"\n")
        self.head = follow_chain(self.lines)
        promised = bag_info(self.small("bag-info.txt"))
        self._as_sealed("Ledger-Length", promised, str(len(self.lines)))
        self._as_sealed("Ledger-Head", promised, self.head)
        return f"{len(self.lines)} lines, each follows from the one before"

    def head_on_paper(self, given: str) -> str | None:
        """8: the last line against the paper."""
        wanted = plain_hex(given.rpartition(":")[2])
        earlier = [
            n for n, line in enumerate(self.lines) if hashlib.sha256(line).hexdigest() == wanted
        ]
        if earlier and wanted != self.head:
            raise Refused(f"the paper's end is line {earlier[0]}, but the record goes on")
        why = "the record was cut, rolled back or written again"
        return _on_paper(wanted, self.head, "the end of the record (ledger head)", why)

    def entries(self) -> str:
        """9: each disclosed body against its commitment."""
        commits = [line.split(b" ")[2].decode() for line in self.lines if LINE.match(line)]
        bad: list[str] = []
        count = 0
        for name in sorted(self.pack.sizes):
            match = ENTRY.match(name)
            if name.startswith("data/log/entries/") and not match:
                bad.append(f"{name} is no entry")
            elif match:
                count += 1
                bad += _entry_problems(name, int(match.group(1)), commits, self.sum(name))
        if bad:
            raise Refused("; ".join(bad))
        return f"{count} of {len(commits)} entries are shown, each as it was written"

    def exhibits(self) -> str:
        """10: exhibits.csv against the manifest and the import entries."""
        rows = read_table(self.small(EXHIBITS))
        bad = [problem for row in rows for problem in self._exhibit_problems(row)]
        files = {row["file"] for row in rows}
        originals = (name for name in sorted(self.listed) if name.startswith("data/originals/"))
        bad += [f"{n} is in no line of exhibits.csv" for n in originals if n not in files]
        if bad:
            raise Refused("; ".join(bad))
        return f"{len(rows)} exhibits agree with the files and the record"

    def _exhibit_problems(self, row: dict[str, str]) -> Iterator[str]:
        name, exhibit = row["file"], show(row["exhibit"])
        if self.listed.get(name) != row["sha256"]:
            yield f"{exhibit}: exhibits.csv and {MANIFEST} name different digests"
        try:
            seq = int(row["ledger_seq"])
            entry = f"data/log/entries/{seq:08d}.json"
            body: dict[str, Any] = json.loads(self.small(entry), object_pairs_hook=_no_doubles)
        except Refused:
            yield f"{exhibit}: the entry that took it in is not in the pack"
            return
        except ValueError:
            yield f"{exhibit}: the entry that took it in cannot be read"
            return
        taken = body.get("data", {}).get("sha256") if body.get("act") in TAKES_IN else None
        if name.startswith("data/originals/") and taken != row["sha256"]:
            yield f"{exhibit}: the file is not the one taken in by entry {seq}"

    # --- what the steps share

    def small(self, name: str) -> bytes:
        """Read a file whole; refuses a missing or a huge one."""
        if name not in self.pack.sizes:
            raise Refused(f"{name} is missing")
        if self.pack.sizes[name] > MAX_SMALL:
            raise Refused(f"{name} is too large")
        with self.pack.open(name) as stream:
            return stream.read()

    def sum(self, name: str) -> str:
        """SHA-256 of a file, taken once."""
        if name not in self.sums:
            digest = hashlib.sha256()
            with self.pack.open(name) as stream:
                for chunk in iter(lambda: stream.read(CHUNK), b""):
                    digest.update(chunk)
            self.sums[name] = digest.hexdigest()
        return self.sums[name]

    def _compare(self, listed: dict[str, str]) -> None:
        bad = []
        owner = {digest: name for name, digest in listed.items()}
        for name, digest in sorted(listed.items()):
            if name not in self.pack.sizes:
                bad.append(f"{name} is missing")
            elif self.sum(name) != digest:
                other = owner.get(self.sum(name))
                bad.append(f"{name} was changed")
                bad[-1] = f"{name} was swapped: it holds {other}" if other else bad[-1]
        if bad:
            raise Refused("; ".join(bad))

    @staticmethod
    def _as_sealed(field: str, promised: dict[str, str], found: str) -> None:
        if promised.get(field) != found:
            raise Refused(f"the record was cut: bag-info.txt gives another {field}")


def _run(number: int, title: str, step: object) -> Step:
    try:
        detail = step()  # type: ignore[operator]  # every step is callable
    except Refused as error:
        return Step(number, title, False, str(error))
    except UNREADABLE as error:
        return Step(number, title, False, f"cannot be read ({show(str(error))})")
    if isinstance(detail, Unknown):
        return Step(number, title, None, str(detail))
    return Step(number, title, True, str(detail))


class Unknown(str):
    """A detail of a step whose outcome the pack alone cannot give."""


def _on_paper(given: str, found: str, what: str, why: str) -> str:
    if not found:
        raise Refused(f"{what} could not be worked out")
    if not given:
        return Unknown(f"compare {what} with the paper: {in_groups(found)}")
    if plain_hex(given) != found:
        raise Refused(f"{what} is not the one on the paper ({why})")
    return f"{what} is the one on the paper"


def _entry_problems(name: str, seq: int, commits: list[str], found: str) -> Iterable[str]:
    if seq >= len(commits):
        return [f"{name}: the record has no line {seq}"]
    if commits[seq] != found:
        return [f"{name} is not what line {seq} of the record stands for"]
    return []


def follow_chain(lines: list[bytes]) -> str:
    """Follow every line from the one before; give the SHA-256 of the last. Raises Refused."""
    previous = "0" * 64
    for number, line in enumerate(lines):
        match = LINE.match(line)
        if not match:
            raise Refused(f"line {number} of the record is malformed")
        if int(match.group(1)) != number:
            raise Refused(f"line {number} of the record is out of order or left out")
        if match.group(2).decode() != previous:
            raise Refused(f"line {number} of the record does not follow from the one before")
        previous = hashlib.sha256(line).hexdigest()
    return previous


def read_manifest(raw: bytes, name: str) -> dict[str, str]:
    """Read a BagIt manifest: path to hex digest. Raises Refused for anything odd in it."""
    listed: dict[str, str] = {}
    for line in raw.decode("ascii").rstrip("\n").split("\n"):
        match = LISTED.match(line)
        if not match or not NAME.match(match.group(2)):
            raise Refused(f"{name} has a malformed line: {show(line)}")
        if match.group(2) in listed:
            raise Refused(f"{name} names {match.group(2)} twice")
        if (name == MANIFEST) != match.group(2).startswith("data/"):
            raise Refused(f"{name} may not name {match.group(2)}")
        listed[match.group(2)] = match.group(1)
    return listed


def read_table(raw: bytes) -> list[dict[str, str]]:
    """Read exhibits.csv; raises Refused when a needed column is not there."""
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), restval=""))
    for row in rows:
        if None in row or not {"exhibit", "file", "sha256", "ledger_seq"} <= set(row):
            raise Refused("exhibits.csv has lines or columns that do not fit")
    return rows


def bag_info(raw: bytes) -> dict[str, str]:
    """Read bag-info.txt."""
    pairs = (line.partition(": ") for line in raw.decode("utf-8").splitlines())
    return {key: value for key, _, value in pairs}


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def plain_hex(text: str) -> str:
    """Take spaces, colons and capitals out of a value typed from paper."""
    return re.sub(r"[\s:.-]", "", text).lower().replace("sha256", "", 1)


def in_groups(text: str) -> str:
    """Hex in groups of four, as on the paper."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


# --- ECDSA over P-256, verifying only, so nothing here is secret ----------------------------

P = 0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")


def read_public_key(pem: bytes) -> tuple[tuple[int, int], str]:
    """Give the point and the fingerprint (SHA-256 hex of the DER). Raises Refused."""
    inner = re.sub(rb"-----(BEGIN|END) PUBLIC KEY-----|\s", b"", pem)
    der = b64decode(inner, validate=True)
    if len(der) != 91 or not der.startswith(SPKI):
        raise Refused(f"{PUBLIC_KEY} is not a P-256 key")
    x, y = int.from_bytes(der[27:59], "big"), int.from_bytes(der[59:], "big")
    if x >= P or y >= P or (y * y - (x * x * x - 3 * x + B)) % P:
        raise Refused(f"{PUBLIC_KEY} is not a point of P-256")
    return (x, y), hashlib.sha256(der).hexdigest()


def p256_verify(point: tuple[int, int], message: bytes, signature: bytes) -> bool:
    """FIPS 186-5, 6.4.2, with SHA-256. ``signature`` is DER."""
    numbers = _read_signature(signature)
    if numbers is None:
        return False
    r, s = numbers
    if not (0 < r < N and 0 < s < N):
        return False
    e = int.from_bytes(hashlib.sha256(message).digest(), "big")
    w = pow(s, N - 2, N)
    x, _y, z = _add(_times(e * w % N, (*G, 1)), _times(r * w % N, (*point, 1)))
    return z != 0 and (x * pow(z * z, P - 2, P) % P - r) % N == 0


def _read_signature(der: bytes) -> tuple[int, int] | None:
    if len(der) < 8 or len(der) > 72 or der[0] != 0x30 or der[1] != len(der) - 2:
        return None
    numbers, at = [], 2
    for _ in range(2):
        if at + 2 > len(der) or der[at] != 2 or at + 2 + der[at + 1] > len(der):
            return None
        number = der[at + 2 : at + 2 + der[at + 1]]
        if not number or number[0] & 0x80 or (number[0] == 0 and number[1:2] < b"\x80"):
            return None
        numbers.append(int.from_bytes(number, "big"))
        at += 2 + len(number)
    return (numbers[0], numbers[1]) if at == len(der) else None


def _add(p: tuple[int, int, int], q: tuple[int, int, int]) -> tuple[int, int, int]:
    """Add two points in Jacobian coordinates (z = 0 is infinity)."""
    if not p[2] or not q[2]:
        return q if not p[2] else p
    z1, z2 = p[2] * p[2] % P, q[2] * q[2] % P
    u1, u2 = p[0] * z2 % P, q[0] * z1 % P
    s1, s2 = p[1] * z2 * q[2] % P, q[1] * z1 * p[2] % P
    if u1 == u2:
        return _double(p) if s1 == s2 else (1, 1, 0)
    h, r = u2 - u1, s2 - s1
    hh = h * h % P
    hhh, v = h * hh % P, u1 * hh % P
    x = (r * r - hhh - 2 * v) % P
    return x, (r * (v - x) - s1 * hhh) % P, h * p[2] * q[2] % P


def _double(p: tuple[int, int, int]) -> tuple[int, int, int]:
    x, y, z = p
    zz, yy = z * z % P, y * y % P
    s, m = 4 * x * yy % P, 3 * (x - zz) * (x + zz) % P
    x2 = (m * m - 2 * s) % P
    return x2, (m * (s - x2) - 8 * yy * yy) % P, 2 * y * z % P


def _times(k: int, p: tuple[int, int, int]) -> tuple[int, int, int]:
    out = (1, 1, 0)
    for bit in bin(k)[2:]:
        out = _double(out)
        out = _add(out, p) if bit == "1" else out
    return out


# --- the front door -------------------------------------------------------------------------


def check(
    pack: Folder | Zipped, fingerprint: str = "", head: str = "", tag: str = ""
) -> list[Step]:
    """Do every step over a pack."""
    return Check(pack).run(fingerprint, head, tag)


def verdict(steps: list[Step]) -> str:
    """Say in one plain sentence what the steps came to."""
    failed = [step for step in steps if step.ok is False]
    if failed:
        return f"REFUSED: step {failed[0].number}: {failed[0].detail}."
    key = steps[3].detail.partition("key ")[2]
    if all(step.ok for step in steps):
        return f"Unchanged since sealed by key {key}, as on the paper. {NOT_SHOWN}"
    ask = "Compare with the paper what is marked '?': a pack sealed again, dated back or rolled"
    ask += " back by somebody else cannot be told from the pack alone."
    return f"Unchanged since sealed by key {key}. {ask} {NOT_SHOWN}"


def main(words: list[str]) -> int:
    """Read the command line, print every step and the verdict."""
    parser = argparse.ArgumentParser(description="Check an evidence pack, offline.")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("pack", nargs="?", default=here, help="the folder or the zip file")
    parser.add_argument("--fingerprint", default="", help="key fingerprint on the paper")
    parser.add_argument("--head", default="", help="ledger head on the paper")
    parser.add_argument("--tag", default="", help=f"SHA-256 of {TAG} on the paper")
    asked = parser.parse_args(words)
    try:
        if os.path.isdir(asked.pack):
            steps = check(Folder(asked.pack), asked.fingerprint, asked.head, asked.tag)
        else:
            with open(asked.pack, "rb") as stream:
                steps = check(Zipped(stream), asked.fingerprint, asked.head, asked.tag)
    except (Refused, OSError) as error:
        steps = [Step(1, "The files of the pack itself", False, show(str(error)))]
    for step in steps:
        mark = {True: "ok", False: "REFUSED", None: "?"}[step.ok]
        print(f"{step.number:2d}. [{mark}] {step.title}: {step.detail}")
    print(verdict(steps))
    return 1 if any(step.ok is False for step in steps) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
