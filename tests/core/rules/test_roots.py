"""Faults planted in sound tables: every one is found, in one finding, with the change that takes it back."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rule_cases import build_report

from core.form import APPLICANTS, form
from core.model import Blames, Finding
from core.rules import check
from core.rules.identities import COLUMNS, results

RESULTS = results("2021", False)
ROWS = tuple(row.key for row in form().table("t3").rows)
SUMS = {"T3.RESULT", "T3.BALANCE", "T3.ROW", "T3.OFFSET", "T3.SPLIT", "T3.SHIFT", "T3.DIGIT"}

Cell = tuple[str, str]
Table = dict[Cell, int]
SUM_CELLS = (
    ("total", "total"), ("total", "natural"), ("granted", "total"), ("new", "total"), ("carried_in", "total"),
    ("carried_in", "natural"), ("carried_out", "total"), ("carried_out", "other"),
)  # fmt: skip


@st.composite
def sound_tables(draw: st.DrawFn) -> Table:
    """Table 3 with all identities holding."""
    table: Table = {}
    for column in APPLICANTS:
        counts = draw(st.lists(st.integers(0, 400), max_size=6))
        filled = draw(st.lists(st.sampled_from(RESULTS), min_size=len(counts), max_size=len(counts), unique=True))
        table |= {(row, column): 0 for row in ROWS} | {(row, column): n for row, n in zip(filled, counts, strict=True)}
        table["total", column] = sum(counts)
        table["carried_out", column] = draw(st.integers(0, 20))
        available = sum(counts) + table["carried_out", column]
        table["carried_in", column] = draw(st.integers(0, available))
        table["new", column] = available - table["carried_in", column]
    for row in ROWS:
        table[row, "total"] = sum(table[row, column] for column in APPLICANTS)
    return table


def found_in(table: Table, doubts: tuple[Cell, ...] = ()) -> list[Finding]:
    """What the rules for the sums say of the table, some of its cells read with a doubt."""
    case: dict[str, Any] = {
        "figures": {named(cell): str(n) for cell, n in table.items()},
        "doubts": list(map(named, doubts)),
    }
    return list(check(build_report(case), only=SUMS).findings)


def named(cell: Cell) -> str:
    """Its address."""
    return f"t3/{cell[0]}/{cell[1]}"


def hint_of(finding: Finding) -> dict[str, int]:
    """The first explanation."""
    return {str(place): int(value) for place, value in finding.hint.items()}


@settings(max_examples=15, deadline=None)
@given(sound_tables())
def test_a_sound_table_has_no_finding(table: Table) -> None:
    """Where all identities hold, nothing is said."""
    assert found_in(table) == []


@settings(max_examples=30, deadline=None)
@given(sound_tables(), st.data())
def test_one_wrong_cell_is_one_finding_whose_first_hint_takes_it_back(table: Table, data: st.DataObject) -> None:
    """Whatever cell is changed to whatever number, the finding names it and the number it had."""
    cell = data.draw(st.sampled_from(sorted(table)))
    printed = data.draw(st.integers(0, 9999).filter(lambda n: n != table[cell]))
    findings = found_in({**table, cell: printed})
    assert len(findings) == 1
    address = f"t3/{cell[0]}/{cell[1]}"
    assert address in [str(place) for place in findings[0].evidence.addresses]
    assert {str(place): value for place, value in findings[0].hint.items()} == {address: table[cell]}


@settings(max_examples=20, deadline=None)
@given(sound_tables(), st.sampled_from(ROWS), st.sampled_from(APPLICANTS), st.integers(1, 99))
def test_a_cell_and_its_row_total_are_one_finding(table: Table, row: str, column: str, more: int) -> None:
    """A wrong number carried into its row's total stays one cause; every explanation shown mends all."""
    planted = {**table, (row, column): table[row, column] + more, (row, "total"): table[row, "total"] + more}
    (finding,) = found_in(planted)
    places = [str(place) for place in finding.evidence.addresses]
    assert {f"t3/{row}/{column}", f"t3/{row}/total"} <= set(places)
    mended = planted | {(place.row, place.column): int(value) for place, value in finding.hint.items()}
    assert found_in(mended) == []


@settings(max_examples=20, deadline=None)
@given(
    sound_tables(), st.sampled_from(ROWS), st.lists(st.sampled_from(APPLICANTS), min_size=2, max_size=2, unique=True)
)
def test_two_columns_swapped_in_a_row_are_found(table: Table, row: str, columns: list[str]) -> None:
    """Both cells stand among the finding's addresses, unless they print the same."""
    one, other = columns
    swapped = {**table, (row, one): table[row, other], (row, other): table[row, one]}
    findings = found_in(swapped)
    if swapped == table:
        assert findings == []
    else:
        places = {str(place) for finding in findings for place in finding.evidence.addresses}
        assert {f"t3/{row}/{one}", f"t3/{row}/{other}"} <= places


