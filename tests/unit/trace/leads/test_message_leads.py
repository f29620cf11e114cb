"""A message tells more than its words: its sender, its links, its calls, payments and files."""

from __future__ import annotations

from dataclasses import replace

from upstander.model.ids import MessageId
from upstander.model.lead import Lead
from upstander.model.message import (
    Attachment,
    AttachmentState,
    Content,
    Link,
    Message,
    MessageKind,
    Party,
    Payment,
    Provenance,
    Quoted,
)
from upstander.trace.leads.find import file_leads, message_leads

PLAIN = Message(
    MessageId("m1"), MessageKind.MESSAGE, "instagram", "", 1, Provenance("0", "0", "t", "1")
)
VEX = Party("Vex", "vex_31", "username")


def found(message: Message) -> dict[str, Lead]:
    return {lead.kind: lead for lead in message_leads(message)}


def wrote(text: str, sender: Party = VEX) -> Message:
    return replace(PLAIN, sender=sender, content=(Content(text),), direction="in")


def test_the_account_that_the_service_shows_is_a_lead_with_its_service() -> None:
    lead = found(wrote("hi"))["handle"]

    assert (lead.value, lead.holder) == ("vex_31", "Instagram (Meta)")
    assert lead.span.where == "sender, as shown"


def test_a_name_on_the_screen_is_no_lead() -> None:
    assert found(wrote("hi", Party("Ellen Marsh", "Ellen Marsh"))) == {}


def test_a_lead_in_the_words_stands_at_its_place_in_the_words() -> None:
    message = wrote("so ring me, 07700 900122")

    span = found(message)["phone"].span

    assert message.text[span.start : span.end] == "07700 900122"
    assert (span.source, span.where) == ("m1", "text")


def test_a_subject_is_read_too() -> None:
    message = replace(wrote("hi"), subject="match ID 77-QX")

    assert found(message)["match-id"].span.where == "subject"


def test_the_caller_of_a_log_is_a_number_that_can_be_false() -> None:
    caller = Party("020 7946 0991", "020 7946 0991", "phone")
    lead = found(replace(PLAIN, kind=MessageKind.CALL, platform="phone", sender=caller))["phone"]

    assert lead.plain == "+442079460991"
    assert any("can make a phone show a false number" in note for note in lead.notes)


def test_a_withheld_caller_is_counted_and_names_nobody() -> None:
    hidden = Party("withheld", handle_kind="none")
    lead = found(replace(PLAIN, kind=MessageKind.CALL, platform="phone", sender=hidden))

    assert list(lead) == ["withheld-number"]
    assert any("cannot be used to find who" in n for n in lead["withheld-number"].notes)


def test_the_reference_of_a_payment_is_a_lead_and_its_payee_is_none() -> None:
    paid = Payment("£2,350.00", 235_000, payee="SAFE ACCT J WARREN", ref="4471")
    message = replace(PLAIN, kind=MessageKind.PAYMENT, direction="out", payment=paid)

    assert [(lead.kind, lead.value) for lead in message_leads(message)] == [("payment-ref", "4471")]


def test_a_link_that_shows_another_place_says_so() -> None:
    message = replace(wrote("hi"), links=(Link("www.example.org", "https://example.net/a"),))

    lead = found(message)["link"]

    assert lead.value == "https://example.net/a"
    assert "www.example.org" in lead.notes[0]


def test_what_the_person_wrote_themself_is_no_lead() -> None:
    mine = wrote("is 07700 900122 your number?", Party("Tara", "tara", "username", is_self=True))

    assert message_leads(mine) == ()


def test_the_own_account_and_number_of_the_person_are_no_lead() -> None:
    own = (
        Party("Tara", "tara_x", "username", is_self=True),
        Party("07700 900122", "07700 900122", "phone", "+447700900122", is_self=True),
    )
    message = replace(wrote("@tara_x your number is 07700900122 lol @sam_99"), recipients=own)

    assert [lead.value for lead in message_leads(message)] == ["vex_31", "@sam_99"]


def test_the_name_of_a_file_tells_a_date_only_when_asked() -> None:
    file = Attachment("IMG-20261117-WA0003.jpg", "a.jpg", AttachmentState.MISSING)

    lead = found(replace(wrote("hi"), attachments=(file,)))["file-metadata"]

    assert lead.asked_only
    assert any("2026-11-17" in note for note in lead.notes)


def test_the_address_of_a_file_is_a_link() -> None:
    file = Attachment("a.jpg", "a.jpg", AttachmentState.MISSING, url="https://cdn.example.net/a")

    assert found(replace(wrote("hi"), attachments=(file,)))["link"].value == file.url


def test_a_file_tells_its_program_and_never_a_name_or_a_place() -> None:
    tags = [
        ("EXIF:Software", "PaintApp 3"),
        ("EXIF:Artist", "Kieran"),
        ("EXIF:GPSLatitude", "51.5"),
    ]

    [lead] = file_leads(tags, source="m1")

    assert (lead.value, lead.asked_only) == ("PaintApp 3", True)


def test_a_place_on_a_map_is_never_a_lead() -> None:
    message = replace(wrote("hi"), location="51.5074, -0.1278 https://maps.example.org/x")

    assert [lead.kind for lead in message_leads(message)] == ["handle"]


def test_words_of_others_that_are_quoted_give_leads_that_say_so() -> None:
    message = replace(wrote("look"), quoted=(Quoted("pay 07700 900123", sender="Vex"),))

    lead = found(message)["phone"]

    assert (lead.value, lead.span.where) == ("07700 900123", "quoted words 1")
    assert "quoted here" in lead.notes[0]


def test_own_words_that_are_quoted_give_none() -> None:
    own = (Party("Tara", "tara_x", "username", is_self=True),)
    quoted = (Quoted("call me on 07700 900123", sender="Tara"),)
    message = replace(wrote("ok"), recipients=own, quoted=quoted)

    assert "phone" not in found(message)
