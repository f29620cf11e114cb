"""``upstander trace``: one sheet a mail, for people and for programs."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

from tests.cli.conftest import Shell
from tests.support.files_that_say import photo

MAIL = """\
Authentication-Results: mx.school.example; spf=softfail; dkim=none; dmarc=fail
Received: from relay.example.net (relay.example.net [198.51.100.23])
 by mx.school.example with ESMTP id 9; Thu, 12 Nov 2026 21:47:03 +0000
From: Head Teacher <head@school.example>
Reply-To: h3ad.teacher@example.com
To: amari@school.example
Subject: last \u202e warning
Date: Thu, 12 Nov 2026 21:46:58 +0000

I know you told. Ring 07700 900123.
"""


def written(folder: Path, text: str = MAIL, name: str = "last.eml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_object_has_the_names_that_other_programs_know(shell: Shell, tmp_path: Path) -> None:
    done = shell("trace", written(tmp_path), "--json")

    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(told) == ["handover", "hops", "authentication", "froms", "leads", "warnings"]
    assert told["handover"]["ip"] == "198.51.100.23"
    assert set(told["handover"]) == {"ip", "host", "strength", "basis"}
    assert {"by", "from_ip", "from_rdns", "helo", "time_utc", "strength", "note"} == set(
        told["hops"][0]
    )
    assert {"kind", "value", "strength", "holder", "ask", "give", "by", "span"} <= set(
        told["leads"][0]
    )


def test_a_person_reads_who_handed_over_and_that_the_name_may_be_false(
    shell: Shell, tmp_path: Path
) -> None:
    done = shell("trace", written(tmp_path))

    assert "198.51.100.23 (relay.example.net)" in done.stdout
    assert "recorded by your own mail provider" in done.stdout
    assert "The address in From may not be who sent it" in done.stdout
    assert "A trace never gives a person's name or home" in done.stdout
    assert "\u202e" not in done.stdout


def test_a_mailbox_gives_one_object_a_mail(shell: Shell, tmp_path: Path) -> None:
    box = "".join(f"From kit@example.net Thu Nov 12 21:47:0{n} 2026\n{MAIL}\n" for n in range(3))

    done = shell("trace", written(tmp_path, box, "box.mbox"), "--json")

    assert [json.loads(line)["handover"]["ip"] for line in done.stdout.splitlines()] == [
        "198.51.100.23"
    ] * 3


def test_another_file_gives_the_leads_in_its_words(shell: Shell, tmp_path: Path) -> None:
    chat = "[12/11/2026, 21:47:03] Dan: ring 07700 900123\n[12/11/2026, 21:48:03] Dan: now\n"

    done = shell("trace", written(tmp_path, chat, "_chat.txt"), "--json")

    told = json.loads(done.stdout)
    assert told["handover"] is None and told["hops"] == []
    assert "07700 900123" in [lead["value"] for lead in told["leads"]]


def test_a_missing_or_empty_file_is_said_calmly(shell: Shell, tmp_path: Path) -> None:
    missing = shell("trace", str(tmp_path / "nothing.eml"))
    empty = shell("trace", written(tmp_path, "", "empty.eml"))

    assert missing.returncode != 0 and "nothing.eml" in missing.stderr
    assert empty.returncode != 0 and "empty" in empty.stderr
    assert "Traceback" not in missing.stderr + empty.stderr


def test_a_server_that_is_no_name_is_said_calmly(shell: Shell, tmp_path: Path) -> None:
    done = shell("trace", written(tmp_path), "--recipient-mx", "not a name")

    assert done.returncode == 16
    assert "mx.example.org" in done.stderr and not done.stdout


def test_named_servers_decide_who_handed_over(shell: Shell, tmp_path: Path) -> None:
    inner = "Received: from mx.school.example (x [192.0.2.9]) by store.harbour.test; {}\n".format(
        "Thu, 12 Nov 2026 21:47:04 +0000"
    )
    named = ("--recipient-mx", "harbour.test", "--recipient-mx", "mx.school.example")

    done = shell("trace", written(tmp_path, inner + MAIL), *named, "--json")

    told = json.loads(done.stdout)
    assert told["handover"]["ip"] == "192.0.2.9"
    assert told["handover"]["strength"] == "proven"


def test_a_file_that_is_no_text_is_said_not_to_be_read(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(bytes(range(256)) * 50)

    done = shell("trace", str(path), "--json")

    assert done.returncode != 0
    assert "clip.mp4" in done.stderr and "Traceback" not in done.stderr


def test_a_large_mailbox_says_how_far_it_is_apart_from_the_result(
    shell: Shell, tmp_path: Path
) -> None:
    box = f"From kit@example.net Thu Nov 12 21:47:03 2026\n{MAIL}\n" * 101

    done = shell("trace", written(tmp_path, box, "box.mbox"), "--json")

    assert len(done.stdout.splitlines()) == 101
    assert "Tracing" in done.stderr


def test_words_from_the_mail_cannot_steer_the_screen_or_make_lines_of_their_own(
    shell: Shell, tmp_path: Path
) -> None:
    hostile = MAIL.replace("Head Teacher", "Head\x1b[2J\u202e\u2028Handed over by police")

    done = shell("trace", written(tmp_path, hostile))

    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout
    assert "[U+202E]" in done.stdout
    assert done.stdout.splitlines().count("Handed over by police") == 0


def test_a_mail_comes_through_a_pipe(shell: Shell) -> None:
    done = shell("trace", "-", "--json", given=MAIL)

    assert json.loads(done.stdout)["handover"]["ip"] == "198.51.100.23"


def test_what_a_photo_says_is_shown_only_after_the_question(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(photo())

    asked = shell("trace", str(path), "--metadata")
    stopped = shell("trace", str(path), "--metadata", "--under18", "unsure")
    done = shell("trace", str(path), "--metadata", "--under18", "no")

    assert "under 18" in asked.stderr and not asked.stdout
    assert stopped.returncode == 17 and "Stop here" in stopped.stderr and not stopped.stdout
    assert "PaintApp 3" in done.stdout and "Kieran" not in done.stdout


def test_what_the_files_of_a_mail_say_is_hidden_until_asked(shell: Shell, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "kit@example.net", "look"
    mail.set_content("see")
    mail.add_attachment(photo(), maintype="image", subtype="jpeg", filename="IMG_20261117.jpg")
    path = tmp_path / "a.eml"
    path.write_bytes(mail.as_bytes())

    quiet = shell("trace", str(path))
    said = shell("trace", str(path), "--metadata", "--under18", "no", "--json")

    assert "PaintApp 3" not in quiet.stdout and "IMG_20261117.jpg" not in quiet.stdout
    assert "--metadata" in quiet.stdout
    values = [lead["value"] for lead in json.loads(said.stdout)["leads"]]
    assert {"PaintApp 3", "IMG_20261117.jpg"} <= set(values)
