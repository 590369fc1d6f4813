"""Which columns of a grid mean which columns of the form: by the heads above them, or by position where a page has no heads.

The head of a column is all that stands above it, top to bottom, so that merged, vertical and torn heads read alike; its last words
name the column. A column without a name of the form (an empty one, a subtotal) stays nameless and its figures are not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from core.formats.document import Cell, Grid
from core.formats.turning import across, turn_of
from core.reading.folding import plain
from core.reading.grid_edges import Edges, edges_of
from core.reading.grid_pairs import paired
from core.reading.grid_rows import GridRow
from core.reading.head_names import name_of
from core.reading.head_order import blocks_by_place, blocks_in_order, by_tails
from core.reading.wants import BLOCK_NAMES, columns

_FEW = 3
"""Rows that tell an empty column from blanks."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid with its meaning; `key` is empty for a nameless one. In table 4 the key is `block/outcome`."""

    key: str
    start: int
    end: int
    left: float | None = None
    right: float | None = None
    """Along the direction in which the columns follow one another (`core.formats.turning`)."""
    turn: int = 0
    headed: bool = True
    """Something stands above it."""
    beyond: bool = False
    """No head reaches it and few rows do: those have more cells than the table has columns."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a grid right of the labels."""

    table: str
    columns: tuple[Column, ...]
    width: int
    """Columns of the grid."""
    by_position: bool = False

    @property
    def first(self) -> int:
        """Where the figures begin."""
        return min(column.start for column in self.columns)


def heads_of(grid: Grid, head_rows: Sequence[GridRow], table: str, version: str, edges: Edges) -> Heads | None:
    """The columns that these head rows name; None if they name none. `edges` are the grid's."""
    numbers = {row.row for row in head_rows}
    named = _in_order(_above(grid, numbers, table, version), grid, numbers, table, version)
    found = []
    reach = max((c.column + c.column_span for c in grid.cells if c.row in numbers), default=0)
    for (key, _), items in groupby(named, key=lambda item: (item[0], id(item[2]))):
        run = list(items)
        left, right = edges.extent(run[0][1], run[-1][1] + 1)
        head = run[0][2]
        beyond = head is None and run[0][1] >= reach and _seldom(grid, numbers, run[0][1])
        own = head is not None and (
            bool(key) or head.column_span <= len(run)
        )  # or it stands over others, not over this
        column = Column(key, run[0][1], run[-1][1] + 1, left, right, edges.turn, own, beyond)
        found.append((column, plain(head.text) if head else ""))
    kept = _in_blocks(_without_doubles(found))
    first = next((i for i, column in enumerate(kept) if column.key), None)
    return Heads(table, tuple(kept[first:]), grid.columns) if first is not None else None


def in_form_order(heads: Heads, version: str) -> bool:
    """Whether the columns that have a name follow one another as on the form."""
    blocks = [f"{block}/" for block in BLOCK_NAMES] if heads.table == "t4" else [""]
    order = [f"{block}{want.key}" for block in blocks for want in columns(version, heads.table)]
    places = [order.index(column.key) for column in heads.columns if column.key in order]
    return places == sorted(places)


_Named = list[tuple[str, int, Cell | None]]
"""Meaning, column and lowest head cell of each column of a grid."""


def _above(grid: Grid, numbers: set[int], table: str, version: str) -> list[tuple[str, int, list[Cell]]]:
    """What the cells above each column of the grid say, and those cells."""
    heads = [
        cell
        for cell in grid.cells
        if plain(cell.text) and not numbers.isdisjoint(range(cell.row, cell.row + cell.row_span))
    ]
    found = []
    for c in range(grid.columns):
        above = _whole([cell for cell in heads if cell.column <= c < cell.column + cell.column_span])
        found.append((name_of(table, [plain(cell.text) for cell in above], version), c, above))
    return found


def _whole(above: list[Cell]) -> list[Cell]:
    """The head cells without those that stand over a part of the lowest alone: one border was dragged further than the other."""
    last = above[-1] if above else None
    if last is None or last.column_span == 1:
        return above
    start, end = last.column, last.column + last.column_span
    return [cell for cell in above if cell.column <= start and end <= cell.column + cell.column_span]


