"""The three tables as rows and cells to draw: what each figure shows, and its one mark. Plain data, no widget.

Four different things stay four: `_` a blank, `0`, `/`, `-` as printed; `?` could not be read. Marks are letters, so that colour
is never needed: `!` finding to answer, `x` confirmed or exception, `i` to be asked, `=` read by a reviewer, `~` placed with a
doubt, `c` note, `e` proposed value, `v` ticked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from core.address import Address
from core.form import Label, Table, form
from core.model import Figure, State
from core.wording import Language
from tui.locale import _, mark
from tui.shown import Clean, line

NONE = Clean("")
FIGURE, TITLE, HEADS = "figure", "title", "heads"
HEADS_SHORT = {
    "natural": mark("Person"),
    "commercial": mark("Firm"),
    "research": mark("Rsrch"),
    "public_interest": mark("Public"),
    "legal_service": mark("Legal"),
    "issued": mark("Issued"),
    "repealed": mark("Repealed"),
    "in_force": mark("In force"),
    "decisions": mark("Decided"),
    "handled": mark("Decided"),
    "amount": mark("Amount"),
    "other": mark("Other"),
    "made": mark("Made"),
    "newly_disclosed": mark("New"),
    "disclosed_total": mark("In all"),
    "last_year": mark("Last yr"),
    "change": mark("Change"),
    "projects": mark("Project"),
}
"""Heads short enough for a narrow column; the title row names the column in full."""
ROWS_SHORT = {
    "normative_documents": mark("Norm. documents"),
    "other_services": mark("Other services"),
    "new": mark("Received"),
    "carried_in": mark("Brought forward"),
    "partial": mark("In part"),
    "refused/prohibited_by_law": mark("Prohibited"),
    "refused/security_stability": mark("Security"),
    "refused/third_party": mark("Third party"),
    "refused/internal_affairs": mark("Internal"),
    "refused/process_info": mark("Process info"),
    "refused/enforcement_file": mark("Case file"),
    "refused/inquiry": mark("Inquiry"),
    "unavailable/must_create": mark("Must create"),
    "unavailable/still_unclear": mark("Unclear"),
    "not_processed/petition": mark("Petition"),
    "not_processed/repeat": mark("Repeated"),
    "not_processed/publication": mark("Published"),
    "not_processed/excessive": mark("Excessive"),
    "not_processed/reissue": mark("Re-issue"),
    "other/no_correction": mark("Uncorrected"),
    "other/no_payment": mark("Fee unpaid"),
    "other/misc": mark("Other"),
    "other/undivided": mark("Undivided"),
    "total": mark("Total"),
    "carried_out": mark("Carried forward"),
    "litigation_direct": mark("Direct litigation"),
    "litigation_after_reconsideration": mark("Later litigation"),
}
"""Names of rows for where the whole one finds no room; the pane's title names the row under the cursor in full."""
_DIGITS = str.maketrans("一二三四五六七", "1234567", "、")
_NARROW = str.maketrans("（）", "()")


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of the figures beside their print."""

    open: frozenset[Address] = frozenset()
    """Where a finding to answer points."""
    involved: frozenset[Address] = frozenset()
    """The other figures such findings rest on: members of a sum that does not hold."""
    confirmed: frozenset[Address] = frozenset()
    asked: frozenset[Address] = frozenset()
    """Where a finding points that is to be asked of the body."""
    readings: frozenset[Address] = frozenset()
    notes: frozenset[Address] = frozenset()
    """Where a note waits for an answer."""
    proposed: frozenset[Address] = frozenset()
    ticks: frozenset[Address] = frozenset()

    def of(self, figure: Figure | None, address: Address) -> tuple[str, str]:
        """The mark of a figure and the style it is drawn in; the most urgent one wins."""
        if address in self.open:
            return ("!", "severe")
        if address in self.confirmed:
            return ("x", "likely")
        if address in self.asked:
            return ("i", "likely")
        if address in self.readings:
            return ("=", "place")
        if figure is not None and figure.doubt is not None:
            return ("~", "doubt")
        if address in self.notes:
            return ("c", "notice")
        if address in self.proposed:
            return ("e", "notice")
        if address in self.ticks:
            return ("v", "ticked")
        if address in self.involved:
            return ("'", "plain")
        return (" ", "unread" if figure is None or figure.state is State.UNREAD else "plain")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as drawn."""

    address: Address
    text: Clean
    mark: str
    style: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the grid: a table's title, its column heads, or a line of figures."""

    kind: str
    table: str
    label: Clean
    cells: tuple[Cell | None, ...] = ()
    heads: tuple[Clean, ...] = ()
    short: Clean = NONE
    """The label in fewer cells."""


