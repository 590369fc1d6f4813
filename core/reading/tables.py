"""All figures of a report: both readings of its three tables, brought together, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.address import Address
from core.form import form
from core.formats import text_grids
from core.formats.document import Document
from core.model import Figure, State, Warning
from core.reading.agreement import Absent, agree
from core.reading.aligned_text import aligned_grids
from core.reading.disputes_text import read_disputes
from core.reading.folding import folded
from core.reading.grid_reading import GridTables, read_grids
from core.reading.lucky_splits import without_lucky
from core.reading.resolve import unread_row
from core.reading.sighting import SeenRow
from core.reading.text_reading import Stream, TextTable, read_table, stream
from core.reading.torn import regular, without_torn
from core.reading.wants import addresses, rows
from core.wording import Phrase

_MARKS = {
    "2021": ("本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额"),
    "2019": (
        "本年新制作数量",
        "本年新公开数量",
        "对外公开总数量",
        "上一年项目数量",
        "本年增减",
        "采购项目数量",
        "采购总金额",
    ),
}
"""Column heads that only one version of the form has."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables say."""

    figures: Mapping[Address, Figure]
    """Every address of the form, in its order, then what is printed outside it."""
    warnings: tuple[Warning, ...]


def version_of(document: Document) -> str:
    """`2019` if more heads of that form than of the present one are printed, else `2021`."""
    printed = folded(document.text)
    counts = {version: sum(mark in printed for mark in marks) for version, marks in _MARKS.items()}
    return "2019" if counts["2019"] > counts["2021"] else "2021"


def read_tables(document: Document, version: str) -> Tables:
    """The figures of the form's tables, with doubts and warnings; never raises on odd content. Where a page or a letter without
    pages has no table of the form among its own, its words may set one out with tabs or bars, as plain text does."""
    grids = _grids(document, version)
    if not grids.rows and not document.pages and document.format != "text":
        document = replace(document, format="text", grids=text_grids.grids(document.text))
        grids = _grids(document, version)
    text = stream(document)
    figures: dict[Address, Figure] = {}
    warnings: list[Warning] = []
    tables = {
        table.key: read_table(text, version, table.key) if table.key != "t4" else _disputes(text, version)
        for table in form(version).tables
    }
    tables = _without_torn(grids, {key: _by_heads(grids, key, seen) for key, seen in tables.items()})
    for table in form(version).tables:
        seen = tables[table.key]
        found = _table(document, grids, seen, version, table.key)
        figures |= found
        warnings += _notices(grids, seen, version, table.key, found)
    if tuple(figures) == form(version).addresses:  # as where no row stands there that the form has not
        return Tables(figures, tuple(warnings))
    ordered = {address: figures[address] for address in form(version).addresses}
    return Tables(ordered | figures, tuple(warnings))


def _grids(document: Document, version: str) -> GridTables:
    aligned = aligned_grids(document)
    return read_grids(replace(document, format="aligned text", grids=aligned) if aligned else document, version)


def _by_heads(grids: GridTables, table: str, text: TextTable) -> TextTable:
    """The text's rows, which know nothing of columns but the form's order: not vouched for where a grid's heads have another."""
    if table not in grids.reordered:
        return text
    why = Phrase("reading.unread.column")
    return replace(text, rows={key: unread_row(row.addresses, why, row.printed) for key, row in text.rows.items()})


def _disputes(text: Stream, version: str) -> TextTable:
    row, marked = read_disputes(text, version)
    return TextTable({"*": row} if row else {}, celled=frozenset(("*",) if marked else ()))


def _without_torn(grids: GridTables, tables: Mapping[str, TextTable]) -> dict[str, TextTable]:
    """The text's rows; of those that no grid has, the ones that may hold a torn figure are unread. Table 3 goes first: where its
    sums tell of torn figures the others are not believed either."""
    even = all(regular(list(seen.rows.values())) for seen in tables.values())
    kept = dict(tables)
    for table in sorted(tables, key=lambda key: key != "t3"):
        text = tables[table]
        ruled = {key for of, key in grids.rows if of == table and grids.rows[of, key].ruled}
        alone = text.rows.keys() - ruled
        rows = without_torn(table, text.rows, text.celled | (text.rows.keys() - alone), even)
        even = even and all(rows[key] is row for key, row in text.rows.items())
        kept[table] = replace(text, rows=rows)
    return kept


def _table(document: Document, grids: GridTables, text: TextTable, version: str, table: str) -> dict[Address, Figure]:
    keys = ("*",) if table == "t4" else tuple(want.key for want in rows(version, table))
    pairs: dict[str, tuple[SeenRow | None, SeenRow | None]] = {
        key: (grids.rows.get((table, key)), text.rows.get(key)) for key in keys
    }
    there = {key for key, pair in pairs.items() if pair != (None, None)}
    clean = not (grids.unknown or grids.stray or text.lost or text.foreign or _crowded(text))
    extra = {row.key for row in form(version).table(table).extra_rows}
    if any(key.split("/")[0] in {e.split("/")[0] for e in extra} for key in there - extra):
        clean = clean and not there & extra  # the group's name stood where a part's label should
        there -= extra
    figures: dict[Address, Figure] = {}
    for index, key in enumerate(keys):
        if key in extra and key not in there:
            continue
        between = key not in there and not (there.isdisjoint(keys[:index]) or there.isdisjoint(keys[index + 1 :]))
        absent: Absent = "missing" if clean and between else "row" if there else "table"
        grid, seen = pairs[key]
        places = addresses(version, table, key)
        figures |= zip(places, agree(document, places, grid, seen, absent), strict=True)
    return without_lucky(figures)


def _crowded(text: TextTable) -> bool:
    """A row with more figures than columns may hold those of a row whose label was not found."""
    return any(len(row.printed) > len(row.addresses) for row in text.rows.values())


def _notices(
    grids: GridTables, text: TextTable, version: str, table: str, figures: Mapping[Address, Figure]
) -> list[Warning]:
    """Misprinted labels, rows the form does not have, and how much was not read."""
    notices = [
        Warning("label", Phrase("reading.warning.label", {"label": printed, "row": Address(table, key, "*")}))
        for key, printed in (
            *((key, printed) for of, key, printed in grids.misprinted if of == table),
            *((key, printed) for key, printed in text.misprinted if (table, key) not in grids.rows),
        )
    ]
    title = form(version).table(table).title["zh"]
    unread = sum(figure.state is State.UNREAD for figure in figures.values())
    absent = not text.rows and not any(of == table for of, _ in grids.rows)
    if absent:
        notices.append(Warning("table", Phrase("reading.warning.table", {"table": title})))
    elif unread:
        notices.append(Warning("unread", Phrase("reading.warning.unread", {"table": title, "count": unread})))
    if table == "t3":
        notices += [Warning("row", Phrase("reading.warning.unknown_row", {"label": label})) for label in grids.unknown]
        stray = (*grids.stray, *(token.printed for token in text.lost))
        if stray:
            notices.append(Warning("stray", Phrase("reading.warning.stray", {"count": len(stray), "found": stray[:8]})))
    return notices
