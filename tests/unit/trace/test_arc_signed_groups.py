"""What seals of forwarders are made over: forms, changes on the way, signed lines, and keys.

The groups are those of the public suite of verdicts, the cases are our own. "Unknown" is said
where another look-up may tell more; RFC 8617 5.2.1 knows only "fail" there.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.unit.trace.sealing import (
    MODULUS,
    SEALER,
    Sealed,
    chain,
    chain_of,
    forward,
    keys_of,
    sign_with_768_bits,
    signer,
    status,
)
from tests.unit.trace.signing import MAIL, SEEN, USUAL, ed_key, record, rsa_key
from upstander.model.lead import Verdict
from upstander.trace.key_records import KeyAnswer, KeyRecords

FORMS = ("relaxed", "simple")
RELAXED, SIMPLE = FORMS
EVER, NEVER = FORMS, ()
few = cache(chain_of)


# --- forms of lines and text (RFC 6376 3.4), in all four mixes ------------------------------------


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(mail: bytes) -> bytes:
        assert old in mail
        return mail.replace(old, new)

    return change


CHANGES = {  # what is changed on the way: in which forms of lines, and of text, it passes
    "nothing": (replaced(b"Tara", b"Tara"), EVER, EVER),
    "a word of the text": (replaced(b"Meet me", b"Meet us"), EVER, NEVER),
    "a letter's size in the text": (replaced(b"Meet me", b"meet me"), EVER, NEVER),
    "one more blank in the text": (replaced(b"the  stop", b"the   stop"), EVER, (RELAXED,)),
    "a tab for a blank": (replaced(b"the  stop", b"the\tstop"), EVER, (RELAXED,)),
    "a blank where none was": (replaced(b"Meet", b"Me et"), EVER, NEVER),
    "no blank at a line's end": (replaced(b"stop. \r\n", b"stop.\r\n"), EVER, (RELAXED,)),
    "a new line at the end": (replaced(b"\r\n\r\n\r\n", b"\r\n\r\n\r\nBye\r\n"), EVER, NEVER),
    "more empty lines at the end": (lambda mail: mail + b"\r\n\r\n", EVER, EVER),
    "fewer empty lines at the end": (lambda mail: mail.rstrip() + b"\r\n", EVER, EVER),
    "an empty line inside": (replaced(b"\r\n\r\nTara", b"\r\n\r\n\r\nTara"), EVER, NEVER),
    "no text at all": (lambda mail: mail.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", EVER, NEVER),
    "bare line feeds": (replaced(b"\r\n", b"\n"), EVER, EVER),
    "a word of a signed line": (replaced(b"the  bus", b"the  car"), NEVER, EVER),
    "a letter's size in it": (replaced(b"the  bus", b"The  bus"), NEVER, EVER),
    "its name in large letters": (replaced(b"Subject:", b"SUBJECT:"), (RELAXED,), EVER),
    "one more blank in it": (replaced(b"the  bus", b"the   bus"), (RELAXED,), EVER),
    "a blank before its colon": (replaced(b"Subject: ", b"Subject : "), (RELAXED,), EVER),
    "no blank behind its colon": (replaced(b"To: sam", b"To:sam"), (RELAXED,), EVER),
    "a blank at its end": (replaced(b".net\r\nSubject", b".net \r\nSubject"), (RELAXED,), EVER),
    "its fold taken away": (replaced(b"bus\r\n\tstop", b"bus\tstop"), (RELAXED,), EVER),
    "a fold more": (replaced(b"To: sam", b"To:\r\n sam"), (RELAXED,), EVER),
    "a signed line gone": (replaced(b"To: sam@example.net\r\n", b""), NEVER, EVER),
    "an empty signed line": (replaced(b"To: sam@example.net", b"To:"), NEVER, EVER),
    "a line more that is not signed": (replaced(b"To: sam", b"X-Seen: 1\r\nTo: sam"), EVER, EVER),
    "signed lines in another order": (
        replaced(b"To: sam@example.net\r\nSubject: the  bus\r\n\tstop\r\n",
                 b"Subject: the  bus\r\n\tstop\r\nTo: sam@example.net\r\n"), EVER, EVER),
    "a blank in the message signature": (
        replaced(b"ARC-Message-Signature: i=1; a", b"ARC-Message-Signature: i=1;  a"),
        (RELAXED,), EVER),
    "a fold in the seal": (replaced(b"ARC-Seal: i=1; a", b"ARC-Seal: i=1;\r\n a"), EVER, EVER),
    "a part more in the message signature": (
        replaced(b"ARC-Message-Signature: i=1;", b"ARC-Message-Signature: i=1; t=1;"),
        NEVER, EVER),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("header", "body"), list(product(FORMS, FORMS)))
def test_a_form_says_what_may_change_on_the_way(header: str, body: str, change: str) -> None:
    how, lines, text = CHANGES[change]
    sealed = forward(Sealed(), header=header, body=body)

    found = status(how(sealed.mail))

    assert found == ("pass" if header in lines and body in text else "fail")


@pytest.mark.parametrize(("header", "body"), list(product(FORMS, FORMS)))
def test_forms_may_be_mixed_along_a_chain(header: str, body: str) -> None:
    first = forward(Sealed(), header=body, body=header)

    assert status(forward(first, header=header, body=body)) == "pass"
    assert status(forward(Sealed(first.mail + b"a note\r\n", first.sets), header=header)) == "pass"


@pytest.mark.parametrize(
    ("written", "header", "body"),
    [("", SIMPLE, SIMPLE), ("c=relaxed;", RELAXED, SIMPLE), ("c=simple;", SIMPLE, SIMPLE)],
)
def test_a_form_that_is_not_written_is_simple(written: str, header: str, body: str) -> None:
    # RFC 6376 3.5: c= left out is simple/simple, and one word is for the lines alone
    change = ("c={form};", written)

    assert status(forward(Sealed(), message=change, header=header, body=body)) == "pass"


@pytest.mark.parametrize("mail", [b"From: a@b.c\r\n\r\n", b"From: a@b.c\r\n\r\n \t\r\n\r\n"])
@pytest.mark.parametrize("body", FORMS)
def test_an_empty_text_has_a_form_too(mail: bytes, body: str) -> None:
    # RFC 6376 3.4.3: simple makes one line end of it; 3.4.4: relaxed makes nothing of it
    assert status(forward(Sealed(mail), body=body)) == "pass"


# --- which lines, and how often (RFC 6376 5.4 and 5.4.2) ------------------------------------------

TWICE = b"X-Tag: upper\r\nX-Tag: lower\r\n" + MAIL
SWAPPED = (b"X-Tag: upper\r\nX-Tag: lower\r\n", b"X-Tag: lower\r\nX-Tag: upper\r\n")
SIGNED = [
    ((*USUAL, "reply-to"), MAIL, (b"", b""), "pass"),
    ((*USUAL, "reply-to"), MAIL, (b"From:", b"Reply-To: kit@example.net\r\nFrom:"), "fail"),
    (("from", *USUAL), MAIL, (b"", b""), "pass"),
    (("from", *USUAL), MAIL, (b"To:", b"From: kit@example.net\r\nTo:"), "fail"),
    (USUAL, MAIL, (b"From:", b"From: kit@example.net\r\nFrom:"), "fail"),
    (USUAL, MAIL, (b"To:", b"From: kit@example.net\r\nTo:"), "fail"),
    (USUAL, MAIL, (b"From:", b"Subject: upper\r\nFrom:"), "pass"),
    (USUAL, MAIL, (b"Date:", b"Subject: lower\r\nDate:"), "fail"),
    ((*USUAL, "subject"), MAIL, (b"From:", b"Subject: upper\r\nFrom:"), "fail"),
    ((*USUAL, "x-tag"), TWICE, (b"upper", b"other"), "pass"),
    ((*USUAL, "x-tag"), TWICE, (b"lower", b"other"), "fail"),
    ((*USUAL, "x-tag"), TWICE, SWAPPED, "fail"),
    ((*USUAL, "x-tag", "x-tag"), TWICE, (b"", b""), "pass"),
    ((*USUAL, "x-tag", "x-tag"), TWICE, (b"upper", b"other"), "fail"),
    ((*USUAL, "x-tag", "x-tag"), TWICE, SWAPPED, "fail"),
    ((*USUAL, "x-tag", "x-tag", "x-tag"), TWICE, (b"", b""), "pass"),
    (("x-tag", "date", "from", "x-tag"), TWICE, (b"", b""), "pass"),
    ((*USUAL, "arc-authentication-results"), MAIL, (b"", b""), "pass"),
    ((*USUAL, "dkim-signature"), b"DKIM-Signature: v=1; b=\r\n" + MAIL, (b"", b""), "pass"),
    ((*USUAL, "dkim-signature"), b"DKIM-Signature: v=1; b=\r\n" + MAIL, (b"v=1", b"v=2"), "fail"),
]


@pytest.mark.parametrize("header", FORMS)
@pytest.mark.parametrize(("names", "mail", "change", "wanted"), SIGNED)
def test_a_name_signs_the_lowest_line_that_it_has_not_signed_yet(
    names: tuple[str, ...], mail: bytes, change: tuple[bytes, bytes], wanted: str, header: str
) -> None:
    sealed = forward(Sealed(mail), names=names, header=header)
    own = sealed.mail.removesuffix(mail)

    assert status(own + mail.replace(*change, 1)) == wanted


@pytest.mark.parametrize(
    ("change", "wanted"), [((b"Tara\r\n", b"Tara\r\nmore"), "pass"), ((b"Meet", b"meet"), "fail")]
)
def test_only_the_first_bytes_of_a_text_may_be_signed(
    change: tuple[bytes, bytes], wanted: str
) -> None:
    # RFC 6376 3.5: l= is read as in DKIM; what comes behind it is not signed
    sealed = forward(Sealed(), message=("s=key1;", "s=key1; l=20;"), length=20)
    head, _, text = sealed.mail.partition(b"\r\n\r\n")

    assert status(head + b"\r\n\r\n" + text.replace(*change)) == wanted


@pytest.mark.parametrize("name", ["bh", "b"])
def test_a_value_that_is_well_made_but_another_does_not_pass(name: str) -> None:
    other = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
    change = (f"{name}={{{name}}}", f"{name}={other}")

    assert status(forward(Sealed(), message=change)) in ("fail", "unknown")
    if name == "b":
        assert status(forward(Sealed(), seal=change)) == "unknown"


# --- keys (RFC 6376 3.6.1, RFC 8301 3.2, RFC 8463) ------------------------------------------------

USUAL_KEY = record(rsa_key())
PUBLIC = USUAL_KEY.rpartition(b"p=")[2]
RECORDS = [
    ([USUAL_KEY], "pass"),
    ([b"p=" + PUBLIC], "pass"),
    ([b"v=DKIM1; p=" + PUBLIC + b";"], "pass"),
    ([b"k=rsa; p=" + PUBLIC[:70] + b" " + PUBLIC[70:150] + b"\r\n\t" + PUBLIC[150:]], "pass"),
    ([b"v=spf1 -all", USUAL_KEY], "pass"),
    ([USUAL_KEY, b"v=spf1 -all"], "pass"),
    *[([record(rsa_key(), more)], "pass")
      for more in ("h=sha256; ", "h=sha1:sha256; ", "s=email; ", "s=*; ", "s=other:email; ",
                   "t=y; ", "t=s; ", "t=y:s; ", "n=a note; ", "x9=y; ", "g=*; ")],
    *[([record(rsa_key(), more)], "unknown")
      for more in ("h=sha1; ", "s=other; ", "k=rsa; ", "h=; ", "xy; ")],
    ([USUAL_KEY.replace(b"DKIM1", b"DKIM2")], "unknown"),
    ([USUAL_KEY.replace(b"k=rsa", b"k=ed25519")], "unknown"),
    ([USUAL_KEY.replace(b"k=rsa", b"k=dsa")], "unknown"),
    ([b"v=DKIM1; k=rsa; p="], "unknown"),
    ([b"v=DKIM1; k=rsa"], "unknown"),
    ([b"v=DKIM1; k=rsa; p=%%%"], "unknown"),
    ([b"v=DKIM1; k=rsa; p=" + PUBLIC[:-8]], "unknown"),
    ([b"v=spf1 -all"], "unknown"),
    ([b""], "unknown"),
    ([record(rsa_key(2))], "unknown"),
    ([record(ed_key())], "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("records", "wanted"), RECORDS)
def test_a_chain_passes_with_a_key_that_may_sign_it_and_no_other(
    records: list[bytes], wanted: str
) -> None:
    assert status(few(2), keys_of(*records)) == wanted


def test_a_key_that_was_withdrawn_is_gone_and_one_that_is_no_key_cannot_tell() -> None:
    gone = chain(few(1).mail, keys_of(b"v=DKIM1; k=rsa; p="))
    other = chain(few(1).mail, keys_of(b"v=DKIM1; k=rsa; p=%%%"))

    assert gone.checks[0].verdict is Verdict.KEY_GONE
    assert other.checks[0].verdict is Verdict.CANNOT


@pytest.mark.parametrize("answer", [None, KeyAnswer.absent(SEEN), KeyAnswer.failed(SEEN)])
def test_without_an_answer_nothing_is_said_of_a_chain(answer: KeyAnswer | None) -> None:
    keys = KeyRecords().with_answer(SEALER, answer) if answer else KeyRecords()

    assert status(few(2), keys) == "unknown"


@pytest.mark.parametrize("line", ["message", "seal"])
def test_both_lines_of_the_topmost_set_need_their_keys(line: str) -> None:
    # RFC 8617 4.1.2 and 4.1.3: the two may have keys of different names
    change = {line: ("s=key1", "s=key2")}
    sealed = forward(few(1), **change)  # type: ignore[arg-type]  # one of the two lines
    both = keys_of().with_answer(SEALER.replace("key1", "key2"), KeyAnswer.found([USUAL_KEY], SEEN))

    assert status(sealed, both) == "pass"
    assert status(sealed, keys_of()) == "unknown"


def test_an_older_set_needs_the_key_of_its_seal_alone() -> None:
    # RFC 8617 5.2, steps 5 and 6: older message signatures are not asked
    without_message = forward(forward(Sealed(), message=("s=key1", "s=gone")))
    without_seal = forward(forward(Sealed(), seal=("s=key1", "s=gone")))

    assert status(without_message) == "pass"
    assert status(without_seal) == "unknown"


def test_sets_of_many_forwarders_each_need_their_own_key() -> None:
    other = ("d=lists.example.com", "d=other.example.net")
    sealed = forward(few(1), message=other, seal=other, sign=signer(rsa_key(2)))
    place = "key1._domainkey.other.example.net"
    found = KeyAnswer.found([record(rsa_key(2))], SEEN)

    assert status(sealed, keys_of().with_answer(place, found)) == "pass"
    assert status(sealed, keys_of()) == "unknown"
    assert chain(sealed.mail).sealer == "other.example.net"


def test_a_domain_in_other_letters_has_its_key_under_its_name_in_dns() -> None:
    # RFC 8617 4.1.4, RFC 8616
    other = ("d=lists.example.com", "d=Bücher.example")
    sealed = forward(Sealed(), message=other, seal=other)
    place = "key1._domainkey.xn--bcher-kva.example"

    assert status(sealed, keys_of(name=place)) == "pass"
    assert status(sealed, keys_of()) == "unknown"


def test_a_chain_may_be_sealed_with_ed25519() -> None:
    # RFC 8463 3; RFC 8617 4.1.3 takes a= from DKIM as it stands
    way = ("a=rsa-sha256", "a=ed25519-sha256")
    sealed = forward(Sealed(), message=way, seal=way, sign=signer(ed_key()))
    keys = keys_of(record(ed_key()))

    assert status(sealed, keys) == "pass"
    assert status(sealed.mail.replace(b"spf=pass", b"spf=fail"), keys) == "fail"
    assert (
        "A line under the seal was changed, or"
        in chain(sealed.mail.replace(b"spf=pass", b"spf=fail"), keys).why
    )
    assert status(sealed, keys_of(record(ed_key(2)))) == "fail"
    assert status(sealed, keys_of()) == "unknown"


@pytest.mark.parametrize(("bits", "wanted"), [(1024, "pass"), (2048, "pass"), (3072, "pass")])
def test_keys_of_usual_sizes_count(bits: int, wanted: str) -> None:
    key = rsa_key(7, bits)

    assert status(forward(Sealed(), sign=signer(key)), keys_of(record(key))) == wanted


def test_a_key_below_1024_bits_does_not_count() -> None:
    # RFC 8301 3.2
    public = RSAPublicNumbers(65537, MODULUS).public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    keys = keys_of(b"p=" + base64.b64encode(der))

    found = chain(forward(Sealed(), sign=sign_with_768_bits).mail, keys)

    assert found.status == "unknown"
    assert "so small that others could have made" in found.why


def test_a_later_key_under_the_same_name_does_not_hide_the_one_that_sealed() -> None:
    keys = keys_of().with_answer(SEALER, KeyAnswer.found([record(rsa_key(2))], SEEN))

    assert status(few(2), keys) == "pass"
