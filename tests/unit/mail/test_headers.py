"""Header lines stay exactly as they stand, in order, with their place."""

from hypothesis import given
from hypothesis import strategies as st

from upstander.mail.headers import split_headers

MAIL = (
    b"Received: from a.example (a.example [192.0.2.1])\r\n\tby b.example; Wed, 18 Nov 2026\r\n"
    b"From: tara@example.org\r\nReceived : by c.example\r\nSubject: hi\r\n\r\nbody\r\n"
)


def test_keeps_every_header_byte_in_order() -> None:
    block = split_headers(MAIL)

    lines = b"".join(MAIL[field.start : field.end] for field in block.fields)

    assert lines + b"\r\n" == MAIL[: block.body_start]
    assert [field.name for field in block.fields] == ["Received", "From", "Received", "Subject"]


def test_a_blank_before_the_colon_does_not_end_the_headers() -> None:
    assert split_headers(MAIL).text("subject") == "hi"


def test_folded_lines_belong_to_the_header_above() -> None:
    first = split_headers(MAIL).all("received")[0]

    assert first.text.endswith("by b.example; Wed, 18 Nov 2026")


def test_garbage_between_headers_is_kept_and_said() -> None:
    block = split_headers(b"From: a@example.org\n=== broken ===\nSubject: still here\n\nbody")

    assert block.text("subject") == "still here"
    assert block.remarks == ("header-garbage",)
    assert block.fields[1].value == b"=== broken ===\n"


def test_a_body_without_a_blank_line_starts_where_headers_end() -> None:
    data = b"From: a@example.org\nHello there, this is the body.\nGood bye.\n"

    block = split_headers(data)

    assert data[block.body_start :].startswith(b"Hello there")
    assert block.remarks == ("no-blank-line",)


def test_both_of_two_from_lines_are_there() -> None:
    block = split_headers(b"From: a@example.org\nFrom: b@example.org\n\nx")

    assert [field.text for field in block.all("FROM")] == ["a@example.org", "b@example.org"]


def test_old_mac_line_ends_are_understood() -> None:
    block = split_headers(b"From: a@example.org\rSubject: old\r\rbody\rtwo")

    assert block.text("subject") == "old"


def test_an_envelope_line_and_a_byte_order_mark_stand_before_the_headers() -> None:
    block = split_headers(b"\xef\xbb\xbfFrom - \nSubject: x\n\nbody")

    assert block.envelope == b"From - "
    assert block.text("subject") == "x"


@given(st.binary(max_size=2000))
def test_any_bytes_give_fields_that_do_not_overlap(data: bytes) -> None:
    block = split_headers(data)

    ends = [block.start]
    for field in block.fields:
        assert ends[-1] <= field.start < field.end <= len(data)
        ends.append(field.end)
    assert ends[-1] <= block.body_start <= len(data)
