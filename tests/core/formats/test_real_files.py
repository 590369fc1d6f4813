"""Real reports of every flowing format: no false alarms, every cell in its place, every printed figure in some cell."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from core.formats import read
from core.formats.document import Document

GRIDLESS = ("2020-pingtan-oldform.txt", "2024-ganzhou-suqu.txt")
"""Tables set out by blanks or run together: the file marks no cells."""


def flowing(corpus: Path) -> dict[str, Document]:
    files = [file for file in sorted((corpus / "reports").iterdir()) if file.suffix in (".txt", ".html", ".docx")]
    return {file.name: read(file.read_bytes(), file.name) for file in files}


@pytest.fixture(scope="module")
def documents(corpus: Path) -> dict[str, Document]:
    return flowing(corpus)


def test_nothing_is_flagged_in_ordinary_reports(documents: dict[str, Document]) -> None:
    assert {name: document.warnings for name, document in documents.items() if document.warnings} == {}


def test_every_cell_stands_where_its_spans_say(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for grid in document.grids:
            for cell in grid.cells:
                assert cell.text == "\n".join(document.text[start:end] for start, end in cell.spans)
                assert all(grid.span[0] <= start and end <= grid.span[1] for start, end in cell.spans)


def test_every_printed_figure_is_the_text_of_a_cell(documents: dict[str, Document], corpus: Path) -> None:
    for name, document in documents.items():
        if name in GRIDLESS:
            continue
        gold = json.loads((corpus / "gold" / (Path(name).stem + ".json")).read_text("utf-8"))["cells"]
        wanted = Counter(printed for printed in gold.values() if printed is not None)
        found = Counter(cell.text.strip() for grid in document.grids for cell in grid.cells)
        assert not wanted - found, name


def test_texts_that_mark_no_cells_give_no_grid(documents: dict[str, Document]) -> None:
    assert all(documents[name].grids == () for name in GRIDLESS)
