"""The usual reports' workbook, written once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from papers.making import SHANGHAI, followed_up, write
from papers.sheets import opened


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual reports, decided, a sheet for each."""
    made = followed_up()
    path = tmp_path_factory.mktemp("papers") / "out.xlsx"
    return write(made, path, replace(SHANGHAI, sheets=True))


@pytest.fixture(scope="session")
def book(written: Path) -> openpyxl.Workbook:
    """That workbook, to be looked at only."""
    return opened(written)
