"""Faults planted in sound tables: every one is found, in one finding, with the change that takes it back."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rule_cases import build_report

from core.form import APPLICANTS, form
from core.model import Finding
from core.rules import check
from core.rules.identities import results

RESULTS = results("2021", False)
ROWS = tuple(row.key for row in form().table("t3").rows)
SUMS = {"T3.RESULT", "T3.BALANCE", "T3.ROW", "T3.OFFSET", "T3.SPLIT", "T3.SHIFT", "T3.DIGIT"}

Table = dict[tuple[str, str], int]


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


def found_in(table: Table) -> list[Finding]:
    """What the rules for the sums say of the table."""
    case: dict[str, Any] = {"figures": {f"t3/{row}/{column}": str(n) for (row, column), n in table.items()}}
    return [finding for finding in check(build_report(case)).findings if finding.rule in SUMS]


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
