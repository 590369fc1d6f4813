"""Which columns of a grid mean which columns of the form: by the heads above them, or by position where a page has no heads.

The head of a column is all that stands above it, top to bottom, so that merged, vertical and torn heads read alike; its last words
name the column. A column without a name of the form (an empty one, a subtotal) stays nameless and its figures are not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from rapidfuzz.distance import Levenshtein

from core.formats.document import Cell, Grid
from core.reading.folding import plain
from core.reading.grid_rows import GridRow
from core.reading.wants import BLOCK_NAMES, columns

_SIMILAR = 0.74
_MARGIN = 0.15


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid with its meaning; `key` is empty for a nameless one. In table 4 the key is `block/outcome`."""

    key: str
    start: int
    end: int
    left: float | None = None
    right: float | None = None


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


def heads_of(grid: Grid, head_rows: Sequence[GridRow], table: str, version: str) -> Heads | None:
    """The columns that these head rows name; None if they name none."""
    numbers = {row.row for row in head_rows}
    named: list[tuple[str, int, Cell | None]] = []
    for c in range(grid.columns):
        above = [
            cell
            for cell in grid.cells
            if cell.column <= c < cell.column + cell.column_span
            and any(cell.row <= n < cell.row + cell.row_span for n in numbers)
            and plain(cell.text)
        ]
        leaf = above[-1] if above else None
        name = _name(table, [plain(cell.text) for cell in above], version)
        if name.startswith("*/"):
            name = f"{_block_to_the_left(grid, numbers, c)}{name[1:]}"
        named.append((name, c, leaf))
    found = []
    for (key, _), items in groupby(named, key=lambda item: (item[0], id(item[2]))):
        run = list(items)
        left, right = _extent(grid, run[0][1], run[-1][1] + 1)
        head = run[0][2]
        found.append((Column(key, run[0][1], run[-1][1] + 1, left, right), plain(head.text) if head else ""))
    kept = _in_blocks(_without_doubles(found))
    first = next((i for i, column in enumerate(kept) if column.key), None)
    return Heads(table, tuple(kept[first:]), grid.columns) if first is not None else None


def _block_to_the_left(grid: Grid, numbers: set[int], column: int) -> str:
    """The block of a column whose head is written once, above the first of its columns, as formats without merged cells do."""
    for row in sorted(numbers, reverse=True):
        left = [c for c in grid.cells if c.row == row and c.column <= column and plain(c.text)]
        letters = plain(max(left, key=lambda c: c.column).text) if left else ""
        for block, names in BLOCK_NAMES.items():
            if letters.removeprefix("行政诉讼") in names:
                return block
    return "*"


def _extent(grid: Grid, start: int, end: int) -> tuple[float | None, float | None]:
    """Left and right edge of some columns in points, where boxes tell."""
    lefts = [c.box.x0 for c in grid.cells if c.box and c.column == start]
    rights = [c.box.x1 for c in grid.cells if c.box and c.column + c.column_span == end]
    return (min(lefts), max(rights)) if lefts and rights else (None, None)


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
    """Table 4 whose block heads are lost: three times the five outcomes in order can only be the form's three blocks."""
    starred = [column.key.removeprefix("*/") for column in found if column.key.startswith("*/")]
    outcomes = [want.key for want in columns("2021", "t4")]
    if starred != outcomes * 3:
        return found
    blocks = [block for block in BLOCK_NAMES for _ in outcomes]
    keys = iter([f"{block}/{key}" for block, key in zip(blocks, starred, strict=True)])
    return [replace(column, key=next(keys)) if column.key.startswith("*/") else column for column in found]


def _name(table: str, above: list[str], version: str) -> str:
    if not above:
        return ""
    path = "".join(above).removesuffix("单位万元")
    last = above[-1].removesuffix("单位万元")
    if table != "t4":
        return _column(table, path, last, version)
    outcome = _column("t4", path, last, version)
    blocks = [block for block, names in BLOCK_NAMES.items() if any(name in path for name in names)]
    if "litigation_after_reconsideration" in blocks and "litigation_direct" in blocks:
        return ""
    block = blocks[-1] if blocks else "*"
    return f"{block}/{outcome}" if outcome else ""


def _column(table: str, path: str, last: str, version: str) -> str:
    """The column that a head path ends in: exactly, else by likeness of its last cell."""
    if path.endswith("其他组织"):
        return ""
    wants = columns(version, table)
    exact = [(len(name), want.key) for want in wants for name in want.names if path.endswith(name)]
    if exact:
        return max(exact)[1]
    scores = sorted(
        (
            (Levenshtein.normalized_similarity(last, name), want.key)
            for want in wants
            for name in want.names
            if len(name) > 3
        ),
        reverse=True,
    )
    best = scores[0] if scores else (0.0, "")
    second = next((score for score, key in scores if key != best[1]), 0.0)
    return best[1] if best[0] >= _SIMILAR and best[0] - second >= _MARGIN else ""


def carried_over(heads: Heads, grid: Grid, data_rows: Sequence[GridRow]) -> Heads | None:
    """The same columns in a grid without heads: by their place on the page, by equal width of both grids, or counted from the
    right; None where that is not certain."""
    placed = _by_box(heads, grid) or _by_count(heads, grid, data_rows)
    return Heads(heads.table, placed, grid.columns, by_position=True) if placed else None


def _by_box(heads: Heads, grid: Grid) -> tuple[Column, ...]:
    if any(column.left is None for column in heads.columns if column.key):
        return ()
    found = []
    for column in heads.columns:
        if column.left is None or column.right is None:
            continue
        inside = [
            c
            for c in grid.cells
            if c.box
            and column.left - 3 <= (c.box.x0 + c.box.x1) / 2 <= column.right + 3
            and c.box.x1 - c.box.x0 < 1.5 * (column.right - column.left)
        ]
        if not inside:
            return ()
        start, end = min(c.column for c in inside), max(c.column + c.column_span for c in inside)
        found.append(Column(column.key, start, end, column.left, column.right))
    apart = all(a.end <= b.start for a, b in pairwise(found))
    return tuple(found) if apart else ()


def _by_count(heads: Heads, grid: Grid, data_rows: Sequence[GridRow]) -> tuple[Column, ...]:
    """From the right: as many columns behind the labels as the first part has, or as many filled ones as it has named ones."""
    label_end = max((r.label.column + r.label.column_span for r in data_rows if r.label and r.key), default=0)
    behind = list(range(label_end, grid.columns))
    filled = [c for c in behind if any(cell.column == c and cell.text.strip() for r in data_rows for cell in r.cells)]
    named = [column.key for column in heads.columns if column.key]
    all_keys = [column.key for column in heads.columns]
    for places, keys in ((behind, all_keys), (behind, named), (filled, named)):
        if len(places) == len(keys):
            return tuple(Column(key, c, c + 1) for key, c in zip(keys, places, strict=True))
    return ()
