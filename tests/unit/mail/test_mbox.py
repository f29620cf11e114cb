"""An mbox is cut where mails start, not where somebody wrote "From "."""

import io

from hypothesis import given
from hypothesis import strategies as st

from upstander.mail.mbox import split_mbox

STAMP = b"From kit@example.org Wed Nov 18 03:12:40 2026\n"
MAIL = STAMP + b"From: kit@example.org\nSubject: one\n\nbody\n\n"


def _cut(data: bytes) -> list[bytes]:
    return [mail.data or b"" for mail in split_mbox(io.BytesIO(data))]


def test_every_byte_is_in_exactly_one_mail() -> None:
    data = MAIL * 3

    assert _cut(data) == [MAIL] * 3


def test_from_in_a_sentence_does_not_cut() -> None:
    data = MAIL + STAMP + b"Subject: film\n\nMy favourite:\n\nFrom Russia with love\nYear: 1963\n"

    assert len(_cut(data)) == 2


def test_a_mail_without_headers_is_still_a_mail() -> None:
    assert len(_cut(STAMP + b"\nwords\n\n" + STAMP + b"\nmore\n")) == 2


def test_thunderbird_lines_cut_without_a_blank_line_before() -> None:
    assert len(_cut(b"From - \nFrom: a@example.org\n\nx\nFrom - \nFrom: b@example.org\n\ny\n")) == 2


def test_a_true_content_length_guards_a_body_with_a_full_envelope_line() -> None:
    body = b"see:\n\n" + MAIL
    first = STAMP + b"Content-Length: %d\nSubject: trap\n\n" % len(body) + body
    cut = _cut(first + b"\n" + MAIL)

    assert cut == [first + b"\n", MAIL]


def test_a_false_content_length_is_not_believed() -> None:
    false = STAMP + b"Content-Length: 9999\nSubject: swallow\n\nbody\n\n"

    assert len(_cut(false + MAIL)) == 2


def test_crlf_folders_are_cut_too() -> None:
    assert len(_cut((MAIL * 2).replace(b"\n", b"\r\n"))) == 2


def test_a_mail_longer_than_the_chunk_is_whole() -> None:
    long = STAMP + b"Subject: long\n\n" + b"x" * 70 + b"\n" + (b"y" * 99 + b"\n") * 30_000 + b"\n"

    assert _cut(long + MAIL) == [long, MAIL]


@given(st.lists(st.sampled_from([b"From a\n", STAMP, b"\n", b"From: x\n", b"w\r\n", b"From -\n"])))
def test_nothing_is_lost_or_doubled(pieces: list[bytes]) -> None:
    data = b"".join(pieces)

    assert b"".join(_cut(data)) == data
