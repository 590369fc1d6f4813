"""整改台账 as a sheet; whether something is overdue is a formula, so it is true on the day the file is opened."""

from __future__ import annotations

from core.export.case import Case
from core.export.follow_up import Followed, followed
from core.export.xlsx.book import Book, Cell, Column, Formula, cell_name

FOLLOW_UPS = (
    Column("body", 24, wrap=True),
    Column("year", 7),
    Column("rule", 13),
    Column("category", 12),
    Column("message", 46, wrap=True),
    Column("proposed", 26, wrap=True),
    Column("page", 5),
    Column("by", 10),
    Column("at", 19),
    Column("letter", 18),
    Column("due", 12),
    Column("reply", 12),
    Column("closed", 12),
    Column("state", 10),
    Column("fate", 12),
    Column("file", 24),
    Column("source", 20),
    Column("id", 20),
)


class FollowUps:
    """Confirmed findings and exceptions, of replaced editions too."""

    def __init__(self, book: Book) -> None:
        self._book, self._sheet = book, book.sheet("follow_up", FOLLOW_UPS, frozen=2)

    def take(self, case: Case) -> None:
        """Its lines."""
        for one in followed(case, self._book.manner):
            self._line(one)

    def _line(self, one: Followed) -> None:
        manner, entry, follow = self._book.manner, one.entry, one.follow
        due, reply, closed = (manner.day(getattr(follow, name, None)) for name in ("due", "reply", "closed"))
        words = {key: manner.word(f"follow.{key}") for key in ("closed", "no_date", "overdue", "open")}
        line = self._sheet.line
        due_cell, closed_cell = cell_name(line, 10), cell_name(line, 12)
        text = (
            f'=IF({closed_cell}<>"","{words["closed"]}",IF({due_cell}="","{words["no_date"]}",'
            f'IF({due_cell}<TODAY(),"{words["overdue"]}","{words["open"]}")))'
        )
        undated = words["closed"] if closed else words["open"] if due else words["no_date"]
        row: list[Cell] = [
            entry.body,
            entry.year,
            entry.rule,
            entry.category,
            entry.message,
            entry.proposed,
            entry.page,
        ]
        row += [entry.by, entry.at, follow.letter if follow else None, due, reply, closed, Formula(text, undated)]
        row += [manner.word(f"fate.{one.fate}") if one.fate else None, entry.file, entry.source, entry.id]
        self._sheet.row(row)
