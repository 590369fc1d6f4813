"""Two sheets in front: what this file is, and the reports with where each stands."""

from __future__ import annotations

from core.export.case import Bundle, Case
from core.export.xlsx.book import Book, Cell, Column
from core.model import Severity
from core.review import WAITING, Signature
from core.unreadable import why
from core.wording import say

REPORTS = (
    Column("body", 26, wrap=True),
    Column("year", 7),
    Column("stage", 9),
    Column("grave", 8),
    Column("likely", 8),
    Column("explain", 8),
    Column("style", 8),
    Column("waiting", 8),
    Column("exceptions", 8),
    Column("passed", 8),
    Column("first", 10),
    Column("first_at", 19),
    Column("second", 10),
    Column("second_at", 19),
    Column("outdated", 10),
    Column("batch", 12),
    Column("received", 19),
    Column("received_utc", 24),
    Column("file", 30),
    Column("source", 20),
    Column("parser", 12),
    Column("rules", 22),
)


class Overview:
    """说明 and 报告."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._about = book.sheet("about")
        self._reports = book.sheet("reports", REPORTS)
        self._versions: dict[str, None] = {}
        self._cases = 0

    def take(self, case: Case) -> None:
        """A report's line."""
        self._cases += 1
        manner, row, state = self._book.manner, case.row, case.state
        self._versions[f"{case.machine.parser} / {case.checked.rules}"] = None
        by_severity = [sum(stood.finding.severity is severity for stood in case.stood) for severity in Severity]
        passed = sum(outcome.verdict == "PASS" for outcome in case.checked.outcomes)
        waiting = sum(stood.standing in WAITING for stood in case.stood)
        stage = manner.word(f"stage.{row.stage}")
        outdated = manner.word("yes") if case.outdated else None
        counts = (*by_severity, waiting, len(state.exceptions), passed)
        received = case.edition.received_at
        self._reports.row(
            [
                *(
                    case.printed(row.body),
                    row.year,
                    stage,
                    *counts,
                    *self._signed(state.first),
                    *self._signed(state.second),
                ),
                *(outdated, case.printed(row.batch), manner.local(received), received),
                *(case.printed(row.name), row.uid, case.machine.parser, case.checked.rules),
            ]
        )

    def _signed(self, signature: Signature | None) -> tuple[Cell, Cell]:
        return (signature.by, self._book.manner.local(signature.at)) if signature else (None, None)

    def finish(self, bundle: Bundle) -> None:
        """Files that could not be read below the reports; then what the file is."""
        from core.visible import visible

        manner = self._book.manner
        for row in bundle.unreadable:
            blank: list[Cell] = [None] * len(REPORTS)
            blank[:3] = visible(row.body), row.year, say(why(row.error or ""), manner.language)
            blank[15], blank[18], blank[19] = visible(row.batch), visible(row.name), row.uid
            self._reports.row(blank)
        sheet = self._about
        sheet.worksheet.set_column(0, 0, 24)
        sheet.worksheet.set_column(1, 1, 100)
        zone = str(manner.zone) if manner.zone else manner.word("about.zone_here")
        facts: tuple[tuple[str, Cell], ...] = (
            ("reports", self._cases),
            ("unread", len(bundle.unreadable)),
            ("versions", "\n".join(self._versions)),
            ("head", bundle.head),
            ("zone", zone),
            *(
                (key, manner.word(f"about.{key}_is"))
                for key in ("figures", "sums", "roster", "follow", "sheets", "masked")
            ),
        )
        sheet.put(0, 0, manner.word("title"), bold=True, font_size=14)
        for line, (key, fact) in enumerate(facts, 2):
            sheet.put(line, 0, manner.word(f"about.{key}"), bold=True)
            sheet.put(line, 1, fact, text_wrap=True, align="left")
