"""A workbook as openpyxl finds it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

SHEETS = ["说明", "报告", "疑点", "数值", "汇总核对", "缺报迟报", "整改台账", "核查记录", "规则"]


def opened(path: Path) -> openpyxl.Workbook:
    """The workbook as it stands, formulas as formulas."""
    return openpyxl.load_workbook(path)


def lines(sheet: Worksheet, heading: int = 1) -> list[dict[str, Any]]:
    """The lines below a heading, by its words."""
    rows = list(sheet.iter_rows(min_row=heading, values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]
