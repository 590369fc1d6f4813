"""Table 2: proactive disclosure (RULES.md §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from core.address import Address
from core.bodies import level_of
from core.form import WHOLE
from core.model import Claim, Number, State, Verdict
from core.passages import squeeze
from core.printed import number
from core.rules.context import Subject
from core.rules.findings import Hit, NotAssessable, Proviso, Seen, quote_key
from core.rules.parts import whole
from core.rules.registry import rule
from core.rules.showing import is_unit, unread
from core.rules.table2_trial import disclosed
from core.wording import Phrase

DOCUMENTS = ("regulations", "normative_documents")
STOCK = ("issued", "repealed", "in_force")
FEES = Address("t2", "fees", "amount")
ENFORCEMENT = {
    form: tuple(Address("t2", row, column) for row in ("licensing", "penalties", "compulsion"))
    for form, column in (("2021", "decisions"), ("2019", "handled"))
}
LAWMAKERS = ("province", "prefecture")
"""Levels whose governments make 规章."""

_GOVERNMENT_OFFICE = re.compile(r"政府办公[厅室]")
_SCOPE = re.compile(r"(?:全|我)[区市县省州旗][^，。；]{0,16}(?:制定|制发|印发|出台|发布)[^，。；]{0,12}规范性文件")
_TWO_DECIMALS = re.compile(r"\.[0-9]{2}\Z")
_PARTS = re.compile(r"(?<![0-9.〔\[])[0-9]+(?:\.[0-9]+)?(?![0-9.]*(?:[年月日号〕\]%％]|级))")
"""Numbers of a remark that may be parts of the cell's: no dates, numbers of documents or shares."""
_WAN = Decimal(10_000)
_YUAN = {"元": Decimal(1) / _WAN, "万元": Decimal(1), "亿元": _WAN}
"""Units of prose in 万元."""


def _row(row: str) -> tuple[Address, ...]:
    return tuple(Address("t2", row, column) for column in STOCK)


def _stock(subject: Subject, row: str) -> tuple[Number | None, Number | None, Number | None]:
    issued, repealed, in_force = (subject.value(cell) for cell in _row(row))
    return issued, repealed, in_force


@rule("T2.INFORCE_GE", needs=("t2",))
def stock_below_issued(subject: Subject) -> Iterator[Seen]:
    """In force < issued - repealed; on the 2019 form: disclosed in all < newly disclosed, newly disclosed > made + stock."""
    if subject.report.form == "2019":
        for row in DOCUMENTS:
            yield from disclosed(subject, row)
        return
    for row in DOCUMENTS:
        yield from unread(subject, _row(row))
        issued, repealed, in_force = _stock(subject, row)
        if issued is None or in_force is None:
            continue
        if in_force < issued - (repealed or 0):
            yield Hit(
                row,
                {"row": Address("t2", row, WHOLE), "issued": issued, "repealed": repealed or 0, "in_force": in_force},
                addresses=_row(row),
                proof=True,
                expected=issued - (repealed or 0),
                found=in_force,
            )
        elif in_force < issued:
            yield Proviso(Phrase("rule.T2.INFORCE_GE.reason_same_year", {"row": Address("t2", row, WHOLE)}))


@rule("T2.SUMTRAP", needs=("form_2021", "t2"))
def stock_is_a_sum(subject: Subject) -> Iterator[Seen]:
    """In force = issued + repealed, both positive: the repealed ones seem to have been added."""
    for row in DOCUMENTS:
        yield from unread(subject, _row(row))
        issued, repealed, in_force = _stock(subject, row)
        if not issued or not repealed or in_force != issued + repealed or min(issued, repealed) < 0:
            continue
        last_year, needed = subject.prior_value(Address("t2", row, "in_force")), in_force - issued + repealed
        if last_year == needed:
            yield Proviso(Phrase("rule.T2.SUMTRAP.reason_last_year", {"last_year": needed}))
            continue
        yield Hit(
            row,
            {
                "row": Address("t2", row, WHOLE),
                "issued": issued,
                "repealed": repealed,
                "in_force": in_force,
                "needed": needed,
            },
            addresses=_row(row),
            proof=True,
            found=in_force,
        )


