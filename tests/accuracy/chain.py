"""The whole chain a file goes through, in this process: bytes, document, report, rules."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from accuracy.drafts import Draft
from accuracy.printing import rendered

from core.desk.neighbours import alone
from core.formats import read, second_way
from core.model import Body, Checked, Report, Source
from core.reading import read_report
from core.rules import check

ENDINGS = {"html": ".html", "text": ".txt", "docx": ".docx"}


def report_of(data: bytes, name: str) -> Report:
    """The report in a file's bytes."""
    document = read(data, name)
    source = Source(name, hashlib.sha256(data).hexdigest(), document.format, len(data), len(document.pages) or None)
    return read_report(document, source, second_way(data, document.format))


def read_draft(draft: Draft) -> Report:
    """The draft laid out and read again."""
    return report_of(rendered(draft), draft.name + ENDINGS[draft.format])


def judged(
    report: Report,
    prior: Report | None = None,
    peers: tuple[Report, ...] | None = None,
    children: Sequence[Report] = (),
    roster: Sequence[Body] = (),
) -> Checked:
    """What the rules say of it, with these reports around it."""
    around = alone(report.masthead.body.value if report.masthead.body else "")
    context = replace(around, prior=prior, peers=peers, children=tuple(children), roster=tuple(roster))
    return check(report, context)
