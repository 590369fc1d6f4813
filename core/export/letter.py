"""整改通知: what one body is told and asked. Plain data; `core.export.docx` puts it into a template.

The names of these fields are what an office's own template may use, as `{{ body }}` and `{% for item in confirmed %}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from core.export.case import Case, Stood
from core.export.entries import Entry, of_exception, of_finding, rule_title
from core.export.follow_up import follow_up
from core.export.manner import Manner
from core.model import Verdict
from core.review import FollowUp, Standing


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found in a report."""

    number: int
    report: str
    """Title of the report, or its body and year."""
    year: str
    title: str
    """Of the rule, or the kind of error a reviewer named."""
    message: str
    proof: str
    quote: str
    page: str
    place: str
    basis: str
    proposed: str
    remark: str
    """The reviewer's words."""
    due: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report the letter is about."""

    title: str
    year: str
    file: str
    rules: int
    """How many rules were applied."""
    passed: tuple[str, ...]
    """Titles of the rules that passed."""


@dataclass
class Letter:
    """One letter to one body."""

    body: str
    reports: list[Told] = field(default_factory=list)
    confirmed: list[Item] = field(default_factory=list)
    questions: list[Item] = field(default_factory=list)
    number: str = ""
    """Of the letter (文号), where one is recorded."""
    due: str = ""
    """The earliest day set; empty where none is."""
    reviewers: list[str] = field(default_factory=list)
    seconded: list[str] = field(default_factory=list)

    @property
    def years(self) -> str:
        """Of its reports."""
        return "、".join(dict.fromkeys(report.year for report in self.reports if report.year))


@dataclass
class _Writing:
    """A letter while it is put together."""

    letter: Letter
    dues: list[str] = field(default_factory=list)
    numbers: dict[str, None] = field(default_factory=dict)


def letters(cases: Iterable[Case], manner: Manner) -> list[Letter]:
    """A letter for each body with something confirmed and not closed, or to be asked; in order of bodies."""
    written: dict[str, _Writing] = {}
    for case in cases:
        name = case.printed(case.row.body)
        writing = written.setdefault(name, _Writing(Letter(name)))
        before = len(writing.letter.confirmed) + len(writing.letter.questions)
        for entry, follow in _confirmed(case, manner):
            _take(writing, writing.letter.confirmed, case, entry, follow, manner)
        for entry in _asked(case, manner):
            _take(writing, writing.letter.questions, case, entry, None, manner)
        if len(writing.letter.confirmed) + len(writing.letter.questions) > before:
            _signed(writing.letter, case)
            writing.letter.reports.append(_told(case, manner))
    return [_finished(writing, manner) for _name, writing in sorted(written.items()) if writing.letter.reports]


def _confirmed(case: Case, manner: Manner) -> Iterator[tuple[Entry, FollowUp | None]]:
    """What blames our reading is no business of the body; what is closed needs no letter."""
    for stood in case.stood:
        if stood.standing is Standing.CONFIRMED and stood.of_report:
            follow = follow_up(case, stood)
            if not (follow and follow.closed):
                yield _worded(case, stood, manner), follow
    for remark in case.state.exceptions:
        follow = case.state.follows.get(remark.event)
        if not (follow and follow.closed):
            yield replace(of_exception(case, remark, manner), remark=None), follow


def _asked(case: Case, manner: Manner) -> Iterator[Entry]:
    return (
        _worded(case, stood, manner) for stood in case.stood if stood.standing is Standing.ASKED and stood.of_report
    )


def _worded(case: Case, stood: Stood, manner: Manner) -> Entry:
    """With what the last who decided says of it; who said what before is the office's own business."""
    newest = stood.decisions[-1].text if stood.decisions else ""
    return replace(of_finding(case, stood, manner), remark=case.printed(newest) or None)


def _take(
    writing: _Writing, items: list[Item], case: Case, entry: Entry, follow: FollowUp | None, manner: Manner
) -> None:
    if follow and follow.due:
        writing.dues.append(follow.due)
    if follow and follow.letter:
        writing.numbers[case.printed(follow.letter)] = None
    items.append(
        Item(
            number=len(items) + 1,
            report=_title(case, manner),
            year=str(entry.year or ""),
            title=entry.title or entry.category or "",
            message=entry.message or "",
            proof=entry.proof or "",
            quote=entry.quote or "",
            page=str(entry.page or ""),
            place=entry.place or "",
            basis=entry.basis or "",
            proposed=entry.proposed or "",
            remark=entry.remark or "",
            due=day_in_words(follow.due, manner) if follow and follow.due else "",
        )
    )


def _title(case: Case, manner: Manner) -> str:
    title = case.report.masthead.title
    if title:
        return "".join(case.printed(title.value).split())
    return manner.word("letter.report", body=case.printed(case.row.body), year=case.row.year)


def _told(case: Case, manner: Manner) -> Told:
    outcomes = case.checked.outcomes
    passed = tuple(rule_title(outcome.rule, manner) for outcome in outcomes if outcome.verdict is Verdict.PASS)
    year = str(case.row.year or "")
    return Told(_title(case, manner), year, case.printed(case.row.name), len(outcomes), passed)


def _signed(letter: Letter, case: Case) -> None:
    for mark, names in ((case.state.first, letter.reviewers), (case.state.second, letter.seconded)):
        if mark and mark.by not in names:
            names.append(mark.by)


def _finished(writing: _Writing, manner: Manner) -> Letter:
    letter = writing.letter
    letter.number = manner.listed(*writing.numbers)
    letter.due = day_in_words(min(writing.dues), manner) if writing.dues else ""
    return letter


def day_in_words(text: str, manner: Manner) -> str:
    """A date (ISO) as letters write it."""
    day = date.fromisoformat(text)
    return manner.word("letter.day", year=day.year, month=day.month, day=day.day)