@settings(max_examples=16, deadline=None)
@given(sound_tables(), st.sampled_from(SUM_CELLS), st.integers(1, 500))
def test_a_fault_in_a_sum_or_in_what_was_carried_is_found_where_it_is(table: Table, cell: Cell, more: int) -> None:
    """Grand total, totals of rows and columns, carried in and out: no other cell is blamed before them."""
    (finding,) = found_in({**table, cell: table[cell] + more})
    assert hint_of(finding) == {named(cell): table[cell]}
    assert finding.severity == 1 and finding.blames is Blames.REPORT


@settings(max_examples=25, deadline=None)
@given(sound_tables(), st.data(), st.integers(1, 40), st.integers(41, 90))
def test_two_independent_faults_are_two_findings(table: Table, data: st.DataObject, more: int, much: int) -> None:
    """In other rows and columns by other numbers: each has its own cells, its own explanation, and none of the other's leaves."""
    rows = data.draw(st.lists(st.sampled_from(RESULTS), min_size=2, max_size=2, unique=True))
    columns = data.draw(st.lists(st.sampled_from(APPLICANTS), min_size=2, max_size=2, unique=True))
    one, other = zip(rows, columns, strict=True)
    findings = found_in({**table, one: table[one] + more, other: table[other] + much})
    assert len(findings) == 2
    assert {tuple(hint_of(finding).items()) for finding in findings} == {
        ((named(one), table[one]),), ((named(other), table[other]),)
    }  # fmt: skip
    assert not set(findings[0].covers) & set(findings[1].covers)


@settings(max_examples=12, deadline=None)
@given(sound_tables(), st.data())
def test_many_faults_lose_none(table: Table, data: st.DataObject) -> None:
    """Five cells anywhere: however they are explained, every broken identity is covered, and every planted cell that breaks one
    stands among the findings' addresses."""
    cells = data.draw(st.lists(st.sampled_from(sorted(table)), min_size=5, max_size=5, unique=True))
    planted = {**table, **{cell: table[cell] + 7 + 13 * n for n, cell in enumerate(cells)}}
    findings = found_in(planted)
    places = {str(place) for finding in findings for place in finding.evidence.addresses}
    assert {named(cell) for cell in cells} <= places
    leaves = [leaf for finding in findings for leaf in finding.covers]
    assert len(leaves) == len(set(leaves))


@settings(max_examples=12, deadline=None)
@given(sound_tables(), st.integers(0, 12))
def test_rows_that_slipped_down_are_one_finding_that_blames_the_reading(table: Table, first: int) -> None:
    """From one row on every figure stands a row too low: not a dozen faults of the report."""
    table |= {("carried_in", column): 0 for column in COLUMNS}
    for column in COLUMNS:  # nothing is carried, so that nothing is pushed out of the table
        table["carried_out", column] = 0
        table["new", column] = table["total", column]
    slipped = dict(table)
    for column in COLUMNS:
        figures = [table[row, column] for row in ROWS]
        for row, figure in zip(ROWS, [*figures[:first], 0, *figures[first:-1]], strict=True):
            slipped[row, column] = figure
    findings = found_in(slipped)
    assert bool(findings) == (slipped != table)
    if sum(len(finding.hint) for finding in findings) not in {
        1,
        2,
    }:  # else so little slipped that a cell or two explain it
        assert [(f.rule, f.blames, f.severity) for f in findings] == [("T3.SHIFT", Blames.READING, 3)] * bool(findings)


@settings(max_examples=12, deadline=None)
@given(sound_tables(), st.data(), st.integers(1, 99))
def test_a_doubted_cell_is_blamed_on_the_reading_first(table: Table, data: st.DataObject, more: int) -> None:
    """The same fault, read with a doubt: severity 3, for a person who looks at the page; without it, the report is wrong."""
    cell = data.draw(st.sampled_from(sorted(table)))
    planted = {**table, cell: table[cell] + more}
    (sure,), (doubted,) = found_in(planted), found_in(planted, (cell,))
    assert (sure.blames, sure.severity) == (Blames.REPORT, 1)
    assert (doubted.blames, doubted.severity) == (Blames.READING, 3)
    assert hint_of(doubted) == hint_of(sure) == {named(cell): table[cell]}
