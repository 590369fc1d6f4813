"""Small hard cases of tables in plain text and HTML, each with what must come of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from core.address import Address
from core.formats import read
from core.reading.tables import read_tables, version_of

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "tables.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["promise"])
def test_case(case: dict[str, object]) -> None:
    """Each address of the case has the state and print it promises, with a doubt where it says so."""
    text = str(case["text"])
    name = "report.html" if text.lstrip().startswith("<") else "report.txt"
    document = read(text.encode(), name)
    version = version_of(document)
    figures = read_tables(document, version).figures
    assert version == case.get("form", "2021")
    expected = case["figures"]
    assert isinstance(expected, dict)
    for address, (state, printed, doubted) in expected.items():
        figure = figures[Address.parse(address)]
        assert (str(figure.state), figure.printed, figure.doubt is not None) == (state, printed, doubted), address
