"""The addresses of every page of a case that was filled, for the browser to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

MAIL = b"""\
Return-Path: <ops@mailer.example.net>
Authentication-Results: mx.school.example; spf=softfail; dkim=none; dmarc=fail
Received: from relay.example.net (relay.example.net [198.51.100.23])
 by mx.school.example with ESMTP id 9; Thu, 08 Oct 2026 21:47:03 +0100
Received: from laptop ([203.0.113.9]) by relay.example.net; Thu, 08 Oct 2026 12:00:00 +0100
From: Head Teacher <head@school.example>
Reply-To: h3ad.teacher@example.com
To: maya@school.example
Subject: last warning
Date: Thu, 08 Oct 2026 21:46:58 +0100
Message-ID: <77@relay.example.net>
Content-Type: text/plain; charset=utf-8

I know you told. You won't make it to your car on Friday. Call 07700 900123.
"""


def addresses(page: Page, case: str) -> list[tuple[str, str]]:
    """Every page, with a short name for the gallery."""
    base = "/".join(case.split("/")[:3])
    page.goto(case + "/kept")
    chat = page.get_by_role("link", name="chat.txt").get_attribute("href")
    photo = page.get_by_role("link", name="photo.jpg").get_attribute("href")
    note = page.get_by_role("link", name="Diary note").get_attribute("href")
    page.goto(case)
    message = page.locator('a[href*="?m="]').first.get_attribute("href")
    page.goto(case + "/trace")
    way = page.locator('a[href*="/trace/"]').first.get_attribute("href")
    mail = str(way).rsplit("/", 1)[1]
    return [
        ("cases", base + "/"),
        ("new-case", base + "/new"),
        ("timeline", case),
        ("signs", case + "/signs"),
        ("signs-words", case + "/signs?show=1"),
        ("signs-all", case + "/signs/all"),
        ("signs-kinds", case + "/signs/kinds"),
        ("signs-time", case + "/signs/time"),
        ("timeline-search", case + "?text=car"),
        ("question", case + "/question"),
        ("add", case + "/add"),
        ("kept", case + "/kept"),
        ("describe", case + "/describe"),
        ("write", case + "/write"),
        ("facts", case + "/facts"),
        ("who", case + "/who"),
        ("tell", case + "/tell"),
        ("says", case + "/says"),
        ("plan", case + "/plan"),
        ("trace", case + "/trace"),
        ("trace-one", f"{case}/trace/{mail}"),
        ("trace-file", f"{case}/trace/file/{str(photo).rsplit('/', 1)[1]}"),
        ("reports", case + "/reports"),
        ("report-choose", case + "/reports/new"),
        ("report-police", case + "/reports/new/police-report?to=uk.police.101"),
        ("report-platform", case + "/reports/new/platform-notice"),
        ("sheet-claims", case + "/sheets/claim-log"),
        ("sheet-profiles", case + "/sheets/impersonation-sheet"),
        ("report", kept_report(page, case)),
        ("services", base + "/services?text=stalking&place=GB-ENG"),
        ("service", base + "/services/uk.childline"),
        ("packs", case + "/packs"),
        ("pack-choose", case + "/packs/new"),
        ("pack-messages", f"{case}/packs/messages/{str(chat).rsplit('/', 1)[1]}"),
        ("item", f"{base}{chat}"),
        ("message", f"{base}{message}"),
        ("photo", f"{base}{photo}"),
        ("screenshot", f"{base}{photo}/check"),
        ("note", f"{base}{note}"),
        ("amend", f"{base}{note}/amend"),
        ("erase", f"{base}{chat}/erase"),
        ("private", base + "/private"),
        ("check", base + "/check"),
        ("diary", base + "/diary"),
        ("settings", base + "/settings"),
        ("passphrase", base + "/settings/passphrase"),
        ("wipe", base + "/settings/wipe"),
        ("paper-key", base + "/paper-key"),
        ("help", base + "/help-now"),
        ("help-uk", base + "/help-now?place=gb"),
        ("about", base + "/about"),
        ("what-stays", base + "/what-stays"),
        ("about-this-page", base + "/about-this-page"),
        ("plain", base + "/page"),
        ("nothing", base + "/not-there"),
    ]


def kept_report(page: Page, case: str) -> str:
    """Keep one report; gives its address."""
    page.goto(case + "/reports/new/police-report?to=uk.police.101")
    page.get_by_role("button", name="Keep this report").click()
    page.wait_for_url("**/reports/*")
    return page.url
