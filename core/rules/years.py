"""A report beside the one of the year before (RULES.md §5b, Y.*)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.address import Address
from core.form import WHOLE
from core.model import Blames, Figure, Number, State, Verdict
from core.passages import squeeze
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Proviso, Seen
from core.rules.identities import BLOCKS, COLUMNS, OUTCOMES
from core.rules.likeness import Wording, containment, longest_run, ratio, shared_runs, wording
from core.rules.registry import rule
from core.rules.showing import places
from core.wording import Phrase

DOCUMENTS = ("regulations", "normative_documents")
EMPTY = (State.BLANK, State.SLASH, State.DASH)
NOTHING = Phrase("rules.na.nothing-to-compare")
_ANOTHER_COUNT = re.compile(
    r"(?:规章|文件)[^。；]{0,30}(?:修订|修改|失效|清理|划转|移交|合并)|(?:修订|修改|失效|清理)[^。；]{0,30}(?:规章|规范性文件)"
    r"|机构改革|职能划转"
)
"""Words that announce documents which came or went otherwise than by issue and repeal."""
_RUNS_SHOWN = 5


def _prior_figure(subject: Subject, address: Address) -> Figure:
    found = subject.prior.figures.get(address) if subject.prior else None
    return found or Figure(address, "", State.MISSING)


def _reckoned(figure: Figure) -> Number | None:
    """The number; 0 for a blank, "/" or "-"; None where nothing was read or found."""
    return 0 if figure.state in EMPTY else figure.value


@rule("Y.CARRY", needs=("prior",))
def carried_over(subject: Subject) -> Iterator[Seen]:
    """Carried in = last year's carried out, every column."""
    cells = [(Address("t3", "carried_in", c), Address("t3", "carried_out", c)) for c in COLUMNS]
    pairs = [(here, subject.figure(here), _prior_figure(subject, there)) for here, there in cells]
    known = [
        (here, now, then) for here, now, then in pairs if _reckoned(now) is not None and _reckoned(then) is not None
    ]
    differing = [(here, now, then) for here, now, then in known if _reckoned(now) != _reckoned(then)]
    if differing:
        yield _carry_hit(differing, total_known=any(here.column == "total" for here, _, _ in known))
    elif len(known) < len(pairs):
        unknown = [here for here, now, then in pairs if _reckoned(now) is None or _reckoned(then) is None]
        yield NotAssessable(Phrase("rule.Y.CARRY.reason_unread", {"places": places(unknown)}))
    else:
        blank = [here for here, now, then in known if now.state in EMPTY or then.state in EMPTY]
        if blank:
            yield Proviso(Phrase("rules.pass.blank-as-zero", {"places": places(blank)}))


def _carry_hit(differing: list[tuple[Address, Figure, Figure]], total_known: bool) -> Hit:
    """One finding for all columns; certain only where the totals differ and both are printed numbers."""
    shown = next((d for d in differing if d[0].column == "total"), differing[0])
    here, now, then = shown
    total_differs = here.column == "total"
    blank = any(figure.state in EMPTY for figure in (now, then))
    doubtful = any(figure.doubt for _, now, then in differing for figure in (now, then))
    certain = not blank and (total_differs or not total_known)
    arguments = {
        "place": here,
        "now": _reckoned(now) or 0,
        "then": _reckoned(then) or 0,
        "columns": tuple(address for address, _, _ in differing),
    }
    return Hit(
        "carried",
        arguments,
        addresses=tuple(address for address, _, _ in differing),
        severity=None if certain else 2,
        verdict=Verdict.REVIEW if blank else Verdict.FAIL,
        blames=Blames.READING if doubtful else Blames.REPORT,
        message="message" if total_differs else "message_columns",
        proof=True,
        expected=_reckoned(then),
        found=_reckoned(now),
        covers=tuple(f"Y.CARRY.{address.column}" for address, _, _ in differing),
    )


@rule("Y.ROLL", needs=("form_2021", "prior_same_form"))
def stock_rolled_forward(subject: Subject) -> Iterator[Seen]:
    """In force = last year's in force + issued - repealed."""
    unknown = []
    for row in DOCUMENTS:
        cells = tuple(Address("t2", row, column) for column in ("issued", "repealed", "in_force"))
        issued, repealed, in_force = (_reckoned(subject.figure(cell)) for cell in cells)
        before = _reckoned(_prior_figure(subject, cells[2]))
        if issued is None or repealed is None or in_force is None or before is None:
            unknown.append(Address("t2", row, WHOLE))
        elif in_force != before + issued - repealed:
            yield _roll_hit(subject, row, cells, (before, issued, repealed, in_force))
    if unknown:
        yield NotAssessable(Phrase("rules.na.unread", {"places": tuple(unknown)}))


def _roll_hit(
    subject: Subject, row: str, cells: tuple[Address, ...], numbers: tuple[Number, Number, Number, Number]
) -> Hit | Leaf:
    before, issued, repealed, in_force = numbers
    if subject.runs("T2.SUMTRAP") and issued > 0 and repealed > 0 and in_force == issued + repealed:
        return Leaf()  # T2.SUMTRAP says why
    explained = _explained(subject, cells)
    return Hit(
        row,
        {
            "row": Address("t2", row, WHOLE),
            "before": before,
            "issued": issued,
            "repealed": repealed,
            "in_force": in_force,
            "would_be": before + issued - repealed,
        },
        addresses=cells,
        verdict=Verdict.REVIEW if explained else Verdict.FAIL,
        message="message_explained" if explained else "message",
        proof=True,
        expected=before + issued - repealed,
        found=in_force,
    )