def _positive(subject: Subject, row: str) -> tuple[Address, ...]:
    return tuple(cell for cell in _row(row) if (subject.value(cell) or 0) > 0)


@rule("T2.REG_POWER", needs=("form_2021", "t2"))
def regulations_without_power(subject: Subject) -> Iterator[Seen]:
    """规章 of a body that is no ministry and no government of a province or a city with districts."""
    used = _positive(subject, "regulations")
    if not used:
        yield from unread(subject, _row("regulations"))
        return
    kind, level = subject.body.kind, level_of(subject.body)
    if kind is None:
        yield NotAssessable(Phrase("rules.na.unknown-kind"))
        return
    speaks_for_government = kind == "government" or _GOVERNMENT_OFFICE.search(subject.body.name)
    if speaks_for_government and level is None:
        yield NotAssessable(Phrase("rules.na.unknown-level"))
    elif level != "national" and not (speaks_for_government and level in LAWMAKERS):
        certain = kind in ("institution", "township") or (kind == "government" and level == "county")
        yield Hit(
            "regulations",
            {"body": subject.body.name, "numbers": tuple((cell, subject.value(cell)) for cell in used)},
            addresses=used,
            verdict=Verdict.FAIL if certain else Verdict.REVIEW,
            message="message" if certain else "message_review",
        )


@rule("T2.NORM_POWER", needs=("form_2021", "t2"))
def documents_of_an_institution(subject: Subject) -> Iterator[Seen]:
    """行政规范性文件 of a service unit."""
    used = _positive(subject, "normative_documents")
    if not used:
        yield from unread(subject, _row("normative_documents"))
        return
    if subject.body.kind is None:
        yield NotAssessable(Phrase("rules.na.unknown-kind"))
    elif subject.body.kind == "institution":
        yield Hit(
            "normative_documents",
            {"body": subject.body.name, "numbers": tuple((cell, subject.value(cell)) for cell in used)},
            addresses=used,
            verdict=Verdict.REVIEW,
        )


_ENFORCER = re.compile(
    r"市场(?:监督|监管)|城市管理|城管|综合(?:行政)?执法|公安|(?:生态)?环境(?:保护)?局|住房(?:和|与)?城乡建设|住建|交通运输|应急管理|"
    r"卫生健康|税务局|烟草专卖"
)


@rule("T2.ZERO_ENFORCER", needs=("kind", "t2"))
def enforcer_without_decisions(subject: Subject) -> Iterator[Seen]:
    """A body that lives by licences and penalties reports none at all."""
    if subject.body.kind != "department" or not _ENFORCER.search(subject.body.name):
        return
    cells = ENFORCEMENT[subject.report.form]
    values = [subject.value(cell) for cell in cells]
    if any(value is None for value in values):
        yield NotAssessable(Phrase("rules.na.nothing-to-compare"))
    elif not any(values):
        yield Hit("decisions", {"body": subject.body.name}, addresses=cells, verdict=Verdict.REVIEW)


@rule("T2.FEE_UNIT", needs=("form_2021", "t2"))
def fees_in_yuan(subject: Subject) -> Iterator[Seen]:
    """The amount seems to be in yuan: it says so, or is ten thousand times last year's, or has the decimals of yuan."""
    figure, amount = subject.figure(FEES), subject.value(FEES)
    if amount is None:
        yield from unread(subject, (FEES,))
        return
    before, message = subject.prior_value(FEES), ""
    share, least = subject.limit("T2.FEE_UNIT.share"), subject.limit("T2.FEE_UNIT.least")
    if is_unit(figure) and (figure.remark or "").strip("（）()") == "元":
        message = "message_printed"
    elif before and before > 0 and amount >= least and abs(Decimal(amount) / before / _WAN - 1) <= share:
        message = "message_last_year"
    elif amount > subject.limit("T2.FEE_UNIT.decimals_above") and _TWO_DECIMALS.search(figure.printed):
        message = "" if level_of(subject.body) in LAWMAKERS else "message"
    if message:
        yield Hit(
            "amount",
            {"amount": amount, "before": before, "wan": Decimal(amount) / _WAN},
            addresses=(FEES,),
            verdict=Verdict.REVIEW if message == "message" else Verdict.FAIL,
            message=message,
            found=amount,
        )


