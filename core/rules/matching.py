"""Numbers of the prose held against the cells that state them: lawful readings, wider ones, slips of the eye."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.address import Address
from core.form import APPLICANTS, form
from core.model import Claim, Number, State, Verdict
from core.rules.causes import SHOWN, ties
from core.rules.claimed import RESULTS, Held, holds_about, is_blank, own, parent_of
from core.rules.context import Subject
from core.rules.identities import BLOCKS, OUTCOMES, Judged, is_undivided, judge, results, table4

Cells = tuple[Address, ...]

_LITIGATION = BLOCKS[1:]
_OF_DISPUTES = {"reconsideration": BLOCKS[:1], "suits": _LITIGATION, "disputes": BLOCKS}
_UNITS = frozenset((None, "", "件", "条", "宗", "份", "起", "件次", "次", "个", "项", "例", "封", "部"))
_NAMES_A_ROW = {
    "unavailable/not_held": re.compile("不掌握|不存在"),
    "unavailable/must_create": re.compile("没有现成|另行制作"),
    "unavailable/still_unclear": re.compile("不明确"),
}
_ANSWERED = re.compile("答复|回复")
_WORKED_ON = re.compile("办理|处理")
_CLOSED = re.compile("办结|办理完|处理完")
_PART_ENDS = re.compile("[。；;！？]")
_STATED = (None, "part", "word")
"""Roles of claims that give a number of their own or repeat one."""


@dataclass(frozen=True, slots=True)
class Match:
    """A number of the prose (the first of its repetitions) beside the cells."""

    claims: tuple[Claim, ...]
    lawful: tuple[Cells, ...]
    """What it may state, the form's own meaning first."""
    wider: tuple[Cells, ...]
    """What careless words may mean by it."""

    @property
    def claim(self) -> Claim:
        return self.claims[0]

    @property
    def cells(self) -> Cells:
        """What it states in the form's own meaning."""
        return self.lawful[0]


def matches(subject: Subject, quantities: Iterable[str], roles: tuple[str | None, ...] = _STATED) -> list[Match]:
    """The comparable claims of these quantities; repetitions of one number are one match."""
    made = subject.once(_made)
    found: list[Match] = []
    for quantity in quantities:
        if (quantity, roles) not in made:
            made[quantity, roles] = _matches(subject, quantity, roles)
        found += made[quantity, roles]
    return found


def _made(_: Subject) -> dict[tuple[str, tuple[str | None, ...]], list[Match]]:
    """Matches by quantity and roles, filled as rules ask."""
    return {}


def _matches(subject: Subject, quantity: str, roles: tuple[str | None, ...]) -> list[Match]:
    grouped: dict[tuple[str | None, Number, str | None, Cells], list[Claim]] = {}
    for claim in own(subject, quantity):
        if claim.role in roles and claim.unit in _UNITS and (lawful := readings(subject, claim)):
            grouped.setdefault((claim.scope, claim.value, claim.bound, lawful[0]), []).append(claim)
    return [
        Match(tuple(claims), readings(subject, claims[0]), wider_readings(subject, claims[0]))
        for claims in grouped.values()
    ]


def held(subject: Subject, cells: Cells) -> Held:
    """The sum of cells, blanks as 0."""
    total: Number = 0
    blank = doubted = False
    for cell in cells:
        figure = subject.figure(cell)
        if figure.state in (State.UNREAD, State.MISSING):
            return Held(None)
        blank, doubted = blank or is_blank(figure.state), doubted or figure.doubt is not None
        total += figure.value or 0
    return Held(total, blank, doubted)


def fitting(subject: Subject, match: Match, choices: tuple[Cells, ...]) -> int | None:
    """The first of the choices that the claim fits."""
    for number, cells in enumerate(choices):
        sum_of = held(subject, cells)
        if sum_of.value is not None and holds_about(match.claim, sum_of.value):
            return number
    return None


