"""Words against table 3: results and applicants, and what the writer's eye slipped to (RULES.md §5)."""

from __future__ import annotations

from collections.abc import Iterator

from core.rules.context import Subject
from core.rules.findings import Seen
from core.rules.matching import matches
from core.rules.registry import rule
from core.rules.telling import slips, told

STATED_BY = {
    "N.NEW": ("new",),
    "N.CARRIED_IN": ("carried_in",),
    "N.HANDLED": ("handled",),
    "N.CARRIED_OUT": ("carried_out",),
    "N.GRANTED": ("granted", "granted_or_partial"),
    "N.PARTIAL": ("partial",),
    "N.REFUSED": ("refused",),
    "N.UNAVAILABLE": ("unavailable",),
    "N.NOTPROC": ("not_processed",),
    "N.OTHER": ("other_handled",),
}
"""Quantities of the prose by the rule that holds them against table 3's total column."""


@rule("N.GRANTED")
def granted(subject: Subject) -> Iterator[Seen]:
    """予以公开, 同意公开; together with 部分公开 both rows."""
    yield from _against(subject, "N.GRANTED")


@rule("N.PARTIAL")
def partial(subject: Subject) -> Iterator[Seen]:
    """部分公开, 区分处理."""
    yield from _against(subject, "N.PARTIAL")


@rule("N.REFUSED")
def refused(subject: Subject) -> Iterator[Seen]:
    """不予公开: the eight rows of （三）, or the row that is named."""
    yield from _against(subject, "N.REFUSED")


@rule("N.UNAVAILABLE")
def unavailable(subject: Subject) -> Iterator[Seen]:
    """无法提供: the three rows of （四）, or the row that is named."""
    yield from _against(subject, "N.UNAVAILABLE")


@rule("N.NOTPROC")
def not_processed(subject: Subject) -> Iterator[Seen]:
    """不予处理: the five rows of （五）, or the row that is named."""
    yield from _against(subject, "N.NOTPROC")


@rule("N.OTHER")
def otherwise(subject: Subject) -> Iterator[Seen]:
    """其他处理: the rows of （六）, or the row that is named."""
    yield from _against(subject, "N.OTHER")


@rule("N.APPLICANT")
def applicants(subject: Subject) -> Iterator[Seen]:
    """自然人 is its column, 法人或其他组织 the five others, of what was received (with or without the carried in)."""
    yield from told(subject, "N.APPLICANT", matches(subject, ["applicants"]))


@rule("N.COLUMN_SLIP")
def column_slip(subject: Subject) -> Iterator[Seen]:
    """The number is that of natural persons, or of one row where the group is meant."""
    found = [(of, match) for of, quantities in STATED_BY.items() for match in matches(subject, quantities)]
    yield from slips(subject, found)


def _against(subject: Subject, rule_id: str) -> Iterator[Seen]:
    yield from told(subject, rule_id, matches(subject, STATED_BY[rule_id]))