def _explained(subject: Subject, cells: tuple[Address, ...]) -> bool:
    """Whether a remark in the cells or words of the report may account for the difference."""
    if any(subject.figure(cell).state is State.MIXED for cell in cells):
        return True
    return bool(_ANOTHER_COUNT.search(squeeze(subject.words(1) + subject.words(2) + subject.words(6)).text))


@rule("Y.JUMP", needs=("prior",))
def totals_jump(subject: Subject) -> Iterator[Seen]:
    """Totals of tables 3 and 4 more than five times, or less than a fifth of, last year's."""
    times, least = subject.limit("Y.JUMP.ratio"), subject.limit("Y.JUMP.least")
    applications = tuple(Address("t3", row, "total") for row in ("new", "total"))
    disputes = tuple((Address("t4", block, "total"),) for block in BLOCKS)
    compared = 0
    for group in (applications, *disputes):
        jumped: list[tuple[Address, Number, Number]] = []
        for cell in group:
            now, then = subject.value(cell), subject.prior_value(cell)
            if now is None or then is None:
                continue
            compared += 1
            if min(now, then) >= least and (now > times * then or then > times * now):
                jumped.append((cell, now, then))
        if jumped:
            cell, now, then = jumped[0]
            yield Hit(
                f"{cell.row}.{cell.column}",
                {"cell": cell, "now": now, "before": then},
                addresses=tuple(address for address, _, _ in jumped),
                verdict=Verdict.REVIEW,
                proof=True,
                found=now,
            )
    if not compared:
        yield NotAssessable(NOTHING)


def _telling(subject: Subject, table: str) -> tuple[Address, ...]:
    """Cells of a table whose repetition would say something: no stock that stands from year to year, no sums."""
    if table == "t2":
        kept = [
            a for a in subject.form.addresses if a.table == "t2" and a.column not in ("in_force", "disclosed_total")
        ]
    elif table == "t3":
        kept = [a for a in subject.form.addresses if a.table == "t3" and a.column != "total" and a.row != "total"]
    else:
        kept = [Address("t4", block, outcome) for block in BLOCKS for outcome in OUTCOMES]
    return tuple(kept)


@rule("Y.SAMETABLE", needs=("prior_same_form",))
def table_copied(subject: Subject) -> Iterator[Seen]:
    """All cells of a table equal last year's, and enough of them are numbers that chance would not repeat."""
    least = subject.limit("Y.SAMETABLE.least")
    for table in ("t2", "t3", "t4"):
        cells = _telling(subject, table)
        pairs = [(subject.value(cell) or 0, subject.prior_value(cell) or 0) for cell in cells]
        used = tuple(cell for cell, (now, _) in zip(cells, pairs, strict=True) if now)
        different = {now for now, _ in pairs if now > 1}
        if all(now == then for now, then in pairs) and len(different) >= least:
            yield Hit(
                table,
                {"table": Address(table, WHOLE, WHOLE), "count": len(used)},
                addresses=used,
                verdict=Verdict.REVIEW,
            )


@rule("Y.SAMETEXT", needs=("prior", "sections"))
def text_copied(subject: Subject) -> Iterator[Seen]:
    """Most of section 1 or 5 is last year's words."""
    judged = False
    for number in (1, 5):
        pair = _both(subject, number)
        if pair is None:
            continue
        judged = True
        share = containment(*pair)
        if share < subject.limit("Y.SAMETEXT.share"):
            continue
        if number == 5 and subject.runs("Y.SAMEPROBLEM") and ratio(*pair) >= subject.limit("Y.SAMEPROBLEM.share"):
            yield Leaf(Verdict.REVIEW)
            continue
        yield _copied(subject, number, pair, share)
    if not judged:
        yield NotAssessable(NOTHING)


@rule("Y.SAMEPROBLEM", needs=("prior", "sections"))
def problems_repeated(subject: Subject) -> Iterator[Seen]:
    """Section 5 reads as last year's."""
    pair = _both(subject, 5)
    if pair is None:
        yield NotAssessable(NOTHING)
        return
    share = ratio(*pair)
    if share >= subject.limit("Y.SAMEPROBLEM.share"):
        yield _copied(subject, 5, pair, share)


def _both(subject: Subject, number: int) -> tuple[Wording, Wording] | None:
    """The section's words of both years; None where either says too little."""
    if subject.prior is None:
        return None
    one, other = wording(subject.report, number), wording(subject.prior, number)
    least = subject.limit("Y.SAMETEXT.least")
    return (one, other) if min(one.size, other.size) >= least else None


def _copied(subject: Subject, number: int, pair: tuple[Wording, Wording], share: float) -> Hit:
    longest, runs = longest_run(*pair), shared_runs(*pair)
    spans = [run.span for run in (*((longest,) if longest else ()), *runs[:_RUNS_SHOWN])]
    section = subject.section(number)
    return Hit(
        f"section-{number}",
        {
            "title": section.title if section else "",
            "percent": round(share * 100),
            "length": longest.length if longest else 0,
        },
        spans=tuple(dict.fromkeys(spans)),
        verdict=Verdict.REVIEW,
    )
