"""Lists: findings with their answers; every rule's outcome for every report; the rules with how often each came to what."""

from __future__ import annotations

from core.export.case import Case
from core.export.entries import entries, rule_basis, rule_title
from core.export.xlsx.book import Book, Column, Formula, quoted
from core.model import Verdict
from core.rules import all_rules
from core.wording import say

FINDINGS = (
    Column("entry", 8),
    Column("body", 22, wrap=True),
    Column("year", 7),
    Column("rule", 13),
    Column("title", 18, wrap=True),
    Column("severity", 6),
    Column("verdict", 10),
    Column("blames", 7),
    Column("standing", 9),
    Column("message", 46, wrap=True),
    Column("proof", 40, wrap=True),
    Column("quote", 36, wrap=True),
    Column("page", 5),
    Column("place", 30, wrap=True),
    Column("expected", 10),
    Column("found", 10),
    Column("proposed", 26, wrap=True),
    Column("basis", 36, wrap=True),
    Column("by", 10),
    Column("at", 19),
    Column("category", 12),
    Column("remark", 30, wrap=True),
    Column("file", 24),
    Column("source", 20),
    Column("id", 20),
)
CHECKS = (
    Column("body", 24),
    Column("year", 7),
    Column("rule", 16),
    Column("title", 22),
    Column("verdict", 12),
    Column("reason", 70, wrap=True),
    Column("file", 24),
)
RULES = (
    Column("rule", 16),
    Column("title", 22),
    Column("severity", 6),
    Column("checks", 60, wrap=True),
    Column("basis", 44, wrap=True),
    Column("passed", 8),
    Column("failed", 8),
    Column("review", 10),
    Column("na", 8),
)
COUNTED = (Verdict.PASS, Verdict.FAIL, Verdict.REVIEW, Verdict.NA)


class Findings:
    """What the rules found and what reviewers added."""

    def __init__(self, book: Book) -> None:
        self._book, self._sheet = book, book.sheet("findings", FINDINGS, frozen=4)

    def take(self, case: Case) -> None:
        """One line each; what passed stands in the sheet of checks."""
        manner = self._book.manner
        checked = manner.word("entry.check")
        for entry in entries(case, manner):
            if entry.entry != checked:
                self._sheet.row([getattr(entry, column.key) for column in FINDINGS])


class Checks:
    """Every rule's outcome for every report: what was checked is itself evidence."""

    def __init__(self, book: Book) -> None:
        self._book, self.sheet = book, book.sheet("checks", CHECKS, frozen=3)
        self.counts: dict[tuple[str, Verdict], int] = {}

    def take(self, case: Case) -> None:
        """One line a rule."""
        manner = self._book.manner
        body, file = case.printed(case.row.body), case.printed(case.row.name)
        for outcome in case.checked.outcomes:
            reason = case.printed(say(outcome.reason, manner.language)) if outcome.reason else None
            verdict = manner.word(f"verdict.{outcome.verdict}")
            title = rule_title(outcome.rule, manner)
            self.sheet.row([body, case.row.year, outcome.rule, title, verdict, reason, file])
            key = (outcome.rule, outcome.verdict)
            self.counts[key] = self.counts.get(key, 0) + 1


class RuleList:
    """What each rule checks and on what basis; the counts are formulas over the sheet of checks."""

    def __init__(self, book: Book) -> None:
        self._book, self._sheet = book, book.sheet("rules", RULES, frozen=1)

    def finish(self, checks: Checks) -> None:
        """One line a rule of this version."""
        manner = self._book.manner
        last = max(checks.sheet.line, 2)
        where = f"{quoted(checks.sheet.name)}!$C$2:$C${last}", f"{quoted(checks.sheet.name)}!$E$2:$E${last}"
        for rule in all_rules():
            line = self._sheet.line + 1
            card = rule.card
            counts = []
            for verdict in COUNTED:
                word = manner.word(f"verdict.{verdict}")
                text = f'=COUNTIFS({where[0]},$A{line},{where[1]},"{word}")'
                counts.append(Formula(text, checks.counts.get((rule.id, verdict), 0)))
            words = (rule_title(rule.id, manner), int(card.severity), card.checks[manner.language])
            self._sheet.row([rule.id, *words, rule_basis(rule.id, manner), *counts])
