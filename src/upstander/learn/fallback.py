"""The emergency card as two files that need nothing: no template, session, database or program.

The files in ``data/static`` are served straight from disk when a page fails, and read by
``help-now`` when the records cannot be. They are made by this module and a test compares them
with the records, so they never say something else than the card.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from html import escape
from pathlib import Path

from upstander.directory.read import DATA
from upstander.directory.review import plain_date
from upstander.learn.emergency import EmergencyCard, card_lines, emergency_card

HELP_TEXT = DATA / "static" / "help-now.txt"
FAILURE_PAGE = DATA / "static" / "failure.html"

SORRY = "This page could not be shown."
NOTHING_LOST = "What you saved before is kept. Go back, or close this window and start again."

_STYLE = """
:root{color-scheme:light dark}
body{margin:0;background:#faf7f2;color:#22303a;font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:38rem;margin:0 auto;padding:1rem 1.25rem 3rem}
h1{font-size:1.5rem;line-height:1.25}
h2{font-size:1.2rem;margin-top:2rem}
.lead{background:#fff;border:2px solid #22303a;border-radius:.75rem;padding:1rem}
.lead strong{font-size:1.25rem}
li{margin:.4rem 0}
dt{font-weight:bold;margin-top:.8rem}
dd{margin:0}
a{color:#1d4f73}
footer{margin-top:2rem;font-size:1rem}
@media(prefers-color-scheme:dark){
body{background:#182027;color:#eef2f4}
.lead{background:#222c35;border-color:#eef2f4}
a{color:#9fd0f2}
}
@media print{
body,.lead{background:#fff;color:#000;border-color:#000}
.screen{display:none}
}
"""


def help_text() -> str:
    """Give the text of ``help-now.txt``: the card for "place not known", with its dates."""
    card = _card()
    return "\n".join([*card_lines(card), "", _dates(card)]) + "\n"


def failure_page() -> str:
    """Give the text of ``failure.html``: one page, neutral title, no script, no outside link."""
    card = _card()
    numbers = "".join(
        f"<li><strong>{escape(each.number)}</strong>: {escape(each.where)}</li>\n"
        for each in card.numbers
    )
    say = "".join(f"<li>{escape(line)}</li>\n" for line in card.say)
    ways = "".join(
        f"<dt>{escape(way.title)}</dt>\n<dd>{escape(way.text)}</dd>\n" for way in card.other_ways
    )
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{content_security_policy()}">
<meta name="robots" content="noindex">
<title>Page</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{SORRY}</h1>
<p class="screen">{NOTHING_LOST} <a href="/">Go to the first page</a>.</p>
<p class="lead"><strong>{escape(card.lead)}</strong></p>
<ul>
{numbers}</ul>
<h2>What to read out</h2>
<ol>
{say}</ol>
<h2>Other ways</h2>
<dl>
{ways}</dl>
<footer>
<p>{escape(card.not_urgent)}</p>
<p>{escape(card.tells_nobody)}</p>
<p>{_dates(card)}</p>
</footer>
</main>
</body>
</html>
"""


def content_security_policy() -> str:
    """The policy under which the page shows as meant: its own style by hash, nothing else."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def write_fallbacks(folder: Path = DATA / "static") -> None:
    """Make both files again after a record changed: ``python -m upstander.learn.fallback``."""
    folder.mkdir(exist_ok=True)
    (folder / HELP_TEXT.name).write_text(help_text(), encoding="utf-8", newline="\n")
    (folder / FAILURE_PAGE.name).write_text(failure_page(), encoding="utf-8", newline="\n")


def _card() -> EmergencyCard:
    """The card for "place not known". The file gives both its dates and judges neither."""
    return emergency_card(None, date.min)


def _dates(card: EmergencyCard) -> str:
    return (
        f"Checked {plain_date(card.verified_on)}. "
        f"After {plain_date(card.review_by)}, check the numbers first."
    )


if __name__ == "__main__":
    write_fallbacks()
