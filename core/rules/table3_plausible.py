"""Table 3: figures that add up and still need a word (RULES.md §1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.address import Address
from core.form import WHOLE
from core.model import Number, Verdict
from core.rules.causes import ties
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Seen
from core.rules.identities import COLUMNS, results, table3
from core.rules.registry import rule
from core.rules.showing import at_heading, unread
from core.wording import Phrase

_SPEAKS_OF_MISC = re.compile(r"撤回|撤销申请|其他处理|主动放弃|终止(?:办理|处理)")
_NATURAL = re.compile(r"自然人(?:提出|提交|申请|[^，。；]{0,8}[0-9０-９一二三四五六七八九十]+\s*[件条宗份])")
_NOTICES = re.compile(r"收费通知[^0-9，。；]{0,6}([0-9]+)\s*[件份次个]|([0-9]+)\s*[件份次个](?:信息处理费)?收费通知")
_NO_NOTICE = re.compile(r"(?:未|没有|无)(?:发出|出具|制发|开具|产生|制作)?(?:任何)?(?:信息处理费)?收费通知")
_LOCAL = ("township", "institution")
NO_PAYMENT = Address("t3", "other/no_payment", "total")


def _available(subject: Subject) -> Number | None:
    new, carried_in = subject.value("t3/new/total"), subject.value("t3/carried_in/total")
    return None if new is None or carried_in is None else new + carried_in


@rule("T3.CARRYOUT_BIG", needs=("t3",))
def much_carried_out(subject: Subject) -> Iterator[Seen]:
    """A large share of the year's applications is carried over."""
    available, out = _available(subject), subject.value("t3/carried_out/total")
    if available is None or out is None:
        yield NotAssessable(Phrase("rules.na.nothing-to-compare"))
        return
    if any(cause.shift for cause in subject.once(ties).causes):
        yield Leaf(Verdict.REVIEW)  # the rows do not hold what they are named after
        return
    if out >= subject.limit("T3.CARRYOUT_BIG.least") and out > subject.limit("T3.CARRYOUT_BIG.share") * available:
        yield Hit(
            "total",
            {"out": out, "available": available, "percent": _percent(out, available)},
            addresses=tuple(Address("t3", row, "total") for row in ("new", "carried_in", "carried_out")),
            verdict=Verdict.REVIEW,
            found=out,
        )


@rule("T3.OTHER_MISC", needs=("t3",))
def much_in_misc(subject: Subject) -> Iterator[Seen]:
    """`其他` takes a large share of the results, and the text has no word on it."""
    cells = (Address("t3", "other/misc", "total"), Address("t3", "total", "total"))
    misc, total = (subject.value(cell) for cell in cells)
    if misc is None or total is None:
        yield NotAssessable(Phrase("rules.na.nothing-to-compare"))
        return
    big = misc >= subject.limit("T3.OTHER_MISC.least") and misc >= subject.limit("T3.OTHER_MISC.share") * total
    if big and not _SPEAKS_OF_MISC.search(subject.words(1) + subject.words(5) + subject.words(6)):
        yield Hit(
            "misc",
            {"misc": misc, "total": total, "percent": _percent(misc, total)},
            addresses=cells,
            verdict=Verdict.REVIEW,
            found=misc,
        )


@rule("T3.FEE_LINK", needs=("form_2021", "t3"))
def unpaid_without_notices(subject: Subject) -> Iterator[Seen]:
    """Applications ended for unpaid fees need at least as many fee notices in section 6."""
    unpaid = subject.value(NO_PAYMENT) or 0
    if unpaid <= 0:
        yield from unread(subject, (NO_PAYMENT,))
        return
    if subject.section(6) is None:
        yield NotAssessable(Phrase("rules.na.no-section", {"number": 6}))
        return
    notices = _notices(subject)
    if notices is not None and notices >= unpaid:
        return
    cells = tuple(
        Address("t3", "other/no_payment", c) for c in COLUMNS if subject.value(Address("t3", "other/no_payment", c))
    )
    yield Hit(
        "notices",
        {"unpaid": unpaid, "notices": notices},
        addresses=cells,
        spans=at_heading(subject, 6),
        verdict=Verdict.REVIEW if notices is None else Verdict.FAIL,
        severity=3 if notices is None else None,
        message="message_unstated" if notices is None else "message",
        proof=notices is not None,
        expected=unpaid,
        found=notices,
    )


def _notices(subject: Subject) -> Number | None:
    """The number of fee notices that section 6 states; None where it gives none."""
    section, words = subject.section(6), re.sub(r"\s+", "", subject.words(6))
    stated: list[Number] = [
        claim.value
        for claim in subject.claims("fee_notices")
        if section and section.span[0] <= claim.span[0] < section.span[1]
    ]
    stated += [int(match[1] or match[2]) for match in _NOTICES.finditer(words)]
    if stated:
        return max(stated)
    return 0 if _NO_NOTICE.search(words) else None


@rule("T3.PETITION", needs=("t3",))
def refused_by_article(subject: Subject) -> Iterator[Seen]:
    """Information: on which article each class of 不予处理 rests."""
    rows = [row for row in results(subject.report.form, False) if row.startswith("not_processed/")]
    cells = [Address("t3", row, "total") for row in rows]
    yield from unread(subject, cells)
    used = tuple(cell for cell in cells if (subject.value(cell) or 0) > 0)
    if used:
        terms = tuple((Address("t3", cell.row, WHOLE), subject.value(cell)) for cell in used)
        yield Hit("basis", {"terms": terms}, addresses=used, verdict=Verdict.REVIEW)


@rule("T3.SECRET", needs=("kind", "t3"))
def secret_at_the_bottom(subject: Subject) -> Iterator[Seen]:
    """A township or a service unit that refuses for state secrets or 三安全一稳定."""
    if subject.body.kind not in _LOCAL:
        return
    rows = ("refused/state_secret", "refused/security_stability")
    cells = tuple(Address("t3", row, "total") for row in rows)
    yield from unread(subject, cells)
    used = tuple(cell for cell in cells if (subject.value(cell) or 0) > 0)
    if used:
        terms = tuple((Address("t3", cell.row, WHOLE), subject.value(cell)) for cell in used)
        yield Hit("refused", {"terms": terms, "body": subject.body.name}, addresses=used, verdict=Verdict.REVIEW)


@rule("T3.COL_IMPLAUS", needs=("t3",))
def unlikely_column(subject: Subject) -> Iterator[Seen]:
    """All figures stand under research or public interest, while the text speaks of natural persons."""
    used = {a.column for a, number in subject.numbers.items() if a.table == "t3" and a.column != "total" and number}
    if not used or not used <= {"research", "public_interest"}:
        return
    claimed = any(claim.scope == "natural" and claim.value > 0 for claim in subject.claims("applicants"))
    if claimed or _NATURAL.search(subject.words(1)):
        cells = [Address("t3", row, c) for row in _rows(subject) for c in COLUMNS if c in used]
        yield Hit(
            "column",
            {"columns": tuple(Address("t3", WHOLE, column) for column in COLUMNS if column in used)},
            addresses=tuple(cell for cell in cells if subject.value(cell)),
            verdict=Verdict.REVIEW,
        )


def _rows(subject: Subject) -> tuple[str, ...]:
    sums = (identity for identity in table3(subject.report.form, False) if identity.rule == "T3.ROW")
    return tuple(identity.scope for identity in sums)


def _percent(part: Number, whole: Number) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"