def _in_order(
    found: list[tuple[str, int, list[Cell]]], grid: Grid, numbers: set[int], table: str, version: str
) -> _Named:
    """The columns by their own heads; where heads are incomplete, by these and the form's order."""
    named = [(name, c, above[-1] if above else None) for name, c, above in found]
    if table == "t4":
        return _with_blocks(named, grid, numbers)
    size = len(columns(version, table))
    if table != "t3" or sum(bool(name) for name, _, _ in named) >= size or len(named) <= size:
        return named
    paths = ["".join(plain(cell.text) for cell in above) for _, _, above in found]
    keys = by_tails(table, version, paths[-size:]) if not any(paths[:-size]) else None
    return (
        [*named[:-size], *((key, c, leaf) for key, (_, c, leaf) in zip(keys, named[-size:], strict=True))]
        if keys
        else named
    )


def _with_blocks(named: _Named, grid: Grid, numbers: set[int]) -> _Named:
    """The columns of table 4 with their blocks: as written over them, by the form's order, by the block that begins to the left."""
    places = [i for i, (name, _, _) in enumerate(named) if "/" in name]
    if grid.ruled:
        outcomes = [
            [i for i, _ in run] for _, run in groupby(((i, named[i][2]) for i in places), key=lambda item: id(item[1]))
        ]
        whole = blocks_in_order([named[run[0]][0] for run in outcomes])
    else:
        names = [named[i][0].rpartition("/")[2] for i in places]
        whole = blocks_by_place(names, *_places_of_heads(named, places, grid, numbers))
        named = [("", c, leaf) for _, c, leaf in named]
        outcomes = [[i] for i in places]
    for run, key in zip(outcomes, whole or [], strict=False):
        for i in run:
            named[i] = (key, *named[i][1:])
    return [
        (f"{_block_to_the_left(grid, numbers, c)}{name[1:]}" if name.startswith("*/") else name, c, leaf)
        for name, c, leaf in named
    ]


def _places_of_heads(
    named: _Named, places: Sequence[int], grid: Grid, numbers: set[int]
) -> tuple[list[tuple[float, float]], dict[str, float]]:
    """Left and right edge of the named columns, and the middle of the name of each block."""
    turn = turn_of(grid)
    edges = edges_of(grid, turn)
    extents = [edges.extent(named[i][1], named[i][1] + 1) for i in places]
    centres = {}
    for cell in grid.cells:
        for block, names in BLOCK_NAMES.items():
            if cell.row in numbers and cell.box and any(name in plain(cell.text) for name in names):
                centres[block] = sum(across(cell.box, turn)) / 2
    return [(left or 0.0, right or 0.0) for left, right in extents], centres


def _seldom(grid: Grid, numbers: set[int], column: int) -> bool:
    """Whether no more than half of the rows without heads have a cell in the column."""
    there = {cell.row for cell in grid.cells if cell.column == column}
    return 2 * len(there - numbers) <= grid.rows - len(numbers)


def _block_to_the_left(grid: Grid, numbers: set[int], column: int) -> str:
    """The block of a column whose head is written once, above the first of its columns, as formats without merged cells do."""
    for row in sorted(numbers, reverse=True):
        left = [c for c in grid.cells if c.row == row and c.column <= column and plain(c.text)]
        letters = plain(max(left, key=lambda c: c.column).text) if left else ""
        for block, names in BLOCK_NAMES.items():
            if letters.removeprefix("行政诉讼") in names:
                return block
    return "*"


def _without_doubles(found: list[tuple[Column, str]]) -> list[Column]:
    """A meaning claimed by two columns belongs to neither, unless just one of them carries the form's own word 总计."""
    claims = Counter(column.key for column, _ in found)
    own = Counter(column.key for column, leaf in found if leaf.endswith("总计"))
    kept = []
    for column, leaf in found:
        lost = claims[column.key] > 1 and not (own[column.key] == 1 and leaf.endswith("总计"))
        kept.append(replace(column, key="") if column.key and lost and not column.key.startswith("*") else column)
    return kept


