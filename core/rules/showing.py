"""How figures and places are shown in findings: shared by the families of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.address import Address
from core.form import WHOLE
from core.model import Figure, Number, Span, State, Verdict
from core.rules.context import Subject
from core.rules.findings import NotAssessable, Proviso
from core.rules.identities import Judged
from core.wording import Argument, Phrase

BLANK_MARK = "[ ]"
"""A blank in a proof line, in both languages."""

UNITS = frozenset(("件", "条", "项", "宗", "个", "份", "起", "次", "家", "元", "万元"))

SHOWN_AT_MOST = 3
"""Places named in a reason; the rest is counted."""

_NO_TABLE = "reading.unread.table"


def is_absent(subject: Subject, table: str) -> bool:
    """Whether nothing of a table was read: a picture, or left out."""
    gone = (State.MISSING, State.UNREAD)
    return all(f.state in gone for a, f in subject.figures.items() if a.table == table)


def is_picture(subject: Subject, table: str) -> bool:
    """Whether nothing of a table was found, so that it may be a picture; one whose figures could not be read was found."""
    doubts = {f.doubt.why.template for a, f in subject.figures.items() if a.table == table and f.doubt}
    return is_absent(subject, table) and not doubts - {_NO_TABLE}


def printed_of(figure: Figure) -> Number | str:
    """The figure for a proof line: its number, else what is printed, else the mark of a blank."""
    return figure.value if figure.value is not None else figure.printed or BLANK_MARK


def at_heading(subject: Subject, number: int) -> tuple[Span, ...]:
    """The agreed place of an absence in a section's table: its heading, else the report's title, else its first line."""
    section = subject.section(number)
    if section:
        return (section.heading,)
    title = subject.report.masthead.title
    if title and title.span:
        return (title.span,)
    end = subject.report.text.strip().find("\n")
    return ((0, end if end > 0 else len(subject.report.text)),)


def places(addresses: Iterable[Address]) -> Argument:
    """Addresses as an argument, the first few and `…`."""
    found = tuple(dict.fromkeys(addresses))
    return found if len(found) <= SHOWN_AT_MOST else (*found[:SHOWN_AT_MOST], f"…（{len(found)}）")


def unassessable(judged: Iterable[Judged]) -> Iterator[NotAssessable]:
    """Why identities could not be reckoned: unread figures first, then those that were not found."""
    judged = list(judged)
    unread = [address for item in judged for address in item.unread]
    missing = [address for item in judged for address in item.missing]
    if unread:
        yield NotAssessable(Phrase("rules.na.unread", {"places": places(unread)}))
    elif missing and all(item.missing for item in judged):
        yield NotAssessable(Phrase("rules.na.no-table"))
    elif missing:
        yield NotAssessable(Phrase("rules.na.missing", {"places": places(missing)}))


def unread(subject: Subject, cells: Iterable[Address]) -> Iterator[NotAssessable]:
    """Those of the cells that hold something we could not read; a rule on them cannot pass."""
    lost = [cell for cell in cells if subject.figure(cell).state is State.UNREAD]
    if lost:
        yield NotAssessable(Phrase("rules.na.unread", {"places": places(lost)}))


def provisos(subject: Subject, judged: Iterable[Judged]) -> Iterator[Proviso]:
    """With what the identities pass: figures that a reviewer read, blanks that count as 0."""
    passed = [item for item in judged if item.verdict is Verdict.PASS]
    readings = subject.context.readings
    read = [cell for item in passed for cell in item.identity.cells if cell in readings] if readings else []
    blanks = [cell for item in passed for cell in item.blanks]
    if read:
        yield Proviso(Phrase("rules.pass.read-by-reviewer", {"places": places(read)}))
    if blanks:
        yield Proviso(Phrase("rules.pass.blank-as-zero", {"places": places(blanks)}))


def is_unit(figure: Figure) -> bool:
    """Whether a MIXED figure's remark is nothing but a unit: `3件`, `5（条）`."""
    return figure.state is State.MIXED and (figure.remark or "").strip("（）()") in UNITS


def table_of(address: Address) -> Address:
    """Names the whole table."""
    return Address(address.table, WHOLE, WHOLE)
