"""How seals of forwarders are put together: sets, numbers, words of each set, parts of each line.

The groups are those of the public suite of verdicts, the cases are our own. Each case is signed
as it stands, so that nothing but the thing it is about can be at fault. "Unknown" is said where a
look-up may still tell more (a missing key); RFC 8617 5.2.1 knows only "fail" there.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.growth import assert_in_proportion
from tests.unit.trace.sealing import (
    MESSAGE,
    SEAL,
    Change,
    Sealed,
    chain,
    chain_of,
    forward,
    status,
)
from tests.unit.trace.signing import MAIL, lines_of
from upstander.model.lead import Verdict

LINES = ("results", "message", "seal")
few = cache(chain_of)


# --- number of sets (RFC 8617 4.2.1; 5.2, steps 1 and 7) ------------------------------------------


@pytest.mark.parametrize(
    "mail", [b"", b"\r\n", b"hello\r\n", b"\r\nhello\r\n", MAIL, b"From: a@b\r\n"]
)
def test_a_mail_without_sets_has_no_chain(mail: bytes) -> None:
    assert status(mail) == "none"


@pytest.mark.parametrize("sets", [1, 2, 3, 4, 5, 6])
def test_a_chain_of_whole_sets_passes(sets: int) -> None:
    found = chain(few(sets).mail)

    assert found.status == "pass"
    assert [each.instance for each in found.sets] == list(range(sets, 0, -1))
    assert {each.verdict for each in found.checks} == {Verdict.VALID}


def test_fifty_sets_pass_and_one_more_does_not() -> None:
    fifty = few(50)

    assert status(fifty) == "pass"
    assert status(forward(fifty)) == "fail"


@pytest.mark.parametrize(
    "mail", [b"From: a@example.org\r\n\r\n", b"From: a@example.org\r\n\r\n\r\n"]
)
def test_a_mail_without_a_text_can_be_sealed(mail: bytes) -> None:
    assert status(chain_of(2, mail)) == "pass"


# --- gaps and doubles (RFC 8617 4.2.1; 5.2, step 3 A and B) ---------------------------------------


@pytest.mark.parametrize(("sets", "line"), [(s, line) for s in (1, 2, 3) for line in range(3)])
def test_without_one_of_its_lines_a_set_is_not_whole(sets: int, line: int) -> None:
    for number in range(1, sets + 1):
        assert status(few(sets).without(number, line)) == "fail"


@pytest.mark.parametrize("line", range(3))
def test_a_line_of_a_set_stands_there_once(line: int) -> None:
    three = few(3)

    for lines in three.sets:
        assert status(lines[line] + three.mail) == "fail"


@pytest.mark.parametrize("gone", [(1,), (2,), (1, 2), (1, 3)])
def test_no_number_is_left_out(gone: tuple[int, ...]) -> None:
    mail = few(3).mail
    for number in gone:
        mail = mail.replace(b"".join(few(3).sets[number - 1][::-1]), b"")

    assert mail != few(3).mail
    assert status(mail) == "fail"


@pytest.mark.parametrize("first", [2, 3, 50])
def test_numbers_begin_with_one(first: int) -> None:
    assert status(forward(Sealed(), number=first)) == "fail"


@pytest.mark.parametrize("twice", [(1, 1), (1, 2, 2), (1, 2, 1), (2, 1)])
def test_numbers_go_up_by_one(twice: tuple[int, ...]) -> None:
    mail = Sealed()
    for number in twice:
        mail = forward(mail, number=number)

    assert status(mail) == "fail"


def test_what_stood_below_a_set_that_was_taken_away_whole_passes() -> None:
    top = b"".join(few(3).sets[2][::-1])

    assert status(few(3).mail.removeprefix(top)) == "pass"


# --- what each set says of those before it (RFC 8617 4.4; 5.2, steps 2 and 3 C) -------------------


@pytest.mark.parametrize(
    "said", [each for sets in (1, 2, 3) for each in product(("none", "pass", "fail"), repeat=sets)]
)
def test_the_first_set_says_none_and_all_others_pass(said: tuple[str, ...]) -> None:
    mail = Sealed()
    for cv in said:
        mail = forward(mail, cv=cv)

    wanted = "pass" if said == ("none", "pass", "pass")[: len(said)] else "fail"
    assert status(mail) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("None", "pass"), ("NONE", "pass"), ("(a) none (b)", "pass"), ("\r\n\tnone ", "pass"),
     ("", "fail"), ("perhaps", "fail"), ("none pass", "fail"), ("nones", "fail"), ("0", "fail")],
)  # fmt: skip
def test_the_word_is_read_as_the_grammar_has_it(written: str, wanted: str) -> None:
    # RFC 8617 3.9: seal-cv-tag has comments around it, and chain-status any letters (RFC 5234 2.3)
    assert status(forward(Sealed(), seal=("cv={cv}", f"cv={written}"))) == wanted


# --- parts of a line of results (RFC 8617 3.9, 4.1.1) ---------------------------------------------

RESULTS_LINES: list[tuple[str, str, str]] = [
    ("spf=pass smtp.mailfrom=example.org", "none", "pass"),
    ("spf=pass", "dance=pass (well) dance.step=1; spf=pass", "pass"),
    ("i={i}; ", "i = {i} ;", "pass"),
    (" i={i}; ", "i={i};\r\n\t", "pass"),
    ("i={i};", "\r\n i={i};", "pass"),
    ("i={i};", "(a) i (b) = (c (d)) {i} (e\\)) ;", "pass"),
    ("ARC-Authentication-Results", "arc-AUTHENTICATION-results", "pass"),
    ("i={i}; ", "", "fail"),
    ("i={i};", "i={i}", "fail"),
    ("i={i};", "I={i};", "fail"),
    ("i={i};", "i=;", "fail"),
    ("i={i};", "i=0;", "fail"),
    ("i={i};", "i=9;", "fail"),
    ("i={i};", "i=-1;", "fail"),
    ("i={i};", "i=one;", "fail"),
    ("i={i};", "i=1.0;", "fail"),
    ("i={i};", "i=001;", "fail"),
    ("i={i};", "i=51;", "fail"),
    ("i={i};", "i=(1);", "fail"),
    ("i={i};", "(i={i};", "fail"),
    ("i={i}; lists.example.com; spf=pass", "lists.example.com; i={i}; spf=pass", "fail"),
    ("i={i}", "k=1; i={i}", "fail"),
]


@pytest.mark.parametrize(("old", "new", "wanted"), RESULTS_LINES)
def test_a_line_of_results_begins_with_its_number(old: str, new: str, wanted: str) -> None:
    change = (old, new)

    assert status(forward(Sealed(), results=change)) == wanted
    assert status(forward(few(1), results=change)) == wanted
    assert status(forward(forward(Sealed(), results=change))) == wanted


# --- parts of a message signature (RFC 8617 4.1.2, RFC 6376 3.2 and 3.5) --------------------------

MESSAGE_LINES: list[tuple[Change, str]] = [
    *[((f"{tag} ", ""), "fail") for tag in ("i={i};", "a=rsa-sha256;", "d=lists.example.com;")],
    *[((tag, ""), "fail") for tag in ("s=key1; ", " h={names};", " bh={bh};", "; b={b}")],
    *[((f"{tag}={{{tag}}}", f"{tag}="), "fail") for tag in ("i", "bh", "b")],
    *[((value, ""), "fail") for value in ("rsa-sha256", "lists.example.com", "key1", "{names}")],
    *[((f" {tag}=", f" {tag.upper()}="), "fail") for tag in ("i", "a", "d", "s", "h", "bh", "b")],
    *[(("s=key1;", f"s=key1; {more};"), "pass")
      for more in ("t=1700000000", "v=1", "v=9", "x9=y", "z=From:a|To:b", "q=dns/txt", "x_y=",
                   "q=carrier-pigeon:dns/txt", "x=99999999999", "T=soon")],
    *[(("s=key1;", f"s=key1; {more};"), "fail")
      for more in ("t=soon", "t=-1", "s=key1", "a=rsa-sha256", "", "=y", "9x=y", "xy", "_=y",
                   "q=carrier-pigeon", "l=-1", "l=all")],
    *[(("a=rsa-sha256", f"a={other}"), "fail")
      for other in ("rsa-sha1", "rsa-md5", "rsa", "sha256", "dsa-sha256", "rsa-sha256:rsa-sha1")],
    *[(("b={b}", change), wanted)
      for change, wanted in (("b={b};", "pass"), ("b={b} ; ", "pass"), ("b = {b}", "pass"),
                             ("b=\r\n\t{b}\r\n ", "pass"), ("b=%{b}", "fail"), ("b=YQ", "fail"),
                             ("b={b};;", "fail"), ("b={b}=", "fail"))],
    *[(("bh={bh}", change), wanted)
      for change, wanted in (("bh=\r\n {bh} ", "pass"), ("bh=%%%", "fail"), ("bh=YQ==", "fail"))],
    *[((old, new), "fail")
      for old in ("d=lists.example.com", "s=key1")
      for new in (old[:2], f"{old[:2]}a b", f"{old[:2]}.", f"{old[:2]}a..b", f"{old[:2]}-a.b")],
    *[(("h={names}", f"h={names}"), wanted)
      for names, wanted in (("From:TO:Subject:date", "pass"),
                            (" from :to:\r\n\tsubject: date ", "pass"),
                            ("{names}:arc-seal", "fail"), ("ARC-Seal:{names}", "fail"))],
    (("ARC-Message-Signature", "arc-MESSAGE-signature"), "pass"),
    (("; c={form}", "; c=loose/relaxed"), "fail"),
    (("; c={form}", "; c=relaxed/loose"), "fail"),
    (("; c={form}", "; c="), "fail"),
    (("i={i}", "i=01"), "fail"),
    (("i={i}", "i={i}.0"), "fail"),
    (("i={i}", "i=0{i}"), "pass"),
    (("i={i}", "i=00{i}"), "fail"),
    (("i={i}", "i=(a) {i} (b)"), "pass"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "wanted"), MESSAGE_LINES)
def test_a_message_signature_is_read_as_one_of_dkim(change: Change, wanted: str) -> None:
    assert status(forward(few(1), message=change)) == wanted


def test_a_message_signature_that_does_not_sign_from_does_not_count() -> None:
    # RFC 6376 5.4 and 6.1.1: a signature without From in h= is none
    without = forward(Sealed(), names=("to", "subject", "date"))

    assert status(without) == "unknown"
    assert "does not cover From" in chain(without.mail).why
    assert status(forward(without)) == "pass"  # RFC 8617 5.2, step 5: only the topmost one counts


# --- parts of a seal (RFC 8617 4.1.3, RFC 6376 3.2 and 3.5) ---------------------------------------

SEAL_LINES: list[tuple[Change, str]] = [
    *[((f"{tag} ", ""), "fail") for tag in ("i={i};", "a=rsa-sha256;", "d=lists.example.com;")],
    *[((tag, ""), "fail") for tag in ("s=key1; ", "; b={b}", " cv={cv};")],
    *[((f"{tag}={{{tag}}}", f"{tag}="), "fail") for tag in ("i", "cv", "b")],
    *[((value, ""), "fail") for value in ("rsa-sha256", "lists.example.com", "key1")],
    *[((f" {tag}=", f" {tag.upper()}="), "fail") for tag in ("i", "a", "d", "s", "cv", "b")],
    *[(("s=key1;", f"s=key1; {more};"), "pass")
      for more in ("t=1700000000", "v=1", "x9=y", "c=simple/simple", "c=loose", "bh=YQ==", "bh=%%%",
                   "q=carrier-pigeon", "l=-1", "x=1", "z=a", "H=from")],
    *[(("s=key1;", f"s=key1; {more};"), "fail")
      for more in ("h=from", "h=", "h=arc-seal", "t=soon", "t=", "cv=none", "s=key1", "", "=y",
                   "xy", "_=y")],
    *[(("a=rsa-sha256", f"a={other}"), "fail") for other in ("rsa-sha1", "rsa-md5", "rsa", "none")],
    *[(("b={b}", change), wanted)
      for change, wanted in (("b={b};", "pass"), ("b = {b} ", "pass"), ("b=\r\n\t{b}\r\n ", "pass"),
                             ("b=%{b}", "fail"), ("b={b};;", "fail"))],
    *[((old, new), "fail")
      for old in ("d=lists.example.com", "s=key1")
      for new in (f"{old[:2]}a b", f"{old[:2]}.", f"{old[:2]}a..b", f"{old[:2]}-a.b")],
    (("ARC-Seal", "arc-SEAL"), "pass"),
    (("i={i}", "i=0{i}"), "pass"),
    (("i={i}", "i=00{i}"), "fail"),
    (("i={i}", "i=(a) {i} (b)"), "pass"),
    (("i={i}", "i=x{i}"), "fail"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "wanted"), SEAL_LINES)
def test_a_seal_has_its_own_parts_and_no_list_of_lines(change: Change, wanted: str) -> None:
    assert status(forward(few(1), seal=change)) == wanted
    assert status(forward(forward(Sealed(), seal=change))) == wanted


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("endless", ["(", "(\\(", "(a", "()", "\\"])
def test_endless_comments_are_given_up_in_a_moment(name: str, endless: str) -> None:
    wanted = "pass" if (name, endless) == ("results", "()") else "fail"

    def judge(size: int) -> None:
        change = {name: ("i={i}", f"i={endless * size}{{i}}")}
        mail = forward(few(1), **change).mail  # type: ignore[arg-type]  # one of the three lines
        assert status(mail) == wanted

    assert_in_proportion(judge, 100_000)


@pytest.mark.parametrize("text", [MESSAGE, SEAL])
def test_the_parts_of_a_line_may_stand_in_any_order(text: str) -> None:
    name, _, rest = text.partition(": ")
    parts = rest.split("; ")
    for at in range(len(parts)):
        turned = (text, f"{name}: {'; '.join((*parts[at:], *parts[:at]))}")
        change = {"message" if text == MESSAGE else "seal": turned}
        assert status(forward(few(1), **change)) == "pass"  # type: ignore[arg-type]  # the two lines


def test_ways_of_signing_apart_from_sha_256_are_none() -> None:
    # RFC 8301 3.1: rsa-sha1 does not count any more, wherever it stands
    old = ("a=rsa-sha256", "a=rsa-sha1")

    assert status(forward(forward(Sealed(), seal=old))) == "fail"
    assert status(forward(Sealed(), message=old)) == "fail"


# --- what may change on the way (RFC 8617 4.1.3: seals have one form, relaxed) --------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"; ", b";\r\n\t"), (b"; ", b";   "), (b"ARC-S", b"arc-s"), (b"ARC-M", b"arc-m"),
     (b"ARC-A", b"arc-a"), (b"\r\n", b" \r\n"), (b": i=", b":i="), (b": i=", b":\r\n i=")],
)  # fmt: skip
def test_folds_and_blanks_and_letters_of_names_may_change(old: bytes, new: bytes) -> None:
    two = few(2)
    head = two.mail.removesuffix(MAIL)

    assert status(head.replace(old, new) + MAIL) == "pass"


@pytest.mark.parametrize("line", range(3))
@pytest.mark.parametrize("number", [1, 2])
def test_no_line_of_a_set_may_say_something_else(number: int, line: int) -> None:
    old = few(2).sets[number - 1][line]
    new = old.replace(b"spf=pass", b"spf=fail").replace(b"; s=key1", b"; s=key1; t=1")

    assert status(few(2).mail.replace(old, new)) == "fail"


@given(st.permutations(range(6)), st.integers(0, 4))
def test_the_lines_of_the_sets_may_stand_in_any_order(order: list[int], place: int) -> None:
    two = few(2)
    lines = [line for each in two.sets for line in each]
    rest = lines_of(MAIL)
    moved = [*rest[:place], *(lines[at] for at in order), *rest[place:]]

    assert status(b"".join(moved) + b"\r\n" + MAIL.partition(b"\r\n\r\n")[2]) == "pass"