@rule("T2.FEE_TEXT", needs=("form_2021", "t2"))
def fees_in_the_text(subject: Subject) -> Iterator[Seen]:
    """The text's 行政事业性收费 is not the cell's amount."""
    amount = subject.value(FEES)
    yield from unread(subject, (FEES,))
    stated = [claim for claim in subject.claims("admin_fee") if _own(claim, subject)]
    if amount is None or not stated or any(_agrees(claim, amount) for claim in stated):
        return
    claim = stated[0]
    yield Hit(
        quote_key(subject.report.text[slice(*claim.clause)]),
        {"stated": claim.value, "unit": claim.unit, "amount": amount},
        addresses=(FEES,),
        spans=(claim.clause,),
        proof=True,
        expected=_in_wan(claim),
        found=amount,
    )


def _own(claim: Claim, subject: Subject) -> bool:
    """An exact amount of the body's own, of the report's year."""
    year = subject.report.masthead.year
    here = claim.period is None or year is None or claim.period == year
    return claim.exact and claim.subject is None and here and claim.unit in _YUAN and claim.role in (None, "none")


def _in_wan(claim: Claim) -> Decimal:
    return claim.value * _YUAN[claim.unit or "万元"]


def _agrees(claim: Claim, amount: Number) -> bool:
    """Equal to the places that the text prints."""
    places = Decimal(str(claim.value)).as_tuple().exponent
    step = Decimal(1).scaleb(int(places)) * _YUAN[claim.unit or "万元"]
    return (
        Decimal(amount).quantize(step, ROUND_HALF_UP) == _in_wan(claim)
        if step <= 1
        else abs(amount - _in_wan(claim)) < step
    )


@rule("T2.JUMP", needs=("prior_same_form", "t2"))
def figures_jump(subject: Subject) -> Iterator[Seen]:
    """More than five times, or less than a fifth of, last year's figure."""
    ratio, least = subject.limit("T2.JUMP.ratio"), subject.limit("T2.JUMP.least")
    for cell in (a for a in subject.form.addresses if a.table == "t2" and a.column not in ("repealed", "change")):
        now, before = subject.value(cell), subject.prior_value(cell)
        if now is None or before is None or max(now, before) < least or min(now, before) < 0:
            continue
        if now > ratio * before or before > ratio * now:
            yield Hit(
                f"{cell.row}.{cell.column}",
                {"cell": cell, "now": now, "before": before},
                addresses=(cell,),
                verdict=Verdict.REVIEW,
                proof=True,
                found=now,
            )


@rule("T2.ANNOT", needs=("t2",))
def remark_in_the_cell(subject: Subject) -> Iterator[Seen]:
    """A number with a remark: its main number counts; a part in the remark cannot exceed it."""
    for cell in (a for a in subject.form.addresses if a.table == "t2"):
        figure = subject.figure(cell)
        if figure.state is not State.MIXED or is_unit(figure) or figure.value is None:
            continue
        inner = [number(match) for match in _PARTS.findall(figure.remark or "")]
        exceeds = any(part > figure.value for part in inner)
        yield Hit(
            f"{cell.row}.{cell.column}",
            {"cell": cell, "printed": figure.printed, "value": figure.value},
            addresses=(cell,),
            severity=2 if exceeds else None,
            verdict=Verdict.FAIL if exceeds else Verdict.REVIEW,
            message="message_exceeds" if exceeds else "message",
            found=figure.value,
        )


@rule("T2.SCOPE", needs=("kind", "t2"))
def documents_of_the_whole_area(subject: Subject) -> Iterator[Seen]:
    """The text speaks of documents of the whole area, while the report is one department's."""
    used = _positive(subject, "normative_documents")
    if not used or subject.body.kind not in ("department", "institution"):
        return
    if not _SCOPE.search(whole(subject).text.replace("\n", "")):
        return
    running = squeeze(subject.report.text)
    match = _SCOPE.search(running.text)
    if match:
        yield Hit(
            "normative_documents",
            {
                "quote": match[0],
                "body": subject.body.name,
                "numbers": tuple((cell, subject.value(cell)) for cell in used),
            },
            addresses=used,
            spans=(running.span(*match.span()),),
            verdict=Verdict.REVIEW,
        )
