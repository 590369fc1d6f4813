"""The whole chain a file goes through, in this process: bytes, document, report, rules."""

from __future__ import annotations

import hashlib

from accuracy.drafts import Draft, rendered

from core.desk.neighbours import alone
from core.formats import read, second_way
from core.model import Checked, Report, Source
from core.reading import read_report
from core.rules import Context, check

ENDINGS = {"html": ".html", "text": ".txt", "docx": ".docx"}


def report_of(data: bytes, name: str) -> Report:
    """The report in a file's bytes."""
    document = read(data, name)
    source = Source(name, hashlib.sha256(data).hexdigest(), document.format, len(data), len(document.pages) or None)
    return read_report(document, source, second_way(data, document.format))


def read_draft(draft: Draft) -> Report:
    """The draft laid out and read again."""
    return report_of(rendered(draft), draft.name + ENDINGS[draft.format])


def judged(report: Report, prior: Report | None = None, peers: tuple[Report, ...] | None = None) -> Checked:
    """What the rules say of it."""
    name = report.masthead.body.value if report.masthead.body else ""
    around = alone(name)
    return check(report, Context(body=around.body, prior=prior, peers=peers))
