"""What a sample report says: invented facts of an invented prefecture, with its planted faults, before any layout.

A facts file gives the results row by row; totals and 新收 are computed so that the report is sound, `[[address]]` and
`[[sum:pattern]]` in the prose are filled from the sound figures, and only then the `[faults]` are put in: `"+10"` adds to
what was computed, anything else is printed as it stands.
"""

from __future__ import annotations

import fnmatch
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.form import APPLICANTS, form

FOLDER = Path(__file__).parent / "facts"
OUTCOMES = ("upheld", "corrected", "other", "pending")


@dataclass(frozen=True)
class Facts:
    """One report to be printed."""

    name: str
    format: str
    body: str
    year: int
    signed: str
    published: str
    preamble: tuple[str, ...]
    sections: dict[int, tuple[str, ...]]
    figures: dict[str, str]
    """Printed text of all 200 addresses, faults put in."""

    @property
    def title(self) -> str:
        return f"{self.body}{self.year}年政府信息公开工作年度报告"


def load_all() -> list[Facts]:
    """All facts files, by name."""
    return [load(path) for path in sorted(FOLDER.glob("*.toml"))]


def load(path: Path) -> Facts:
    """One facts file; KeyError or AssertionError where it is not whole."""
    data = tomllib.loads(path.read_text("utf-8"))
    figures = table2(data["table2"]) | table3(data["table3"]) | table4(data["table4"])
    assert list(figures) == [str(address) for address in form().addresses]
    sections = {int(n): tuple(fill(p, figures) for p in texts) for n, texts in data["sections"].items()}
    for address, printed in data["faults"].items():
        assert address in figures, address
        figures[address] = str(int(figures[address]) + int(printed)) if printed.startswith("+") else printed
    return Facts(
        name=path.stem,
        format=data["format"],
        body=data["body"],
        year=data["year"],
        signed=data["signed"],
        published=data["published"],
        preamble=tuple(data["preamble"]),
        sections=sections,
        figures=figures,
    )


def table2(rows: dict[str, list[str]]) -> dict[str, str]:
    return {
        f"t2/{row.key}/{column}": printed
        for row in form().table("t2").rows
        for column, printed in zip(row.columns, rows[row.key], strict=True)
    }


def table3(given: dict[str, list[int]]) -> dict[str, str]:
    rows = {row.key: given.get(row.key, [0] * 6) for row in form().table("t3").rows}
    results = [key for key in rows if key not in ("new", "carried_in", "total", "carried_out")]
    rows["total"] = [sum(rows[key][c] for key in results) for c in range(6)]
    rows["new"] = [rows["total"][c] + rows["carried_out"][c] - rows["carried_in"][c] for c in range(6)]
    assert min(rows["new"]) >= 0
    return {
        f"t3/{key}/{column}": str(value)
        for key, values in rows.items()
        for column, value in zip((*APPLICANTS, "total"), (*values, sum(values)), strict=True)
    }


def table4(blocks: dict[str, list[int]]) -> dict[str, str]:
    return {
        f"t4/{row.key}/{column}": str(value)
        for row in form().table("t4").rows
        for column, value in zip((*OUTCOMES, "total"), (*blocks[row.key], sum(blocks[row.key])), strict=True)
    }


def fill(text: str, figures: dict[str, str]) -> str:
    """The prose with its figures put in."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if not name.startswith("sum:"):
            return figures[name]
        return str(sum(int(figures[a]) for a in figures if fnmatch.fnmatchcase(a, name[4:])))

    return re.sub(r"\[\[(.+?)\]\]", value, text)


@dataclass(frozen=True)
class Slot:
    """One printed cell of a table: its place in the ruled grid and its text."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    label: bool = True


def laid_out(facts: Facts, table: str) -> tuple[list[Slot], int, int]:
    """The cells of a table as the notice prints it, with the grid's rows and columns."""
    return {"t2": slots2, "t3": slots3, "t4": slots4}[table](facts.figures)


