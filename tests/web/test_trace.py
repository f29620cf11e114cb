"""Pages of the trace: the way of a mail, what files say when asked, and nobody is asked unasked."""

from __future__ import annotations

import re
from email.message import EmailMessage

import pytest

from tests.support.files_that_say import photo
from tests.web.case_of_tara import MAIL, page, told
from tests.web.conftest import Tara
from tests.web.signs import looked_at


def test_the_way_of_a_mail_is_shown_line_by_line(tara: Tara) -> None:
    looked_at(tara, ("last.eml", MAIL))

    sheet = page(tara, "/trace")
    way = re.findall(r'href="(/c/[^"]+/trace/[^"]+)"', sheet)[0]
    shown = tara.get(way).content.decode()

    assert "198.51.100.23" in shown and "recorded by your own mail provider" in shown
    assert "spf=softfail; dkim=none; dmarc=fail" in shown
    assert "The address in From may not be who sent it" in shown
    assert "h3ad.teacher@example.com" in shown and "It differs from the address in From" in shown


def kept_photo(tara: Tara) -> str:
    """Keep a photo; gives the address of its page."""
    tara.add(("photo.jpg", photo()))
    return str(re.findall(r'href="(/i/[^"]+)"[^>]*>photo.jpg', page(tara, "/kept"))[0])


def test_what_a_photo_says_is_shown_on_a_page_of_its_own(tara: Tara) -> None:
    item = kept_photo(tara)

    shown = tara.get(item).content.decode()
    asked = page(tara, f"/trace/file/{item.rsplit('/', 1)[1]}")

    assert "PaintApp 3" not in shown and "What this file says about itself" in shown
    assert "PaintApp 3" in asked and "Camwell" in asked and "Kieran" not in asked


def test_where_a_picture_may_be_of_a_young_person_no_file_is_opened(tara: Tara) -> None:
    item = kept_photo(tara)
    tara.post(tara.at("/question"), under18="unsure")

    shown = tara.get(item).content.decode()
    asked = page(tara, f"/trace/file/{item.rsplit('/', 1)[1]}")

    assert "What this file says about itself" not in shown
    assert "Show a small grey copy" not in shown
    assert "PaintApp 3" not in asked and "are not opened" in asked
    assert tara.get(item + "/picture").status_code != 200


def test_what_the_files_of_a_mail_say_is_shown_when_asked(tara: Tara) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "kit@example.net", "look"
    mail.set_content("see")
    mail.add_attachment(photo(), maintype="image", subtype="jpeg", filename="a.jpg")
    looked_at(tara, ("a.eml", mail.as_bytes()))
    way = re.findall(r'href="(/c/[^"]+/trace/[^"]+)"', page(tara, "/trace"))[0]

    quiet = tara.get(way).content.decode()
    asked = tara.get(way + "?asked=1").content.decode()

    assert "PaintApp 3" not in quiet and "Show what the files say" in quiet
    assert "PaintApp 3" in asked and "file 1, a.jpg, Image:Software" in asked


def test_nothing_is_asked_before_a_person_says_so(
    tara: Tara, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never() -> None:
        raise AssertionError("nobody said so")

    monkeypatch.setattr("upstander.web.pages.trace.looking_up.lookups", never)

    shown = page(tara, "/look-up?kind=domain&value=example.org")

    assert "What asking tells, and to whom" in shown
    assert told(tara).lookups == ()


def test_an_address_for_examples_has_nobody_to_ask(tara: Tara) -> None:
    shown = page(tara, "/look-up?kind=ip&value=198.51.100.23")

    assert "Ask now" not in shown


def test_a_pasted_answer_is_kept_and_shown_with_its_contact(tara: Tara) -> None:
    card = '["vcard",[["version",{},"text","4.0"],["kind",{},"text","org"],'
    card += '["fn",{},"text","Harbour Net"],["email",{},"text","abuse@harbour.net"]]]'
    answer = (
        '{"objectClassName":"ip network","startAddress":"5.6.7.0","endAddress":"5.6.7.255",'
        '"handle":"NET-1","entities":[{"objectClassName":"entity","roles":["abuse"],'
        f'"vcardArray":{card}}}]}}'
    )

    tara.post(tara.at("/look-up"), kind="ip", value="5.6.7.8", do="paste", answer=answer)

    shown = page(tara, "/look-up?kind=ip&value=5.6.7.8")
    assert "abuse@harbour.net" in shown and "The answer that you brought" in shown
    assert told(tara).lookups[0].pasted
