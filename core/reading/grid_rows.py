"""Rows of all grids in document order, each with the label it carries and the row of the form that label names.

A label is the right-most lettered cell before the figures; merged group cells stand left of it. Exact labels come first; what is
misprinted is then matched only among the form's rows between its exact neighbours, and a label cut by a page break is put together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import attrgetter

from rapidfuzz.distance import Levenshtein

from core.formats.document import Cell, Grid
from core.model import State
from core.printed import state_of
from core.reading.folding import NUMERALS, plain, squeeze
from core.reading.row_names import exact
from core.reading.wants import APPLICANT_HEADS, NOTE, Want, columns, groups, rows, without_unit

SIMILAR = 0.65
"""Least similarity of a misprinted label among the rows that its place allows."""
MARGIN = 0.1
_NEAR = 4
"""Rows before the first and behind the last known row of a table where a misprinted label may stand."""
_OUTCOME_WORDS = frozenset("结果维持纠正其他尚未审总计合计行政复议诉讼法经直接起后")
_ORDINAL_MARKS = "、．)）"
_NUMBERED = re.compile(r"\s*[（(]?[0-9０-９一二三四五六七八九十]{1,2}\s*[)）.．、]")
_OUTCOMES = 5
"""Columns of table 4 for each block."""
_UNITS = "件条个项宗份起次元万人篇部余多"
"""How a word behind a number begins that leaves it a number."""
_column = attrgetter("column")
_WORDS = frozenset(("无", "不适用"))
"""Words in a cell of figures."""
_TAILS = 3
"""Ends of applicants' heads in one row that make it that table's: their first letters may be lost."""
_LONGEST = 120
"""Letters in a cell; a layout table's cell holds more and is no label."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid."""

    grid: int
    """Index of its grid."""
    row: int
    cells: tuple[Cell, ...]
    """Those that cover the row, left to right."""
    head: str = ""
    """`t2`, `t3` or `t4` if it is (part of) that table's head."""
    label: Cell | None = None
    letters: str = ""
    """Of the label."""
    table: str = ""
    key: str = ""
    """Row of the form; empty where not known."""
    exact: bool = True

    @property
    def own(self) -> bool:
        """Its label begins in this row."""
        return self.label is not None and self.label.row == self.row


@lru_cache(maxsize=4096)
def is_number(text: str) -> bool:
    """Whether a cell's text is a number, perhaps with a remark, or a mark that stands for one."""
    state, _, remark = state_of(text)
    if state is State.MIXED and remark:  # `1、属于国家秘密` is a label with its ordinal
        return remark[0] not in _ORDINAL_MARKS and (remark[0] in _UNITS or not plain(remark[0]))
    return state in (State.NUM, State.ZERO, State.SLASH, State.DASH)


@lru_cache(maxsize=4096)
def _is_value(text: str) -> bool:
    """Whether a cell holds a figure, or a word that stands for one."""
    return is_number(text) or squeeze(text) in _WORDS


def list_rows(grids: Sequence[Grid], version: str) -> list[GridRow]:
    """All rows, labelled."""
    listed = [row for index, grid in enumerate(grids) for row in _rows_of(index, grid, version)]
    _join_cut_labels(listed, version)
    _match_misprints(listed, version)
    _join_cut_figures(grids, listed, version)
    _without_early_total(listed)
    return listed


def _without_early_total(listed: list[GridRow]) -> None:
    """A total between what came in and what came of it adds up the rows above it: it is not （七）, which may be blank or not there."""
    keyed = [i for i, row in enumerate(listed) if row.table == "t3"]
    for above, i, below in zip(keyed, keyed[1:], keyed[2:], strict=False):
        arrived = listed[above].key in ("new", "carried_in")
        if listed[i].key == "total" and arrived and listed[below].key == "granted":
            listed[i] = replace(listed[i], table="", key="")


def _rows_of(index: int, grid: Grid, version: str) -> list[GridRow]:
    covering: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, min(grid.rows, cell.row + cell.row_span)):
            covering[row].append(cell)
    found = []
    for number, cells in enumerate(covering):
        ordered = tuple(sorted(cells, key=_column))
        found.append(_row(GridRow(index, number, ordered), version))
    return found