def _in_blocks(found: list[Column]) -> list[Column]:
    """Table 4 whose block heads are lost, as where a page break cuts the heads: three times the five outcomes in order can only be
    the form's three blocks, and five outcomes beside two whole blocks only the third."""
    starred = [column.key.removeprefix("*/") for column in found if column.key.startswith("*/")]
    outcomes = [want.key for want in columns("2021", "t4")]
    whole = [b for b in BLOCK_NAMES if [c.key for c in found if c.key.startswith(b)] == [f"{b}/{o}" for o in outcomes]]
    lacking = [block for block in BLOCK_NAMES if block not in whole]
    if starred != outcomes * len(lacking) or len(lacking) == len(BLOCK_NAMES) - 1:
        return found
    blocks = [block for block in lacking for _ in outcomes]
    keys = iter([f"{block}/{key}" for block, key in zip(blocks, starred, strict=True)])
    return [replace(column, key=next(keys)) if column.key.startswith("*/") else column for column in found]


def carried_over(heads: Heads, grid: Grid, data_rows: Sequence[GridRow]) -> Heads | None:
    """The same columns in a grid without heads: by their place on the page, by equal width of both grids, or (where rules
    part the columns) counted from the right; None where that is not certain."""
    countable = grid.ruled and not paired(data_rows) and not _narrower(heads, grid)
    placed = _by_box(heads, grid) or (_by_count(heads, grid, data_rows) if countable else ())
    return Heads(heads.table, placed, grid.columns, by_position=True) if placed else None


def _by_box(heads: Heads, grid: Grid) -> tuple[Column, ...]:
    if any(column.left is None for column in heads.columns if column.key):
        return ()
    turn = turn_of(grid)
    if any(column.turn != turn for column in heads.columns):
        return ()
    placed = {(c.column, c.column + c.column_span, *across(c.box, turn)) for c in grid.cells if c.box}
    middles = [(c.left + c.right) / 2 for c in heads.columns if c.left is not None and c.right is not None]
    single = [(s, e, (x0 + x1) / 2) for s, e, x0, x1 in placed if sum(x0 < middle < x1 for middle in middles) <= 1]
    found = []
    for column in heads.columns:
        if column.left is None or column.right is None:
            continue
        inside = [(s, e) for s, e, middle in single if column.left - 3 <= middle <= column.right + 3]
        if not inside:
            return ()
        found.append(replace(column, start=min(inside)[0], end=max(end for _, end in inside)))
    apart = all(a.start < b.start and a.end < b.end for a, b in pairwise(found))
    return tuple(found) if apart else ()


def _narrower(heads: Heads, grid: Grid) -> bool:
    """Whether the grid ends before a column that has a name begins, or begins behind it: its cell is missing there."""
    turn = turn_of(grid)
    extents = [across(cell.box, turn) for cell in grid.cells if cell.box]
    places = [(c.left + c.right) / 2 for c in heads.columns if c.key and c.left is not None and c.right is not None]
    if not extents or not places or any(column.turn != turn for column in heads.columns):
        return False
    return min(places) < min(x0 for x0, _ in extents) or max(places) > max(x1 for _, x1 in extents)


def _usual_end(data_rows: Sequence[GridRow]) -> int:
    """The column at which most rows end: one of them may have a cell too many."""
    ends = Counter(max(c.column + c.column_span for c in row.cells) for row in data_rows if row.cells)
    return max(ends, key=lambda end: (ends[end], -end), default=0)


def _by_count(heads: Heads, grid: Grid, data_rows: Sequence[GridRow]) -> tuple[Column, ...]:
    """From the right: as many columns behind the labels as the first part has, or as many filled ones as it has named ones."""
    label_end = max((r.label.column + r.label.column_span for r in data_rows if r.label and r.key), default=0)
    behind = list(range(label_end, _usual_end(data_rows) or grid.columns))
    filled = [c for c in behind if any(cell.column == c and cell.text.strip() for r in data_rows for cell in r.cells)]
    named = [column for column in heads.columns if column.key]
    ways = [(behind, heads.columns), (behind, named)]
    if len(data_rows) >= _FEW:  # in one or two rows a column may be blank by chance
        ways.append((filled, named))
    for places, meant in ways:
        if len(places) == len(meant):
            return tuple(Column(m.key, c, c + 1, headed=m.headed) for m, c in zip(meant, places, strict=True))
    return ()
