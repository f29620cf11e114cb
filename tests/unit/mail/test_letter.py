"""A whole mail: words, files, links; hostile shapes included."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from upstander.mail.letter import enclosed_bytes, read_letter
from upstander.mail.structure import MAX_DEPTH, parse_structure


def _mixed(*parts: bytes, boundary: bytes = b"cut") -> bytes:
    head = b'From: kit@example.org\r\nContent-Type: multipart/mixed; boundary="' + boundary + b'"'
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    return head + b"\r\n\r\n" + body + b"--" + boundary + b"--\r\n"


def _nested(depth: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(depth)
    )
    return (
        b"From: kit@example.org\r\n" + head + b"Content-Type: text/plain\r\n\r\nat the bottom\r\n"
    )


def test_quoted_printable_keeps_the_typographic_apostrophe() -> None:
    letter = read_letter(
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nyou won=E2=80=99t m=\r\nake it\r\n"
    )

    assert letter.bodies[0].text == "you won’t make it"


def test_a_file_is_found_again_by_its_path() -> None:
    data = _mixed(
        b"Content-Type: text/plain\r\n\r\nsee photo",
        b'Content-Type: image/png; name="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.b64encode(b"\x89PNG bytes"),
    )

    enclosed = read_letter(data).files[0]

    assert (enclosed.name, enclosed.path) == ("a.png", "2")
    assert enclosed_bytes(data, enclosed.path) == b"\x89PNG bytes"


def test_words_of_a_forwarded_mail_stay_apart() -> None:
    data = _mixed(
        b"\r\nmy words",
        b"Content-Type: message/rfc822\r\n\r\nFrom: x@example.net\r\nSubject: s\r\n\r\ntheir words",
    )

    letter = read_letter(data)

    assert [(body.text, bool(body.inside)) for body in letter.bodies] == [
        ("my words", False),
        ("their words", True),
    ]
    assert letter.files[0].type == "message/rfc822"


def test_the_same_words_in_plain_and_html_are_shown_once() -> None:
    data = _mixed(
        b"Content-Type: text/plain\r\n\r\nI saw you.",
        b"Content-Type: text/html\r\n\r\n<p>I <b>saw</b> you.</p>",
    ).replace(b"multipart/mixed", b"multipart/alternative")

    assert [body.kind for body in read_letter(data).bodies] == ["text"]


def test_other_words_in_html_are_not_lost() -> None:
    data = _mixed(
        b"Content-Type: text/plain\r\n\r\nHave a nice day.",
        b"Content-Type: text/html\r\n\r\n<p>I know where you park.</p>",
    ).replace(b"multipart/mixed", b"multipart/alternative")

    assert [body.text for body in read_letter(data).bodies] == [
        "Have a nice day.",
        "I know where you park.",
    ]


def test_words_outside_the_parts_are_pointed_out() -> None:
    data = _mixed(b"\r\ninside") + b"words after the end\r\n"

    assert "words-after-parts" in read_letter(data).remarks


def test_an_outer_boundary_ends_an_inner_part() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\nnever closed"
    letter = read_letter(_mixed(inner, b"\r\nsecond"))

    assert [body.text for body in letter.bodies] == ["never closed", "second"]


def test_uuencoded_files_come_out_of_the_words() -> None:
    data = b"Subject: x\n\nbefore\nbegin 644 cat.txt\n#0V%T\n`\nend\nafter\n"

    letter = read_letter(data)

    assert letter.files[0].name == "cat.txt"
    assert enclosed_bytes(data, letter.files[0].path) == b"Cat"
    assert letter.bodies[0].text == "before\n\nafter"


def test_damaged_base64_gives_what_can_be_read_and_says_so() -> None:
    data = b"Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\nR0lG*ODl\n"

    enclosed = read_letter(data).files[0]

    assert enclosed.head.startswith(b"GIF8")
    assert enclosed.repairs == ("base64-damaged",)


def test_five_hundred_levels_are_cut_at_the_limit_in_a_moment() -> None:
    letter = read_letter(_nested(500))

    assert "too-deep" in letter.remarks
    assert letter.parts == MAX_DEPTH + 1
    assert b"at the bottom" in letter.root.data
    assert_in_proportion(lambda depth: read_letter(_nested(depth)), 8000)


def test_a_mail_of_a_hundred_thousand_parts_is_cut_at_the_limit() -> None:
    data = _mixed(*([b"\r\nx"] * 100_000))

    letter = read_letter(data)

    assert "too-many-parts" in letter.remarks
    assert letter.parts <= 5001


def test_headers_of_a_part_never_hide_the_next_part() -> None:
    data = b"Content-Type: multipart/mixed; boundary=b\n\n--b\nX-Bad\n--b\n\nseen\n--b--\n"

    assert read_letter(data).bodies[-1].text == "seen"


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_any_bytes_can_be_read(before: bytes, after: bytes) -> None:
    head = b"Content-Type: multipart/mixed; boundary=a\n\n"
    letter = read_letter(before + head + b"--a\n" + after + b"\n--a\n" + before)

    for part in parse_structure(letter.root.data).walk():
        assert 0 <= part.body_start <= part.body_end <= len(part.data)


@pytest.mark.parametrize(
    ("head", "piece", "count"),
    [
        (b"Subject: x", b"\n a", 150_000),
        (b"To: ", b"<", 500_000),
        (b"To: ", b"a@example.org,", 40_000),
        (b"Subject: ", b"=?utf-8?q?", 50_000),
        (b"Subject: x\n\n", b"begin 644 a\n", 200_000),
        (b"Content-Type: multipart/mixed; boundary=a\n\n", b"--a", 500_000),
        (b"", b"Content-Type: message/rfc822\n\n", 30_000),
        (b"Content-Type: text/html\n\n", b"<a href='", 100_000),
    ],
)
def test_no_shape_of_mail_takes_long(head: bytes, piece: bytes, count: int) -> None:
    def read(count: int) -> None:
        letter = read_letter(head + piece * count)
        letter.addresses("to"), letter.headers.text("subject")

    assert_in_proportion(read, count)
