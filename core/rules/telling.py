"""What rules on the prose yield for a number that is, or is not, what the tables say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.address import Address
from core.form import WHOLE
from core.model import Blames, Number, Verdict
from core.rules.claimed import quote
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen, quote_key
from core.rules.matching import Cells, Match, explained, fitting, held, parent_is_wrong, slip
from core.rules.showing import places
from core.wording import Argument, Phrase

NO_CLAIM = Phrase("rules.na.no-claim")

SLIP = "N.COLUMN_SLIP"

MOST_TERMS = 4
"""Cells of a sum that are named one by one."""


def told(subject: Subject, rule: str, found: Iterable[Match], severity: int | None = None) -> Iterator[Seen]:
    """Every match judged under a rule; not assessable where the prose has no such number."""
    found = list(found)
    if not found:
        yield NotAssessable(NO_CLAIM)
    for match in found:
        yield from _told(subject, rule, match, severity)


def slips(subject: Subject, found: Iterable[tuple[str, Match]]) -> Iterator[Seen]:
    """Those of the matches (with the rule each belongs to) that fail because the writer read another cell."""
    found = list(found)
    if not found:
        yield NotAssessable(NO_CLAIM)
    for rule, match in found:
        if subject.runs(rule) and (taken := _slipped(subject, match)):
            base = _hit(subject, rule, match, None)
            several = len(match.cells) > 1
            yield Hit(
                base.scope,
                {**base.arguments, "taken": shown_cells(subject, taken)},
                addresses=(*taken, *base.addresses),
                spans=base.spans,
                message="message_sum" if several else "message",
                proof="proof_sum" if several else "proof",
                expected=base.expected,
                found=base.found,
                covers=(f"{rule}.{base.scope}",),
            )


def _told(subject: Subject, rule: str, match: Match, severity: int | None) -> Iterator[Seen]:
    fits = fitting(subject, match, match.lawful)
    if fits == 0:
        return
    if fits is not None:
        cells = match.lawful[fits]
        yield Proviso(Phrase("rules.pass.reads-as", {"value": match.claim.value, "cells": shown_cells(subject, cells)}))
    elif held(subject, match.cells).value is None:
        yield NotAssessable(Phrase("rules.na.unread", {"places": places(_unread(subject, match.cells))}))
    elif explained(subject, match) or _slipped(subject, match):
        yield Leaf()
    elif not parent_is_wrong(subject, match.claim):
        yield _hit(subject, rule, match, severity)


def _slipped(subject: Subject, match: Match) -> Cells | None:
    """The cells read by mistake, where that is the finding: certain, not covered, and the rule for it is on."""
    sure = held(subject, match.cells)
    if not subject.runs(SLIP) or sure.value is None or sure.blank or sure.doubted:
        return None
    if fitting(subject, match, (*match.lawful, *match.wider)) is not None or explained(subject, match):
        return None
    return None if parent_is_wrong(subject, match.claim) else slip(subject, match)


def _hit(subject: Subject, rule: str, match: Match, severity: int | None) -> Hit:
    claim, sum_of = match.claim, held(subject, match.cells)
    wider = fitting(subject, match, match.wider)
    unsure = wider is not None or not claim.exact or sum_of.blank
    several = len(match.cells) > 1
    arguments: dict[str, Argument] = {
        "words": quote(subject, claim),
        "claimed": claim.value,
        "cells": shown_cells(subject, match.cells),
        "sum": sum_of.value,
    }
    if wider is not None:
        arguments["wider"] = shown_cells(subject, match.wider[wider])
    return Hit(
        quote_key(f"{claim.quantity}{claim.scope or ''}{claim.value}{claim.role or ''}"),
        arguments,
        addresses=shown_addresses(subject, match.cells),
        spans=tuple(dict.fromkeys(c.clause for c in match.claims)),
        verdict=Verdict.REVIEW if unsure else Verdict.FAIL,
        severity=3 if unsure else severity,
        blames=Blames.READING if sum_of.doubted else Blames.REPORT,
        message="message_wider" if wider is not None else "message",
        proof="proof_sum" if several else "proof",
        expected=sum_of.value,
        found=claim.value,
    )


def shown_addresses(subject: Subject, cells: Cells) -> Cells:
    """Of many cells those that hold something; all where none does."""
    filled = tuple(cell for cell in cells if subject.value(cell))
    return filled if filled and len(cells) > MOST_TERMS else cells


def shown_cells(subject: Subject, cells: Cells) -> Argument:
    """Cells with their values as terms: `本年新收 74 + 上年结转 1`; of many those that are not 0, or by groups."""
    shown = shown_addresses(subject, cells)
    if len(shown) <= MOST_TERMS:
        terms = tuple((_named(cell), _value(subject, cell)) for cell in shown)
    else:
        groups = dict.fromkeys(_group(cell) for cell in shown)
        terms = tuple((group, sum(subject.value(c) or 0 for c in shown if _group(c) == group)) for group in groups)
    return terms if len(terms) > 1 else terms[0]


def _group(cell: Address) -> Address:
    """`t3/refused/third_party/total` → `t3/refused/*`; a row outside the groups names itself."""
    return Address("t3", cell.row.partition("/")[0], WHOLE) if cell.table == "t3" else cell


def _named(cell: Address) -> Address:
    """A total cell of table 3 is named by its row alone."""
    return Address("t3", cell.row, WHOLE) if cell.table == "t3" and cell.column == "total" else cell


def _value(subject: Subject, cell: Address) -> Number | str:
    figure = subject.figure(cell)
    return figure.value if figure.value is not None else figure.printed or "[ ]"


def _unread(subject: Subject, cells: Cells) -> Cells:
    return tuple(cell for cell in cells if subject.value(cell) is None)