def _row(row: GridRow, version: str) -> GridRow:
    values = [c for c in row.cells if _is_value(c.text)]
    held = set(map(id, values))
    lettered = [c for c in row.cells if id(c) not in held and 0 < len(plain(c.text)) <= _LONGEST]
    first_number = min((c.column for c in values), default=None)
    before = [c for c in lettered if first_number is None or c.column < first_number]
    labelled = _labelled(row, before, version)
    if first_number is not None and labelled.key:
        return labelled
    own = [c for c in lettered if c.row == row.row]
    if labelled.key and labelled.table != "t4" and (len(labelled.letters) > 3 or _is_blank_row(labelled, own)):
        return labelled
    if labelled.table == "t4" and _is_blank_block(labelled, lettered):
        return labelled
    head = "" if first_number is not None else _head(own, version)
    return replace(labelled, head=head, table="", key="") if head else labelled


def _is_blank_row(row: GridRow, own: Sequence[Cell]) -> bool:
    """Whether a short label (3.其他) that could be a column's head stands alone in its row and has an ordinal, as no head has."""
    return row.label is not None and [*own] == [row.label] and bool(_NUMBERED.match(row.label.text))


def _is_blank_block(row: GridRow, lettered: Sequence[Cell]) -> bool:
    """Whether the name of a block of table 4 has nothing but the five blank cells of its outcomes behind it."""
    label = row.label
    if label is None or label is not lettered[-1] or label.row_span > 1:
        return False
    return sum(cell.column > label.column and not cell.text.strip() for cell in row.cells) == _OUTCOMES


def _labelled(row: GridRow, cells: list[Cell], version: str) -> GridRow:
    """The row with the label that names a row of the form, else with the right-most lettered cell as its label."""
    if not cells:
        return row
    last = cells[-1]
    letters = plain(last.text)
    hit = exact(letters, version, last.row_span > 1)
    if hit:
        return _named(row, last, letters, *hit)
    for cell in reversed(cells[:-1]):  # a word in a value cell, or the tail of a group, may stand right of the label
        own = plain(cell.text)
        hit = exact(own, version, False) if cell.row == row.row and len(own) > 3 and cell.row_span == 1 else None
        if hit and hit[1] != "other/undivided":
            return _named(row, cell, own, *hit)
    pieces = [plain(c.text) for c in cells if c.row == row.row]
    hit = exact("".join(pieces), version, last.row_span > 1) if len(pieces) > 1 else None
    if hit:
        return _named(row, last, "".join(pieces), *hit)
    return _named(row, last, letters)


def _named(row: GridRow, label: Cell, letters: str, table: str = "", key: str = "") -> GridRow:
    """A row just listed, with its label."""
    return GridRow(row.grid, row.row, row.cells, label=label, letters=letters, table=table, key=key)


def _head(cells: list[Cell], version: str) -> str:
    """Which table's head the cells are part of."""
    texts = [without_unit(plain(c.text)) for c in cells]
    t3 = _applicant_heads(version)
    if not t3.isdisjoint(texts):
        return "t3"
    if _pieces_of_heads(texts, {*t3, "其他", "总计"}):
        return "t3"
    if any(_is_head_of_t2(text, version) for text in texts):
        return "t2"
    outcome = [text for text in texts if len(text) > 1]
    if outcome and all(set(text) <= _OUTCOME_WORDS for text in outcome[len(outcome) > _OUTCOMES :]):
        return "t4"  # a word may name what the rows are, left of all five outcomes
    return ""


@cache
def _applicant_heads(version: str) -> frozenset[str]:
    names = (name for want in columns(version, "t3") for name in want.names if len(name) > 2)
    return frozenset((*names, *APPLICANT_HEADS))


@lru_cache(maxsize=1024)
def _is_head_of_t2(text: str, version: str) -> bool:
    names = [name for want in columns(version, "t2") for name in want.names]
    if text in names or text == "信息内容":
        return True
    return len(text) > 3 and any(_similar(text, name) >= 0.75 for name in names)


def _pieces_of_heads(texts: Sequence[str], names: Collection[str]) -> bool:
    """Whether the cells hold ends or beginnings of these heads and nothing else: the rest is lost, or on another page."""
    held = [text for text in texts if text and text not in NOTE]
    if len(held) < _TAILS or max(map(len, held)) < 2:
        return False
    return all(any(name.endswith(text) or name.startswith(text) for name in names) for text in held)


