"""`.xlsx`: the working papers as one workbook. Numbers are numbers, dates are dates, text is never a formula.

book       writing cells: formats, headings, filters          overview   说明, the reports
lists      findings, checks, rules                            figures    one line a report, a column an address
sums       the parent's figures against those below it        roster     缺报, 迟报
follow_up  整改台账                                            recompute  a sheet for each report, whose formulas recompute its sums
"""

from __future__ import annotations

from pathlib import Path

from core.export.case import Bundle
from core.export.manner import Manner


def write_workbook(path: Path, bundle: Bundle, manner: Manner) -> None:
    """Write the workbook; each report is loaded once and goes through all sheets. OSError where it cannot be written."""
    from core.export.xlsx.book import Book
    from core.export.xlsx.figures import Figures
    from core.export.xlsx.follow_up import FollowUps
    from core.export.xlsx.lists import Checks, Findings, RuleList
    from core.export.xlsx.overview import Overview
    from core.export.xlsx.recompute import recompute
    from core.export.xlsx.roster import RosterSheet
    from core.export.xlsx.sums import write_sums

    with Book(path, manner) as book:
        overview, findings, figures = Overview(book), Findings(book), Figures(book)
        sums = book.sheet("sums")
        roster, follow_ups, checks, rules = RosterSheet(book), FollowUps(book), Checks(book), RuleList(book)
        parts = (overview, findings, figures, roster, follow_ups, checks)
        for case in bundle.cases:
            for part in parts:
                part.take(case)
            if manner.sheets:
                recompute(book, case)
        figures.finish()
        write_sums(sums, figures, bundle.roster)
        roster.finish(bundle.roster)
        overview.finish(bundle)
        rules.finish(checks)
