"""``upstander answer``: say what only a person can know of a kept file; it is read again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from upstander.cli._interface import Command
from upstander.cli.choosing import add_case_argument, this_case
from upstander.cli.looking import look_for_danger
from upstander.cli.session import opened
from upstander.cli.shown_reading import show_kept
from upstander.cli.shown_table import add_table_arguments, table_answers
from upstander.cli.terminal import Terminal
from upstander.model.errors import InvalidAnswer, NotFound
from upstander.model.evidence import EvidenceItem

if TYPE_CHECKING:
    from upstander.bootstrap import Session
    from upstander.model.evidence import Case


class Answer(Command):
    """Keeps answers in the record. The kept file stays as it is."""

    slug = "answer"
    summary = "Say how a kept file is to be read: its time zone, its columns, which name is you."
    about = (
        "The file is read again with the answer. An earlier answer stays in the record.\n\n"
        "  upstander answer chat.txt --date-order dmy --self-name 'Maya R'\n"
        "  upstander answer calls.csv --columns 'when=A,number=B,duration=D;kind=calls'\n"
        "  upstander answer payments.csv --repeats yes"
    )

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the file and the answers."""
        parser.add_argument("file", metavar="FILE", help="name, exhibit or number of a kept file")
        add_case_argument(parser)
        parser.add_argument("--zone", default="", metavar="ZONE", help="such as Europe/London")
        parser.add_argument(
            "--date-order", default="", choices=("dmy", "mdy", "ymd"), help="order of the dates"
        )
        parser.add_argument("--self-name", default="", metavar="NAME", help="which name is you")
        add_table_arguments(parser)

    def run(self, options: argparse.Namespace, terminal: Terminal) -> int:
        """Keep the answers, read again, show. Raises InvalidAnswer and NotFound."""
        from upstander.application.answer_question import answer_question
        from upstander.application.read_original import read_original

        said = {
            "zone": options.zone,
            "date_order": options.date_order,
            "self_name": options.self_name,
            **table_answers(options),
        }
        if not any(said.values()):
            raise InvalidAnswer(next_step="Give an answer, such as --zone Europe/London.")
        with opened(options, terminal) as session:
            case = this_case(session, options)
            item = find_item(session, case, options.file)
            for slug, value in said.items():
                if value:
                    answer_question(
                        session.services, actor=session.actor, item=item.id, slug=slug, value=value
                    )
            report = read_original(session.services, actor=session.actor, item=item.id)
            show_kept(terminal, [(item, report)])
            look_for_danger(session, case, terminal)
        return 0


def find_item(session: Session, case: Case, wanted: str) -> EvidenceItem:
    """The one kept file that is meant; the newest of several with the same name. NotFound."""
    from upstander.store import queries

    kept = [item for item in queries.items(session.actor, case.id) if item.has_bytes]
    for item in reversed(kept):
        if wanted in (item.id, item.exhibit, item.name):
            return item
    raise NotFound("No kept file of this case is called that.", next_step="See: upstander case.")


PLUGIN = Answer()