@dataclass(frozen=True)
class Sheet:
    """All rows of the three tables, and where each figure stands among them."""

    rows: tuple[SheetRow, ...] = ()
    places: Mapping[Address, tuple[int, int]] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell | None:
        """The figure at that place, None where the form has none."""
        cells = self.rows[row].cells if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None

    def heads_above(self, row: int) -> SheetRow | None:
        """The column heads that belong to the row."""
        return next((r for r in reversed(self.rows[: row + 1]) if r.kind == HEADS), None)

    def block(self, first: Address, last: Address) -> tuple[Address, ...]:
        """The figures of the rectangle between two figures; of the last one's table only."""
        (y0, x0), (y1, x1) = self.places[first], self.places[last]
        rows = range(min(y0, y1), max(y0, y1) + 1)
        columns = range(min(x0, x1), max(x0, x1) + 1)
        found = (self.cell(y, x) for y in rows for x in columns)
        return tuple(cell.address for cell in found if cell and cell.address.table == last.table)

    def blocks(self, address: Address) -> tuple[Address, ...]:
        """The figures of the address's row."""
        row, _column = self.places[address]
        return tuple(cell.address for cell in self.rows[row].cells if cell)


def sheet(
    figures: Mapping[Address, Figure],
    version: str,
    marks: Marks,
    language: Language,
    prior: Mapping[Address, Figure] | None = None,
) -> Sheet:
    """The tables of that form with these figures; with last year's behind `<` where they differ."""
    rows: list[SheetRow] = []
    for table in form(version).tables:
        rows.append(SheetRow(TITLE, table.key, line(_table_name(table, language))))
        rows.append(SheetRow(HEADS, table.key, Clean(""), heads=tuple(_head(c, language) for c in table.columns)))
        rows.extend(_figure_rows(table, figures, marks, language, prior or {}))
    places = {c.address: (y, x) for y, row in enumerate(rows) for x, c in enumerate(row.cells) if c}
    return Sheet(tuple(rows), places)


def face(figure: Figure | None) -> Clean:
    """What a cell shows of a figure."""
    if figure is None or figure.state is State.MISSING:
        return _("none")
    if figure.state is State.BLANK:
        return Clean("_")
    if figure.state is State.UNREAD:
        return Clean("?")
    return line(figure.printed)


def _figure_rows(
    table: Table,
    figures: Mapping[Address, Figure],
    marks: Marks,
    language: Language,
    prior: Mapping[Address, Figure],
) -> Iterable[SheetRow]:
    for row in _rows_in_order(table, figures):
        own = {address.column: address for address in table.addresses(row)}
        cell = _cells(figures, marks, prior)
        cells = tuple(cell(own[c.key]) if c.key in own else None for c in table.columns)
        names = (line(_row_name(table, row, language, short)) for short in (False, True))
        yield SheetRow(FIGURE, table.key, next(names), cells, short=next(names))


def _rows_in_order(table: Table, figures: Mapping[Address, Figure]) -> list[Label]:
    """The form's rows, an extra one that is printed behind its group's."""
    rows = list(table.rows)
    for extra in table.extra_rows:
        if any(address in figures for address in table.addresses(extra)):
            group = extra.key.split("/")[0]
            last = max((i for i, row in enumerate(rows) if row.key.startswith(f"{group}/")), default=len(rows) - 1)
            rows.insert(last + 1, extra)
    return rows


def _cells(
    figures: Mapping[Address, Figure], marks: Marks, prior: Mapping[Address, Figure]
) -> Callable[[Address], Cell]:
    def cell(address: Address) -> Cell:
        figure = figures.get(address)
        now, then = face(figure), face(prior[address]) if address in prior else None
        text = now if then in (None, now) else line(f"{now}<{then}")
        return Cell(address, text, *marks.of(figure, address))

    return cell


def _table_name(table: Table, language: Language) -> str:
    number = {"t2": _("Table 2"), "t3": _("Table 3"), "t4": _("Table 4")}[table.key]
    return f"{number} {table.title[language]}"


def _head(column: Label, language: Language) -> Clean:
    return line(_(HEADS_SHORT[column.key]) if column.key in HEADS_SHORT else column.name(language))


def _row_name(table: Table, row: Label, language: Language, short: bool = False) -> str:
    """`(三)1.国家秘密`, in English `(3)1. State secret`: the ordinals lead back to the printed form."""
    name = _(ROWS_SHORT[row.key]) if short and row.key in ROWS_SHORT else row.name(language)
    group = next((g.ordinal for g in table.groups if row.key.startswith(f"{g.key}/")), "")
    ordinal = "" if row.ordinal in group else row.ordinal
    if language == "en":
        return f"{(group + ordinal).translate(_DIGITS).translate(_NARROW)} {name}".strip()
    return f"{(group + ordinal).translate(_NARROW)}{name}"
