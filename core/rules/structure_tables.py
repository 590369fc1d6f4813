"""The three tables as the form has them, and what could not be read of a file (RULES.md §5b, §9).

A row that was not found is missing from the report only where the reading saw its neighbours and nothing else, and where the
text does not hold its label either; torn or invented headers of an extraction blame the reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import Levenshtein

from core.address import Address
from core.form import WHOLE, Label, Table
from core.model import Blames, Span, State, Verdict, Warning
from core.passages import Joined, squeeze
from core.rules.context import Subject
from core.rules.findings import Hit, Leaf, NotAssessable, Seen, quote_key
from core.rules.identities import COLUMNS, DIVIDED, UNDIVIDED, is_undivided
from core.rules.parts import line_of
from core.rules.registry import rule
from core.rules.showing import at_heading, is_absent, is_picture, places
from core.wording import Argument, Phrase

_NUMBER = {"t2": 2, "t3": 3, "t4": 4}
_NO_LABEL = frozenset(("reading.unread.row", "reading.unread.column"))
_NOTE = re.compile("勾稽|稽关系|第一项加|第二项之和|第三项加|第四项之和|项之和")
_LETTERS = re.compile(r"[\u4e00-\u9fff]+")
_TOLD_APART = 5
"""Letters a label must have to be known again when one of them is wrong."""
_ACCEPTED = frozenset(("规范性文件", "合计"))
"""Published variants of labels that are no misprints."""


def _whole(table: str) -> Address:
    return Address(table, WHOLE, WHOLE)


@rule("S.TABLES")
def rows_or_columns_missing(subject: Subject) -> Iterator[Seen]:
    """Every row and column of the form is in its table; （六） as one row is the form of 2019."""
    missing = frozenset(a for a in subject.form.addresses if subject.figure(a).state is State.MISSING)
    for table in subject.form.tables:
        if is_absent(subject, table.key):
            yield NotAssessable(Phrase("rule.S.TABLES.reason_absent", {"table": _whole(table.key)}))
        elif any(address.table == table.key for address in missing):
            yield from _gaps(subject, table, missing)


def _gaps(subject: Subject, table: Table, missing: frozenset[Address]) -> Iterator[Hit]:
    """The rows of a table that are missing as a whole, and the columns of table three."""
    undivided = table.key == "t3" and subject.report.form == "2021" and is_undivided(subject)
    if undivided:
        yield _undivided(subject, table)
    for row in table.rows:
        cells = tuple(table.addresses(row))
        if missing.issuperset(cells) and not (undivided and row.key in DIVIDED):
            yield _missing_line(subject, table, row, cells)
    for column in table.columns if table.key == "t3" else ():
        cells = tuple(Address(table.key, row.key, column.key) for row in table.rows)
        if missing.issuperset(cells):
            yield _missing_line(subject, table, column, cells)


def _undivided(subject: Subject, table: Table) -> Hit:
    sub_rows = tuple(Address("t3", row, column) for row in DIVIDED for column in COLUMNS)
    printed = tuple(Address("t3", UNDIVIDED, column) for column in COLUMNS)
    rows = tuple(Address("t3", row, WHOLE) for row in DIVIDED)
    label = table.row(UNDIVIDED)
    place = _place_of(subject, table, f"{label.ordinal}{label.label}")
    return Hit(
        "other",
        {"rows": rows},
        addresses=(*printed, *sub_rows),
        spans=(place,) if place else at_heading(subject, _NUMBER[table.key]),
        severity=2,
        message="message_undivided",
    )


def _missing_line(subject: Subject, table: Table, label: Label, cells: tuple[Address, ...]) -> Hit:
    names: dict[str, Argument] = {"label": f"{label.ordinal}{label.label}", "table": _whole(table.key)}
    letters = _letters_of(subject, table.key)
    reading = any(_own(word) in letters for word in (label.label, *label.also))
    return Hit(
        f"{table.key}.{label.key}",
        names,
        addresses=cells,
        spans=at_heading(subject, _NUMBER[table.key]),
        verdict=Verdict.REVIEW if reading else Verdict.FAIL,
        blames=Blames.READING if reading else Blames.REPORT,
        message="message_reading" if reading else "message",
    )


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(unicodedata.normalize("NFKC", text)))


@cache
def _own(label: str) -> str:
    """The letters of a label of the form, or of a variant of one."""
    return _letters(label)


def _letters_of(subject: Subject, table: str) -> str:
    """The letters of the section a table stands in, of the whole text where the section was not found."""
    found = subject.section(_NUMBER[table])
    return _letters(subject.report.text[slice(*found.span)] if found else subject.report.text)


@rule("S.FORM", needs=("year",))
def old_form(subject: Subject) -> Iterator[Seen]:
    """The trial form of 2019 was replaced for the reports on 2021 and later."""
    year = subject.report.masthead.year
    if year is not None and year >= 2021 and subject.report.form == "2019":
        yield Hit("form", {"year": year}, spans=at_heading(subject, 2))


@rule("S.LABEL")
def labels_changed(subject: Subject) -> Iterator[Seen]:
    """Rows and columns carry the form's labels, and table three its note on how the figures tie."""
    found = [table for table in subject.form.tables if not is_absent(subject, table.key)]
    if not found:
        yield NotAssessable(Phrase("rules.na.no-table"))
        return
    for table in found:
        letters = _letters_of(subject, table.key)
        for label, printed in _otherwise(subject, table, letters):
            place = _place_of(subject, table, printed)
            if place and _own(label.label) not in letters and not _is_torn(_letters(printed), _own(label.label)):
                named = {"printed": printed, "label": label.label}
                yield Hit(f"{table.key}.{label.key}", named, spans=(place,))
    if "t3" in [table.key for table in found] and subject.section(3) and not _NOTE.search(_letters_of(subject, "t3")):
        yield Hit("note", spans=at_heading(subject, 3), verdict=Verdict.REVIEW, message="message_note")


