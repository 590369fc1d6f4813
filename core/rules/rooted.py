"""A root cause of table 3 as a finding: the sentence of its strongest leaf, its proof line, the cells of all its leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from core.address import Address
from core.form import WHOLE
from core.model import Blames, Number, Verdict
from core.rules.causes import SHOWN, Cause
from core.rules.context import Subject
from core.rules.findings import Hit
from core.rules.identities import BEFORE, Judged
from core.rules.roots import Change
from core.rules.showing import printed_of
from core.wording import Argument


def hit_of(subject: Subject, cause: Cause) -> Hit:
    """The finding of a cause, filed under its rule."""
    first = cause.leaves[0]
    review = cause.verdict is Verdict.REVIEW
    strongest = first.identity.rule == cause.rule
    return Hit(
        first.identity.leaf,
        {**_of_leaf(subject, first), **_of_cause(cause)},
        addresses=tuple(_cells(subject, cause)),
        spans=cause.support,
        quote=_quote(subject, first),
        verdict=Verdict.REVIEW if cause.reading else cause.verdict,
        severity=2 if review else None,
        blames=Blames.READING if cause.reading else Blames.REPORT,
        message=_message(cause),
        proof=_proof(cause, first) if strongest else True,
        expected=_expected(first),
        found=first.right,
        covers=tuple(_covers(subject, cause)),
        hint=MappingProxyType(dict(cause.changes[0])) if cause.changes else MappingProxyType({}),
    )


def beyond(subject: Subject, rule_id: str, column: str) -> bool:
    """Whether more was handled (T3.HANDLED_GT), or carried over (T3.CARRYOUT_GT), than there was in that column."""
    row = "total" if rule_id == "T3.HANDLED_GT" else "carried_out"
    some, before = subject.value(Address("t3", row, column)), [subject.value(Address("t3", r, column)) for r in BEFORE]
    known = [value for value in before if value is not None]
    return some is not None and len(known) == len(BEFORE) and some > sum(known)


def _message(cause: Cause) -> str:
    """The card's template: a shift of rows, one explanation, several, none."""
    if cause.shift:
        return "message_exchanged" if cause.shift.exchanged else "message_rows"
    if cause.leaves[0].identity.rule != cause.rule:
        return "message"
    return ("message", "message_hint", "message_hints")[min(len(cause.changes), 2)]


def _covers(subject: Subject, cause: Cause) -> Iterator[str]:
    for item in cause.leaves:
        yield item.identity.leaf
    for item in cause.leaves:
        if item.identity.rule == "T3.BALANCE":
            for rule_id in ("T3.HANDLED_GT", "T3.CARRYOUT_GT"):
                if subject.runs(rule_id) and beyond(subject, rule_id, item.identity.scope):
                    yield f"{rule_id}.{item.identity.scope}"


def _of_leaf(subject: Subject, item: Judged) -> dict[str, Argument]:
    """The numbers of one identity, by the places of its card's templates."""
    scope, identity = item.identity.scope, item.identity
    numbers: dict[str, Argument] = {"left": item.left, "right": item.right}
    match identity.rule:
        case "T3.ROW":
            across = {cell.column: printed_of(subject.figure(cell)) for cell in identity.cells}
            return numbers | {"place": Address("t3", scope, WHOLE)} | across
        case "T3.BALANCE":
            down = {cell.row: printed_of(subject.figure(cell)) for cell in identity.cells}
            return numbers | {"place": Address("t3", WHOLE, scope)} | down
    terms = tuple(
        (Address("t3", cell.row, WHOLE), printed_of(subject.figure(cell)))
        for cell in identity.left
        if subject.value(cell)
    )
    before = {row: printed_of(subject.figure(Address("t3", row, scope))) for row in (*BEFORE, "carried_out")}
    total = printed_of(subject.figure(identity.right[0]))
    return numbers | {"place": Address("t3", WHOLE, scope), "terms": terms or 0, "total": total} | before


def _of_cause(cause: Cause) -> dict[str, Argument]:
    arguments: dict[str, Argument] = {"count": len(cause.leaves)}
    if cause.changes:
        first, *others = cause.changes[:SHOWN]
        arguments |= {"hint": _pairs(first), "others": tuple(_pairs(change) for change in others)}
    if cause.shift:
        first_row, last_row = (Address("t3", row, WHOLE) for row in (cause.shift.first, cause.shift.last))
        arguments |= {"first": first_row, "last": last_row}
    if cause.rule == "T3.OFFSET":
        differences = " ".join(f"{item.left - item.right:+}" for item in cause.leaves)
        columns = tuple(Address("t3", WHOLE, item.identity.scope) for item in cause.leaves)
        arguments |= {"columns": columns, "differences": differences}
    return arguments


def _pairs(change: Change) -> Argument:
    return tuple((cell, value) for cell, value in change.items())


def _proof(cause: Cause, first: Judged) -> str:
    balance = f"T3.BALANCE.{first.identity.scope}"
    both = first.identity.rule == "T3.RESULT" and any(item.identity.leaf == balance for item in cause.leaves)
    return "proof_with_balance" if both else "proof"


def _expected(item: Judged) -> Number:
    """What the right-hand total would have to print for this identity alone."""
    return item.left


def _quote(subject: Subject, item: Judged) -> str:
    """The printed total with its row label, where text holds it on one line."""
    spans = subject.figure(item.identity.right[0]).locator.spans
    if not spans:
        return ""
    text, start = subject.report.text, spans[0][0]
    begin, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    return text[begin : end if end >= 0 else len(text)].strip()[:120]


def _cells(subject: Subject, cause: Cause) -> Iterator[Address]:
    """In the form's order: the cells of all leaves, of a result sum only those that hold something, unless the cause is not
    explained in one way; and the cells of the explanations shown."""
    wanted = {cell for change in cause.changes[:SHOWN] for cell in change}
    for item in cause.leaves:
        if item.identity.rule == "T3.RESULT" and len(cause.changes) == 1:
            wanted |= {cell for cell in item.identity.left if subject.value(cell) or cell in item.blanks}
            wanted |= set(item.identity.right)
        else:
            wanted |= set(item.identity.cells)
    order = subject.once(_order)
    return iter(sorted(wanted, key=lambda cell: (order.get(cell, len(order)), cell)))


def _order(subject: Subject) -> Mapping[Address, int]:
    return {address: n for n, address in enumerate(subject.report.figures)}