def slots2(figures: dict[str, str]) -> tuple[list[Slot], int, int]:
    slots: list[Slot] = []
    row = 0
    article = ""
    columns = {column.key: column for column in form().table("t2").columns}
    for subject in form().table("t2").rows:
        width = 3 // len(subject.columns)
        if subject.article != article:
            article = subject.article
            slots += [Slot(row, 0, article, 1, 4), Slot(row + 1, 0, "信息内容")]
            for i, key in enumerate(subject.columns):
                unit = f"（单位：{columns[key].unit}）" if columns[key].unit else ""
                slots.append(Slot(row + 1, 1 + i, columns[key].label + unit, 1, width))
            row += 2
        slots.append(Slot(row, 0, subject.label))
        for i, key in enumerate(subject.columns):
            slots.append(Slot(row, 1 + i, figures[f"t2/{subject.key}/{key}"], 1, width, False))
        row += 1
    return slots, row, 4


def slots3(figures: dict[str, str]) -> tuple[list[Slot], int, int]:
    table = form().table("t3")
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    slots = [Slot(0, 0, note, 3, 3), Slot(0, 3, "申请人情况", 1, 7), Slot(1, 3, "自然人", 2)]
    slots += [Slot(1, 4, "法人或其他组织", 1, 5), Slot(1, 9, "总计", 2)]
    slots += [Slot(2, 4 + i, column.label) for i, column in enumerate(table.columns[1:6])]
    groups = {group.key: group for group in table.groups}
    seen: set[str] = set()
    for row, label in enumerate(table.rows, 3):
        group = label.key.split("/")[0]
        if label.key in ("new", "carried_in", "carried_out"):
            slots.append(Slot(row, 0, label.ordinal + label.label, 1, 3))
        else:
            if not seen:
                slots.append(Slot(row, 0, groups["results"].ordinal + groups["results"].label, 22))
            if "/" in label.key:
                if group not in seen:
                    size = sum(other.key.startswith(group + "/") for other in table.rows)
                    slots.append(Slot(row, 1, groups[group].ordinal + groups[group].label, size))
                slots.append(Slot(row, 2, label.ordinal + label.label))
            else:
                slots.append(Slot(row, 1, label.ordinal + label.label, 1, 2))
            seen.add(group)
        for i, column in enumerate(table.columns):
            slots.append(Slot(row, 3 + i, figures[f"t3/{label.key}/{column.key}"], label=False))
    return sorted(slots, key=lambda slot: (slot.row, slot.column)), 28, 10


def slots4(figures: dict[str, str]) -> tuple[list[Slot], int, int]:
    table = form().table("t4")
    first, second, third = table.rows
    slots = [Slot(0, 0, first.label, 1, 5), Slot(0, 5, "行政诉讼", 1, 10)]
    slots += [Slot(1, i, column.label, 2) for i, column in enumerate(table.columns)]
    slots += [Slot(1, 5, second.label, 1, 5), Slot(1, 10, third.label, 1, 5)]
    slots += [Slot(2, 5 + i, column.label) for i, column in enumerate((*table.columns, *table.columns))]
    cells = [f"t4/{row.key}/{column.key}" for row in table.rows for column in table.columns]
    slots += [Slot(3, i, figures[address], label=False) for i, address in enumerate(cells)]
    return slots, 4, 15


HEADINGS = {section.number: section.title for section in form().sections}
ORDINALS: dict[int, str] = dict(enumerate("一二三四五六", 1))
TABLES: dict[int, str] = {2: "t2", 3: "t3", 4: "t4"}


def parts(facts: Facts) -> list[tuple[str, Any]]:
    """The report in reading order: ("title" | "heading" | "paragraph" | "table" | "signature", its content)."""
    found: list[tuple[str, Any]] = [("title", facts.title)]
    found += [("paragraph", text) for text in facts.preamble]
    for number, title in HEADINGS.items():
        found.append(("heading", f"{ORDINALS[number]}、{title}"))
        if number in TABLES and number != 4:
            found.append(("table", TABLES[number]))
        found += [("paragraph", text) for text in facts.sections[number]]
        if number == 4:
            found.append(("table", "t4"))
    if facts.signed:
        found += [("signature", facts.body), ("signature", facts.signed)]
    return found