def _otherwise(subject: Subject, table: Table, letters: str) -> Iterator[tuple[Label, str]]:
    """Labels with what is printed for them, each once."""
    told: set[str] = set()
    for label, printed in (
        *_by_reading(subject, table),
        *_by_variant(table, letters),
        *_by_one_letter(table, letters),
    ):
        if label.key not in told:
            told.add(label.key)
            yield label, printed


def _by_one_letter(table: Table, letters: str) -> Iterator[tuple[Label, str]]:
    """Labels of rows that the section does not hold, but for one letter too many, too few or another."""
    for label in table.rows:
        wanted = _own(label.label)
        if len(wanted) < _TOLD_APART or any(_own(known) in letters for known in (label.label, *label.also)):
            continue
        for at in (match.start() for match in re.finditer(wanted[0], letters)):
            lengths = (len(wanted), len(wanted) - 1, len(wanted) + 1)
            near = next((w for w in (letters[at : at + n] for n in lengths) if _is_near(w, wanted)), None)
            if near:
                yield label, near
                break


def _is_near(printed: str, label: str) -> bool:
    return printed[-1:] == label[-1] and Levenshtein.distance(printed, label, score_cutoff=1) == 1


def _by_reading(subject: Subject, table: Table) -> Iterator[tuple[Label, str]]:
    """Labels that the reading took for a row of the form though they are printed otherwise."""
    for warning in subject.report.warnings:
        row, printed = warning.phrase.arguments.get("row"), warning.phrase.arguments.get("label")
        if warning.kind == "label" and isinstance(row, Address) and isinstance(printed, str) and row.table == table.key:
            labels = [label for label in (*table.rows, *table.groups, *table.extra_rows) if label.key == row.row]
            yield from ((label, printed) for label in labels[:1])


def _by_variant(table: Table, letters: str) -> Iterator[tuple[Label, str]]:
    """Misprints known to the form's data."""
    for label in (*table.rows, *table.columns):
        yield from ((label, also) for also in label.also if also not in _ACCEPTED and _own(also) in letters)


def _is_torn(printed: str, label: str) -> bool:
    """Whether a label only lost its beginning or its end: as a rule the layout broke it and the rest stands elsewhere."""
    return label.startswith(printed) or label.endswith(printed)


def _place_of(subject: Subject, table: Table, printed: str) -> Span | None:
    """Where a label is printed, however it is broken over lines; None where figures stand between its pieces."""
    found = subject.section(_NUMBER[table.key])
    running: Joined = squeeze(subject.report.text, found.span if found else None)
    words = "".join(printed.split())
    at = running.text.find(words)
    return running.span(at, at + len(words)) if at >= 0 else None


@rule("E.PAGES")
def pages_without_text(subject: Subject) -> Iterator[Seen]:
    """Pages that hold a picture instead of text, or could not be read."""
    lost = [warning for warning in subject.report.warnings if warning.kind in ("scan", "skipped")]
    if lost:
        pages = tuple(sorted({warning.page for warning in lost if warning.page is not None}))
        spans = tuple(dict.fromkeys(_page_place(subject, warning) for warning in lost))
        message = "message" if pages else "message_all"
        yield Hit(
            "pages", {"pages": pages}, spans=spans, verdict=Verdict.REVIEW, blames=Blames.READING, message=message
        )


def _page_place(subject: Subject, warning: Warning) -> Span:
    pages = subject.report.page_spans
    number = warning.page or 1
    return line_of(subject, pages[number - 1][0] if number <= len(pages) else 0)


@rule("E.SCAN")
def tables_as_pictures(subject: Subject) -> Iterator[Seen]:
    """A table of which nothing was found: as a rule it is a picture."""
    pictures = any(warning.kind in ("pictures", "scan") for warning in subject.report.warnings)
    for table in subject.form.tables:
        if not is_picture(subject, table.key):
            continue
        if subject.runs("S.SECTIONS") and subject.report.sections and subject.section(_NUMBER[table.key]) is None:
            yield Leaf(Verdict.REVIEW)  # S.SECTIONS says that the whole section was not found
        else:
            yield Hit(
                table.key,
                {"table": _whole(table.key)},
                addresses=tuple(a for row in table.rows for a in table.addresses(row))[:1],
                spans=at_heading(subject, _NUMBER[table.key]),
                verdict=Verdict.REVIEW,
                blames=Blames.READING,
                message="message_picture" if pictures else "message",
            )


@rule("E.LOSS")
def labels_not_found(subject: Subject) -> Iterator[Seen]:
    """Figures without their labels: rows or heads that were not found, rows that the form does not have."""
    for table in subject.form.tables:
        cells = tuple(
            address
            for address, figure in subject.figures.items()
            if address.table == table.key and figure.state is State.UNREAD and figure.doubt
            if figure.doubt.why.template in _NO_LABEL
        )
        if cells and not is_absent(subject, table.key):
            named: dict[str, Argument] = {"table": _whole(table.key), "count": len(cells), "places": places(cells)}
            heading = at_heading(subject, _NUMBER[table.key])
            yield Hit(table.key, named, cells, heading, verdict=Verdict.REVIEW, blames=Blames.READING)
    for warning in subject.report.warnings:
        label = warning.phrase.arguments.get("label")
        if warning.kind == "row" and isinstance(label, str):
            heading = at_heading(subject, 3)
            yield Hit(
                f"row.{quote_key(label)}",
                {"label": label},
                spans=heading,
                verdict=Verdict.REVIEW,
                blames=Blames.READING,
                message="message_row",
            )
