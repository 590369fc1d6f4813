"""Columns of a page in which two figures stand side by side, for the rule between them is lost."""

from __future__ import annotations

import pytest

from core.formats.document import Cell
from core.model import Box
from core.reading.grid_pairs import paired, without_paired
from core.reading.grid_rows import GridRow
from core.reading.sighting import SeenRow, Sighting
from core.reading.wants import addresses

BOX = Box(0, 0, 60, 12)


def _rows(second: tuple[str, ...], box: Box | None = BOX) -> list[GridRow]:
    """Rows of two cells each, the second of which prints these."""
    return [
        GridRow(0, at, (Cell(at, 0, "7", ((0, 1),), box=box), Cell(at, 1, text, ((0, 1),), box=box)))
        for at, text in enumerate(second)
    ]


@pytest.mark.parametrize(
    ("prints", "are"),
    [
        (("2 0", "3", "897061\n/ 5"), True),
        (("2 0", "3", "5"), False),
        (("2\n0", "3\n1", "5"), False),
        (("22 件", "3 件", "（其中 2 件）"), False),
        (("１２ —", "３ ４", ""), True),
        (("2 −", "\\ 2", ""), True),
        (("2\xa00", "2 -5", ""), True),
    ],
)
def test_pairs_in_two_rows_make_a_column_of_pairs(prints: tuple[str, ...], are: bool) -> None:
    """In one row the rule of a single cell may be lost; lines of one figure and units are no pairs."""
    assert paired(_rows(prints)) is are
    assert not paired(_rows(prints, None)), "no rule is lost where none is drawn"


def _seen(key: str, *prints: str | None) -> tuple[tuple[str, str], SeenRow]:
    places = addresses("2021", "t3", key)
    return ("t3", key), SeenRow(places, tuple(map(Sighting, prints)), True, tuple(p for p in prints if p))


def test_a_single_figure_in_a_column_of_pairs_is_nobodys() -> None:
    """The other of the two columns is blank in this row, and nobody can tell which it is; other columns stay as they are."""
    rows = dict(
        [
            _seen("new", None, "5 4", "5", "7", "0", "—", "5"),
            _seen("carried_in", None, "4 /", "3", "0", "1", "—", ""),
            _seen("granted", None, "5", "7", "8", "3", "4", "3"),
        ]
    )
    found = without_paired(rows)["t3", "granted"]
    assert [cell.printed for cell in found.cells] == [None, None, "7", "8", "3", "4", "3"]
    assert found.cells[1].candidates == ("5",)
    assert not found.firm


def test_rows_without_pairs_are_left_alone() -> None:
    """One row with two figures in a cell says nothing of the others."""
    rows = dict(
        [_seen("new", "1", "5 4", "5", "7", "0", "—", "5"), _seen("granted", "1", "5", "7", "8", "3", "4", "3")]
    )
    assert without_paired(rows) == rows
