"""First reading: the grids. A figure is where a row with a label of the form crosses a column with a head of the form.

Rows run on over all grids in document order, because a page break cuts a table into several. A row is firm if every column holds
exactly one cell and no number stands outside the known columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.formats.document import Cell, Document, Grid
from core.formats.turning import turn_of
from core.reading.captions import under_caption
from core.reading.folding import squeeze
from core.reading.grid_cells import Owner, owners, sighted, two_rows, wraps_vouched
from core.reading.grid_columns import Heads, carried_over, heads_of, in_form_order
from core.reading.grid_doubles import Doubles, doubled, is_whole
from core.reading.grid_edges import Edges, edges_of
from core.reading.grid_heads import equal_columns, stacked
from core.reading.grid_oddities import beside, cut_by_page, figure_in_label, of_another_time, too_few
from core.reading.grid_pairs import without_paired
from core.reading.grid_parts import FEW_HEADS, all_headed, enough, keys
from core.reading.grid_places import Places, in_turn, nobodys
from core.reading.grid_rows import GridRow, is_number, list_rows
from core.reading.row_numbers import without_row_numbers
from core.reading.sighting import SeenRow
from core.reading.unmerging import merged_again
from core.reading.unstacking import unstacked
from core.reading.upright import upright
from core.reading.wants import addresses
from core.wording import Phrase


@dataclass(frozen=True, slots=True)
class GridTables:
    """What the grids say: rows by (table, row key); table 4 under `*`."""

    rows: Mapping[tuple[str, str], SeenRow]
    misprinted: tuple[tuple[str, str, str], ...] = ()
    """Table, row key and label as printed of rows recognised by likeness."""
    unknown: tuple[str, ...] = ()
    """Labels of rows with figures that the form does not have."""
    stray: tuple[str, ...] = ()
    """Figures in no known row or column."""
    reordered: frozenset[str] = frozenset()
    """Tables whose heads stand in another order than the form's."""


