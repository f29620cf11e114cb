"""A table: what was taken for what is shown, and can be said otherwise."""

from __future__ import annotations

from django.test import Client

from tests.web.conftest import Tara, words_in
from tests.web.test_handing_in import items, read_to_the_end

PAYMENTS = b"day,what,how much\n17/11/2026,Carl,50.00\n18/11/2026,Carl,70.00\n"


def timeline(tara: Tara) -> str:
    return words_in(tara.get(tara.at("")))


def test_shows_the_columns_with_examples_and_asks_where_it_is_not_sure(tara: Tara) -> None:
    tara.add(("payments.csv", PAYMENTS))
    page = read_to_the_end(tara)

    assert "What do the columns of this table mean?" in page
    assert "Column C: how much" in page
    assert "For example: 50.00; 70.00" in page


def test_keeps_what_the_columns_mean_and_reads_the_same_file_again(tara: Tara) -> None:
    tara.add(("payments.csv", PAYMENTS))
    read_to_the_end(tara)
    meanings = {"column-0": "when", "column-1": "payee", "column-2": "amount"}
    sent = tara.post(f"/i/{items(tara)[0].id}/columns", kind="payments", currency="GBP", **meanings)

    assert sent.headers["Location"] == tara.at("/kept")
    assert "What do the columns of this table mean?" not in read_to_the_end(tara)
    assert "Payment of 70.00 to Carl" in timeline(tara)


def test_two_columns_that_mean_the_same_are_refused_calmly(tara: Tara) -> None:
    tara.add(("payments.csv", PAYMENTS))
    read_to_the_end(tara)
    sent = tara.post(
        f"/i/{items(tara)[0].id}/columns",
        kind="payments",
        **{"column-0": "when", "column-1": "when"},
    )

    assert "Two columns cannot mean the same thing." in words_in(sent)


def test_a_repeated_payment_is_asked_about_and_not_counted_until_then(tara: Tara) -> None:
    tara.add(("paid.csv", b"date,payee,amount\n17/11/2026,Carl,GBP 50\n17/11/2026,Carl,GBP 50\n"))
    assert "Row 3 is the same as row 2. Were there really two payments?" in read_to_the_end(tara)
    assert "not counted: same as row 2" in timeline(tara)

    tara.post(f"/i/{items(tara)[0].id}/answer", slug="repeats", value="yes")
    read_to_the_end(tara)
    assert "not counted" not in timeline(tara)


def test_kit_gets_nothing_of_a_table(tara: Tara, stranger: Client) -> None:
    tara.add(("payments.csv", PAYMENTS))
    read_to_the_end(tara)
    sent = stranger.post(f"/i/{items(tara)[0].id}/columns", {"kind": "calls"})

    assert sent.status_code == 404
