"""A summarising report beside the reports it sums up, and who is missing by the roster (RULES.md §5b, X.*)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.address import Address
from core.form import WHOLE
from core.model import Body, Number, Report, Span, Verdict
from core.naming import belongs_to, same, spelling
from core.passages import squeeze
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Seen, quote_key
from core.rules.registry import rule
from core.wording import Phrase

_SUMMARY = re.compile(
    r"汇总|(?:由|依据|根据)[^。；]{0,40}(?:各部门|各单位|各镇|各乡|各县|各区)[^。；]{0,30}(?:年度报告|数据|组成)"
    r"|(?:数据|报告)[^。；]{0,16}(?:包括|涵盖|覆盖)[^。；]{0,30}(?:各部门|各单位|部门|乡镇|街道)"
)
_SHOWN = 3
NOT_A_SUMMARY = Phrase("rule.X.SUM.reason_no_summary")


@dataclass(frozen=True, slots=True)
class Family:
    """The bodies that a report's own body has under it by the roster, and their reports."""

    expected: tuple[Body, ...]
    reports: tuple[tuple[str, Report], ...]
    """By the name on the roster, else the name in the report."""
    missing: tuple[str, ...]


def family_of(subject: Subject) -> Family:
    """Computed once for the three rules."""
    expected = tuple(body for body in subject.context.roster if belongs_to(body, subject.body))
    reports: dict[str, Report] = {}
    for child in subject.context.children:
        stated = child.masthead.body
        name = stated.value if stated else child.source.name
        listed = next((b.name for b in expected if any(same(name, known) for known in (b.name, *b.aliases))), name)
        reports[listed] = child
    missing = tuple(sorted(body.name for body in expected if body.name not in reports))
    return Family(expected, tuple(sorted(reports.items())), missing)


def is_summary(subject: Subject) -> bool:
    """Whether the report says that it sums up others'."""
    sections = subject.report.sections
    opening = subject.report.text[: sections[0].span[0]] if sections else ""
    return bool(_SUMMARY.search(squeeze(opening + subject.words(1)).text))


def _cells(subject: Subject) -> tuple[Address, ...]:
    """What adds up over levels: everything but 规章, which departments do not make."""
    return tuple(address for address in subject.form.addresses if address.row != "regulations")


@rule("X.SUM", needs=("children",))
def parts_add_up(subject: Subject) -> Iterator[Seen]:
    """Every cell = the sum over the reports summed up."""
    family = subject.once(family_of)
    if not is_summary(subject):
        yield NotAssessable(NOT_A_SUMMARY)
        return
    if not family.expected:
        yield NotAssessable(Phrase("rule.X.SUM.reason_no_list"))
        return
    if family.missing:
        yield NotAssessable(Phrase("rule.X.SUM.reason_missing", {"bodies": _few(family.missing)}))
        return
    reports = [report for name, report in family.reports if any(name == body.name for body in family.expected)]
    compared = list(_compared(subject, reports))
    if not compared:
        yield NotAssessable(Phrase("rules.na.nothing-to-compare"))
    for table in ("t2", "t3", "t4"):
        yield from _sums(subject, table, [item for item in compared if item[0].table == table])


def _compared(subject: Subject, reports: list[Report]) -> Iterator[tuple[Address, Number, list[Number]]]:
    """Cells printed as numbers in the summary and in every part."""
    for cell in _cells(subject):
        whole = subject.value(cell)
        figures = [report.figures.get(cell) for report in reports]
        parts = [figure.value for figure in figures if figure is not None and figure.value is not None]
        if whole is not None and len(parts) == len(reports):
            yield cell, whole, parts


def _sums(subject: Subject, table: str, compared: list[tuple[Address, Number, list[Number]]]) -> Iterator[Seen]:
    differing: list[tuple[Address, Number, Number]] = []
    for cell, whole, known in compared:
        if whole == sum(known):
            continue
        if subject.runs("X.GT") and any(part > whole for part in known):
            yield Leaf()
        else:
            differing.append((cell, whole, sum(known)))
    if differing:
        yield _sum_hit(table, differing)


def _sum_hit(table: str, differing: list[tuple[Address, Number, Number]]) -> Hit:
    """One finding a table; certain where the whole is less than its parts: more may be the body's own business."""
    short = [item for item in differing if item[1] < item[2]]
    cell, whole, parts = (short or differing)[0]
    return Hit(
        table,
        {
            "table": Address(table, WHOLE, WHOLE),
            "count": len(differing),
            "place": cell,
            "whole": whole,
            "parts": parts,
        },
        addresses=tuple(address for address, _, _ in differing),
        severity=None if short else 3,
        verdict=Verdict.FAIL if short else Verdict.REVIEW,
        message="message" if short else "message_more",
        proof="proof" if short else "proof_more",
        expected=parts,
        found=whole,
        covers=tuple(f"X.SUM.{address}" for address, _, _ in differing),
    )


@rule("X.GT", needs=("children",))
def part_exceeds_whole(subject: Subject) -> Iterator[Seen]:
    """A subordinate body's figure exceeds the summarising report's."""
    if not is_summary(subject):
        yield NotAssessable(NOT_A_SUMMARY)
        return
    for name, report in subject.once(family_of).reports:
        exceeding = []
        for cell in _cells(subject):
            whole, figure = subject.value(cell), report.figures.get(cell)
            if whole is not None and figure is not None and figure.value is not None and figure.value > whole:
                exceeding.append((cell, whole, figure.value))
        if exceeding:
            cell, whole, part = exceeding[0]
            yield Hit(
                quote_key(spelling(name)),
                {"body": name, "place": cell, "part": part, "whole": whole, "count": len(exceeding)},
                addresses=tuple(address for address, _, _ in exceeding),
                proof=True,
                expected=part,
                found=whole,
            )


@rule("X.MISSING", needs=("roster",))
def report_missing(subject: Subject) -> Iterator[Seen]:
    """Bodies under this one by the roster without a report of this year."""
    family = subject.once(family_of)
    if not family.expected:
        yield NotAssessable(Phrase("rule.X.MISSING.reason_none"))
    elif family.missing:
        yield Hit(
            "subordinates",
            {"count": len(family.missing), "all": len(family.expected), "bodies": _few(family.missing)},
            spans=_title(subject),
            verdict=Verdict.REVIEW,
            covers=tuple(f"X.MISSING.{quote_key(spelling(name))}" for name in family.missing),
        )


def _few(names: tuple[str, ...]) -> tuple[str, ...]:
    return names if len(names) <= _SHOWN else (*names[:_SHOWN], f"…（{len(names)}）")


def _title(subject: Subject) -> tuple[Span, ...]:
    """The place of what concerns the whole report: its title, else its first line."""
    title = subject.report.masthead.title
    if title and title.span:
        return (title.span,)
    return ((0, max(subject.report.text.find("\n"), 1)),) if subject.report.text else ()
