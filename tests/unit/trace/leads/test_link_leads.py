"""Links are read as browsers read them, named for what they are, and never opened."""

from __future__ import annotations

import socket

import pytest

from upstander.model.lead import Lead
from upstander.trace.leads.find import text_leads


def leads(text: str) -> dict[str, Lead]:
    return {lead.kind: lead for lead in text_leads(text, source="m1")}


def said(lead: Lead) -> str:
    return " ".join(lead.notes)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("http://example.com\\@example.net/", "example.com"),
        ("https://example.com@example.net/", "example.net"),
        ("hxxps://www.example[.]org/a", "example.org"),
        ("http://ex%61mple.org/", "example.org"),
        ("http://example\u3002org/", "example.org"),
    ],
)
def test_the_name_is_the_one_that_a_browser_would_go_to(text: str, host: str) -> None:
    found = leads(text)

    assert (found["domain"].plain or found["domain"].value) == host
    assert found["link"].value == text


def test_a_number_in_an_odd_form_is_shown_in_the_usual_one() -> None:
    found = leads("http://0x7f.1/x")

    assert (found["ip"].value, found["ip"].plain) == ("0x7f.1", "127.0.0.1")
    assert "The number is 127.0.0.1." in said(found["link"])


def test_every_link_says_that_it_was_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a link was followed")

    monkeypatch.setattr(socket, "getaddrinfo", never)

    assert "It was not opened." in said(leads("https://forum.example.com/t/5512#p9")["link"])


@pytest.mark.parametrize(
    "text", ["https://paypa1.com/login", "https://\u0430\u0440\u0440l\u0435.com/", "http://goog1e.com"]
)  # fmt: skip
def test_a_name_that_looks_like_another_is_said_not_to_be_the_same(text: str) -> None:
    assert "It is not the same." in said(leads(text)["link"])


def test_letters_of_other_scripts_are_named_one_by_one() -> None:
    notes = said(leads("https://\u0430pple.com/")["link"])

    assert "U+0430 CYRILLIC SMALL LETTER A" in notes
    assert "xn--" in notes


@pytest.mark.parametrize(
    "text", ["https://www.paypal.com/", "https://apple.com/", "https://x.org/"]
)
def test_a_name_that_is_what_it_looks_like_is_left_alone(text: str) -> None:
    assert "not the same" not in said(leads(text)["link"])


def test_a_known_name_in_front_of_another_is_pointed_out() -> None:
    notes = said(leads("https://paypal.com.login.example.net/")["link"])

    assert "The name paypal.com of PayPal is in it, but the link goes to example.net." in notes


def test_a_short_link_names_who_holds_where_it_goes() -> None:
    found = leads("see bit.ly/3abcXY now")

    assert "domain" not in found
    short = next(lead for lead in found.values() if "bit.ly" in lead.value)
    assert short.holder.startswith("Bitly, which makes such links")
    assert "It was not opened." in said(short)


def test_a_service_that_records_who_opens_is_named() -> None:
    found = text_leads("look https://grabify.link/AB12CD", source="m1")

    assert "who opens it" in said(found[0])


@pytest.mark.parametrize(
    ("text", "kind", "value", "holder"),
    [
        ("https://instagram.com/mean.girl_07?igsh=abc", "handle", "mean.girl_07", "Instagram"),
        ("https://discord.com/users/80351110224678912", "profile-id",
         "80351110224678912", "Discord"),
        ("https://steamcommunity.com/profiles/76561197960287930", "profile-id",
         "76561197960287930", "Steam"),
        ("https://discord.gg/abcDEF", "invite", "abcDEF", "Discord"),
        ("https://t.me/vex_31", "handle", "vex_31", "Telegram"),
    ],
)  # fmt: skip
def test_a_link_of_a_service_names_the_account(
    text: str, kind: str, value: str, holder: str
) -> None:
    lead = leads(text)[kind]

    assert lead.value == value
    assert holder in lead.holder


def test_a_number_that_tells_when_an_account_was_made_says_so() -> None:
    # The example of Discord's own reference on snowflakes.
    notes = said(leads("https://discord.com/users/175928847299117063")["profile-id"])

    assert "2016-04-30 11:18:25 UTC" in notes


def test_a_chat_link_gives_its_number() -> None:
    lead = leads("https://wa.me/447700900333")["phone"]

    assert (lead.value, lead.plain) == ("447700900333", "+447700900333")


def test_marks_of_the_receiver_are_pointed_out() -> None:
    notes = said(leads("https://shop.example.net/?utm_source=a&email=tara%40example.org")["link"])

    assert "marks of the sender's side: utm_source=a" in notes
    assert "may stand for you" in notes


@pytest.mark.parametrize("ending", ["example", "test", "onion"])
def test_a_name_that_nobody_can_have_has_no_outside_holder(ending: str) -> None:
    lead = leads(f"http://vex31.{ending}/")["domain"]

    assert lead.holder.startswith("nobody outside")
