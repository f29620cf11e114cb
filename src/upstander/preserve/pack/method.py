"""The words of method.txt, README-VERIFY.txt and the receipt: plain, exact, never too much."""

from __future__ import annotations

from upstander.language.shown_time import in_utc, in_zone
from upstander.model.entry import Head
from upstander.paper.glyphs import visible
from upstander.preserve.pack.contents import MARK, PackRequest

NOT_SHOWN = (
    "What this pack shows: each file is unchanged since it was taken in, and the pack is unchanged"
    " since it was sealed.",
    "What this pack does not show: that what a file says is true, who wrote it, that it was"
    " complete before it was taken in, or that a name as shown belongs to a certain person.",
    "A clock can be wrong. Times in the record are those of the computer that made it. No outside"
    " time stamp is part of this pack, so nothing but the paper fixes when it was made.",
)
LIMITS = (
    "The program reads text exports as they are. A message that the service or a person removed"
    " before the export cannot be seen.",
    "Day and month order and the time zone come from the file or from the person; where they are"
    " not sure, the pack says so.",
    "Names are as shown. The program merges no two names into one person.",
    "Pictures on paper are small clean copies. The originals are in data/originals.",
    "A character that cannot be printed or seen stands as its code, for example [U+202E].",
    "The PDF files, transcripts and tables were made by the program. Only the files in"
    " data/originals are as received.",
)


def method_text(request: PackRequest) -> bytes:
    """method.txt: how the pack was made, with what, and what it cannot show."""
    tool = request.tool
    parsers = [f"  {slug} {version}" for slug, version in tool.parsers] or ["  none was used"]
    lines = [
        f"HOW THIS PACK WAS MADE ({request.pack_id})",
        MARK,
        "",
        f"Made {in_zone(request.created, request.zone)} (UTC {in_utc(request.created)}).",
        f"Made by: {visible(request.producer) or 'not said'}",
        f"Program: {tool.name} {tool.version}, Python {tool.python}",
        "Readers used:",
        *parsers,
        "",
        "1. Each file was hashed with SHA-256 as it was taken in and kept unchanged.",
        "2. Each step was written into a record in which every line depends on the one before.",
        "3. Files were read by the readers named above; the files themselves were not changed.",
        "4. Each original was hashed again while this pack was written; the two values agreed,",
        "   or the pack would not have been finished.",
        f"5. Self-check while sealing: {len(request.exhibits)} exhibits, {request.head.length}"
        " lines of the record followed one by one, and the seal checked with its own public key.",
        "",
        "Grades say how strong an exhibit is by where it came from:",
        *(f"  {number}: {e.item.grade.value}. {e.item.grade.meaning}" for number, e in
          request.numbered()),
        "",
        *NOT_SHOWN,
        "",
        "Known limits:",
        *(f"- {limit}" for limit in LIMITS),
        "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def readme_text(request: PackRequest) -> bytes:
    """README-VERIFY.txt: the recipe with common tools only."""
    return _README.format(pack=request.pack_id, mark=MARK).replace("\n", "\r\n").encode()


def receipt_text(pack_id: str, tag: str, fingerprint: str, head: Head, made: str) -> str:
    """The paper that a pack is compared with."""
    return "\n".join(
        [
            "RECEIPT FOR AN EVIDENCE PACK. Keep this paper apart from the pack.",
            "",
            f"Pack: {pack_id}",
            f"Made: {made}",
            "",
            "SHA-256 of tagmanifest-sha256.txt (--tag):",
            *_rows(tag),
            "Key fingerprint (--fingerprint):",
            *_rows(fingerprint),
            f"End of the record, {head.length} lines (--head):",
            *_rows(head.digest),
            "",
            *NOT_SHOWN,
            "",
        ]
    )


def groups(text: str) -> str:
    """Hex in groups of four."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _rows(text: str) -> list[str]:
    return [f"    {groups(text[:32])}", f"    {groups(text[32:])}"]


_README = """HOW TO CHECK PACK {pack}
{mark}

The easy way (Python 3.8 or newer, nothing to install, no internet). In this folder:

    python3 verify.py --fingerprint F --head H --tag SHA

F, H and SHA are on the paper receipt; spaces do not matter. Without them the strongest answer is
"unchanged since sealed by key F": anyone can seal a changed pack again with a key of their own,
and only the paper shows whose key it was.

With common tools only, step by step:

    sha256sum tagmanifest-sha256.txt                          # 0 compare with the paper
    sha256sum -c --strict tagmanifest-sha256.txt              # 1 the files of the pack itself
    sha256sum -c --strict manifest-sha256.txt                 # 2 every exhibit and paper
    openssl dgst -sha256 -verify seal/p256.pub.pem -signature \\
        seal/tagmanifest-sha256.txt.p256.sig tagmanifest-sha256.txt     # 3 the seal
    openssl pkey -pubin -in seal/p256.pub.pem -outform DER | sha256sum  # 3 the key: paper
    ssh-keygen -Y verify -f seal/allowed_signers -I vault -n upstander-pack \\
        -s seal/tagmanifest-sha256.txt.sshsig < tagmanifest-sha256.txt  # 3 the second seal
    p=$(printf '0%.0s' $(seq 64)); while read -r a b c; do
      [ "$b" = "$p" ] || {{ echo "broken at $a"; break; }}
      p=$(printf '%s %s %s' "$a" "$b" "$c" | sha256sum | cut -c1-64)
    done < data/log/ledger.chain; echo "head $p"              # 4 compare with the paper
    sha256sum data/log/entries/*.json     # 5 each value stands third in its line of ledger.chain

On a Mac use "shasum -a 256"; on Windows "certutil -hashfile FILE SHA256".
Steps 1 and 2 do not see files that were added; verify.py does. Steps 1 and 2 alone show nothing
against somebody who changes a file and writes the lists again: only the seal (3) and the paper do.
Check a fresh copy: looking at a folder can add small files of the computer's own.

No check can show that what a file says is true, or who wrote it. See data/method.txt.
"""
