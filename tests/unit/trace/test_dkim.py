"""A signature gives one of four verdicts, and a missing key is never called a forgery."""

from __future__ import annotations

import base64
from functools import cache

import dkim  # type: ignore[import-untyped]  # has no stubs
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.unit.trace.sealing import MODULUS, sign_with_768_bits
from tests.unit.trace.signing import (
    MADE,
    MAIL,
    NAME,
    SEEN,
    PrivateKey,
    ed_key,
    first,
    known,
    lines_of,
    look,
    pem,
    record,
    relaxed,
    rsa_key,
    sign,
)
from upstander.model.lead import Verdict
from upstander.trace.key_records import KeyAnswer, KeyRecords

BOTH = [pytest.param(rsa_key, id="RSA"), pytest.param(ed_key, id="Ed25519")]
LATER = b"\r\nAdded on the way.\r\n"


@pytest.mark.parametrize("make", BOTH)
def test_a_mail_as_signed_is_valid(make: type[PrivateKey]) -> None:
    key = make()

    check = first(sign(MAIL, key), known(key))

    assert (check.verdict, check.domain, check.selector) == (Verdict.VALID, "example.org", "key1")
    assert check.key_seen_at == SEEN
    assert "not which person" in check.why


@pytest.mark.parametrize("make", BOTH)
def test_a_changed_text_is_altered_and_the_honest_reasons_are_said(make: type[PrivateKey]) -> None:
    key = make()

    check = first(sign(MAIL, key) + LATER, known(key))

    assert check.verdict is Verdict.ALTERED
    assert "the text is not" in check.why
    assert "mailing lists" in check.why


@pytest.mark.parametrize("make", BOTH)
def test_a_changed_subject_is_altered(make: type[PrivateKey]) -> None:
    key = make()
    mail = sign(MAIL, key).replace(b"Subject: the  bus", b"Subject: a threat")

    check = first(mail, known(key))

    assert check.verdict is Verdict.ALTERED
    assert "lists" in check.why


def test_a_key_that_is_not_there_any_more_is_key_gone() -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.absent(SEEN))

    check = first(sign(MAIL), keys)

    assert check.verdict is Verdict.KEY_GONE
    assert "matter of course" in check.why
    assert check.key_seen_at == SEEN


def test_a_withdrawn_key_is_key_gone() -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.found([b"v=DKIM1; p="], SEEN))

    assert first(sign(MAIL), keys).verdict is Verdict.KEY_GONE


def test_another_record_under_the_name_is_key_gone() -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.found([b"v=spf1 -all"], SEEN))

    assert first(sign(MAIL), keys).verdict is Verdict.KEY_GONE


@pytest.mark.parametrize("mail", [sign(MAIL), sign(MAIL) + LATER], ids=["whole", "changed"])
def test_a_silent_name_server_never_gives_altered(mail: bytes) -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.failed(SEEN))

    check = first(mail, keys)

    assert check.verdict is Verdict.CANNOT
    assert "No answer came" in check.why


def test_without_a_look_up_the_text_is_compared_all_the_same() -> None:
    whole, changed = first(sign(MAIL)), first(sign(MAIL) + LATER)

    assert whole.verdict is changed.verdict is Verdict.CANNOT
    assert "does fit" in whole.why
    assert "not the text that the signature line speaks of" in changed.why


def test_a_key_that_was_replaced_does_not_make_an_honest_mail_altered() -> None:
    check = first(sign(MAIL, rsa_key(1)), known(rsa_key(2)))

    assert check.verdict is Verdict.CANNOT
    assert "may have another key now" in check.why


def test_a_key_recorded_before_it_was_replaced_still_counts() -> None:
    keys = known(rsa_key(1)).with_answer(NAME, KeyAnswer.found([record(rsa_key(2))], None))

    check = first(sign(MAIL, rsa_key(1)), keys)

    assert (check.verdict, check.key_seen_at) == (Verdict.VALID, SEEN)


def test_text_after_the_signed_length_is_said() -> None:
    mail = sign(MAIL, length=10) + b"Pay now."

    check = first(mail, known(rsa_key()))

    assert check.verdict is Verdict.VALID
    assert any("Only the first 10 bytes" in each for each in check.limits)
    assert any("others may have added" in each for each in check.limits)