def readings(subject: Subject, claim: Claim) -> tuple[Cells, ...]:
    """What a claim may lawfully state: cells to be added up, the form's own meaning first; empty where it has none."""
    match claim.quantity:
        case "new":
            both = (_total("new"), _total("carried_in"))
            return (both, both[:1]) if claim.scope == "with_carried_in" else (both[:1], both)
        case "carried_in" | "carried_out":
            return ((_total(claim.quantity),),)
        case "handled":
            return tuple(_handled(subject, claim))
        case "applicants":
            return _applicants(claim)
        case "reconsideration" | "suits" | "disputes":
            return _disputes(subject, claim)
        case "documents":
            return _documents(claim)
    return _results(subject, claim)


def wider_readings(subject: Subject, claim: Claim) -> tuple[Cells, ...]:
    """What the words may loosely mean: more than the form's term, so for a person to say."""
    if claim.quantity == "granted":
        return ((_total("granted"), _total("partial")),)
    if claim.quantity == "refused" and claim.scope is None:
        rows, found = group(subject, "refused"), []
        for more in ("unavailable", "not_processed", "other"):
            rows = rows + group(subject, more)
            found.append(rows)
        return tuple(found)
    return ()


def group(subject: Subject, name: str) -> Cells:
    """The total cells of a group's rows: `refused` → eight."""
    rows = results(subject.report.form, is_undivided(subject))
    return tuple(_total(row) for row in rows if row.startswith(f"{name}/"))


def _total(row: str) -> Address:
    return Address("t3", row, "total")


def _handled(subject: Subject, claim: Claim) -> Iterator[Cells]:
    """（七）总计; 答复 need not count what was handled otherwise; 办理 may speak of what came in."""
    yield (_total("total"),)
    if _CLOSED.search(claim.label):
        return
    if _ANSWERED.search(claim.label):
        rows = results(subject.report.form, is_undivided(subject))
        yield tuple(_total(row) for row in rows if not row.startswith("other/"))
    elif _WORKED_ON.search(claim.label):
        yield (_total("new"),)
        yield (_total("new"), _total("carried_in"))


def _applicants(claim: Claim) -> tuple[Cells, ...]:
    columns = {"legal_persons": APPLICANTS[1:]}.get(claim.scope or "", (claim.scope or "natural",))
    if not set(columns) <= set(APPLICANTS):
        return ()
    new, before, total = (tuple(Address("t3", row, c) for c in columns) for row in ("new", "carried_in", "total"))
    return new, new + before, total


def _results(subject: Subject, claim: Claim) -> tuple[Cells, ...]:
    quantity, scope = claim.quantity, claim.scope
    if quantity in ("granted", "partial"):
        return ((_total(quantity),),)
    if quantity == "granted_or_partial":
        return ((_total("granted"), _total("partial")),)
    if quantity not in RESULTS:
        return ()
    name = "other" if quantity == "other_handled" else quantity
    rows = group(subject, name)
    if scope is not None:
        known = any(row.key == scope for row in form(subject.report.form).table("t3").rows)
        return ((_total(scope),),) if known and _total(scope) in rows else ()
    named = tuple((_total(row),) for row, words in _NAMES_A_ROW.items() if words.search(claim.label))
    return (rows, *(cells for cells in named if set(cells) <= set(rows)))


def _disputes(subject: Subject, claim: Claim) -> tuple[Cells, ...]:
    """The blocks of a kind of dispute; of an outcome told as a part of one block (复议后起诉3件，维持2件) that one."""
    blocks, scope = _OF_DISPUTES[claim.quantity], claim.scope or "total"
    block = _told_of(subject, claim) if scope in OUTCOMES else None
    if block and block in blocks:
        one = (Address("t4", block, scope),)
        parent = parent_of(subject, claim)
        sure = parent is not None and parent.scope == block
        return (one,) if sure else (one, tuple(Address("t4", each, scope) for each in blocks))
    if scope in _LITIGATION:
        blocks, scope = (scope,), "total"
    if scope not in (*OUTCOMES, "total"):
        return ()
    return (tuple(Address("t4", block, scope) for block in blocks),)