@dataclass
class _Work:
    """Where the walk over the rows stands."""

    document: Document
    version: str
    rows: list[GridRow]
    heads: dict[str, Heads] = field(default_factory=dict)
    head_grid: dict[str, int] = field(default_factory=dict)
    pending: list[GridRow] = field(default_factory=list)
    """Head rows not yet turned into columns."""
    at: int = 0
    """Which row is being taken."""
    current: str = ""
    done: bool = False
    """Table 4 has its figures."""
    seen: dict[tuple[str, str], list[dict[str, list[Cell]]]] = field(default_factory=dict)
    odd: dict[tuple[str, str], Phrase] = field(default_factory=dict)
    lost: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Columns of a row whose cells may be another's."""
    misprinted: list[tuple[str, str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    mapped: dict[tuple[str, int], Heads | None] = field(default_factory=dict)
    owners: dict[int, Owner] = field(default_factory=dict)
    edges: dict[int, tuple[Grid, Edges]] = field(default_factory=dict)
    places: Places | None = None  # of the columns asked for last


def read_grids(document: Document, version: str) -> GridTables:
    """All rows of the form that the document's grids hold. A text's grids are left to the text reading (`slots`)."""
    if document.format == "text" or not document.grids:
        return GridTables({})
    grids = (without_row_numbers(unstacked(merged_again(upright(g, version)), version)) for g in document.grids)
    document = replace(document, grids=tuple(grids))
    work = _Work(document, version, list_rows(document.grids, version), owners=owners(document.grids, document.pages))
    for at, row in enumerate(work.rows):
        work.at = at
        _take(work, row)
    doubles = doubled(work.seen)
    found: Mapping[tuple[str, str], SeenRow] = {key: _merged(work, key, doubles) for key in work.seen}
    found = without_paired(found) if document.pages else found
    reordered = frozenset(table for table, heads in work.heads.items() if not in_form_order(heads, version))
    return GridTables(found, tuple(work.misprinted), tuple(work.unknown), tuple(work.stray), reordered)


def _take(work: _Work, row: GridRow) -> None:
    if row.head:
        if work.pending and (
            work.pending[-1].head != row.head or not _same_table(work, work.pending[-1], row) or row.head == "t2"
        ):
            work.pending = []
        work.pending.append(row)
        work.current, work.done = row.head, False
        return
    _close_heads(work)
    if row.key and row.table in ("t2", "t3"):
        work.current = row.table
        _data_row(work, row)
    elif row.key and row.table == "t4":
        work.current = "t4"
        _block_row(work, row)
    elif work.current == "t4":
        _figures_without_label(work, row)
    else:
        _nameless(work, row)


def _same_table(work: _Work, above: GridRow, below: GridRow) -> bool:
    """Whether two head rows stand in one grid, or a page break cuts the head between two grids of equal columns."""
    grids = work.document.grids
    if above.grid == below.grid:
        return True
    return below.grid == above.grid + 1 and below.row == 0 and equal_columns(grids[above.grid], grids[below.grid])


def _close_heads(work: _Work) -> None:
    if not work.pending:
        return
    table, grid = work.pending[0].head, work.pending[-1].grid
    joined, head_rows = stacked(work.document.grids, work.pending)
    heads = heads_of(joined, head_rows, table, work.version, _edges(work, joined))
    if heads and (table != "t3" or enough(heads, work.heads.get(table))):
        heads = under_caption(heads, work.document, grid)
        work.heads[table], work.head_grid[table] = heads, grid
        work.mapped = {key: value for key, value in work.mapped.items() if key[0] != table}
    work.pending = []


def _edges(work: _Work, grid: Grid) -> Edges:
    """The edges of a grid's columns, told once for all the heads that stand in it."""
    if id(grid) not in work.edges:
        work.edges[id(grid)] = grid, edges_of(grid, turn_of(grid))
    return work.edges[id(grid)][1]


def _heads_for(work: _Work, table: str, row: GridRow) -> Heads | None:
    """The columns that hold in the row's grid."""
    heads = work.heads.get(table)
    if heads is None or work.head_grid[table] == row.grid:
        return heads
    key = (table, row.grid)
    if key not in work.mapped:
        data = [r for r in work.rows if r.grid == row.grid and not r.head and (r.table == table or table == "t4")]
        work.mapped[key] = carried_over(heads, work.document.grids[row.grid], data)
    return work.mapped[key]


def _data_row(work: _Work, row: GridRow) -> None:
    place = (row.table, row.key)
    wanted = [address.column for address in addresses(work.version, row.table, row.key)]
    heads = _heads_for(work, row.table, row)
    cells = _value_cells(row)
    named = keys(heads) if heads else ()
    here = [key for key in wanted if key in named]  # the others may stand in another part of the table
    if heads and (
        here == wanted or (len(here) >= FEW_HEADS and all_headed(work.document.grids[row.grid], heads, cells))
    ):
        if here != wanted and _of_another_table(work, place, cells):
            return
        by_column = _by_column(work, row, heads, cells, place)
        found = {key: by_column.get(key, []) for key in wanted}
        if not all(found[key] for key in here) and too_few(cells, heads, len(here)):
            work.odd[place] = Phrase("reading.unread.cells")
    elif len(wanted) == 1 and len([c for c in cells if c.text.strip()]) <= 1 and cells:
        found = {wanted[0]: [c for c in cells if c.text.strip()] or cells[:1]}
        if of_another_time(work.document.grids[row.grid], row, found[wanted[0]][0]):
            work.odd.setdefault(place, Phrase("reading.unread.column"))
    elif len(wanted) == len(cells) and row.table == "t2" and not (heads and heads.by_position):
        found = {key: [cell] for key, cell in zip(wanted, cells, strict=True)}
        work.odd.setdefault(place, Phrase("reading.unread.column"))
    elif _of_another_table(work, place, cells):
        return
    else:
        found = {key: [] for key in wanted}
        work.odd.setdefault(place, Phrase("reading.unread.column"))
    if not row.exact and row.label and work.document.grids[row.grid].ruled:  # else a line of it may be another row's
        work.misprinted.append((row.table, row.key, row.label.text))
    work.seen.setdefault(place, []).append(found)


def _of_another_table(work: _Work, place: tuple[str, str], cells: Sequence[Cell]) -> bool:
    """Whether a row under other heads than the form's repeats one that was read whole before; on pages it may be that row's rest."""
    before = work.seen.get(place, ())
    return place not in work.odd and any(map(is_whole, before)) and not any(cell.box for cell in cells)


def _value_cells(row: GridRow) -> list[Cell]:
    """The cells right of the label."""
    edge = row.label.column + row.label.column_span if row.label else 0
    return [cell for cell in row.cells if cell.column >= edge]


def _by_column(
    work: _Work, row: GridRow, heads: Heads, cells: list[Cell], place: tuple[str, str]
) -> dict[str, list[Cell]]:
    """The row's cells under each column; numbers under none are noted and make the row odd."""
    if work.places is None or work.places.columns is not heads.columns:
        work.places = Places(heads.columns)
    places = work.places
    under: dict[str, list[Cell]] = {}
    own = in_turn(cells, heads.columns, heads.table)
    for cell in cells:
        above = own.get(id(cell)) or places.above(cell)
        for key in above.keys:
            under.setdefault(key, []).append(cell)
        if above.several and cell.text.strip():
            work.odd[place] = Phrase("reading.unread.merged")
        if cell.row_span > 1 and row.label and cell.row_span != row.label.row_span and cell.text.strip():
            work.odd[place] = Phrase("reading.unread.merged")
        if not above.headed and is_number(cell.text):
            work.odd[place] = Phrase("reading.unread.column")
            work.stray.append(cell.text.strip())
        if above.beyond or cell.column >= heads.columns[-1].end:
            work.odd[place] = Phrase("reading.unread.cells")
            break
    edge = row.label.column if row.label else 0
    for cell in row.cells:
        if cell.column < edge and is_number(cell.text):
            work.odd.setdefault(place, Phrase("reading.unread.column"))
    if row.label and figure_in_label(row.label, cells):
        work.odd.setdefault(place, Phrase("reading.unread.shifted"))
    marked = work.document.grids[row.grid].ruled and any(cell.text.strip() for cell in cells)
    off = marked and not own and (not cells[0].box or len(cells) == len(heads.columns))
    work.lost.setdefault(place, set()).update(nobodys(under, keys(heads), places.off if off else None))
    return under


def _block_row(work: _Work, row: GridRow) -> None:
    """Table 4 with a row for each block: the columns are the five outcomes."""
    heads = _heads_for(work, "t4", row)
    found = {}
    if heads and any(column.key.startswith("*/") for column in heads.columns):
        under = _by_column(work, row, heads, _value_cells(row), ("t4", "*"))
        found = {f"{row.key}/{key[2:]}": cells for key, cells in under.items() if key.startswith("*/")}
    work.seen.setdefault(("t4", "*"), []).append(found)


def _figures_without_label(work: _Work, row: GridRow) -> None:
    """A row behind the heads of table 4: its fifteen figures, or nothing."""
    heads = _heads_for(work, "t4", row)
    if heads is None or row.label or not row.cells:
        if row.label:
            work.current = "" if any(is_number(c.text) for c in row.cells) or work.done else work.current
        return
    under = _by_column(work, row, heads, list(row.cells), ("t4", "*"))
    work.seen.setdefault(("t4", "*"), []).append({key: cells for key, cells in under.items() if "/" in key})
    work.done = True


def _nameless(work: _Work, row: GridRow) -> None:
    """A row of table 2 or 3 whose label is unknown or missing."""
    numbers = [cell.text.strip() for cell in row.cells if is_number(cell.text)]
    if not numbers or not work.current:
        return
    if row.label and row.own:
        work.unknown.append(row.label.text)
        places = list(cut_by_page(work.document.grids, work.rows, work.at))
    else:
        work.stray += numbers
        places = list(beside(work.rows, work.at)) if work.document.format in ("pdf", "aligned text") else []
    for place in places:
        work.odd.setdefault(place, Phrase("reading.unread.shifted"))


def _merged(work: _Work, place: tuple[str, str], doubles: Doubles) -> SeenRow:
    table, key = place
    places = addresses(work.version, table, key)
    odd = work.odd.get(place)
    names = [f"{a.row}/{a.column}" if table == "t4" else a.column for a in places]
    lost = work.lost.get(place, ())
    columns = [[found.get(name, []) for found in work.seen[place] if name not in lost] for name in names]
    cells = tuple([sighted(work.document, work.owners, cells, odd) for cells in columns])
    if doubles.columns or doubles.tables:
        cells = tuple(
            doubles.weighed(table, name, seen, parts) for name, seen, parts in zip(names, cells, columns, strict=True)
        )
    if not work.document.pages:
        cells = wraps_vouched(table, cells)
    if two_rows(table, cells, bool(work.document.pages)):
        odd = odd or Phrase("reading.unread.merged")
        cells = tuple(cell._replace(printed=None, why=cell.why or odd) for cell in cells)
    printed = tuple([squeeze(cell.printed) for cell in cells if cell.printed])
    firm = odd is None and None not in [cell.printed for cell in cells]
    ruled = False not in (
        [work.owners[id(cell)].grid.ruled for found in work.seen[place] for held in found.values() for cell in held]
    )
    why = odd or next((c.why for c in cells if c.why), None)
    return SeenRow(places, cells, firm, printed, why, odd is None, ruled)