@pytest.mark.parametrize("name", ["To", "Subject"])
def test_an_added_second_line_on_top_is_said(name: str) -> None:
    mail = f"{name}: somebody else\r\n".encode() + sign(MAIL)

    check = first(mail, known(rsa_key()))

    assert check.verdict is Verdict.VALID
    assert any(f"does not cover the topmost {name} line" in each for each in check.limits)


def test_an_added_line_breaks_a_signature_that_was_made_against_it() -> None:
    mail = b"To: kit@example.com\r\n" + sign(MAIL, names=("from", "to", "to", "subject"))

    assert first(mail, known(rsa_key())).verdict is Verdict.ALTERED


def test_a_second_from_line_makes_it_altered() -> None:
    mail = b"From: head@example.org\r\n" + sign(MAIL)

    check = first(mail, known(rsa_key()))

    assert check.verdict is Verdict.ALTERED
    assert "did not sign" in check.why


def test_lines_that_are_not_signed_are_named() -> None:
    check = first(sign(MAIL, names=("from", "date")), known(rsa_key()))

    assert "The signature does not cover To." in check.limits
    assert "The signature does not cover Subject." in check.limits


def test_a_signature_without_from_does_not_count() -> None:
    check = first(sign(MAIL, names=("to", "subject")), known(rsa_key()))

    assert check.verdict is Verdict.CANNOT
    assert "does not cover From" in check.why


def test_a_signature_of_another_domain_is_said_to_be_one() -> None:
    mail = sign(MAIL, domain="mailer.example.net")
    keys = known(rsa_key(), "key1._domainkey.mailer.example.net")

    check = first(mail, keys)

    assert check.verdict is Verdict.VALID
    assert any("not of the domain of the From address" in each for each in check.limits)


def test_a_mail_saved_with_bare_line_feeds_is_valid() -> None:
    kept = sign(MAIL).replace(b"\r\n", b"\n")

    assert first(kept, known(rsa_key())).verdict is Verdict.VALID


def test_a_signature_that_ran_out_says_when_and_what_the_check_shows() -> None:
    mail = sign(MAIL, tags=f" t={MADE}; x={MADE + 3600};")

    check = first(mail, known(rsa_key()))

    assert check.verdict is Verdict.CANNOT
    assert "ran out on 2026-11-12 22:46:58 UTC" in check.why
    assert "The key of example.org fits" in check.why


def test_the_time_in_the_signature_is_told() -> None:
    check = first(sign(MAIL, tags=f" t={MADE};"), known(rsa_key()))

    assert "2026-11-12 21:46:58 UTC" in check.why


def test_a_small_key_does_not_count() -> None:
    mail, text = _signed_with_768_bits()

    check = first(mail, KeyRecords().with_answer(NAME, KeyAnswer.found([text], SEEN)))

    assert check.verdict is Verdict.CANNOT
    assert "so small that others could have made" in check.why
    assert "The key of example.org fits" in check.why


def _signed_with_768_bits() -> tuple[bytes, bytes]:
    signed = sign(MAIL)  # its b= is replaced below; all else stays
    head = signed[: -len(MAIL)].partition(b" b=")[0] + b" b="
    over = b"".join(relaxed(each) for each in lines_of(MAIL))
    value = base64.b64encode(sign_with_768_bits(over + relaxed(head)[:-2]))
    public = RSAPublicNumbers(65537, MODULUS).public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return head + value + b"\r\n" + MAIL, b"p=" + base64.b64encode(der)


@pytest.mark.parametrize(
    "broken",
    [
        (b"a=rsa-sha256", b"a=rsa-md5"),
        (b"v=1", b"v=2"),
        (b"d=example.org", b"d=(example.org"),
        (b"d=example.org", b"e=example.org"),
        (b"c=relaxed/relaxed", b"c=loose"),
        (b"b=", b"b=%%%"),
        (b"s=key1;", b"s=key1; s=key2;"),
        (b"s=key1;", b"s=key1; l=minus;"),
        (b"s=key1;", b"s=key1; x=9; t=10;"),
        (b"s=key1;", b"s=key1; i=@example.com;"),
        (b"s=key1;", b"s=key1; q=paper;"),
        (b"s=key1;", b"s=key1; nothing;"),
    ],
)
def test_a_broken_signature_line_cannot_be_checked(broken: tuple[bytes, bytes]) -> None:
    check = first(sign(MAIL).replace(*broken, 1), known(rsa_key()))

    assert check.verdict is Verdict.CANNOT
    assert check.why