def _told_of(subject: Subject, claim: Claim) -> str | None:
    """The block of suits that an outcome belongs to: its total's, or the one counted last in the same part of the sentence."""
    parent = parent_of(subject, claim)
    if parent and claim.role == "part" and parent.scope in _LITIGATION:
        return parent.scope
    claims = subject.claims("suits")
    before = [c for c in claims if c.span[0] < claim.span[0] and c.scope not in OUTCOMES]
    if not before or _PART_ENDS.search(subject.report.text, before[-1].span[1], claim.span[0]):
        return None
    return before[-1].scope if before[-1].scope in _LITIGATION else None


def _documents(claim: Claim) -> tuple[Cells, ...]:
    if not claim.scope or claim.scope.startswith("*"):
        return ()
    kind, _, column = claim.scope.partition("/")
    if column not in ("issued", "repealed", "in_force"):
        return ()
    own_cell = (Address("t2", kind, column),)
    if "规章" in claim.label and "规范性文件" in claim.label:
        both = (Address("t2", "regulations", column), Address("t2", "normative_documents", column))
        return both, own_cell
    return (own_cell,)


def slip(subject: Subject, match: Match) -> Cells | None:
    """The cells that the writer may have read instead: the column of natural persons, or one row of the group."""
    cells, value = match.cells, match.claim.value
    if not match.claim.exact or any(cell.table != "t3" or cell.column != "total" for cell in cells):
        return None
    natural = tuple(Address("t3", cell.row, "natural") for cell in cells)
    if held(subject, natural).value == value:
        return natural
    if len(cells) > 1 and match.claim.quantity in ("refused", "unavailable", "not_processed", "other_handled"):
        return next(((cell,) for cell in cells if value and subject.value(cell) == value), None)
    return None


def explained(subject: Subject, match: Match) -> bool:
    """Whether a broken identity of the tables has an explanation under which the claim is right: its finding covers it."""
    for change in subject.once(_changes):
        if any(cell in change for cell in match.cells):
            values = [change.get(cell, subject.value(cell) or 0) for cell in match.cells]
            if holds_about(match.claim, sum(values)):
                return True
    return False


def _changes(subject: Subject) -> list[Mapping[Address, Number]]:
    causes = subject.once(ties).causes
    found: list[Mapping[Address, Number]] = [c for cause in causes for c in cause.changes[:SHOWN]]
    found += [cause.back for cause in causes if cause.back]
    for identity in table4():
        judged = judge(subject, identity)
        if judged.broken:
            found += [{cell: value} for cell, value in mending(subject, judged)]
    return found


def mending(subject: Subject, judged: Judged) -> Iterator[tuple[Address, Number]]:
    """The single cells of a block of table 4 that would mend its sum, with what they would have to print: the one that the prose
    states, if there is one, else the total."""
    identity, missing = judged.identity, judged.right - judged.left
    single = [(identity.right[0], judged.left)]
    for cell in identity.left:
        value = (subject.value(cell) or 0) + missing
        if value >= 0 and subject.figure(cell).state is not State.UNREAD:
            single.append((cell, value))
    told = [
        (cell, value)
        for cell, value in single
        for claim in own(subject, "reconsideration", "suits")
        if claim.role in _STATED and claim.exact and claim.value == value and (cell,) in readings(subject, claim)[:1]
    ]
    denied = any(cell == identity.right[0] for cell, _ in told)  # the total as printed is not what the prose says
    yield from told[:1] if told and not denied else single[:1]


def parent_is_wrong(subject: Subject, claim: Claim) -> bool:
    """Whether a claim in words repeats a number that itself is not what the tables say: one finding is enough."""
    parent = parent_of(subject, claim)
    if parent is None or claim.role != "word":
        return False
    lawful = readings(subject, parent)
    return bool(lawful) and fitting(subject, Match((parent,), lawful, ()), lawful) is None


def verdict_of(blank: bool) -> Verdict:
    """A blank may stand for anything: a person looks."""
    return Verdict.REVIEW if blank else Verdict.FAIL