def _similar(left: str, right: str) -> float:
    return float(Levenshtein.normalized_similarity(left, right))


def _join_cut_labels(listed: list[GridRow], version: str) -> None:
    """A label whose beginning ends one grid and whose rest begins the next names one row, in two halves."""
    for i, upper in enumerate(listed[:-1]):
        lower = listed[i + 1]
        if upper.grid == lower.grid:
            continue
        below = next((j for j in range(i + 1, len(listed)) if not listed[j].head), None)
        if below is None or listed[below].grid != lower.grid:
            continue
        lower = listed[below]
        if upper.head or upper.key or lower.key or not upper.label or not lower.label:
            continue
        hit = exact(upper.letters + lower.letters, version, upper.label.row_span > 1)
        if hit:
            listed[i] = replace(upper, table=hit[0], key=hit[1])
            listed[below] = replace(lower, table=hit[0], key=hit[1])


def _join_cut_figures(grids: Sequence[Grid], listed: list[GridRow], version: str) -> None:
    """A row that a page break cuts, its whole label on one page: what is left of it on the other has figures and no label."""
    names = [want.name for table in ("t2", "t3") for want in groups(version, table)]
    for i, upper in enumerate(listed[:-1]):
        if upper.grid == listed[i + 1].grid or grids[upper.grid].columns != grids[upper.grid + 1].columns:
            continue
        below = next((j for j in range(i + 1, len(listed)) if not listed[j].head), i)
        lower = listed[below]
        heads = {row.head for row in listed[i + 1 : below]}  # repeated on the page, or another table's
        for named, bare, at in ((upper, lower, below), (lower, upper, i)):
            whole = named.key and named.own and named.table != "t4" and lower.grid == upper.grid + 1
            if whole and heads <= {named.table} and not bare.head and _without_label(bare, names):
                listed[at] = replace(bare, table=named.table, key=named.key, label=None)


def _without_label(row: GridRow, group_names: Sequence[str]) -> bool:
    """Whether a row has figures but no label of its own; a group's label, or a piece of it, does not count."""
    if row.key or not any(is_number(cell.text) and cell.row == row.row for cell in row.cells):
        return False
    return not row.own or any(row.letters.lstrip("".join(NUMERALS)) in name for name in group_names)


def _match_misprints(listed: list[GridRow], version: str) -> None:
    """Name the unknown rows between two known ones of a table by the most similar of the form's rows between them."""
    for table in ("t2", "t3"):
        keys = [want.key for want in rows(version, table)]
        taken = {row.key for row in listed if row.table == table}
        known = [i for i, row in enumerate(listed) if row.table == table]
        if not known:
            continue
        for i in range(max(0, known[0] - _NEAR), min(len(listed), known[-1] + _NEAR)):
            row = listed[i]
            if row.key or row.head or not row.own or len(row.letters) < 3:
                continue
            above = next((listed[j] for j in range(i - 1, -1, -1) if listed[j].key), None)
            below = next((listed[j] for j in range(i + 1, len(listed)) if listed[j].key), None)
            if table not in {r.table for r in (above, below) if r}:
                continue
            start = keys.index(above.key) + 1 if above and above.table == table else 0
            stop = keys.index(below.key) if below and below.table == table else len(keys)
            tall = row.label is not None and row.label.row_span > 1  # the name of a group, not of one row
            allowed = [
                want
                for want in rows(version, table)[start:stop]
                if want.key not in taken and not (tall and want.key == "other/undivided")
            ]
            key = _nearest(row.letters, allowed)
            if key:
                listed[i] = replace(row, table=table, key=key, exact=False)
                taken.add(key)


def _nearest(letters: str, allowed: Sequence[Want]) -> str:
    """The one row that the letters resemble enough, and clearly more than any other."""
    bare = letters.lstrip("".join(NUMERALS))
    scores = sorted(
        ((max(_similar(text, name) for text in (letters, bare) for name in want.names), want.key) for want in allowed),
        reverse=True,
    )
    if not scores or scores[0][0] < SIMILAR or (len(scores) > 1 and scores[0][0] - scores[1][0] < MARGIN):
        return ""
    return scores[0][1]