@pytest.mark.parametrize(
    "text",
    [
        b"v=DKIM2; p=AAAA",
        b"v=DKIM1; k=quantum; p=AAAA",
        b"v=DKIM1; p=%%%%",
        b"v=DKIM1; p=AAAA",
        b"v=DKIM1; k=ed25519; p=AAAA",
        b"v=DKIM1; p=AAAA; p=AAAA",
        record(rsa_key(), "s=tlsrpt; "),
        record(rsa_key(), "h=sha1; "),
        record(ed_key()),
    ],
    ids=lambda text: text[:22].decode(),  # fresh keys: the names of tests stay the same
)
def test_a_key_of_no_use_cannot_check(text: bytes) -> None:
    keys = KeyRecords().with_answer(NAME, KeyAnswer.found([text], SEEN))

    assert first(sign(MAIL), keys).verdict is Verdict.CANNOT


def test_a_strict_key_does_not_sign_for_names_below_it() -> None:
    mail = sign(MAIL, tags=" i=@sub.example.org;")

    assert first(mail, known(rsa_key())).verdict is Verdict.VALID
    assert first(mail, known(rsa_key(), more="t=s; ")).verdict is Verdict.CANNOT


def test_a_mail_too_large_to_check_says_so() -> None:
    mail = sign(MAIL) + b"x" * (33 * 1024 * 1024)

    check = first(mail, known(rsa_key()))

    assert check.verdict is Verdict.CANNOT
    assert "larger" in check.why


def test_more_signatures_than_are_checked_are_named_as_such() -> None:
    mail = sign(MAIL)
    many = mail.replace(MAIL, b"") * 25 + MAIL

    checks = look(many, known(rsa_key())).signatures

    assert [each.verdict for each in checks].count(Verdict.VALID) == 20
    assert "more than 20" in checks[-1].why


@given(st.binary(max_size=400))
def test_no_line_makes_the_check_fall_over(value: bytes) -> None:
    mail = b"DKIM-Signature:" + value.replace(b"\n", b"\n ") + b"\r\n" + MAIL

    for check in look(mail, known(rsa_key())).signatures:
        assert check.verdict in (Verdict.CANNOT, Verdict.KEY_GONE)


# --- the judge: a library that many mail servers run --------------------------------------------


def _judged(mail: bytes, text: bytes) -> bool:
    return bool(dkim.verify(mail, dnsfunc=lambda name, timeout=5: text))


@pytest.mark.parametrize("header", [b"simple", b"relaxed"])
@pytest.mark.parametrize("body", [b"simple", b"relaxed"])
def test_what_the_judge_signs_is_valid_in_every_form(header: bytes, body: bytes) -> None:
    line = dkim.sign(
        MAIL, b"key1", b"example.org", pem(rsa_key()), canonicalize=(header, body), length=True
    )

    assert first(line + MAIL, known(rsa_key())).verdict is Verdict.VALID


@given(
    st.integers(1, 900),
    st.integers(0, 2),
    st.sampled_from([b"x", b"", b";", b"=", b"\r\n"]),
    st.sampled_from(["simple/simple", "relaxed/simple", "relaxed/relaxed"]),
)
def test_a_mail_with_a_fault_is_valid_where_the_judge_says_so_and_nowhere_else(
    place: int, cut: int, piece: bytes, form: str
) -> None:
    whole = _signed_by_the_judge(form)
    changed = whole[:place] + piece + whole[place + cut :]

    verdicts = [each.verdict for each in look(changed, known(rsa_key())).signatures]

    try:
        judged = _judged(changed, record(rsa_key()))
    except Exception:  # the judge itself falls over some broken mails
        reject()
    assert (Verdict.VALID in verdicts) == judged


@cache
def _signed_by_the_judge(form: str) -> bytes:
    header, body = (each.encode() for each in form.split("/"))
    line = dkim.sign(MAIL, b"key1", b"example.org", pem(rsa_key()), canonicalize=(header, body))
    return bytes(line + MAIL)
