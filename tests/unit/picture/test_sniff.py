"""What a file is, by its first bytes."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.picture.sniff import sniff


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "application/x-empty"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"OggS" + b"\0" * 24 + b"OpusHead", "audio/ogg; codecs=opus"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (b"MZ\x90\0", "application/vnd.microsoft.portable-executable"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"<svg onload='x'>", "image/svg+xml"),
        ("hello, wörld".encode(), "text/plain"),
        (b"\0\1\2\3", "application/octet-stream"),
    ],
)
def test_common_files_are_known(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


def test_an_office_document_is_told_from_a_plain_zip() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")

    assert "wordprocessingml" in sniff(out.getvalue()[:512])


@given(st.binary(max_size=600))
def test_any_bytes_have_a_type(head: bytes) -> None:
    assert "/" in sniff(head)
